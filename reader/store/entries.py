"""Entries of feeds on their way to becoming articles, and what was kept of how they came.

An entry is an article of the list at once, with its parcel: the document as it came. Cleaning, which takes a hundred
times as long, makes its text later, or when someone opens it.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from reader.feed import Feed
from reader.model import Document
from reader.parcel import DamagedParcelError, unpack
from reader.store.database import Database
from reader.store.receiving import Receiving
from reader.store.row import moment, restored

__all__ = ["Arrivals", "Entries", "Kept", "Received", "hand_over"]

_WANTED = 1
_GIVEN_UP = 2


@dataclass(frozen=True, slots=True)
class Received:
    """A feed that was read, on its way in."""

    origin: str
    feed: Feed
    pages: Callable[[int, bool], bool]
    """Whether the page of an entry is to be fetched, by its place in the feed and whether that has a summary only."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in."""

    new: tuple[str, ...] = ()
    """Ids of articles that were not there."""
    changed: tuple[str, ...] = ()
    """Ids of articles that their feeds carry otherwise now."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it came: the documents its text is made of."""

    id: str
    key: str
    origin: str
    document: Document
    """Out of the feed; its key may be a later name of the same entry."""
    page: Document | None = None
    """The page it links to, where that was fetched."""


class Entries:
    """Entries of one Archive. Every method may raise StoreError."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def marks(self, origin: str) -> frozenset[str]:
        """The marks of all entries held of a feed."""
        with self._database.read() as db:
            return frozenset(mark for (mark,) in db.execute("SELECT mark FROM entry WHERE origin = ?", (origin,)))

    def receive(self, batch: Iterable[Received], bookmarked: Collection[str] = ()) -> Arrivals:
        """Take in what feeds carry, all in one transaction. `bookmarked` are ids on the Shelf."""
        with self._database.write() as db:
            receiving = Receiving(db, frozenset(bookmarked), self._now().timestamp())
            for one in batch:
                receiving.take(one.origin, one.feed, one.pages)
            return Arrivals(tuple(receiving.new), tuple(receiving.changed))

    def waiting(self, most: int) -> list[Kept]:
        """Articles that wait to be cleaned, the newest first."""
        with self._database.read() as db:
            rows = db.execute(
                f"{_KEPT} WHERE parcel.row IN (SELECT row FROM parcel WHERE cleaned = '' ORDER BY row DESC LIMIT ?) "
                "ORDER BY article.sort DESC",
                (most,),
            ).fetchall()
        return _read(rows)

    def count_waiting(self) -> int:
        """How many articles wait to be cleaned."""
        with self._database.read() as db:
            (count,) = db.execute("SELECT count(*) FROM parcel WHERE cleaned = ''").fetchone()
            return int(count)

    def one_waiting(self, article: str) -> Kept | None:
        """An article if it waits to be cleaned."""
        with self._database.read() as db:
            rows = db.execute(f"{_KEPT} WHERE article.id = ? AND cleaned = ''", (article,)).fetchall()
        return next(iter(_read(rows)), None)

    def settle(self, articles: Sequence[str], cleaning: str) -> None:
        """Note that articles, by id, went through a cleaning; what is kept of how they came is pressed together."""
        with self._database.write() as db:
            for article in articles:
                db.execute(
                    "UPDATE parcel SET cleaned = ?, data = pressed(data), page = pressed(page) "
                    "WHERE row = (SELECT row FROM article WHERE id = ?)",
                    (cleaning, article),
                )

    def outdated(self, cleaning: str) -> None:
        """Let articles that went through another cleaning than this one wait again."""
        with self._database.read() as db:
            others = [other for (other,) in db.execute("SELECT DISTINCT cleaned FROM parcel")]
        for other in {*others} - {"", cleaning}:
            with self._database.write() as db:
                db.execute("UPDATE parcel SET cleaned = '' WHERE cleaned = ?", (other,))

    def wanted(self, most: int) -> list[tuple[str, str]]:
        """Id and address of articles whose page is to be fetched, the newest first."""
        with self._database.read() as db:
            return [
                (article, url)
                for article, url in db.execute(
                    "SELECT id, url FROM parcel JOIN article USING (row) "
                    f"WHERE wanted = {_WANTED} AND url IS NOT NULL ORDER BY parcel.row DESC LIMIT ?",
                    (most,),
                )
            ]

    def put_page(self, article: str, page: bytes | None) -> None:
        """Keep the page an article links to, packed, or that it cannot be had; with it, the article is cleaned anew."""
        with self._database.write() as db:
            row = "(SELECT row FROM article WHERE id = ?)"
            if page is None:
                db.execute(f"UPDATE parcel SET wanted = {_GIVEN_UP} WHERE row = {row}", (article,))
            else:
                db.execute(
                    f"UPDATE parcel SET page = ?, wanted = 0, cleaned = '' WHERE row = {row}",
                    (page, article),
                )

    def versions(self, article: str) -> list[tuple[datetime, Document]]:
        """What an article was before, the oldest first, each with when it came; last what it is now."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT seen, data FROM version WHERE row = (SELECT row FROM article WHERE id = ?) ORDER BY number",
                (article,),
            ).fetchall()
            rows += db.execute(
                "SELECT seen, coalesce(page, data) FROM parcel WHERE row = (SELECT row FROM article WHERE id = ?)",
                (article,),
            ).fetchall()
        found = []
        for seen, data in rows:
            with suppress(DamagedParcelError):
                found.append((moment(seen), unpack(data)))
        return found

    def edited(self, article: str) -> datetime | None:
        """When an article was last edited by its feed since it came; None where it was not."""
        with self._database.read() as db:
            row = db.execute(
                "SELECT parcel.seen FROM parcel JOIN article USING (row) "
                "WHERE id = ? AND EXISTS (SELECT 1 FROM version WHERE version.row = parcel.row)",
                (article,),
            ).fetchone()
            return moment(row[0]) if row else None


def hand_over(db: sqlite3.Connection, origin: str) -> None:
    """Before a feed is forgotten: what others carry too is theirs from now on."""
    db.execute(
        "UPDATE article SET origin = "
        "(SELECT origin FROM entry WHERE entry.row = article.row AND entry.origin <> ? ORDER BY origin LIMIT 1) "
        "WHERE origin = ? AND row IN (SELECT row FROM entry WHERE entry.origin <> ?)",
        (origin, origin, origin),
    )
    db.execute("DELETE FROM entry WHERE origin = ?", (origin,))


_KEPT = "SELECT article.id, article.key, article.origin, parcel.data, parcel.page FROM parcel JOIN article USING (row)"


def _read(rows: Iterable[tuple[str, str | bytes, str, bytes, bytes | None]]) -> list[Kept]:
    return [
        Kept(ident, str(restored(key)), origin, _whole(ident, data), _page(page))
        for ident, key, origin, data, page in rows
    ]


def _whole(article: str, data: bytes) -> Document:
    """A damaged parcel must not keep the others waiting: it becomes a document that says so."""
    from reader.model import Media

    try:
        return unpack(data)
    except DamagedParcelError:
        said = "What was kept of this article is damaged."
        return Document(f"damaged:{article}", said.encode(), Media.PLAIN, article, notices=(said,))


def _page(data: bytes | None) -> Document | None:
    if data is None:
        return None
    with suppress(DamagedParcelError):
        return unpack(data)
    return None
