"""What changed in an article that its publisher edited: its versions, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reader.guard import Worker
from reader.linking.sentences import split
from reader.model import Article, Edit, EditedLine, Edition
from reader.newsroom.intake import cleaned
from reader.store.archive import Archive

__all__ = ["editions"]

_AROUND = 1
"""Sentences of what stayed that are shown before and behind a change."""


def editions(archive: Archive, worker: Worker, article: str) -> list[Edition]:
    """What an article was at each time it came in another form, the first time first; one where it never changed."""
    kept = archive.entries.versions(article)
    seen = {id(document): when for when, document in kept}
    found = [
        (seen[id(document)], outcome)
        for document, outcome in cleaned([document for _, document in kept], worker)
        if isinstance(outcome, Article)
    ]
    found.sort(key=lambda one: one[0])
    told: list[Edition] = []
    before: list[str] | None = None
    for when, version in found:
        now = _sentences(version)
        if before is None or now != before:
            told.append(Edition(when, version.title, () if before is None else tuple(_compared(before, now))))
        before = now
    return told


def _sentences(article: Article) -> list[str]:
    return [article.title, *(one.text for one in split(article.text))]


def _compared(before: Sequence[str], now: Sequence[str]) -> Iterator[EditedLine]:
    for group in SequenceMatcher(None, before, now, autojunk=False).get_grouped_opcodes(_AROUND):
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                yield from (EditedLine(Edit.SAME, text) for text in now[new_start:new_end])
                continue
            yield from (EditedLine(Edit.REMOVED, text) for text in before[old_start:old_end])
            yield from (EditedLine(Edit.ADDED, text) for text in now[new_start:new_end])
