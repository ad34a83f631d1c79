"""The words about feeds: what is asked of a parser, what is read out of a feed, what is offered to subscribe to."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.model import Facts

__all__ = ["Entry", "Feed", "FeedBytes", "Offer", "OfferedFeed", "Rhythm"]


@dataclass(frozen=True, slots=True)
class FeedBytes:
    """A feed as it came over the wire, and what is held of it."""

    data: bytes
    origin: str
    """Id of the source: entries of two feeds never mix, whatever they call themselves."""
    url: str
    """Where it was found in the end: what relative addresses are seen from."""
    media: str = ""
    """Its media type as stated, lower case, without parameters."""
    charset: str | None = None
    """As its server states it; what the feed itself says goes before it."""
    known: frozenset[str] = frozenset()
    """Marks of entries held as they are; these are not parsed again."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a feed asks to be looked at."""

    minutes: int | None = None
    """At most once in so many (RSS ttl, the syndication module)."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day, UTC, 0 to 23, in which nothing new comes."""
    skip_days: frozenset[int] = frozenset()
    """Days of the week on which nothing new comes, 0 for Monday."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, new or changed."""

    name: str
    """What its feed calls it: its id, else its address, else title and date. The same over http and https and with and
    without trackers; never empty, and of one entry only."""
    mark: str
    """A hash of all of it as it stands in the feed: with the same mark nothing has changed."""
    link: str | None
    """Its address in the form in which addresses are compared (`reader.address.comparable`)."""
    content: str
    """A hash of title and text: the same under another name is the same article."""
    facts: Facts
    headline: str
    """Its title, or the beginning of its text where it has none; one safe line, never empty."""
    words: int
    """About how many words its text has."""
    parcel: bytes
    """Its Document, packed by `reader.parcel`; the key is `feed:ORIGIN#NAME`."""
    summary_only: bool = False
    """Whether its text seems to be only a part of what its page has to say."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What was read out of a feed."""

    title: str | None = None
    site: str | None = None
    """The page it belongs to."""
    description: str | None = None
    entries: tuple[Entry, ...] = ()
    """What is new or changed, in the feed's order."""
    held: tuple[str, ...] = ()
    """Marks of the entries that were known."""
    rhythm: Rhythm = field(default_factory=Rhythm)
    remarks: tuple[str, ...] = ()
    """What is wrong with it, or was left out, in words."""


@dataclass(frozen=True, slots=True)
class OfferedFeed:
    """A feed that could be subscribed to."""

    url: str
    title: str | None = None
    latest: tuple[str, ...] = ()
    """Its newest headlines, at most five; none where it was not looked into."""
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is at an address."""

    url: str
    """Where it was found in the end."""
    title: str | None
    feeds: tuple[OfferedFeed, ...]
    """The feed itself, or those that the page names, the best first."""
    page: bool
    """Whether it is a web page, which could be kept by itself."""
