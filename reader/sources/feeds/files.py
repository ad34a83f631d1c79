"""The entries of a feed that lies in a file become documents."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import Document, Skipped
from reader.sources.feeds.body import text_of
from reader.sources.feeds.document import common_of, document, facts
from reader.sources.feeds.identity import file_names
from reader.sources.feeds.opening import opened
from reader.text import safe

__all__ = ["FeedFile", "entries"]


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A feed's bytes and where they lie."""

    data: bytes
    path: str


def entries(feed: FeedFile) -> list[Document | Skipped]:
    """The entries of a feed, and what was left out of them. Raises SourceError where there is no feed.

    May run long over hostile input: call it in a guard.
    """
    outline = opened(feed.data, None, None)
    common = common_of(outline.channel, None)
    items = outline.entries.items(range(len(outline.entries.marks)))
    found: list[Document | Skipped] = []
    for name, item in zip(file_names(items), items, strict=True):
        known = facts(item, common)
        key = f"feed:{feed.path}#{name}"
        found.append(document(key, item, known, common, text_of(item, known.title), feed.path))
    return found + [Skipped(safe(feed.path), remark, failed=True) for remark in outline.remarks]
