"""Bytes that came over the wire become a Feed, of which only the entries that are new or changed are read."""

from __future__ import annotations

from reader.address import comparable
from reader.feed import Entry, Feed, FeedBytes
from reader.model import Facts
from reader.parcel import pack
from reader.sources.feeds.body import Text, is_summary, text_of
from reader.sources.feeds.document import Common, common_of, document, facts
from reader.sources.feeds.identity import digest, names
from reader.sources.feeds.item import Item
from reader.sources.feeds.opening import opened
from reader.sources.feeds.values import plain
from reader.text import clip, fold, safe, squash

__all__ = ["read"]

_SPACES = b" \t\n\r\f\v"
_TELLING = 20
"""Words from which on a text is known by itself; what says less may be said again of something else."""


def read(feed: FeedBytes) -> Feed:
    """What is new or changed in a feed, and what it says of itself. Raises SourceError where there is no feed.

    May run long over hostile input: call it in a guard.
    """
    outline = opened(feed.data, feed.charset, feed.url)
    common = common_of(outline.channel, feed.url)
    marks = outline.entries.marks
    fresh = [number for number, mark in enumerate(marks) if mark not in feed.known]
    named = names(outline.entries, fresh, common.base) if fresh else {}
    items = outline.entries.items(list(named))
    return Feed(
        title=common.title,
        site=common.site,
        description=plain(outline.channel.description),
        entries=tuple(
            _entry(name, marks[number], item, common, feed.origin)
            for (number, name), item in zip(named.items(), items, strict=True)
        ),
        held=tuple(dict.fromkeys(mark for mark in marks if mark in feed.known)),
        rhythm=outline.channel.rhythm,
        remarks=outline.remarks,
    )


def _entry(name: str, mark: str, item: Item, common: Common, origin: str) -> Entry:
    known = facts(item, common)
    text = text_of(item, known.title)
    link = comparable(known.url) if known.url else None
    return Entry(
        name=name,
        mark=mark,
        link=link,
        content=_content(known, text, link or name),
        facts=known,
        headline=known.title or clip(squash(safe(text.bare[:400])), 120) or name,
        words=text.words,
        parcel=pack(document(f"feed:{origin}#{name}", item, known, common, text)),
        summary_only=is_summary(text, item, link),
    )


def _content(known: Facts, text: Text, whose: str) -> str:
    letters = text.bare.encode("utf-8", "surrogatepass").translate(None, _SPACES)
    return digest(fold(known.title or ""), "" if text.words >= _TELLING else whose, letters)
