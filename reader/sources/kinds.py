"""What kind of file a file is, by its name or else by how it begins."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path, PurePath

from reader.model import Media
from reader.sources.sniff import looks_like_feed

__all__ = ["Bundle", "is_json_feed", "kind_of", "sniffed"]


class Bundle(StrEnum):
    """A file that holds many articles."""

    RECORDS = "records"
    FEED = "feed"


_BY_SUFFIX: dict[str, Media | Bundle] = {
    ".txt": Media.PLAIN,
    ".text": Media.PLAIN,
    ".md": Media.MARKDOWN,
    ".markdown": Media.MARKDOWN,
    ".html": Media.HTML,
    ".htm": Media.HTML,
    ".xhtml": Media.HTML,
    ".mhtml": Media.MHTML,
    ".mht": Media.MHTML,
    ".eml": Media.MAIL,
    ".jsonl": Bundle.RECORDS,
    ".xml": Bundle.FEED,
    ".rss": Bundle.FEED,
    ".atom": Bundle.FEED,
}
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")
_XML = b"<?xml"
_SNIFFED = 4096


def kind_of(path: PurePath) -> Media | Bundle | None:
    """What a file of this name is; None where its suffix does not tell."""
    return _BY_SUFFIX.get(path.suffix.lower())


def sniffed(data: bytes) -> Media | Bundle:
    """What bytes without a telling name are, by how they begin."""
    if looks_like_feed(data):
        return Bundle.FEED
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_HTML) or (start.startswith(_XML) and any(mark in start for mark in _HTML)):
        return Media.HTML
    return Bundle.FEED if start.startswith(_XML) else Media.PLAIN


def is_json_feed(path: Path) -> bool:
    """Whether a file is a feed in JSON, of which most hold other things. Raises OSError."""
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as file:
        return looks_like_feed(file.read(_SNIFFED))
