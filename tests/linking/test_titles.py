"""A printed headline finds the article it means, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.linking.titles import best, plain_title, score

LIBRARY = [
    ("a", "Kestrel Bridge closed overnight after divers find cracked bearing"),
    ("b", "Ferry queues stretch to the fish market on first Friday without the bridge"),
    ("c", "Dunmere council passes smaller water tariff rise after split vote"),
    ("d", "Kestrel Bridge to reopen to cars on Monday, but not to lorries"),
    ("e", "気象衛星「ペトレル３号」、最初の画像を公開"),
]


def rarity(word: str) -> float:
    held = sum(word in title.lower().split() for _, title in LIBRARY)
    return 3.0 / (1 + held)


def meant(headline: str) -> str | None:
    match = best(headline, LIBRARY, rarity)
    return match.article if match else None


@pytest.mark.parametrize(
    ("headline", "article"),
    [
        ("Kestrel Bridge closed overnight after divers find cracked bearing", "a"),
        ("KESTREL BRIDGE CLOSED OVERNIGHT AFTER DIVERS FIND CRACKED BEARING", "a"),
        ("Kestrel Bridge closed overnight after divers find cracked bearing - Harbour Post", "a"),
        ("Kestrel Bridge closed overnight after divers…", "a"),
        ("Kestrel Bridge shut overnight after divers discover cracked bearing", "a"),
        ("Ferry queues stretch to fish market on first Friday without bridge", "b"),
        ("Dunmere council passes smaller water price rise after divided vote", "c"),
        ("気象衛星ペトレル３号、最初の画像を公開", "e"),
    ],
)
def test_a_headline_finds_its_article(headline: str, article: str) -> None:
    assert meant(headline) == article


@pytest.mark.parametrize(
    "headline",
    [
        "Council puts off bridge repainting for a third year",
        "Tide tables for October",
        "",
        "…",
        "Kestrel seen nesting on the old bridge",
        "Water tariff rise explained in five charts",
    ],
)
def test_what_is_not_held_means_nothing(headline: str) -> None:
    assert meant(headline) is None


def test_two_that_fit_alike_are_not_guessed_between() -> None:
    twins = [("x", "Storm closes the northern ferry line"), ("y", "Storm closes the southern ferry line")]
    assert best("Storm closes the ferry line", twins, lambda _: 1.0) is None


def test_the_same_title_twice_is_no_doubt() -> None:
    twins = [("x", "Storm closes the ferry line"), ("y", "Storm closes the ferry line")]
    match = best("Storm closes the ferry line", twins, lambda _: 1.0)
    assert match is not None
    assert match.article == "x"


def test_the_site_behind_a_title_does_not_count() -> None:
    assert plain_title("Storm closes ferry line | The Harbour Post") == "storm closes ferry line"


@given(st.text(), st.text())
def test_a_score_is_a_share(one: str, other: str) -> None:
    assert 0 <= score(one, other, lambda _: 1.0) <= 1.000001
