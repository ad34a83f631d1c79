"""Comparing an article with those of a library: how rare its terms are there, and who shares them."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest

from reader.linking.kinship import Circle, Pair, base_score, days_between
from reader.linking.sketch import Likeness, Sketch, hashed, sketch
from reader.linking.terms import terms
from reader.store.kin import ONE, Compared, KinTables, Near

__all__ = ["Comparing", "circle_of", "pair_of"]

CANDIDATES = 60
"""Articles an article is compared with, those that share most of what it is found by."""
LEAST = 0.06
"""The share of it that is the least; less is had in common by one in 150 of those of one story."""
POSTINGS = 5_000
"""Places of terms looked at for one article; the common terms that would exceed it are left out."""
COMMON = 0.2
"""A term held by more than this share of the library tells nothing."""


class Comparing:
    """Compares articles with those of a library."""

    def __init__(self, tables: KinTables, places: Mapping[int, Sequence[int]] | None = None) -> None:
        self.tables = tables
        self._places = places
        self._total = tables.total()
        self._rarities: dict[int, float] = {}

    def rarity(self, term: int) -> float:
        """A term's inverse document frequency."""
        self.learn([term])
        return self._rarities[term]

    def learn(self, words: Iterable[int]) -> None:
        """Look up how rare these terms are."""
        unknown = {word for word in words if word not in self._rarities}
        if unknown:
            self._note(dict.fromkeys(unknown, 1) | self.tables.spread(unknown))

    def learn_all(self) -> None:
        """Look up how rare all terms are."""
        self._note(self.tables.spread())

    def _note(self, spread: Mapping[int, int]) -> None:
        whole = self._total + 1
        for term, articles in spread.items():
            self._rarities[term] = math.log(whole / max(min(articles, whole - 1), 1))

    def near(self, one: Sketch, published: float | None, others: Mapping[int, Compared]) -> list[Near]:
        """Articles, by their rows, as kin of one whose terms were learned."""
        sketches = (Sketch(other.entries, other.whole, other.head, other.title) for other in others.values())
        return [
            _near_to(row, likeness, days_between(published, others[row].published))
            for row, likeness in zip(others, one.like(sketches, self._rarities.__getitem__), strict=True)
        ]

    def sketch(self, title: str, text: str) -> Sketch:
        """The sketch of an article."""
        entitled, said = terms(title), terms(text)
        self.learn(hashed(term) for term in {*entitled, *said})
        return sketch(entitled, said, self._rarities.__getitem__)

    def telling(self, title: str, text: str) -> list[str]:
        """The terms that tell an article from the rest of the library, best first; those of no other are left out."""
        counts = Counter([*terms(title), *terms(text)])
        self.learn(map(hashed, counts))
        only, common = math.log(self._total + 1), -math.log(COMMON)
        weights = {
            term: (1 + math.log(count)) * rare
            for term, count in counts.items()
            if common <= (rare := self._rarities[hashed(term)]) < only
        }
        return sorted(weights, key=lambda term: (-weights[term], term))

    def candidates(self, one: Sketch) -> list[int]:
        """Rows of the articles that share most of what an article is found by."""
        weights = {term: weight * self._rarities[term] ** 2 for term, weight in one.found_by().items()}
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
        least = LEAST * sum(weights.values())
        likely = {row: weight for row, weight in shared.items() if weight >= least}
        return nlargest(CANDIDATES, likely, key=likely.__getitem__)

    def _holding(self, term: int, most: int) -> Sequence[int]:
        if self._places is None:
            return self.tables.holding(term, most)
        return self._places.get(term, ())


def _near_to(row: int, likeness: Likeness, days: float | None) -> Near:
    """One of an article's kin, as it is kept. `days` are those between the two."""
    score = base_score(likeness.whole, days)
    return Near(row, _kept(likeness.whole), _kept(likeness.head), _kept(likeness.title), _kept(score))


def pair_of(near: Near, days: float | None) -> Pair:
    """What is known of an article and one of its kin. `days` are those between the two."""
    likeness = Likeness(near.whole / ONE, near.head / ONE, near.title / ONE)
    return Pair(likeness, days, near.score / ONE)


def circle_of(near: Sequence[Near]) -> Circle:
    """How near the kin of an article is."""
    return Circle(array("f", [one.score / ONE for one in near]))


def _kept(share: float) -> int:
    return min(round(share * ONE), ONE)
