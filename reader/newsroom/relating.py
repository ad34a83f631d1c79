"""What an article points to and what else is about the same, out of the Archive."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reader.linking.reasons import Reading, reasons
from reader.linking.titles import Match, best, tokens
from reader.model import Article, Headline, Pointer, Related, RelatedGroup, Resolution
from reader.newsroom.corrections import Corrections, nothing_corrected
from reader.newsroom.kindred import Kindred, KindredFinder
from reader.store.archive import Archive

__all__ = ["Relating"]

TITLE_WORDS = 12
"""Words of a headline looked for; the rarest ones."""
SETTLED_AT_ONCE = 400
"""Pointers resolved after new articles came in; the rest are when they are looked at."""


class Relating:
    """Answers what belongs together, from one Archive."""

    def __init__(self, archive: Archive, corrections: Callable[[], Corrections] = nothing_corrected) -> None:
        self._archive = archive
        self._kindred = KindredFinder(archive, corrections)

    def resolve(self, headlines: Iterable[str], *, apart_from: str | None = None) -> Iterator[Resolution]:
        """For each headline the article it means, as far as that is sure."""
        for headline in headlines:
            match = self._match(headline, apart_from)
            found = self._archive.headline(match.article) if match else None
            if match and found:
                yield Resolution(headline, found.id, found.url, round(match.score, 3))
            else:
                yield Resolution(headline, None, None, 0.0)

    def pointed(self, article: Article) -> Article:
        """The article with its pointers resolved as far as the library allows now; new finds are kept."""
        found: list[tuple[str, int, str]] = []
        pointers: list[Pointer] = []
        for position, pointer in enumerate(article.pointers):
            target = pointer.article or self._target(pointer, article.id)
            if target and not pointer.article:
                found.append((article.id, position, target))
            pointers.append(replace(pointer, article=target))
        if found:
            self._archive.resolve_pointers(found)
        return replace(article, pointers=tuple(pointers))

    def settle(self) -> None:
        """Resolve pointers that wait, after new articles came in."""
        waiting = self._archive.unresolved(SETTLED_AT_ONCE)
        found = [
            (article, position, target)
            for article, position, title, url in waiting
            if (target := self._target(Pointer(title, url), article))
        ]
        if found:
            self._archive.resolve_pointers(found)

    def related(self, article: Article, limit: int) -> list[Related]:
        """Rows in the order they are shown: the same story, the article's own pointers, then looser kin."""
        pointers = [self._pointer_row(pointer) for pointer in self.pointed(article).pointers]
        pointed_to = {row.id for row in pointers if row.id}
        copies = self._copies(article.id)
        found = self._kindred.of(article)
        known = {row.id for row in copies}
        rows = [row for row in self._rows(article, found, pointed_to, limit) if row.id not in known]
        story = [row for row in rows if row.group is RelatedGroup.STORY]
        looser = [row for row in rows if row.group is RelatedGroup.RELATED and row.id not in pointed_to]
        return [*copies, *story, *pointers, *looser][:limit]

    def _rows(self, article: Article, found: Kindred, pointed_to: set[str], limit: int) -> Iterator[Related]:
        mine = _reading(article)
        shown = found.others[:limit]
        others = {other.id: other for other in self._archive.articles([other.id for other in shown])}
        for other in shown:
            held = self._archive.headline(other.id)
            if held is None or other.id not in others:
                continue
            why = reasons(mine, _reading(others[other.id]), found.terms, found.rarity)
            if other.pinned:
                why = ("you put it here", *why)
            if other.id in pointed_to:
                why = ("the article points to it", *why)
            group = RelatedGroup.STORY if other.story else RelatedGroup.RELATED
            if why:
                yield _row(held, group, other.score, why)

    def _copies(self, article: str) -> list[Related]:
        held = [self._archive.headline(other) for other in self._archive.copies.beside(article)]
        return [_row(copy, RelatedGroup.STORY, 1.0, ("copy: the same text",)) for copy in held if copy is not None]

    def _target(self, pointer: Pointer, origin: str) -> str | None:
        if pointer.url:
            held = self._archive.by_url([pointer.url]).get(pointer.url)
            if held and held != origin:
                return held
        match = self._match(pointer.title, origin)
        return match.article if match else None

    def _match(self, headline: str, apart_from: str | None) -> Match | None:
        asked = tokens(headline)
        rarity = self._rarity(asked)
        rarest = sorted(set(asked), key=lambda word: (-rarity(word), word))[:TITLE_WORDS]
        candidates = [
            (article, title) for article, title in self._archive.title_candidates(rarest) if article != apart_from
        ]
        titles = [word for _, title in candidates for word in tokens(title)]
        return best(headline, candidates, self._rarity([*asked, *titles])) if candidates else None

    def _rarity(self, words: Iterable[str]) -> Callable[[str], float]:
        """How rare words are in the library; these at once, any others when they are asked for."""
        total = self._archive.total()
        frequencies = self._archive.frequencies(sorted(set(words)))

        def rarity(word: str) -> float:
            if word not in frequencies:
                frequencies.update(self._archive.frequencies([word]))
            return math.log((total + 1) / (frequencies.get(word, 0) + 0.5))

        return rarity

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
        read=held.read,
        bookmarked=held.bookmarked,
    )
