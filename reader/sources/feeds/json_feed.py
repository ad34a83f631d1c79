"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from reader.errors import SourceError
from reader.model import Attachment
from reader.sources.feeds.dates import any_date
from reader.sources.feeds.identity import digest
from reader.sources.feeds.item import MOST, Body, Channel, Item, Outline, too_many
from reader.sources.feeds.people import names
from reader.sources.feeds.values import attachment, attachments, categories
from reader.text import safe

__all__ = ["outline"]

_VERSION = "jsonfeed.org/version/"

Json = Mapping[str, object]


def outline(text: str, base: str | None) -> Outline:
    """The feed in a text that is JSON, relative addresses seen from `base`. Raises SourceError where there is none."""
    feed = _object(text)
    listed = feed.get("items")
    if not isinstance(listed, list) or not (_VERSION in _said(feed, "version") or _said(feed, "title")):
        raise SourceError("holds no feed: it is JSON of another kind")
    found = [item for item in listed if isinstance(item, dict)]
    damaged = ("some of its items are no JSON objects",) if len(found) < len(listed) else ()
    title, site, description, language = (
        _said(feed, name) for name in ("title", "home_page_url", "description", "language")
    )
    channel = Channel(title, site, description, language)
    return Outline(channel, _Entries(found[:MOST], base), damaged + too_many(len(found)))


def _object(text: str) -> Json:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(f"holds no feed: it is damaged JSON ({safe(error.msg)})") from error
    except RecursionError as error:
        raise SourceError("holds no feed: it is JSON nested too deep to be read") from error
    except ValueError as error:  # Python's limit on what becomes an integer
        raise SourceError("holds no feed: a number in it has too many digits") from error
    return found if isinstance(found, dict) else {}


class _Entries:
    def __init__(self, found: Sequence[Json], base: str | None) -> None:
        self._found = found
        self._base = base

    @cached_property
    def marks(self) -> Sequence[str]:
        return [digest(json.dumps(one, sort_keys=True)) for one in self._found]

    def label(self, number: int) -> tuple[str, str]:
        entry = self._found[number]
        return _said(entry, "id"), _said(entry, "url") or _said(entry, "external_url")

    def items(self, numbers: Sequence[int]) -> list[Item]:
        return [_item(self._found[number], self._base) for number in numbers]


def _item(entry: Json, base: str | None) -> Item:
    ident, link = _said(entry, "id"), _said(entry, "url") or _said(entry, "external_url")
    texts = (("content_html", False), ("content_text", True), ("summary", True))
    return Item(
        ident=ident,
        link=link or ident,
        title=_said(entry, "title"),
        byline=names(_people(entry)),
        published=_published(entry),
        language=_said(entry, "language"),
        bodies=tuple(Body(text, plain) for name, plain in texts if (text := _said(entry, name))),
        categories=categories(tag for tag in _list(entry, "tags") if isinstance(tag, str)),
        attachments=attachments(_files(entry, base)),
    )


def _people(entry: Json) -> Iterator[str]:
    """Version 1.1 has a list of authors, 1.0 one."""
    for person in (*_list(entry, "authors"), entry.get("author")):
        if isinstance(person, dict):
            yield _said(person, "name")


def _published(entry: Json) -> date | datetime | None:
    return any_date(_said(entry, "date_published")) or any_date(_said(entry, "date_modified"))


def _files(entry: Json, base: str | None) -> Iterable[Attachment | None]:
    for one in _list(entry, "attachments"):
        if isinstance(one, dict):
            size = one.get("size_in_bytes")
            whole = int(size) if isinstance(size, int | float) and 0 <= size < 1e15 else None
            yield attachment(_said(one, "url"), _said(one, "mime_type"), whole, _said(one, "title"), base)


def _list(entry: Json, name: str) -> list[object]:
    value = entry.get(name)
    return value if isinstance(value, list) else []


def _said(entry: Json, name: str) -> str:
    """A value as text; ids are numbers now and then."""
    value = entry.get(name)
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
