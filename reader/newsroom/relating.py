"""What an article points to and what else is about the same, out of the Archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from reader.linking.reasons import Reading, reasons
from reader.model import Article, Headline, Pointer, Related, RelatedGroup
from reader.newsroom.corrections import Corrections, nothing_corrected
from reader.newsroom.kindred import Kindred, KindredFinder
from reader.newsroom.resolving import Resolving
from reader.store.archive import Archive

__all__ = ["Relating"]

COPIES = 4
"""Copies of the article itself that stand first; more of them come last, where there is room."""
_ALIKE = "alike as a whole"
"""Said where two articles of a story share nothing that could be named."""


class Relating:
    """Answers what belongs together, from one Archive."""

    resolving: Resolving
    """What pointers and headlines mean."""

    def __init__(self, archive: Archive, corrections: Callable[[], Corrections] = nothing_corrected) -> None:
        self._archive = archive
        self._corrections = corrections
        self._kindred = KindredFinder(archive, corrections)
        self.resolving = Resolving(archive)

    def related(self, article: Article, limit: int) -> list[Related]:
        """Copies, then what is akin, best first; the article's own pointers stand before the first that is looser kin.

        Most of what is of the same story comes first; where a looser one fits better it stands before.
        """
        apart = self._corrections().strangers
        pointers = [self._pointer_row(pointer) for pointer in self.resolving.pointed(article, apart).pointers]
        pointed_to = {row.id for row in pointers if row.id}
        copies = self._copies(article.id, limit)
        rows = list(self._rows(article, self._kindred.of(article), pointed_to, limit))
        story = list(takewhile(lambda row: row.group is RelatedGroup.STORY, rows))
        looser = [row for row in rows[len(story) :] if row.group is RelatedGroup.STORY or row.id not in pointed_to]
        return [*copies[:COPIES], *story, *pointers, *looser, *copies[COPIES:]][:limit]

    def _rows(self, article: Article, found: Kindred, pointed_to: set[str], limit: int) -> Iterator[Related]:
        mine = _reading(article)
        shown = found.others[:limit]
        others = {other.id: other for other in self._archive.articles([other.id for other in shown])}
        for other in shown:
            held = self._archive.headline(other.id)
            if held is None or held.muted or other.id not in others:
                continue
            why = reasons(mine, _reading(others[other.id]), found.terms, found.rarity)
            if other.pinned:
                why = ("you put it here", *why)
            if other.id in pointed_to:
                why = ("the article points to it", *why)
            group = RelatedGroup.STORY if other.story else RelatedGroup.RELATED
            if why or other.story:
                yield _row(held, group, other.score, why or (_ALIKE,))

    def _copies(self, article: str, most: int) -> list[Related]:
        held = [self._archive.headline(other) for other in self._archive.copies.beside(article)[:most]]
        return [
            _row(copy, RelatedGroup.STORY, 1.0, ("copy: the same text",)) for copy in held if copy and not copy.muted
        ]

    def _pointer_row(self, pointer: Pointer) -> Related:
        held = self._archive.headline(pointer.article) if pointer.article else None
        if held is None:
            why = ("not in your library",)
            return Related(None, pointer.title, RelatedGroup.POINTER, 0.0, why, url=pointer.url)
        row = _row(held, RelatedGroup.POINTER, 1.0, ("the article points to it",))
        return row if row.url else replace(row, url=pointer.url)


def _reading(article: Article) -> Reading:
    return Reading(article.title, article.text, article.source)


def _row(held: Headline, group: RelatedGroup, score: float, why: tuple[str, ...]) -> Related:
    return Related(
        id=held.id,
        title=held.title,
        group=group,
        score=round(score, 3),
        why=why,
        source=held.source,
        published=held.published,
        url=held.url,
        path=held.path,
        read=held.read,
        bookmarked=held.bookmarked,
    )
