from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.ui.painting.cells import breaks, clip, fit, prefix, width_of, wrap

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


MEASURED = st.lists(
    st.sampled_from(
        ["ก", "กา", "漢", "字、", "e\u0301", "🙂", "🇩🇪", "ab", "é-", " ", "  ", "مرحبا", "«", "»", "x" * 9]
    ),
    min_size=1,
    max_size=40,
)


@settings(deadline=None, max_examples=25)
@given(MEASURED, st.integers(2, 60), st.integers(0, 2**16))
def test_long_texts_break_like_their_parts(words: list[str], width: int, chosen: int) -> None:
    """A line begins where the one before it ended, so what follows does not hang on what was long ago."""
    text = "".join(words) * (12_000 // len("".join(words)))
    broken = wrap(text, width)
    first = chosen % len(broken)
    at = broken[first][0]
    rest = [(at + start, at + end) for start, end in wrap(text[at : at + 2_000], width)]
    assert broken[first : first + len(rest) - 1] == rest[:-1]  # the last is cut off


def test_the_first_line_of_a_long_text_costs_no_more_than_that_of_a_short_one() -> None:
    looked_up: list[int] = []

    def parts(start: int, _: int) -> list[int]:
        looked_up.append(start)
        return []

    lines = breaks("ก า " * 100_000, 20, parts=parts)
    for _ in range(3):
        next(lines)
    assert max(looked_up) < 100


def test_a_line_with_more_marks_than_are_measured_at_a_time_is_one_line() -> None:
    dense = ("e" + "\u0301" * 2_000) * 10
    assert wrap(dense, 10) == [(0, len(dense))]
    assert wrap(dense, 5) == [(0, len(dense) // 2), (len(dense) // 2, len(dense))]
    assert wrap(" " * 9_000 + "é\u0301", 20) == [(9_000, 9_002)]


@given(
    text=st.lists(st.sampled_from(["a", " ", "e\u0301", "汉", "🛰", "👩\u200d🚀", "🇩🇪"])).map("".join),
    width=st.integers(-2, 12),
)
def test_a_prefix_is_the_longest_beginning_that_fits(text: str, width: int) -> None:
    fits = prefix(text, width)
    assert width_of(text[:fits]) <= max(width, 0)
    assert prefix(text[:fits], width) == fits
    assert fits == len(text) or width_of(text) > width


def test_of_a_long_text_a_prefix_is_that_of_its_beginning() -> None:
    odd = "e\u0301" + "\u0301" * 90 + "汉字🇩🇪a" * 3_000
    assert [prefix(odd, width) for width in range(1, 40)] == [prefix(odd[:4_000], width) for width in range(1, 40)]
