"""Comparing an article with those of a library: how rare its terms are there, and who shares them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest

from reader.linking.sketch import Sketch, hashed, sketch
from reader.linking.terms import terms
from reader.store.kin import Kept, KinTables

__all__ = ["Comparing"]

CANDIDATES = 60
"""Articles an article is compared with, those that share most of what it is found by."""
POSTINGS = 8_000
"""Places of terms looked at for one article; the common terms that would exceed it are left out."""
COMMON = 0.2
"""A term held by more than this share of the library tells nothing."""


class Comparing:
    """Compares articles with those of a library."""

    def __init__(self, tables: KinTables, places: Mapping[int, Sequence[int]] | None = None) -> None:
        self._tables = tables
        self._places = places
        self._total = tables.total()
        self._spread: dict[int, int] = {}

    def rarity(self, term: int) -> float:
        """A term's inverse document frequency."""
        return math.log((self._total + 1) / max(self._spread.get(term, 1), 1))

    def learn(self, words: Iterable[int]) -> None:
        """Look up how rare these terms are."""
        unknown = set(words) - self._spread.keys()
        if unknown:
            self._spread.update(dict.fromkeys(unknown, 1))
            self._spread.update(self._tables.spread(unknown))

    def sketch(self, title: str, text: str) -> Sketch:
        """The sketch of an article."""
        entitled, said = terms(title), terms(text)
        self.learn(hashed(term) for term in {*entitled, *said})
        return sketch(entitled, said, self.rarity)

    def telling(self, title: str, text: str) -> list[str]:
        """The terms that tell an article from the rest of the library, best first; those of no other are left out."""
        counts = Counter([*terms(title), *terms(text)])
        self.learn(map(hashed, counts))
        weights = {
            term: (1 + math.log(count)) * self.rarity(hashed(term))
            for term, count in counts.items()
            if 1 < self._spread.get(hashed(term), 1) <= COMMON * self._total
        }
        return sorted(weights, key=lambda term: (-weights[term], term))

    def compared(self, rows: Iterable[int]) -> dict[int, tuple[Sketch, Kept]]:
        """What is kept of articles, by their rows."""
        return {
            row: (Sketch(one.entries, one.whole, one.head, one.title, one.words), kept)
            for row, (one, kept) in self._tables.compared(rows).items()
        }

    def candidates(self, one: Sketch) -> list[int]:
        """Rows of the articles that share most of what an article is found by."""
        weights = {term: weight * self.rarity(term) ** 2 for term, weight in one.found_by().items()}
        shared: defaultdict[int, float] = defaultdict(float)
        left = POSTINGS
        for term in sorted(weights, key=lambda term: -weights[term]):
            rows = self._holding(term, left + 1)
            if len(rows) > left:
                continue
            left -= len(rows)
            weight = weights[term]
            for row in rows:
                shared[row] += weight
        return nlargest(CANDIDATES, shared, key=shared.__getitem__)

    def _holding(self, term: int, most: int) -> Sequence[int]:
        if self._places is None:
            return self._tables.holding(term, most)
        return self._places.get(term, ())
