"""Feeds: RSS, RDF, Atom and JSON Feed, from a file or off the wire, and those that a page names.

Most entries are written in one of a few usual ways, which are read directly; damaged feeds and entries written in any
other way go through feedparser. What is known already is not read again.
"""

from reader.sources.feeds.files import FeedFile, entries
from reader.sources.feeds.item import MOST
from reader.sources.feeds.reading import read
from reader.sources.sniff import looks_like_feed

__all__ = ["MOST", "FeedFile", "entries", "looks_like_feed", "read"]
