"""The entries of an RSS or Atom feed become documents."""

from __future__ import annotations

import calendar
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from reader.address import is_trap, left_out, web_address
from reader.errors import SourceError
from reader.model import Document, Facts, Media, Skipped
from reader.text import clip, safe, squash

__all__ = ["MOST", "FeedFile", "entries"]

MOST = 2_000
"""Entries taken from one feed."""

_LONGEST = 300
_YEARS = range(1900, 2101)
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
# feedparser looks for mail addresses in names by a pattern that takes 16 s over 32 kB.
_PERSON = re.compile(
    rb"(<(?:\w{1,20}:)?(?:author|creator|contributor|publisher|managingEditor|webMaster|name|owner)\b[^<>]{0,300}>"
    rb"(?:<!\[CDATA\[)?[^<]{500})[^<]*"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ANGLED = re.compile(r"<[^<>]*>?")
_WORD = re.compile(r"\w")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|mc_cid|mc_eid|igshid|ref_src|cmpid|ns_\w+)\Z", re.IGNORECASE)

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A feed's bytes and where they lie."""

    data: bytes
    path: str


def entries(feed: FeedFile) -> list[Document | Skipped]:
    """The entries of a feed, and what was left out of them. Raises SourceError where there is no feed.

    May run long over hostile input: call it in a guard.
    """
    import feedparser

    if _SUBSET.search(feed.data.replace(b"\0", b"")):
        raise SourceError("declares XML entities of its own, which could make it a bomb; it was not read")
    data = _PERSON.sub(rb"\1", feed.data)
    # Only a stream: given bytes, feedparser takes them for the name of a file or an address.
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        raise SourceError("holds no feed; nothing was read from it")
    return [*_documents(parsed, feed.path), *_remarks(parsed, safe(feed.path))]


def _documents(parsed: Any, path: str) -> Iterator[Document | Skipped]:
    taken = parsed.entries[:MOST]
    feed = parsed.feed
    site = web_address(feed.get("link") or "")
    common = Facts(source=_plain(feed.get("title")), language=_language(feed.get("language")), url=site)
    names = Counter(map(_name, taken))
    for entry in taken:
        facts = _facts(entry, common)
        key = f"feed:{path}#{_identity(entry, names)}"
        body, media = _body(entry)
        if not _WORD.search(_ANGLED.sub("", body)):  # a picture, say: then its title is all there is to read
            body, media = facts.title or "", Media.PLAIN
        name = facts.title or _line(_name(entry)) or "entry"
        data = body.encode("utf-8", "replace")
        refused = left_out(link for link in [entry.get("link") or ""] if is_trap(link, site))
        notices = (refused,) if refused else ()
        yield Document(key, data, media, name, path, encoding="utf-8", facts=facts, notices=notices)


def _remarks(parsed: Any, place: str) -> Iterator[Skipped]:
    import feedparser

    if parsed.bozo and not isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield Skipped(place, "the feed is damaged; what is whole in it was read", failed=True)
    if len(parsed.entries) > MOST:
        yield Skipped(place, f"only its first {MOST:,} of {len(parsed.entries):,} entries were read", failed=True)


def _facts(entry: Entry, common: Facts) -> Facts:
    return Facts(
        title=_plain(entry.get("title")),
        byline=_plain(entry.get("author")),
        published=_moment(entry.get("published_parsed") or dict(entry).get("updated_parsed")),
        source=_line(entry.get("source", {}).get("title")) or common.source,
        language=_language(entry.get("language")) or common.language,
        url=web_address(entry.get("link") or "", common.url),
    )


def _body(entry: Entry) -> tuple[str, Media]:
    """The longest text that an entry carries."""
    parts = [part for part in (*entry.get("content", ()), entry.get("summary_detail")) if part and part.get("value")]
    if not parts:
        return "", Media.PLAIN
    part = max(parts, key=lambda part: len(part["value"]))
    # What is called plain in RSS is mostly HTML all the same.
    plain = part.get("type") == "text/plain" and not _TAG.search(part["value"])
    return part["value"], Media.PLAIN if plain else Media.HTML


def _name(entry: Entry) -> str:
    """What a feed calls an entry: its id, else its address; the same over http and https, with and without tracking."""
    return str(entry.get("id") or _untracked(entry.get("link") or "")).removeprefix("https:").removeprefix("http:")


def _identity(entry: Entry, names: Counter[str]) -> str:
    """What makes an entry the same next time; entries that share an id are told apart by address and text."""
    name = _name(entry)
    if name and names[name] == 1:
        return name
    text = repr((_untracked(entry.get("link") or ""), entry.get("title"), _body(entry)[0]))
    return f"{name} {hashlib.blake2b(text.encode('utf-8', 'replace'), digest_size=8).hexdigest()}".strip()


def _untracked(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name)
    ]
    return parts._replace(query=urlencode(kept)).geturl()


def _moment(parsed: tuple[int, ...] | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed and parsed[0] in _YEARS else None
    except (ValueError, OverflowError, TypeError):
        return None


def _line(text: object) -> str | None:
    """A value as one safe line; None where it says nothing."""
    return clip(squash(safe(str(text)[: 4 * _LONGEST])), _LONGEST) or None if text else None


def _plain(text: object) -> str | None:
    """A title or name without the markup that feeds put into it."""
    return _line(unescape(_TAG.sub("", str(text)[: 4 * _LONGEST]))) if text else None


def _language(text: object) -> str | None:
    line = (_line(text) or "").replace("_", "-").lower()
    return line if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", line) else None
