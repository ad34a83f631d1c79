"""A single page that someone keeps, as a feed of one entry."""

from __future__ import annotations

from urllib.parse import urlsplit

from reader.address import comparable, web_address
from reader.errors import SourceError
from reader.feed import Entry, Feed, FeedBytes
from reader.model import Document, Facts, Media
from reader.parcel import pack
from reader.sources.feeds.discovery import found
from reader.sources.feeds.identity import digest
from reader.text import count_words

__all__ = ["read_page"]


def read_page(page: FeedBytes) -> Feed:
    """The page as its one entry; title, date and text are found when it is cleaned. Raises SourceError where it is
    empty."""
    if not page.data.strip():
        raise SourceError("there is nothing in the page")
    url = web_address(page.url)
    mark = digest(page.data.decode("latin-1"))
    if mark in page.known:
        return Feed(held=(mark,))
    title = found(page).title
    host = (urlsplit(page.url).hostname or "page").removeprefix("www.")
    facts = Facts(url=url)
    name = "page"
    document = Document(
        f"feed:{page.origin}#{name}", page.data, Media.HTML, title or host, encoding=page.charset, facts=facts
    )
    entry = Entry(
        name=name,
        mark=mark,
        link=comparable(url) if url else None,
        content=mark,
        facts=Facts(title=title, url=url),
        headline=title or host,
        words=count_words(page.data[:4_000].decode("utf-8", "replace")),
        parcel=pack(document),
    )
    return Feed(title=title, site=url, entries=(entry,))
