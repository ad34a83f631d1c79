"""Feeds to test with, and a short way to read them."""

from reader.feed import Entry, Feed, FeedBytes
from reader.model import Document
from reader.parcel import unpack
from reader.sources.feeds import read as read_feed

URL = "https://d.example/feeds/news.xml"


def rss(*items: str, channel: str = "<title>Chronicle</title><link>https://d.example/</link>", root: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0' {root}><channel>{channel}{inside}</channel></rss>"


def atom(*entries: str, feed: str = "<title>Chronicle</title><link href='https://d.example/'/>", root: str = "") -> str:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f"<feed xmlns='http://www.w3.org/2005/Atom' {root}>{feed}{inside}</feed>"


def read(data: str | bytes, known: tuple[str, ...] = (), url: str = URL, charset: str | None = None) -> Feed:
    held = data if isinstance(data, bytes) else data.encode()
    return read_feed(FeedBytes(held, "s1", url, charset=charset, known=frozenset(known)))


def only(data: str | bytes) -> Entry:
    (entry,) = read(data).entries
    return entry


def document(data: str | bytes) -> Document:
    return unpack(only(data).parcel)


def names(data: str | bytes) -> list[str]:
    return [entry.name for entry in read(data).entries]
