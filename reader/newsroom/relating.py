"""What an article points to and what else is about the same, out of the Archive."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from reader.linking.related import LEAST, SAME_STORY, Reading, nearness, reasons, telling_terms
from reader.linking.titles import Match, best, tokens
from reader.model import Article, DateOrigin, Headline, Pointer, Related, RelatedGroup, Resolution
from reader.store.archive import Archive
from reader.store.search import tokens as terms_of

__all__ = ["Relating"]

CANDIDATES = 60
"""Articles compared for "related"."""
TITLE_WORDS = 12
"""Words of a headline looked for; the rarest ones."""
SETTLED_AT_ONCE = 400
"""Pointers resolved after new articles came in; the rest are when they are looked at."""


class Relating:
    """Answers what belongs together, from one Archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

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
        apart = {row.id for row in copies}
        similar = [
            row for row in islice(self._similar(article, pointed_to), limit + len(copies)) if row.id not in apart
        ]
        story = [row for row in similar if row.group is RelatedGroup.STORY]
        looser = [row for row in similar if row.group is RelatedGroup.RELATED and row.id not in pointed_to]
        return [*copies, *story, *pointers, *looser][:limit]

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

    def _similar(self, article: Article, pointed_to: set[str]) -> Iterator[Related]:
        counts = Counter(terms_of(article.text))
        for term in terms_of(article.title):
            counts[term] += 3
        total = self._archive.total()
        frequencies = self._archive.frequencies(list(counts))
        terms = telling_terms(counts, frequencies, total)
        found = dict(self._archive.similar(terms, CANDIDATES))
        own = found.pop(article.id, 0.0) or max(found.values(), default=0.0)
        rated = {other: score / own for other, score in found.items() if own and score >= LEAST * own}
        yield from self._rows(article, rated, terms, pointed_to)

    def _rows(
        self, article: Article, rated: dict[str, float], terms: Sequence[str], pointed_to: set[str]
    ) -> Iterator[Related]:
        mine = _reading(article)
        others = {other.id: _reading(other) for other in self._archive.articles(list(rated))}
        scores = {other: rated[other] * nearness(mine.published, others[other].published) for other in others}
        rarity = self._rarity(terms)
        for other in sorted(scores, key=lambda other: (-scores[other], other)):
            why = reasons(mine, others[other], terms, rarity)
            if other in pointed_to:
                why = ("the article points to it", *why)
            held = self._archive.headline(other)
            if why and held:
                group = RelatedGroup.STORY if scores[other] >= SAME_STORY else RelatedGroup.RELATED
                yield _row(held, group, scores[other], why)

    def _pointer_row(self, pointer: Pointer) -> Related:
        held = self._archive.headline(pointer.article) if pointer.article else None
        if held is None:
            why = ("not in your library",)
            return Related(None, pointer.title, RelatedGroup.POINTER, 0.0, why, url=pointer.url)
        row = _row(held, RelatedGroup.POINTER, 1.0, ("the article points to it",))
        return row if row.url else replace(row, url=pointer.url)


def _reading(article: Article) -> Reading:
    stated = article.published if article.dated is not DateOrigin.FILE else None
    return Reading(article.title, article.text, stated, article.source)


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
