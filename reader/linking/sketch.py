"""An article in a few hundred bytes: its most telling terms, enough to tell how alike two articles are.

A sketch keeps the terms with the most weight (frequency times rarity, tf-idf), each as a hash, with how often it stands
in the article and whether it stands in the title or near the head, where news says what happened.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["HEAD", "TERMS", "Likeness", "Sketch", "hashed", "sketch"]

TERMS = 400
"""Terms kept, nearly always all: of the longest articles of the development kit 64 would lose 0.05 of nDCG@5."""
HEAD = 60
"""Terms of the text that count as its head, besides the title."""
TITLE_WEIGHT = 2
"""How often a term of the title counts."""

_TITLE = 0x80
_HEAD = 0x40
_WEIGHT = 0x3F
_STEPS = 8  # of a weight of 1: a logarithm of counts, so 6 bits reach counts of 900
_HASHES = 0xFFFFFF
_LONG = 40  # letters of a term that is no word, and not kept at hand: it may fill a whole text


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two articles are: three cosines, 0 to 1."""

    whole: float
    head: float
    title: float


@dataclass(frozen=True)
class Sketch:
    """What of an article is compared. Hashes of 24 bits mistake one term in 250,000 pairs for another."""

    entries: array[int]
    """Hash, place and weight of each term in 32 bits, the most telling first."""
    whole: float
    """Lengths of three vectors: of all these terms, those of the head and those of the title."""
    head: float
    title: float

    def terms(self) -> Iterator[tuple[int, float]]:
        """Its terms, the most telling first, with how often each stands there (1 and its logarithm)."""
        return ((entry >> 8, (entry & _WEIGHT) / _STEPS) for entry in self.entries)

    def like(self, others: Iterable[Sketch], rarity: Callable[[int], float]) -> list[Likeness]:
        """How alike each of the others is; `rarity` is a term's inverse document frequency, by its hash."""
        mine: dict[int, tuple[float, float, int]] = {}
        for entry in self.entries:
            square = rarity(entry >> 8) ** 2
            mine[entry >> 8] = (entry & _WEIGHT) * square / _STEPS, square, entry
        return [self._like(other, mine) for other in others]

    def _like(self, other: Sketch, mine: Mapping[int, tuple[float, float, int]]) -> Likeness:
        whole = head = title = 0.0
        get = mine.get
        shared = [(entry, found) for entry in other.entries if (found := get(entry >> 8))]
        for entry, (weight, square, own) in shared:
            whole += weight * (entry & _WEIGHT)
            both = own & entry
            if both & _HEAD:
                head += square
                if both & _TITLE:
                    title += square
        return Likeness(
            _ratio(whole / _STEPS, self.whole * other.whole),
            _ratio(head, self.head * other.head),
            _ratio(title, self.title * other.title),
        )


def sketch(title: Sequence[str], text: Sequence[str], rarity: Callable[[int], float]) -> Sketch:
    """The sketch of an article of these terms; `rarity` is a term's inverse document frequency, by its hash."""
    counts = Counter(text)
    for term in title:
        counts[term] += TITLE_WEIGHT
    entitled = set(title)
    head = entitled.union(text[:HEAD])
    entries: dict[int, int] = {}
    for term, count in counts.items():
        number = hashed(term)
        entry = number << 8 | min(int((1 + math.log(count)) * _STEPS + 0.5), _WEIGHT)
        if term in head:
            entry |= _HEAD
        if term in entitled:
            entry |= _TITLE
        entries[number] = max(entries.get(number, 0), entry)
    telling = sorted(entries.values(), key=lambda entry: (-(entry & _WEIGHT) * rarity(entry >> 8), entry))
    kept = array("I", telling[:TERMS])
    return Sketch(kept, *_lengths(kept, rarity))


def _lengths(entries: Iterable[int], rarity: Callable[[int], float]) -> tuple[float, float, float]:
    """Of the vectors of all terms, of those of the head and of those of the title."""
    whole = head = title = 0.0
    for entry in entries:
        square = rarity(entry >> 8) ** 2
        whole += square * (entry & _WEIGHT) ** 2
        if entry & _HEAD:
            head += square
        if entry & _TITLE:
            title += square
    return math.sqrt(whole) / _STEPS, math.sqrt(head), math.sqrt(title)


def hashed(term: str) -> int:
    """24 bits of a term."""
    return _known(term) if len(term) <= _LONG else _hashed(term)


def _hashed(term: str) -> int:
    return zlib.crc32(term.encode("utf-8", "surrogatepass")) & _HASHES


_known = lru_cache(maxsize=1 << 13)(_hashed)  # more would take 10 MB, and saves a quarter of a microsecond a term


def _ratio(shared: float, lengths: float) -> float:
    return min(shared / lengths, 1.0) if lengths else 0.0
