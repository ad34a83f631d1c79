"""From an address to a subscription: the feed at it, the feeds its page names, or the page by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.address import comparable, masked, web_address
from reader.errors import SourceError
from reader.feed import Feed, FeedBytes, Offer, OfferedFeed
from reader.guard import Worker
from reader.model import Source, SourceKind
from reader.newsroom.subscriptions import free_id
from reader.sources.feeds import read
from reader.sources.feeds.discovery import PageLinks, found
from reader.sources.sniff import is_page
from reader.sources.web.exchange import FetchError, Request, Response
from reader.store.shelf import Shelf
from reader.text import safe

if TYPE_CHECKING:
    from reader.sources.web.fetcher import Fetcher

__all__ = ["Subscribing"]

_PAGES = ("text/html", "application/xhtml+xml")
_LATEST = 5
_LOOKED_INTO = 3
"""Feeds of a page that are looked into before one chooses."""


class Subscribing:
    """Subscriptions of one library."""

    def __init__(
        self, shelf: Shelf, worker: Worker, now: Callable[[], datetime], fetcher: Callable[[], Fetcher]
    ) -> None:
        self._shelf = shelf
        self._worker = worker
        self._now = now
        self._fetcher = fetcher

    def offer(self, address: str) -> Offer:
        """What there is at an address. Raises SourceError."""
        fetcher = self._fetcher()
        try:
            response = self._fetched(fetcher, address)
            outcome = self._outcome(response)
            if isinstance(outcome, Feed):
                offered = _offered(response.url, outcome)
                return Offer(response.url, offered.title, (offered,), page=False)
            if response.media not in _PAGES and not is_page(response.body[:4096].decode("latin-1")):
                raise SourceError(safe(str(outcome)))
            links = self._links(response)
            feeds = tuple(self._looked_into(fetcher, one, number) for number, one in enumerate(links.feeds))
            return Offer(response.url, links.title, feeds, page=True)
        finally:
            fetcher.close()

    def subscribe(self, address: str) -> Source:
        """Remember the feed at an address, or the only one its page names, else the page. Raises SourceError.

        What was remembered before stays as it is. Nothing is read yet.
        """
        url = _checked(address)
        held = _held(self._shelf.sources(), url)
        if held is not None:
            return held
        offer = self.offer(url)
        if len(offer.feeds) > 1:
            names = ", ".join(masked(feed.url) for feed in offer.feeds)
            raise SourceError(f"offers {len(offer.feeds)} feeds; add the one you want: {names}")
        if offer.feeds:
            return self.remember(offer.feeds[0].url, offer.feeds[0].title or offer.title)
        if not offer.page:
            raise SourceError("holds neither a feed nor a page")
        return self.remember(offer.url, offer.title, SourceKind.PAGE)

    def remember(self, url: str, name: str | None, kind: SourceKind = SourceKind.FEED) -> Source:
        """Keep a feed or page on the Shelf, unless it is there already."""
        found: list[Source] = []

        def kept(sources: list[Source]) -> list[Source]:
            held = _held(sources, url)
            ident = free_id(url, {one.id for one in sources})
            found.append(held or Source(ident, kind, url, _name(name, url), self._now()))
            return [] if held else found

        self._shelf.revise(kept)
        return found[0]

    def _fetched(self, fetcher: Fetcher, address: str) -> Response:
        try:
            return fetcher.fetch(Request(_checked(address)))
        except FetchError as error:
            raise SourceError(str(error)) from error

    def _looked_into(self, fetcher: Fetcher, one: OfferedFeed, number: int) -> OfferedFeed:
        """A feed that a page names, with what is in it as far as that can be had."""
        if number >= _LOOKED_INTO:
            return one
        try:
            response = self._fetched(fetcher, one.url)
        except SourceError:
            return one
        outcome = self._outcome(response)
        return _offered(response.url, outcome, one.title) if isinstance(outcome, Feed) else one

    def _outcome(self, response: Response) -> Feed | Exception:
        return self._worker.submit(read, _bytes(response)).result()

    def _links(self, response: Response) -> PageLinks:
        outcome = self._worker.submit(found, _bytes(response)).result()
        if isinstance(outcome, PageLinks):
            return outcome
        raise SourceError(f"the page cannot be read: {safe(str(outcome))}")


def _held(sources: Sequence[Source], url: str) -> Source | None:
    """The subscription to an address, however it is written."""
    same = comparable(url)
    return next((one for one in sources if comparable(one.location) == same), None)


def _checked(address: str) -> str:
    url = web_address(address)
    if url is None:
        raise SourceError("is no web address")
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise SourceError(
            f'has a password in it, which would be shown everywhere; write it under [logins."{parts.hostname}"] '
            "in the config, and add the address without it"
        )
    return url


def _bytes(response: Response) -> FeedBytes:
    return FeedBytes(response.body, "offer", response.url, response.media, response.charset)


def _offered(url: str, feed: Feed, title: str | None = None) -> OfferedFeed:
    latest = tuple(entry.headline for entry in feed.entries[:_LATEST])
    return OfferedFeed(url, feed.title or title, latest, len(feed.entries))


def _name(name: str | None, url: str) -> str:
    return safe(name or "").strip() or (urlsplit(url).hostname or masked(url)).removeprefix("www.")
