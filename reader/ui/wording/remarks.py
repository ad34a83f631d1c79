"""What is said below an article about how new it is, and about numbers that other reports have otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reader.model import Novelty
from reader.ui.painting.marks import Marks

__all__ = ["remarks"]

_MOST = 4
"""Articles, or numbers, named at most; of the others it is said how many there are."""


def remarks(novelty: Novelty, marks: Marks, key: str, *, dims: bool) -> Iterator[str]:
    """Sentences for the foot of an article; `key` turns dimming off, or on again where `dims` is false."""
    if novelty.told:
        count = f"{novelty.new} of {novelty.sentences} sentences" if novelty.new else f"None of {novelty.sentences}"
        verb = "is" if novelty.new == 1 or not novelty.new else "are"
        yield f"{count} {verb} new to you {marks.dot} {key} {'shows all alike' if dims else 'dims the others'}"
    tellers = Counter((told.article, told.title) for told in novelty.told).most_common()
    for (_, title), told in tellers[:_MOST]:
        yield f"{told} told in {marks.quoted(title)}"
    yield from _rest(len(tellers), "articles")
    numbers: dict[tuple[int, int, str], dict[str, list[str]]] = {}
    for number in novelty.numbers:
        place = numbers.setdefault((number.block, number.start, number.here), {})
        place.setdefault(number.there, []).append(number.teller)
    for (_, _, here), others in list(numbers.items())[:_MOST]:
        elsewhere = "; ".join(f"{there} in {', '.join(dict.fromkeys(tellers))}" for there, tellers in others.items())
        yield f"Other numbers: {here} here; {elsewhere}"
    yield from _rest(len(numbers), "numbers")


def _rest(count: int, what: str) -> Iterator[str]:
    if count > _MOST:
        yield f"and {count - _MOST} more {what}"
