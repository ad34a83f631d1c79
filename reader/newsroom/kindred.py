"""Which articles are akin to one, best first: out of the kin kept of it, or found now where it is not held."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from heapq import nlargest
from operator import attrgetter

from reader.linking.kinship import KIN, days_between, order
from reader.linking.sketch import hashed
from reader.model import Article, DateOrigin, instant
from reader.newsroom.comparing import Comparing, circle_of, near_to, pair_of, terms_of
from reader.newsroom.corrections import Corrections, nothing_corrected
from reader.store.archive import Archive
from reader.store.kin import KinTables
from reader.store.kin_row import ONE, Kept, Near

__all__ = ["Kindred", "KindredFinder", "Other"]

LEAST = 0.06
"""The least likeness at which another article is related at all: three of four strangers stay below it."""
COPIES = 2
"""Copies that stand beside each other report of the story: more would crowd out what says something else."""
DISTANT = 0.1
"""The score of one of the same story that is not among the kin: it must not fall behind what is only alike."""
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
    copy: bool = False
    """Whether it is the same text as another of them."""


@dataclass(frozen=True, slots=True)
class Kindred:
    """What is akin to an article, and by what it is told from the rest of the library."""

    others: list[Other]
    """What a person put together first, then by how far up they belong, where one of the same story is helped.

    Copies follow what they copy.
    """
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
        """What is akin to an article; what was told apart from it is left out. A copy has the kin of its original."""
        corrections = self._corrections()
        with self._kin.reading() as tables:
            mine = _held(tables, article.id)
            guest = None if mine else terms_of(article.title, article.text)
            comparing = Comparing(tables, guest=guest)
            said = comparing.telling(article.title, article.text)
            near = mine.near if mine else _found(comparing, article)
            published = mine.published if mine else _stated(article)
            story = mine.story if mine else None
            ids = {article.id, mine.id} if mine else {article.id}
            pinned, strangers = (_beside(tables, ids, pairs) for pairs in corrections)
            rows = {one.row for one in near}.union(tables.members(story) if story else ())
            others = {kept.row: kept for kept in tables.kept(rows - strangers) if _is_other(kept, ids)}
            copies = tables.copies([kept.id for kept in others.values() if _both_of(story, kept)])
        likest = {one.row: one.whole / ONE for one in near}
        scores = {
            one.row: _score(one, published, others[one.row], one_story=_both_of(story, others[one.row]))
            for one in near
            if one.row in others
        }
        found = [
            Other(
                kept.id,
                scores.get(row, DISTANT if _both_of(story, kept) else 0.0),
                _both_of(story, kept),
                row in pinned,
            )
            for row, kept in others.items()
            if likest.get(row, 0.0) >= LEAST or row in pinned or _both_of(story, kept)
        ]
        score = {other.id: other.score for other in found}
        found += [Other(one, score[of], story=True, copy=True) for of, ones in copies.items() for one in ones[:COPIES]]
        found.sort(key=lambda other: (not other.pinned, -other.score, other.copy, other.id))
        return Kindred(found, said[:_TELLING], lambda word: comparing.rarity(hashed(word)))


def _held(tables: KinTables, article: str) -> Kept | None:
    """What is kept of an article, or of what it is a copy of; None where it is not held, or not linked yet."""
    rows = list(tables.rows([article]).values())
    originals = tables.originals(rows)
    return next(iter(tables.kept(originals.get(row, row) for row in rows)), None)


def _is_other(kept: Kept, ids: Collection[str]) -> bool:
    return kept.copy_of is None and kept.id not in ids


def _found(comparing: Comparing, article: Article) -> list[Near]:
    """The kin of an article that is not held, or not linked yet."""
    own = comparing.sketch(article.title, article.text)
    compared = comparing.compared(comparing.candidates(own))
    others = [(row, other, kept) for row, (other, kept) in compared.items() if kept.copy_of is None]
    likenesses = comparing.likenesses(own, (other for _, other, _ in others))
    published = _stated(article)
    near = [
        near_to(row, likeness, days_between(published, kept.published))
        for (row, _, kept), likeness in zip(others, likenesses, strict=True)
        if kept.id != article.id
    ]
    return nlargest(KIN, near, key=attrgetter("score"))


def _both_of(story: int | None, other: Kept) -> bool:
    return story is not None and other.story == story


def _score(near: Near, published: float | None, other: Kept, *, one_story: bool) -> float:
    pair = pair_of(near, days_between(published, other.published))
    return order(pair, circle_of(other.near), one_story=one_story)


def _stated(article: Article) -> float | None:
    trusted = article.published and article.dated is not DateOrigin.FILE
    return instant(article.published) if article.published and trusted else None


def _beside(tables: KinTables, ids: Collection[str], pairs: Iterable[tuple[str, str]]) -> set[int]:
    """Rows of what stands in a pair with one of these; for copies those of what they are copies of."""
    rows = tables.rows(
        {other for pair in pairs if not frozenset(pair).isdisjoint(ids) for other in pair} - set(ids)
    ).values()
    originals = tables.originals(rows)
    return {originals.get(row, row) for row in rows}
