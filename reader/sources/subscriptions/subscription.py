"""One line of somebody's list of subscriptions, whatever format it came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.address import masked, web_address
from reader.errors import SourceError
from reader.model import Skipped
from reader.text import clip, safe, squash

__all__ = ["MOST", "Subscription", "SubscriptionFile", "SubscriptionList", "address", "tags", "title"]

MOST = 20_000
"""Feeds taken from one list."""
_LONGEST = 300
_LONGEST_TAG = 100
_MOST_TAGS = 50
_LOGIN = "{url}: a login does not belong in an address; put it into [logins] of the settings, and leave it out here"


@dataclass(frozen=True, slots=True)
class SubscriptionFile:
    """A list's bytes and what to call it."""

    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed somebody reads."""

    url: str
    title: str | None = None
    """The name it goes by; None where the list gives none."""
    tags: tuple[str, ...] = ()
    """What it is filed under; no two differ only by capitals."""
    site: str | None = None
    """The page of the site it belongs to."""


@dataclass(frozen=True, slots=True)
class SubscriptionList:
    """What a list holds."""

    subscriptions: tuple[Subscription, ...] = ()
    """In its order; the same address may come twice."""
    refused: tuple[Skipped, ...] = ()
    """Its lines that were not taken, each with the reason."""


def address(text: str) -> str:
    """The address of a feed as a list gives it; `feed:` before it means nothing. Raises SourceError, masked."""
    link = squash(text)
    scheme, colon, rest = link.partition(":")
    if colon and scheme.lower() == "feed":
        link = rest if rest.lower().startswith(("http:", "https:")) else f"http:{rest}"
    url = web_address(link)
    shown = clip(safe(masked(link[: 4 * _LONGEST])), _LONGEST)
    if url is None:
        raise SourceError(f"{shown}: is no address of the web" if shown else "names no address")
    if "@" in url.split("/", 3)[2]:
        raise SourceError(_LOGIN.format(url=shown))
    return url


def title(text: str | None, url: str) -> str | None:
    """A name as one safe line; None where it says nothing, or only repeats the address."""
    line = clip(squash(safe((text or "")[: 4 * _LONGEST])), _LONGEST)
    return line if line and line != url else None


def tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Tags as safe lines, each once whatever its capitals, in their order."""
    found: dict[str, str] = {}
    for text in texts:
        line = clip(squash(safe(text[: 4 * _LONGEST_TAG])), _LONGEST_TAG)
        if line and len(found) < _MOST_TAGS:
            found.setdefault(line.casefold(), line)
    return tuple(found.values())
