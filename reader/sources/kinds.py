"""What kind of file a file is, by its name or else by how it begins."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from reader.model import Media

__all__ = ["Bundle", "kind_of", "sniffed"]


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
_XML = (b"<?xml", b"<rss", b"<feed", b"<rdf")


def kind_of(path: PurePath) -> Media | Bundle | None:
    """What a file of this name is; None where its suffix does not tell."""
    return _BY_SUFFIX.get(path.suffix.lower())


def sniffed(data: bytes) -> Media | Bundle:
    """What bytes without a telling name are, by how they begin."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_HTML) or (start.startswith(_XML) and any(mark in start for mark in _HTML)):
        return Media.HTML
    return Bundle.FEED if start.startswith(_XML) else Media.PLAIN
