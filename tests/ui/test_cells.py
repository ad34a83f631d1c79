from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.cells import clip, fit, width_of, wrap

TEXT = st.text(st.sampled_from("ab cdé—“”…日本語、。🙂ｱ\u0301\n -"), max_size=80)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello world this is it", ["hello", "world this", "is it"]),
        ("   lead   and   gaps   ", ["lead   and", "gaps"]),
        ("x" * 25 + " y", ["x" * 10, "x" * 10, "xxxxx y"]),
        ("a\n\nb c", ["a", "", "b c"]),
        ("日本語のテキスト。終わり", ["日本語のテ", "キスト。終", "わり"]),
        ("あいうえお、かき", ["あいうえ", "お、かき"]),
        ("", [""]),
    ],
)
def test_lines_break_at_spaces_between_wide_letters_and_never_before_a_closing_mark(
    text: str, expected: list[str]
) -> None:
    assert lines(text, 10) == expected


@given(TEXT, st.integers(2, 30))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    broken = lines(text, width)
    assert all(width_of(line) <= width for line in broken)
    assert "".join("".join(broken).split()) == "".join(text.split())


@given(TEXT, st.integers(2, 30))
def test_ranges_go_forward(text: str, width: int) -> None:
    ranges = wrap(text, width)
    assert all(start <= end for start, end in ranges)
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))


@given(TEXT.filter(lambda text: "\n" not in text), st.integers(1, 30))
def test_what_is_fitted_has_exactly_its_width(text: str, width: int) -> None:
    assert width_of(clip(text, width)) <= width
    assert width_of(fit(text, width)) == width


def test_clipping_shows_that_something_is_missing() -> None:
    assert clip("Ferry queues reach the market", 12) == "Ferry queue…"
    assert clip("汐ヶ崎港の橋", 7) == "汐ヶ崎…"
    assert clip("short", 5) == "short"
