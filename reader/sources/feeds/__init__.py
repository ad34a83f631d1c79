"""Feeds: RSS, RDF, Atom and JSON Feed, from a file or off the wire, and those that a page names.

Most entries are written in one of a few usual ways, which are read directly; damaged feeds and entries written in any
other way go through feedparser. What is known already is not read again.

These are for guarded children. Who only asks them need not load what they need.
"""

from __future__ import annotations

from reader.feed import Feed, FeedBytes

__all__ = ["read", "read_page"]


def read(feed: FeedBytes) -> Feed:
    """What is new or changed in a feed, and what it says of itself. Raises SourceError where there is no feed."""
    from reader.sources.feeds import reading

    return reading.read(feed)


def read_page(page: FeedBytes) -> Feed:
    """A single page that someone keeps, as a feed of one entry. Raises SourceError where it is empty."""
    from reader.sources.feeds import page as single

    return single.read_page(page)
