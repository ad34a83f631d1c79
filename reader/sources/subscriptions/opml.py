"""OPML, in which feed readers hand each other their subscriptions: folders within folders, feeds in them.

Reading goes by what other programs write: OPML 1.0 and 2.0, attributes in any capitals, feeds in several folders,
tags in `category`. Written is OPML 2.0: each feed in the folder of its first tag, which every program understands,
and all its tags in `category`; in a second folder where a tag has a mark in it that `category` gives another meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.parsers import expat

from reader.errors import SourceError
from reader.model import Skipped
from reader.sources.subscriptions.subscription import MOST, Subscription, SubscriptionList, address, tags, title
from reader.text import clip, safe

__all__ = ["looks_like_opml", "read_opml", "write_opml"]

_DEEPEST = 100
"""Folders within folders."""
_LONGEST = 80
"""Characters of a complaint, which may quote what the file says of itself."""
_BEHIND = {b"<?": b"?>", b"<!--": b"-->"}
"""What may stand before the first element, and how it ends."""
_NAMED = re.compile(rb"<(?:!doctype\s+)?opml\b", re.IGNORECASE)
_LOOKED_AT = 65_536
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_FEEDS = frozenset({"rss", "atom", "rdf", "feed", "json"})


def looks_like_opml(data: bytes) -> bool:
    """Whether the first element of bytes, or what they declare to be, is OPML's."""
    rest = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()
    while end := next((end for start, end in _BEHIND.items() if rest.startswith(start)), b""):
        rest = rest.partition(end)[2].lstrip()
    return _NAMED.match(rest) is not None


def read_opml(data: bytes, name: str) -> SubscriptionList:
    """The feeds of an OPML file. Raises SourceError where it is broken, nested too deep or declares entities."""
    outlines = _Outlines(name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, said: outlines.start(tag, said, parser.CurrentLineNumber)
    parser.EndElementHandler = outlines.end
    parser.StartDoctypeDeclHandler = outlines.declare
    try:
        parser.Parse(data.removeprefix(b"\xef\xbb\xbf").lstrip(), True)  # noqa: FBT003 - expat knows no names
    except expat.ExpatError as error:
        raise SourceError(
            f"{name}: is broken at line {error.lineno} ({expat.ErrorString(error.code)}); nothing was taken from it"
        ) from None
    except (LookupError, ValueError) as error:
        raise SourceError(f"{name}: cannot be read ({clip(safe(str(error)), _LONGEST)}); save it as UTF-8") from None
    return SubscriptionList(tuple(outlines.found), tuple(outlines.refused))


def write_opml(subscriptions: Iterable[Subscription], now: datetime) -> str:
    """The subscriptions as OPML 2.0, folders and what is in them by name."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        "    <title>Subscriptions</title>",
        f"    <dateCreated>{format_datetime(now)}</dateCreated>",
        "  </head>",
        "  <body>",
        *_written(subscriptions),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


class _Outlines:
    """Hears the elements of a file as they come, and never holds more of it than the folders around."""

    def __init__(self, name: str) -> None:
        self.found: list[Subscription] = []
        self.refused: list[Skipped] = []
        self._name = name
        self._folders: list[str] = []
        """The names of the outlines around, "" for those that are no folders."""
        self._full = False

    def declare(self, _name: str, _system: str | None, _public: str | None, within: int) -> None:
        """A document type is declared, with declarations of the file's own `within` it or without."""
        if within:
            raise SourceError(f"{self._name}: declares XML entities, which could make it a bomb; it was not read")

    def start(self, tag: str, said: Mapping[str, str], line: int) -> None:
        """An element begins."""
        if tag.lower() != "outline":
            return
        if len(self._folders) == _DEEPEST:
            raise SourceError(f"{self._name}: its folders are nested deeper than {_DEEPEST}; nothing was taken from it")
        outline = {name.lower(): value for name, value in said.items()}
        link = _link(outline)
        self._folders.append("" if link is not None else outline.get("text") or outline.get("title") or "")
        if link is not None and not self._full:
            self._take(link, outline, f"{self._name} line {line}")

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag.lower() == "outline":
            self._folders.pop()

    def _take(self, link: str, outline: Mapping[str, str], place: str) -> None:
        self._full = len(self.found) + len(self.refused) == MOST
        try:
            if self._full:
                raise SourceError(f"only the first {MOST:,} lines were read")
            self.found.append(self._subscription(link, outline))
        except SourceError as error:
            self.refused.append(Skipped(place, str(error), failed=True))

    def _subscription(self, link: str, outline: Mapping[str, str]) -> Subscription:
        if not link and _kind(outline) == "include":
            raise SourceError("it is another list that this one includes; import that by itself")
        url = address(link)
        categories = (part.strip(" /") for part in outline.get("category", "").split(","))
        named = title(outline.get("title"), url) or title(outline.get("text"), url)
        return Subscription(url, named, tags([*self._folders, *categories]), _site(outline))


def _link(outline: Mapping[str, str]) -> str | None:
    """The address of the feed an outline is about, "" where it should have one, None for folders and remarks."""
    if outline.get("xmlurl", "").strip():
        return outline["xmlurl"]
    kind = _kind(outline)
    if kind in _FEEDS:
        return outline.get("url", "")
    return "" if kind == "include" or "xmlurl" in outline else None


def _kind(outline: Mapping[str, str]) -> str:
    return outline.get("type", "").strip().lower()


def _site(outline: Mapping[str, str]) -> str | None:
    try:
        return address(outline.get("htmlurl", ""))
    except SourceError:
        return None


def _written(subscriptions: Iterable[Subscription]) -> Iterator[str]:
    folders: dict[str, list[str]] = {"": []}
    for one in sorted(subscriptions, key=lambda one: (one.title or one.url).casefold()):
        line = _outline(one)
        for folder in (*one.tags[:1], *(tag for tag in one.tags[1:] if not _fits_category(tag))) or ("",):
            folders.setdefault(folder, []).append(line)
    yield from (f"    {line}" for line in folders.pop(""))
    for folder in sorted(folders, key=str.casefold):
        yield f'    <outline text="{_attribute(folder)}" title="{_attribute(folder)}">'
        yield from (f"      {line}" for line in folders[folder])
        yield "    </outline>"


def _outline(one: Subscription) -> str:
    name = one.title or one.url
    said = {"type": "rss", "text": name, "title": name, "xmlUrl": one.url, "htmlUrl": one.site or ""}
    said["category"] = ",".join(filter(_fits_category, one.tags))
    attributes = [f'{key}="{_attribute(value)}"' for key, value in said.items() if value]
    return f"<outline {' '.join(attributes)}/>"


def _fits_category(tag: str) -> bool:
    """A comma parts categories there, and a slash the levels of one."""
    return not any(mark in tag for mark in ",/")


def _attribute(text: str) -> str:
    """A value as it stands between quotes, whatever it holds."""
    return "".join(_SPACES.get(char, char) for char in escape(_NO_XML.sub("\ufffd", text)))
