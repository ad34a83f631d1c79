"""Which articles are akin to one, best first: out of the kin kept of it, or found now where it is not held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import nlargest
from operator import attrgetter

from reader.linking.kinship import KIN, days_between, order
from reader.linking.sketch import hashed
from reader.model import Article, DateOrigin, instant
from reader.newsroom.comparing import Comparing, circle_of, pair_of
from reader.newsroom.corrections import Corrections, nothing_corrected
from reader.store.archive import Archive
from reader.store.kin import ONE, Kept, KinTables, Near

__all__ = ["Kindred", "KindredFinder", "Other"]

LEAST = 0.06
"""The least likeness at which another article is related at all: three of four strangers stay below it."""
_TELLING = 40
"""Terms that reasons are made of."""


@dataclass(frozen=True, slots=True)
class Other:
    """An article akin to the one asked about."""

    id: str
    score: float
    story: bool
    """Whether both are in one story."""
    pinned: bool = False
    """Whether a person put them together."""


@dataclass(frozen=True, slots=True)
class Kindred:
    """What is akin to an article, and by what it is told from the rest of the library."""

    others: list[Other]
    """Those of the same story first, then by how far up they belong."""
    terms: list[str]
    """Its most telling terms, best first."""
    rarity: Callable[[str], float]
    """How rare a word in small letters is in the library."""


class KindredFinder:
    """Finds what is akin to an article of one Archive, or to one that is not held. May raise StoreError."""

    def __init__(self, archive: Archive, corrections: Callable[[], Corrections] = nothing_corrected) -> None:
        self._kin = archive.kin
        self._corrections = corrections

    def of(self, article: Article) -> Kindred:
        """What is akin to an article; what was told apart from it is left out."""
        together, apart = self._corrections()
        with self._kin.reading() as tables:
            comparing = Comparing(tables)
            said = comparing.telling(article.title, article.text)
            row = tables.rows([article.id]).get(article.id)
            mine = next(iter(tables.kept([row])), None) if row is not None else None
            near = mine.near if mine else _found(comparing, tables, article)
            published = mine.published if mine else _stated(article)
            story = mine.story if mine else None
            rows = {one.row for one in near} | set(tables.members([story]) if story else ())
            others = {kept.row: kept for kept in tables.kept(rows - {row})}
        strangers = _beside(article.id, apart)
        pinned = _beside(article.id, together)
        likest = {others[one.row].id: one.whole / ONE for one in near if one.row in others}
        scores = {one.row: _score(one, published, others[one.row]) for one in near if one.row in others}
        found = [
            Other(kept.id, scores.get(kept.row, 0.0), story is not None and kept.story == story, kept.id in pinned)
            for kept in others.values()
            if kept.id not in strangers
        ]
        found = [other for other in found if other.story or other.pinned or likest.get(other.id, 0.0) >= LEAST]
        found.sort(key=lambda other: (not other.story, -other.score, other.id))
        return Kindred(found, said[:_TELLING], lambda word: comparing.rarity(hashed(word)))


def _found(comparing: Comparing, tables: KinTables, article: Article) -> list[Near]:
    """The kin of an article that is not held, or not linked yet."""
    own = comparing.sketch(article.title, article.text)
    held = tables.rows([article.id]).get(article.id)
    compared = tables.compared(comparing.candidates(own))
    others = {row: other for row, other in compared.items() if not other.copy and row != held}
    return nlargest(KIN, comparing.near(own, _stated(article), others), key=attrgetter("score"))


def _score(near: Near, published: float | None, other: Kept) -> float:
    return order(pair_of(near, days_between(published, other.published)), circle_of(other.near))


def _stated(article: Article) -> float | None:
    trusted = article.published and article.dated is not DateOrigin.FILE
    return instant(article.published) if article.published and trusted else None


def _beside(article: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The ids that stand in a pair with this one."""
    return {other for pair in pairs if article in pair for other in pair if other != article}
