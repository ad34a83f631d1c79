"""What is meant by what one types, without a screen."""

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.opening.matching import Choice, by_key_or_words, by_words, roughly

CHOICES = [
    Choice("Mark everything in this view read.", "all", keys=("A",), also="mark_all_read"),
    Choice("Go to the first row.", "top", keys=("g", "Home")),
    Choice("Go to the last row.", "bottom", keys=("G", "End")),
    Choice("Scroll a page.", "page", keys=("Space", "PgDn", "^d")),
    Choice("Bookmark", "bookmark", "Keep the article.", keys=("b",)),
    Choice("Go to: Bookmarks", "bookmarks"),
]


def values(found: list[Choice[str]]) -> list[str]:
    return [choice.value for choice in found]


def test_a_key_finds_what_it_does_and_capitals_count() -> None:
    assert values(by_key_or_words(CHOICES, "g"))[0] == "top"
    assert values(by_key_or_words(CHOICES, "G"))[0] == "bottom"
    for typed in ("^d", "ctrl+d", "<C-d>", "Space", "space"):
        assert values(by_key_or_words(CHOICES, typed))[0] == "page"
    assert by_key_or_words(CHOICES, "^d")[0].group == "The key ^d"


def test_words_are_found_in_any_order_by_their_beginnings() -> None:
    assert values(by_key_or_words(CHOICES, "rea mark")) == ["all"]
    assert values(by_key_or_words(CHOICES, "row go")) == ["top", "bottom"]
    assert values(by_key_or_words(CHOICES, "ookmar")) == ["bookmark", "bookmarks"]
    assert values(by_words(CHOICES, "croll")) == ["page"]


def test_the_palette_forgives_and_puts_the_best_first() -> None:
    assert values(roughly(CHOICES, "bookmark")) == ["bookmark", "bookmarks"]
    assert values(roughly(CHOICES, "bokmrk"))[0] == "bookmark"
    assert values(roughly(CHOICES, "bokmakr"))[0] == "bookmark"
    assert values(roughly(CHOICES, "go row", lambda value: int(value == "bottom")))[0] == "bottom"
    assert roughly(CHOICES, "zebra") == []


@given(st.text(max_size=12))
def test_whatever_is_typed_finds_only_what_is_there_and_each_once(typed: str) -> None:
    for find in (by_words, by_key_or_words, roughly):
        found = values(find(CHOICES, typed))
        assert len(found) == len(set(found))
        assert set(found) <= {choice.value for choice in CHOICES}
