"""Columns, fitting and wrapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.console import Console
from reader.cli.table import cells, fit, row, wrap
from reader.text import safe

from .conftest import Stream

TEXTS = st.text(max_size=80).map(safe)


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("🌉x", 3), ("", 0)])
def test_cells(text, width):
    assert cells(text) == width


@given(TEXTS, st.integers(1, 40))
def test_fit_takes_exactly_its_width(text, width):
    assert cells(fit(text, width)) == width


def test_fit_shows_that_something_is_left_off():
    assert fit("headlines", 6) == "headl…"
    assert fit("日本語", 4) == "日… "
    assert fit("short", 8) == "short   "


@given(TEXTS, st.integers(2, 30))
def test_wrap_keeps_every_letter_and_no_line_is_too_wide(text, width):
    lines = list(wrap(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in lines)


def test_wrap_breaks_at_spaces_and_between_wide_letters():
    assert list(wrap("one two three", 8)) == ["one two", "three"]
    assert list(wrap("日本語の記事", 6)) == ["日本語", "の記事"]
    assert list(wrap("unbreakable", 4)) == ["unbr", "eaka", "ble"]
    assert list(wrap("", 10)) == []


def test_rows_have_as_many_fields_as_given_whatever_is_in_them():
    out = Stream()
    row(Console(Stream(), out, Stream()), ("a\tb", "c\nd", "e\u2028f"), ())
    assert out.said() == "a b\tc d\te f\n"
