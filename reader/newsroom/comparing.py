"""Comparing an article with those of a library: how rare its terms are there, and who shares them."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import nlargest
from itertools import islice

from reader.linking.function_words import function_words
from reader.linking.kinship import Circle, Pair, base_score
from reader.linking.sketch import Likeness, Sketch, hashed, sketch
from reader.linking.terms import terms
from reader.store.kin import KinTables
from reader.store.kin_row import ONE, Kept, Near, StoredSketch

__all__ = ["Comparing", "circle_of", "near_to", "pair_of", "terms_of"]

CANDIDATES = 32
"""Articles an article is compared with, those that share most of what it is found by."""
ASKED = 22
"""Terms by which others are asked for: with more the common ones cost and find little."""
OWN = 8
"""Most telling terms that an article is found by as well, whether others hold them yet or not."""
LEAST = 0.06
"""The least share of the weight of what is asked for; less is had in common by one in 150 of those of one story."""
POSTINGS = 5_000
"""Places of terms looked at for one article; the common terms that would exceed it are left out."""
MISSES = 4
"""Terms left out for that, after which the search ends: the rest are commoner still."""
COMMON = 0.2
"""A term held by more than this share of the library tells nothing."""
FEW = 3
"""Articles from which on a term that stands in two of them may tell something."""


class Comparing:
    """Compares articles with those of a library.

    A `guest` is an article, by the hashes of its terms, that the library does not count and that is compared as if it
    did. `places` are the postings, where they are at hand.
    """

    places: Mapping[int, Sequence[int]] | None

    def __init__(
        self,
        tables: KinTables,
        places: Mapping[int, Sequence[int]] | None = None,
        guest: AbstractSet[int] | None = None,
    ) -> None:
        self.tables = tables
        self.places = places
        self._guest: AbstractSet[int] = guest or frozenset()
        self.total = tables.total() + (guest is not None)
        self._rarities: dict[int, float] = {}

    def rarity(self, term: int) -> float:
        """A term's inverse document frequency; that of a term of one article only, where it was not learned.

        A function word counts as one that every article has, however few there are in its language.
        """
        return self._rarities.get(term, math.log(self.total + 1))

    def learn(self, words: Iterable[int]) -> None:
        """Look up how rare these terms are."""
        unknown = {word for word in words if word not in self._rarities}
        if unknown:
            self._note(dict.fromkeys(unknown, 0) | self.tables.spread(unknown))

    def learn_all(self) -> None:
        """Look up how rare all terms are."""
        self._note(self.tables.spread())

    def _note(self, spread: Mapping[int, int]) -> None:
        everywhere = function_words()
        for term, articles in spread.items():
            held = self.total if term in everywhere else articles + (term in self._guest)
            self._rarities[term] = math.log((self.total + 1) / max(min(held, self.total), 1))

    def likenesses(self, one: Sketch, others: Iterable[Sketch]) -> list[Likeness]:
        """How alike others are to an article whose terms were learned."""
        return one.like(others, self._rarities.__getitem__)

    def sketch(self, title: str, text: str) -> Sketch:
        """The sketch of an article."""
        entitled, said = terms(title), terms(text)
        self.learn(hashed(term) for term in {*entitled, *said})
        return sketch(entitled, said, self._rarities.__getitem__)

    def telling(self, title: str, text: str) -> list[str]:
        """The terms that tell an article from the rest of the library, best first; those of no other are left out."""
        counts = Counter([*terms(title), *terms(text)])
        self.learn(map(hashed, counts))
        whole = self.total + 1
        only, common = math.log(whole), math.log(whole / max(COMMON * whole, 2 if self.total >= FEW else 1))
        weights = {
            term: (1 + math.log(count)) * rare
            for term, count in counts.items()
            if common <= (rare := self._rarities[hashed(term)]) < only
        }
        return sorted(weights, key=lambda term: (-weights[term], term))

    def compared(self, rows: Iterable[int]) -> dict[int, tuple[Sketch, Kept]]:
        """What is kept of articles, by their rows."""
        return {
            row: (Sketch(one.entries, one.whole, one.head, one.title), kept)
            for row, (one, kept) in self.tables.compared(rows).items()
        }

    def stored(self, one: Sketch) -> StoredSketch:
        """A sketch as it is kept."""
        return StoredSketch(one.entries, one.whole, one.head, one.title, self.total)

    def candidates(self, one: Sketch) -> list[int]:
        """Rows of the articles that share most of what an article is found by."""
        weights = {term: weight * self._rarities[term] ** 2 for term, weight in self._asked(one)}
        shared: defaultdict[int, float] = defaultdict(float)
        left, misses = POSTINGS, 0
        for term in sorted(weights, key=lambda term: (-weights[term], term)):
            rows = self._holding(term, left + 1)
            if len(rows) > left:
                misses += 1
                if misses == MISSES:
                    break
                continue
            left -= len(rows)
            weight = weights[term]
            for row in rows:
                shared[row] += weight
        least = LEAST * sum(weights.values())
        likely = {row: weight for row, weight in shared.items() if weight >= least}
        return nlargest(CANDIDATES, likely, key=lambda row: (likely[row], -row))

    def _asked(self, one: Sketch) -> list[tuple[int, float]]:
        """The most telling terms that others hold too, and how often each stands in the article."""
        alone = math.log(self.total + 1)
        return [(term, often) for term, often in one.terms() if self._rarities[term] < alone][:ASKED]

    def found_by(self, one: Sketch) -> list[int]:
        """The terms that an article is found by: what it asks with, and its most telling ones, held by others or not.

        Where most of what tells an article from the rest is its own alone, it would not be found by what it shares.
        """
        own = islice((term for term, _ in one.terms()), OWN)
        return list(dict.fromkeys([*(term for term, _ in self._asked(one)), *own]))

    def _holding(self, term: int, most: int) -> Sequence[int]:
        if self.places is None:
            return self.tables.holding(term, most)
        return self.places.get(term, ())


def terms_of(title: str, text: str) -> frozenset[int]:
    """Hashes of the terms of an article."""
    return frozenset(hashed(term) for term in {*terms(title), *terms(text)})


def near_to(row: int, likeness: Likeness, days: float | None) -> Near:
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
