"""What bytes or texts are, by how they begin: a feed, a web page, JSON."""

from __future__ import annotations

import re

__all__ = ["is_page", "looks_like_feed", "root_name"]

_SNIFFED = 4096
_PROLOG = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<![^>]*(?:>|\Z)", re.DOTALL)
_ELEMENT = re.compile(r"\s*<(?:[\w.-]{1,40}:)?([a-z][\w.-]{0,40})", re.IGNORECASE)
_FEEDS = ("rss", "feed", "rdf")
_JSON_FEED = "jsonfeed.org/version/"
_DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_OF_PAGES = ("html", "head", "body", "title", "meta", "script", "link", "div", "p", "main", "section", "h1", "table")


def looks_like_feed(data: bytes) -> bool:
    """Whether bytes begin as feeds do; cheap, and no promise."""
    start = data[:_SNIFFED].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xfe\xff \t\r\n")
    if start.startswith("{"):
        return _JSON_FEED in start.replace("\\/", "/")
    return root_name(start) in _FEEDS


def root_name(text: str) -> str:
    """The name of the first element in a text that is markup from its beginning, in lower case; else ""."""
    match = _ELEMENT.match(_PROLOG.sub("", text[:_SNIFFED]))
    return match[1].lower() if match else ""


def is_page(text: str) -> bool:
    """Whether a text begins as web pages do."""
    return bool(_DOCTYPE.search(text[:_SNIFFED])) or root_name(text) in _OF_PAGES
