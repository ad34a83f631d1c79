"""Feeds that are damaged or written unusually, by way of feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from reader.errors import SourceError
from reader.model import Attachment
from reader.sources.feeds.dates import any_date
from reader.sources.feeds.identity import digest
from reader.sources.feeds.item import DAMAGED, ENTRY, MOST, Body, Channel, Item, Outline, too_many
from reader.sources.feeds.people import names
from reader.sources.feeds.rhythm import rhythm
from reader.sources.feeds.values import attachment, attachments, categories

__all__ = ["items_of", "outline"]

_LARGEST = 1_000_000
"""Characters of a damaged feed that are read; feedparser takes about a second for a million."""
# feedparser looks for mail addresses in names by a pattern that takes 16 s over 32 kB.
_PERSON = re.compile(
    r"(<(?:\w{1,20}:)?(?:author|creator|contributor|publisher|managingEditor|webMaster|name|owner)\b[^<>]{0,300}>"
    r"(?:<!\[CDATA\[)?[^<]{500})[^<]*"
)

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,400}>")
"""It names the encoding that the feed was in."""

Found = Mapping[str, Any]


def outline(text: str, base: str | None) -> Outline:
    """A feed as feedparser sees it, relative addresses seen from `base`. Raises SourceError where it sees none."""
    import feedparser

    starts = [match.start() for match in ENTRY.finditer(text)]
    end = starts[MOST] if len(starts) > MOST else len(text)
    parsed = _parsed(text[: min(end, _LARGEST)])
    if not parsed.get("version") and not parsed.entries:
        raise SourceError("holds no feed; nothing was read from it")
    damaged = parsed.bozo and not isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride)
    found = [_item(entry, base) for entry in parsed.entries[:MOST]]
    remarks = ((DAMAGED,) if damaged else ()) + too_many(max(len(starts), len(parsed.entries)))
    if end > _LARGEST:
        remarks += (f"only its first {_LARGEST:,} characters were read",)
    return Outline(_channel(parsed.feed), _Entries(found), remarks)


def items_of(text: str, base: str | None) -> list[Item]:
    """The entries of a feed as feedparser sees them."""
    return [_item(entry, base) for entry in _parsed(text).entries]


class _Entries:
    """Entries that are all read already."""

    def __init__(self, found: list[Item]) -> None:
        self._items = found
        self.marks = [digest(item) for item in found]

    def label(self, number: int) -> tuple[str, str]:
        return self._items[number].ident, self._items[number].link

    def items(self, numbers: Sequence[int]) -> list[Item]:
        return [self._items[number] for number in numbers]


def _parsed(text: str) -> Any:
    import feedparser

    data = _PERSON.sub(r"\1", _DECLARATION.sub("", text)).encode("utf-8", "replace")
    # Only a stream: given bytes, feedparser takes them for the name of a file or an address.
    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # what feedparser cannot read it may raise anything about
        raise SourceError("holds a feed that is too damaged to be read") from error


def _channel(feed: Found) -> Channel:
    said = {
        name: feed.get(key) or ""
        for name, key in (("title", "title"), ("link", "link"), ("description", "subtitle"), ("language", "language"))
    }
    asks = rhythm(feed.get("ttl"), feed.get("sy_updateperiod"), feed.get("sy_updatefrequency"), (), ())
    return Channel(**said, rhythm=asks)


def _item(entry: Found, base: str | None) -> Item:
    title = entry.get("title_detail") or {}
    return Item(
        ident=entry.get("id") or "",
        link=entry.get("link") or "",
        title=entry.get("title"),
        byline=names(_people(entry)),
        published=_published(entry),
        source=(entry.get("source") or {}).get("title") or "",
        language=entry.get("language") or title.get("language") or "",
        bodies=tuple(_bodies(entry)),
        categories=categories(tag.get("label") or tag.get("term") for tag in entry.get("tags", ())),
        attachments=attachments(_files(entry, base)),
    )


def _people(entry: Found) -> Iterator[str]:
    people = [one.get("name") or one.get("email") or "" for one in entry.get("authors") or ()]
    yield from people if any(people) else [entry.get("author") or ""]


def _published(entry: Found) -> date | datetime | None:
    stated = dict(entry)  # feedparser's own mapping gives one date for another, with a warning
    for name in ("published", "updated", "created"):
        found = any_date(str(stated.get(name) or ""), stated.get(f"{name}_parsed"))
        if found:
            return found
    return None


def _bodies(entry: Found) -> Iterator[Body]:
    for part in (*entry.get("content", ()), entry.get("summary_detail")):
        if part and part.get("value"):
            yield Body(part["value"], part.get("type") == "text/plain", part.get("base") or "")


def _files(entry: Found, base: str | None) -> Iterable[Attachment | None]:
    for link in entry.get("links", ()):
        if link.get("rel") == "enclosure":
            yield attachment(link.get("href"), link.get("type"), link.get("length"), link.get("title"), base)
    for one in entry.get("media_content", ()):
        yield attachment(one.get("url"), one.get("type"), one.get("filesize"), None, base)
