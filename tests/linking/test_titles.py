"""A printed headline finds the article it means, and no other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.linking.headline import Wording, readings
from reader.linking.resemblance import features
from reader.linking.titles import LEAST, MARGIN, SURE, best, likelihood, shortlist, weigh

LIBRARY = {
    "a": "Kestrel Bridge closed overnight after divers find cracked bearing",
    "b": "Ferry queues stretch to the fish market on first Friday without the bridge",
    "c": "Dunmere council passes smaller water tariff rise after split vote",
    "d": "Kestrel Bridge to reopen to cars on Monday, but not to lorries",
    "e": "気象衛星「ペトレル３号」、最初の画像を公開",
    "f": "Quốc hội thông qua luật đất đai sửa đổi với 95% phiếu thuận",
    "g": "Gale tears roof off the old rope works in Port Ansel",
    "h": "Why the harbour's last lighthouse keeper is not leaving",
}


def rarity(word: str) -> float:
    held = sum(word in Wording(title).words for title in LIBRARY.values())
    return math.log(400 / (held * 20 + 0.5)) / math.log(800)


def meant(headline: str, titles: dict[str, str] = LIBRARY) -> str | None:
    match = best(headline, [(article, Wording(title)) for article, title in titles.items()], rarity)
    return match.article if match else None


@pytest.mark.parametrize(
    ("headline", "article"),
    [
        ("Kestrel Bridge closed overnight after divers find cracked bearing", "a"),
        ("KESTREL BRIDGE CLOSED OVERNIGHT AFTER DIVERS FIND CRACKED BEARING", "a"),
        ("Kestrel Bridge closed overnight after divers find cracked bearing - Harbour Post", "a"),
        ("Harbour Post: Live updates: Kestrel Bridge closed overnight after divers find cracked bearing", "a"),
        ("• Kestrel Bridge closed overnight after divers find cracked bearing (Harbour Post)", "a"),
        ("Kestrel Bridge closed overnight after divers…", "a"),
        ("Kestrel Bridge closed overnight after divers... | Harbour Post", "a"),
        ("Kestrel Bridge shut overnight after divers discover cracked bearing", "a"),
        ("after divers find cracked bearing, Kestrel Bridge closed overnight", "a"),
        ("Ferry queues stretch to fish market on first Friday without bridge", "b"),
        ("Dunmere council passes smaller water price rise after divided vote", "c"),
        ("Why the harbours last lighthouse keeper is not leaving", "h"),
        ("気象衛星ペトレル３号、最初の画像を公開", "e"),
        ("quoc hoi thong qua luat dat dai sua doi voi 95% phieu thuan", "f"),
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
        "::",
        "Kestrel seen nesting on the old bridge",
        "Water tariff rise explained in five charts",
        "Divers who found Kestrel Bridge crack tell of night under water",
        "Osprey Bridge closed overnight after engineers find missing bolts",
        "Ward council puts off bus fare rise after long debate",
    ],
)
def test_what_is_not_held_means_nothing(headline: str) -> None:
    assert meant(headline) is None


def test_another_name_or_number_is_another_story() -> None:
    quake = {"x": "Strong earthquake of magnitude 6.8 shakes the coast of Peru"}
    assert meant("Strong earthquake of magnitude 6.8 shakes the coast of Peru", quake) == "x"
    assert meant("Strong earthquake of magnitude 7.1 shakes the coast of Chile", quake) is None


def test_two_that_fit_alike_are_not_guessed_between() -> None:
    twins = {"x": "Storm closes the northern ferry line", "y": "Storm closes the southern ferry line"}
    assert meant("Storm closes the ferry line", twins) is None


def test_the_same_title_twice_is_no_doubt_and_the_first_is_meant() -> None:
    twins = {"x": "Storm closes the ferry line", "y": "Storm closes the Ferry Line"}
    assert meant("Storm closes the ferry line", twins) == "x"


def test_a_site_or_label_may_belong_to_a_headline_or_not() -> None:
    texts = [reading.text for reading in readings("Opinion | Ferry: Storm closes the line… - Harbour Post")]
    assert texts == [
        "Opinion | Ferry: Storm closes the line… - Harbour Post",
        "Ferry: Storm closes the line… - Harbour Post",
        "Storm closes the line… - Harbour Post",
        "Opinion | Ferry: Storm closes the line",
        "Ferry: Storm closes the line",
        "Storm closes the line",
    ]
    assert [reading.cut for reading in readings("Storm closes…")] == [True]


def test_names_are_told_by_capitals_only_where_the_others_have_none() -> None:
    assert Wording("Storm keeps the ferry in Port Ansel").names == {"port", "ansel"}
    assert Wording("Storm Keeps the Ferry in Port Ansel").names == frozenset()
    assert Wording("STORM KEEPS THE FERRY").names == frozenset()


def test_the_runner_up_takes_from_the_score_and_a_better_fit_adds() -> None:
    assert weigh(3, MARGIN) > weigh(3, MARGIN / 4)
    assert weigh(6, MARGIN) > weigh(1, MARGIN)
    assert weigh(6, MARGIN + 5) == weigh(6, MARGIN)


def test_what_is_below_the_least_neither_wins_nor_makes_doubtful_who_does() -> None:
    steps = [step / 10 for step in range(-200, 200)]
    accepted = [odds for odds in steps if weigh(odds, MARGIN) >= SURE]
    assert min(accepted) - MARGIN > LEAST


def test_the_shortlist_is_of_what_shares_rare_words() -> None:
    candidates = [(article, Wording(title)) for article, title in LIBRARY.items()]
    near = shortlist(readings("The water tariff and the rope works"), candidates, rarity)
    assert {article for article, _ in near[:2]} == {"c", "g"}


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_laid_side_by_side(one: str, other: str) -> None:
    title = Wording(other)
    for reading in readings(one):
        if title.words:
            found = features(reading, title, lambda _: 1.0)
            assert all(0 <= value <= 2 for name, value in found.items() if name != "uneven")
    match = best(one, [("x", title)], lambda _: 1.0)
    assert match is None or SURE <= match.score <= 1


@given(st.lists(st.text("abcdefgh", min_size=3, max_size=9), min_size=5, max_size=12, unique=True))
def test_any_title_finds_itself_among_others(words: list[str]) -> None:
    title = " ".join(words)
    match = best(title.upper(), [("other", Wording("something else entirely")), ("x", Wording(title))], lambda _: 0.8)
    assert match is not None
    assert match.article == "x"


@given(st.text(max_size=60))
def test_a_headline_without_words_is_like_nothing(text: str) -> None:
    assert likelihood(readings(text), Wording("…"), lambda _: 1.0) == -math.inf
