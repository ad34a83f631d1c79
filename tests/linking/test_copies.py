"""Two texts are copies when the same hand wrote them, whatever was done to one since."""

import gzip
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.linking.copies import FEWEST, MARKS, Wording, likeness, marks
from tests.kit import KIT, needs_kit
from tests.wire import OTHER_HAND, REWORDED, TEXT, TITLE

QUAKE = (
    "An earthquake with a preliminary magnitude of {} was recorded near {} this morning, according to the survey. The "
    "quake occurred at {} about {} miles north of the town and had a depth of {} miles. No damage was reported."
)
JAPANESE = (
    "気象庁は火曜日、気象衛星「ペトレル３号」が撮影した最初の画像を公開した。画像には台風の目と周囲の雲の渦がはっきりと写っている。"
    "担当者は「予想より鮮明だ」と話した。衛星は先月打ち上げられ、来春から本格的な観測を始める予定だという。"
)


def alike(title: str, text: str, other_title: str = TITLE, other: str = TEXT) -> float:
    return likeness(Wording.of(title, text), Wording.of(other_title, other))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (TITLE, TEXT),
        ("Bridge shut", TEXT),
        (TITLE, TEXT.upper()),
        (TITLE, "(Reporting by staff) " + TEXT + " Sign up for our newsletter to get the stories of the day."),
        (TITLE + " — Harbour Post", TEXT[:190] + " This is a developing story. Please check back for more of it."),
        ("Divers find crack", TEXT[: len(TEXT) // 2] + "…"),
        (TITLE, " ".join(sentence for sentence in reversed(TEXT.split(". ")))),
        (TITLE, REWORDED),
        ("What now for the ferry?", REWORDED),
    ],
    ids=["exact", "other title", "capitals", "wrapped", "cut", "half", "moved", "reworded", "reworded, other title"],
)
def test_a_copy_is_told_whatever_was_done_to_it(title: str, text: str) -> None:
    assert alike(title, text) >= 0.3
    assert alike(TITLE, TEXT, title, text) >= 0.3
    assert set(marks(Wording.of(title, text))) & set(marks(Wording.of(TITLE, TEXT)))


def test_a_report_by_another_hand_is_no_copy_though_it_quotes_the_same_words() -> None:
    assert alike(TITLE, OTHER_HAND) == 0
    assert alike("Another story", OTHER_HAND) == 0


def test_a_form_filled_in_anew_is_no_copy() -> None:
    first = QUAKE.format("4.6", "Dunmere", "2:09", "14", "1.2")
    assert alike("Quake", QUAKE.format("3.1", "Dunmere", "7:30", "9", "2.7"), "Quake", first) == 0
    assert alike("Quake", first, "Quake", first) == 1


def test_scripts_without_spaces() -> None:
    cut = JAPANESE[: len(JAPANESE) // 2] + "続きは有料会員の方だけがお読みになれます。"
    assert alike("画像を公開", cut, "画像を公開", JAPANESE) > 0
    assert set(marks(Wording.of("", cut))) & set(marks(Wording.of("", JAPANESE)))
    other = "市議会は水曜日、水道料金の値上げ幅を縮小する案を賛成多数で可決した。新しい料金は四月から適用される。"
    assert alike("画像を公開", other, "画像を公開", JAPANESE) == 0


def test_too_few_words_tell_nothing() -> None:
    short = "No one was hurt in the fire on Monday, police said."
    assert len(Wording.of("", short).words) < FEWEST
    assert alike("Fire", short, "Fire", short) == 0
    assert marks(Wording.of("Fire", short)) == []


@given(
    st.lists(st.sampled_from(["ka", "le", "mi", "no", "ru", "sta", "ven", "12", "7", ","]), max_size=60), st.randoms()
)
def test_any_text_is_its_own_copy_or_too_short_and_likeness_is_a_share(words: list[str], chance: random.Random) -> None:
    one = Wording.of("", " ".join(words))
    chance.shuffle(words)
    other = Wording.of("", " ".join(words))
    assert likeness(one, one) == (1.0 if len(one.words) >= FEWEST else 0.0)
    assert 0.0 <= likeness(one, other) <= 1.0
    assert len(marks(one)) <= MARKS
    assert all(0 <= mark < 2**32 for mark in marks(one))


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert 0.0 <= likeness(Wording.of(one, other), Wording.of(other, one)) <= 1.0


@needs_kit
def test_copies_of_the_kit_are_told() -> None:
    articles = _lines("articles.jsonl.gz")
    by_id = {article["id"]: Wording.of(article["title"], article["text"]) for article in articles}
    told = marked = 0
    copies = _lines("neardup.jsonl.gz")
    for copy in copies:
        wording, original = Wording.of(copy["title"], copy["text"]), by_id[copy["of"]]
        told += likeness(wording, original) > 0
        marked += not set(marks(wording)).isdisjoint(marks(original))
    assert told == marked == len(copies)


def _lines(name: str) -> list[dict[str, str]]:
    with gzip.open(KIT / "related" / name, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]
