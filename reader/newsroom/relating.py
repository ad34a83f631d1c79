"""What an article points to and what else is about the same, out of the Archive."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from reader.linking.related import LEAST, SAME_STORY, Reading, nearness, reasons, telling_terms
from reader.model import Article, DateOrigin, Headline, Pointer, Related, RelatedGroup
from reader.newsroom.resolving import Resolving
from reader.store.archive import Archive
from reader.store.search import tokens as terms_of

__all__ = ["Relating"]

CANDIDATES = 60
"""Articles compared for "related"."""


class Relating:
    """Answers what belongs together, from one Archive."""

    resolving: Resolving
    """What pointers and headlines mean."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.resolving = Resolving(archive)

    def related(self, article: Article, limit: int) -> list[Related]:
        """Rows in the order they are shown: the same story, the article's own pointers, then looser kin."""
        pointers = [self._pointer_row(pointer) for pointer in self.resolving.pointed(article).pointers]
        pointed_to = {row.id for row in pointers if row.id}
        similar = list(islice(self._similar(article, pointed_to), limit))
        story = [row for row in similar if row.group is RelatedGroup.STORY]
        looser = [row for row in similar if row.group is RelatedGroup.RELATED and row.id not in pointed_to]
        return [*story, *pointers, *looser][:limit]

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
