"""Numbers that two reports have otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.linking.novelty import Telling
from reader.linking.numbers import Figures, differing, quantities
from reader.linking.sentences import split


def shown(sentence: str) -> list[str]:
    return [sentence[one.start : one.end] for one in quantities(sentence)]


def differences(one: str, other: str) -> list[tuple[str, str]]:
    texts = [Figures(Telling([sentence.text for sentence in split(text)])) for text in (one, other)]
    return [(found.here, found.there) for found in differing(*texts)]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("It cost $1.2 billion.", 1.2e9, "$"),
        ("It cost 1,200 million dollars.", 1.2e9, "$"),
        ("It cost 1.2bn US dollars.", 1.2e9, ""),
        ("Es kostet 1,2 Milliarden Euro.", 1.2e9, "€"),
        ("Giá là 7,2 tỉ đồng.", 7.2e9, "₫"),
        ("損失は1.2億円だった。", 1.2e8, "¥"),
        ("It rose 5 per cent.", 5, "%"),
        ("It rose 5%.", 5, "%"),
        ("He saw three dead.", 3, ""),
    ],
)
def test_equal_values_are_equal_in_any_notation(sentence: str, value: float, unit: str) -> None:
    (found,) = quantities(sentence)
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    "sentence",
    [
        "It happened on 12 May 2026 at 10:30, or on 2026-05-12.",
        "Ida Varn, 54, a 30-year-old, aged 41, 22 years old.",
        "Flight 370, the F-16 and COVID-19 under Section 230.",
        "They won 3-2, in seats 242–190.",
        "Ngày 29 tháng 10, anh 22 tuổi.",
        "10月22日、54歳。",
        "Call 0123456789.",
    ],
)
def test_dates_times_ages_names_and_scores_are_none(sentence: str) -> None:
    assert shown(sentence) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "At least 12 people were killed when a ferry sank off Port Ansel on Friday, police said.",
            "A ferry that sank off Port Ansel on Friday killed 15 people, police said.",
            ("12 people", "15 people"),
        ),
        (
            "Halden Works will pay $1.2 billion for Lenn Water.",
            "Lenn Water is sold to Halden Works for 1.3 billion dollars.",
            ("$1.2 billion", "1.3 billion dollars"),
        ),
        (
            "The fire destroyed 30 houses in Brennholt on Monday.",
            "The fire in Brennholt destroyed 42 houses, officials said.",
            ("30 houses", "42 houses"),
        ),
        (
            "Ít nhất 12 người thiệt mạng trong vụ chìm phà ở cảng An Sen hôm thứ sáu.",
            "Vụ chìm phà ở cảng An Sen hôm thứ sáu khiến 15 người thiệt mạng.",
            ("12 người", "15 người"),
        ),
    ],
)
def test_numbers_of_one_thing_differ(one: str, other: str, expected: tuple[str, str]) -> None:
    assert differences(one, other) == [expected]
    assert differences(other, one) == [expected[::-1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Halden Works will pay $1.2 billion for Lenn Water.",
            "Lenn Water is sold to Halden Works for 1,200 million dollars.",
        ),
        ("The fire destroyed 40 houses in Brennholt.", "The fire in Brennholt destroyed 42 houses."),
        ("The fire destroyed 30 houses in Brennholt.", "The fire in Brennholt destroyed two houses and 30 barns."),
        ("The fire destroyed 30 houses in Brennholt.", "The fire in Dunmere destroyed 42 houses."),
        ("The fire destroyed 30 houses in Brennholt.", "The fire in Brennholt hurt 42 firemen."),
        ("The fire in Brennholt cost 30 million crowns.", "The fire in Brennholt cost $42 million."),
        ("The mayor, 54, spoke on 12 May at 10:30 in Dunmere.", "The mayor, 55, spoke on 13 May at 11:30 in Dunmere."),
    ],
)
def test_equal_rounded_and_other_things_do_not_differ(one: str, other: str) -> None:
    assert differences(one, other) == []


def test_a_number_the_other_has_too_is_not_marked() -> None:
    both = "The fire in Brennholt destroyed 42 houses. Early on officials in Brennholt had said 30 houses."
    assert differences("The fire destroyed 30 houses in Brennholt.", both) == []


@given(st.text(alphabet=st.sampled_from("12.,- $€%bnKü万年/: "), max_size=40) | st.text(max_size=40))
def test_any_text_is_read_and_agrees_with_itself(text: str) -> None:
    for one in quantities(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.value >= 0
    assert differences(text, text) == []
