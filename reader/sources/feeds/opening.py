"""What kind of feed bytes hold, if any."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.errors import SourceError
from reader.sources.feeds.encoding import decoded
from reader.sources.feeds.item import DAMAGED, ENTRY, Outline
from reader.sources.sniff import is_page, root_name

__all__ = ["opened"]

_BEFORE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
"""What may stand before the declaration of a document's type."""
_SUBSET = re.compile(r"""<!DOCTYPE(?:[^>\["']|"[^"]*"|'[^']*')*\[""", re.IGNORECASE)
_FEEDISH = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)


def opened(data: bytes, charset: str | None, url: str | None) -> Outline:
    """The feed in bytes found at `url`; `charset` is what their server says. Raises SourceError where there is none."""
    text, remarks = decoded(data, charset)
    outline = _outline(text.lstrip("\ufeff \t\r\n\0"), url)
    return replace(outline, remarks=remarks + outline.remarks)


def _outline(text: str, url: str | None) -> Outline:
    if text.startswith("{"):
        from reader.sources.feeds import json_feed

        return json_feed.outline(text, url)
    _check(text)
    from reader.sources.feeds import xml_feed

    found = xml_feed.outline(text, url)
    return found if found and _is_whole(found, text) else _mended(text, url)


def _mended(text: str, url: str | None) -> Outline:
    """A feed that is damaged, or of no usual format."""
    from reader.sources.feeds import mending, unusual, xml_feed

    mended = mending.mended_markup(text)
    found = xml_feed.outline(mended, url) if mended != text else None
    if found and _is_whole(found, mended):
        return replace(found, remarks=(DAMAGED, *found.remarks))
    return unusual.outline(mended, url)


def _is_whole(found: Outline, text: str) -> bool:
    """Whether entries were found where there are some: those in a namespace nobody knows are for a laxer reader."""
    return bool(found.entries.marks) or not ENTRY.search(text)


def _check(text: str) -> None:
    """Raise SourceError for what is certainly no feed, or would be a harmful one."""
    if not text:
        raise SourceError("holds no feed: it is empty")
    if is_page(text) and not _ROOT.search(text):
        raise SourceError("it is a web page, not a feed")
    if root_name(text) == "opml":
        raise SourceError("holds no feed but a list of feeds (OPML); import it")
    if not _FEEDISH.search(text):
        raise SourceError("holds no feed; nothing was read from it")
    if _SUBSET.match(text, _prolog(text)):
        raise SourceError("declares XML entities of its own, which could make it a bomb; it was not read")


def _prolog(text: str) -> int:
    """Where what may stand before a document's type ends."""
    end = 0
    while match := _BEFORE.match(text, end):
        end = match.end()
    return end
