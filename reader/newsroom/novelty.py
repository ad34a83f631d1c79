"""What in an article is new to the one reading it, and which of its numbers other reports of the story have otherwise.

What counts as read are articles marked read, of the same story, among their copies too. An article that is read
itself is compared with those read before it: opened again it looks as it did when it was new. Sentences are those
of paragraphs, quotes and list items; headings, tables, code and captions tell nothing by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from reader.address import outlet
from reader.linking.novelty import Telling, added, told_by
from reader.linking.numbers import Figures, differing
from reader.linking.sentences import split
from reader.model import Article, BlockKind, Novelty, OtherNumber, Related, RelatedGroup, Told
from reader.store.archive import Archive

__all__ = ["Novelties"]

_TELLING = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM)
_PREPARED = 48
"""Texts kept ready, about 100 kB each: what is read belongs to few stories at a time."""
_OTHERS = 40
"""Articles of a story an article is compared with at most, the first ones given."""


class Novelties:
    """Answers what is new, from one Archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, article: Article, story: Iterable[str]) -> Novelty:
        """What of an article the others of its story, by id, have told its reader already, and their numbers."""
        own = _prepared(_parts(article))
        others = self._others(article.id, story)
        before = self._read_before(article.id, others)
        by = told_by(own.telling, [_of(other).telling for other in before])
        told = tuple(
            Told(*own.place(at), before[which].id, before[which].title)
            for at, which in enumerate(by)
            if which is not None
        )
        return Novelty(len(by), told, tuple(_numbers(own, others)))

    def counted(self, article: Article, rows: Sequence[Related]) -> list[Related]:
        """Rows related to an article with how many sentences each holds that are new to its reader.

        Those are sentences that neither the article tells, which is being read, nor anything read among the rows of
        its story and their copies; of an article that was read none is new. None for what is not held.
        """
        held = {other.id: other for other in self._archive.articles([row.id for row in rows if row.id])}
        read = self._read([article.id, *_story(rows)])
        told = [_of(article).telling, *(_of(other).telling for other in read if other.id != article.id)]
        return [
            replace(row, new_sentences=0 if row.read else told_by(_of(held[row.id]).telling, told).count(None))
            if row.id in held
            else row
            for row in rows
        ]

    def new(self, story: Sequence[str]) -> list[int]:
        """How many sentences each article of a story, by id, holds that nothing read of it tells, copies among it.

        0 for one that was read, or is not held any more.
        """
        held = {article.id: article for article in self._archive.articles(story)}
        read = self._archive.read_at(story)
        told = [_of(other).telling for other in self._read(story)]
        return [
            told_by(_of(held[one]).telling, told).count(None) if one in held and one not in read else 0 for one in story
        ]

    def added(self, articles: Sequence[str]) -> list[int]:
        """How many sentences each article, by id in the order they came out, tells that none before it does.

        0 for one that is not held any more.
        """
        held = {article.id: _of(article).telling for article in self._archive.articles(articles)}
        counts = dict(zip(held, added(list(held.values())), strict=True))
        return [counts.get(article, 0) for article in articles]

    def _read(self, story: Sequence[str]) -> list[Article]:
        """What is read of a story, copies too."""
        family = self._archive.with_copies(story)
        read = self._archive.read_at(family)
        return self._archive.articles([one for one in family if one in read][:_OTHERS])

    def _others(self, article: str, story: Iterable[str]) -> list[Article]:
        family = self._archive.with_copies([article, *story])
        return self._archive.articles([other for other in family if other != article][:_OTHERS])

    def _read_before(self, article: str, others: Sequence[Article]) -> list[Article]:
        read = self._archive.read_at([article, *(other.id for other in others)])
        until = read.get(article, float("inf"))
        return [other for other in others if read.get(other.id, until) < until]


def _story(rows: Iterable[Related]) -> list[str]:
    return [row.id for row in rows if row.id and row.group is RelatedGroup.STORY]


@dataclass(frozen=True)
class _Prepared:
    """The sentences of an article, ready to be compared, and where in its blocks they stand."""

    telling: Telling
    places: tuple[tuple[int, int, int], ...]

    @cached_property
    def figures(self) -> Figures:
        """Its quantities."""
        return Figures(self.telling)

    def place(self, sentence: int) -> tuple[int, int, int]:
        """Block, first character in it and the one behind the last."""
        return self.places[sentence]


def _parts(article: Article) -> tuple[tuple[int, str], ...]:
    return tuple((index, block.text) for index, block in enumerate(article.blocks) if block.kind in _TELLING)


def _of(article: Article) -> _Prepared:
    return _prepared(_parts(article))


@lru_cache(maxsize=_PREPARED)
def _prepared(parts: tuple[tuple[int, str], ...]) -> _Prepared:
    """By its text and not by its id, so that a changed article is another."""
    whole = "\n".join(text for _, text in parts)
    sentences = split(whole)
    places: list[tuple[int, int, int]] = []
    rest = iter(parts)
    block, text = next(rest, (0, ""))
    begin = 0
    for sentence in sentences:
        while sentence.start >= begin + len(text):
            begin += len(text) + 1
            block, text = next(rest)
        places.append((block, sentence.start - begin, sentence.end - begin))
    return _Prepared(Telling([sentence.text for sentence in sentences]), tuple(places))


def _numbers(own: _Prepared, others: Sequence[Article]) -> Iterable[OtherNumber]:
    """Numbers that differ, in order of the text."""
    found: list[OtherNumber] = []
    for other in others:
        teller = outlet(other.source, other.url, other.path) or other.title
        for one in differing(own.figures, _of(other).figures):
            block, begin, _ = own.place(one.sentence)
            found.append(OtherNumber(block, begin + one.start, begin + one.end, one.here, one.there, other.id, teller))
    return sorted(found, key=lambda number: (number.block, number.start))
