"""The feeds that a web page names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reader.address import comparable, web_address
from reader.feed import FeedBytes, OfferedFeed
from reader.sources.feeds.encoding import decoded
from reader.sources.feeds.values import plain
from reader.sources.sniff import looks_like_feed
from reader.text import unescaped

__all__ = ["PageLinks", "found", "looks_like_feed"]

_LARGEST = 2_000_000
"""Bytes of a page that are looked at; feeds are named in its head."""
_MOST = 20
_MEDIA = {
    "application/atom+xml": 0,
    "application/rss+xml": 0,
    "application/feed+json": 1,
    "application/rdf+xml": 1,
    "application/json": 2,
    "application/xml": 2,
    "text/xml": 2,
}
"""Types of feeds, those that are always meant for one first."""
_FEED_LIKE = re.compile(
    r"/(?:feeds?|rss2?|atom|rdf)(?:\.(?:xml|json|php|aspx?))?/?(?:[?#]|\Z)|\.(?:rss|atom|rdf)(?:[?#]|\Z)|/index\.xml\Z"
    r"|/(?:rss|feeds?)/[^?#]{1,200}\.xml\Z|[?&](?:feed|format|type|alt)=(?:rss2?|atom|json)\b|\A(?:https?:)?//feeds?\.",
    re.IGNORECASE,
)
_CARRIES = re.compile(r"[?&][^=&]{1,40}=https?(?::|%3a)", re.IGNORECASE)
"""Another address within one: a button that shares a page, whatever its own address is called."""
_OF_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario|commenti|reacties", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.+-]{1,40})""", re.IGNORECASE)
# Patterns, not the standard library's parser: 100 kB of "<a " keep that busy for a minute and a half.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|svg|textarea|template)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<(link|a|base)\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"']{1,4000}))""")
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_SCHEME = re.compile(r"\A\s*feed:(?:(?=https?:)|(?=//))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page says of itself and of its feeds."""

    title: str | None = None
    feeds: tuple[OfferedFeed, ...] = ()
    """The best first; none is looked into."""


def found(page: FeedBytes) -> PageLinks:
    """The title of a page and the feeds it names: in its head, or else what it links to that looks like feeds.

    Never raises, and takes time in proportion to the page.
    """
    meta = _CHARSET.search(page.data[:4096])
    text, _ = decoded(page.data[:_LARGEST], page.charset or (meta[1].decode("ascii", "replace") if meta else None))
    markup = _UNSEEN.sub("", text)
    title = _TITLE.search(markup)
    tags = [(match[1].lower(), _attributes(match[2])) for match in _TAG.finditer(markup)]
    base = next((said.get("href", "") for name, said in tags if name == "base"), "")
    seen_from = web_address(base, page.url) or page.url
    named = [_Named(said, seen_from) for name, said in tags if name == "link" and _is_feed(said)]
    linked = [_Named(said, seen_from) for name, said in tags if name == "a" and _looks_like_one(said.get("href", ""))]
    return PageLinks(plain(title[1]) if title else None, _distinct(named) or _distinct(linked))


class _Named:
    """A feed as a page names it."""

    def __init__(self, said: Mapping[str, str], base: str) -> None:
        self.url = web_address(_SCHEME.sub("", said.get("href", "")), base)
        self.title = plain(said.get("title"))
        self.rank = (
            bool(_OF_COMMENTS.search(f"{said.get('title')} {self.url}")),
            _MEDIA.get(_media(said), len(_MEDIA)),
        )


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a tag; of several by one name the first."""
    said: dict[str, str] = {}
    for name, quoted, single, bare in _ATTRIBUTE.findall(text):
        said.setdefault(name.lower(), unescaped(quoted or single or bare))
    return said


def _media(said: Mapping[str, str]) -> str:
    return said.get("type", "").partition(";")[0].strip().lower()


def _is_feed(said: Mapping[str, str]) -> bool:
    """Whether a link in a page's head is one to a feed."""
    rel, media, href = said.get("rel", "").lower().split(), _media(said), said.get("href", "")
    if "stylesheet" in rel or not href:
        return False
    if media == "application/json":  # some name there what programs are to ask
        return "alternate" in rel and bool(_FEED_LIKE.search(href))
    return "feed" in rel or ("alternate" in rel and media in _MEDIA)


def _looks_like_one(href: str) -> bool:
    return bool(_FEED_LIKE.search(href)) and not _CARRIES.search(href)


def _distinct(links: Iterable[_Named]) -> tuple[OfferedFeed, ...]:
    """Each feed once, the best first; over http and https it is one."""
    ranked = sorted((link for link in links if link.url), key=lambda link: link.rank)
    feeds: dict[str, OfferedFeed] = {}
    for link in ranked:
        if link.url:
            feeds.setdefault(comparable(link.url), OfferedFeed(link.url, link.title))
    return tuple(feeds.values())[:_MOST]
