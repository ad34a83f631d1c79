"""Bringing two Shelves together: what becomes of notes about one article."""

import pytest

from reader.store.shelf_merge import merged

HELD = "What Ines said about the art market.\n\nAsk her again."


def brought(held: str, coming: str) -> str:
    first, second = ({"notes": {"1": {"article": "a", "text": text}}} for text in (held, coming))
    return merged(first, second).tables["notes"]["1"]["text"]


@pytest.mark.parametrize("coming", ["art", "Ask her", "What Ines said about the art market.\n\nAsk", "again."])
def test_a_note_whose_words_stand_in_another_stays_beside_it(coming: str) -> None:
    both = brought(HELD, coming)
    assert both == f"{HELD}\n\n{coming}"
    assert brought(both, coming) == brought(both, HELD) == both


@pytest.mark.parametrize("coming", [HELD, "Ask her again.", "Ask her again.\n", "", "\n"])
def test_what_stands_in_it_as_paragraphs_adds_nothing(coming: str) -> None:
    assert brought(HELD, coming) == HELD
    assert brought(f"{HELD}\n", coming) == f"{HELD}\n"


def test_who_has_both_already_gives_both_to_the_other() -> None:
    assert brought("Ask her again.", HELD) == HELD
    one, other = "Mine.", "Yours."
    mine = brought(one, other)
    assert brought(other, mine) == mine
