"""Which article an entry of a feed is: one held already, whatever it is called now, or a new one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reader.feed import Entry, Feed
from reader.model import Facts, article_id, instant
from reader.store import salvage
from reader.store.row import restored, stored, stored_day
from reader.text import fold

__all__ = ["Receiving"]

_VERSIONS = 10
"""What an article was before is kept so many times; of more the oldest but the first go."""
_AHEAD = 86_400.0
"""Seconds an article may be dated ahead of the clock, which is wrong somewhere; further ahead it would stay on top."""

_TWICE = 2
"""How often an address is named by one entry that was renamed: as it was held, and as it comes."""

_INSERT = """
    INSERT INTO article (row, id, key, origin, url, title, byline, published, dated, source, language, words, sort,
                         added, updated, digest, stamp, bookmarked, outlet, matched, linked)
    VALUES (:row, :id, :key, :origin, :url, :title, :byline, :published, :dated, :source, :language, :words, :sort,
            :moment, :moment, '', '', :bookmarked, '', 1, 3)
"""
"""Nothing is looked for in it (`matched`, `linked`) until its text is there: `put` then lets it wait for that."""


@dataclass(slots=True)
class _Held:
    row: int
    mark: str
    link: str | None
    content: str


class Receiving:
    """Takes in feeds, within one transaction."""

    new: list[str]
    """Ids of articles that were not there."""
    changed: list[str]
    """Ids of articles that were, and are other now."""

    def __init__(self, db: sqlite3.Connection, bookmarked: frozenset[str], moment: float) -> None:
        self._db = db
        self._bookmarked = bookmarked
        self._moment = moment
        self.new = []
        self.changed = []
        self._articles: list[dict[str, Any]] = []
        self._parcels: list[tuple[object, ...]] = []
        self._noted: list[tuple[object, ...]] = []
        (self._row,) = db.execute(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'article'), 0)"
        ).fetchone()
        self._salvaged = db.execute("SELECT 1 FROM salvaged LIMIT 1").fetchone() is not None

    def take(self, origin: str, feed: Feed, pages: Callable[[int, bool], bool]) -> None:
        """Take in what is new or changed in a feed; what it no longer carries stays."""
        held = self._entries(origin)
        present = {entry.name for entry in feed.entries}
        marks = frozenset(feed.held)
        present |= {name for name, one in held.items() if one.mark in marks}
        links = Counter(one.link for one in held.values())
        links.update(entry.link for entry in feed.entries if entry.name not in held)
        lost = _Lost({name: one for name, one in held.items() if name not in present}, links)
        left = self._left_behind(origin)
        for place, entry in enumerate(feed.entries):
            wanted = pages(place, entry.summary_only)
            known = held.get(entry.name)
            if known is None and (renamed := lost.find(entry)):
                known = held[renamed]
                self._rename(origin, renamed, entry.name)
            if known is not None:
                self._update(origin, entry, known, wanted=wanted)
            elif (row := self._elsewhere(origin, entry, left)) is not None:
                self._note(origin, entry, row)
            else:
                self._add(origin, entry, wanted=wanted)
        self._write_new()

    def _entries(self, origin: str) -> dict[str, _Held]:
        rows = self._db.execute("SELECT name, row, mark, link, content FROM entry WHERE origin = ?", (origin,))
        return {name: _Held(*columns) for name, *columns in rows}

    def _left_behind(self, origin: str) -> dict[str | None, int]:
        """Articles that came out of the feed under a name, by their keys.

        The feed may have changed the name since, or the article was kept when the feed was forgotten.
        """
        first, last = f"feed:{origin}#", f"feed:{origin}$"
        rows = self._db.execute("SELECT key, row FROM article WHERE key >= ? AND key < ?", (first, last))
        return {restored(key): row for key, row in rows}

    def _elsewhere(self, origin: str, entry: Entry, left: Mapping[str | None, int]) -> int | None:
        """The same article out of another feed, or one of this feed that stayed."""
        row = left.get(_key(origin, entry))
        if row is not None:
            self._db.execute("UPDATE article SET origin = ?, gone = 0 WHERE row = ? AND origin = ''", (origin, row))
            return row
        if entry.link is None:
            return None
        rows = self._db.execute(
            "SELECT article.row, article.title FROM entry JOIN article USING (row) "
            "WHERE link = ? AND entry.origin <> ? LIMIT 8",
            (entry.link, origin),
        ).fetchall()
        title = fold(entry.facts.title or "") if rows else ""
        return next((int(row) for row, other in rows if title and fold(other) == title), None)

    def _add(self, origin: str, entry: Entry, *, wanted: bool) -> None:
        key = _key(origin, entry)
        ident = self._free_id(key)
        self._row += 1
        fields = {
            **_fields(entry, self._moment),
            "row": self._row,
            "id": ident,
            "key": stored(key),
            "origin": origin,
            "moment": self._moment,
            "bookmarked": ident in self._bookmarked,
        }
        self._articles.append(fields)
        self._parcels.append((self._row, entry.parcel, wanted and entry.facts.url is not None, self._moment))
        self._note(origin, entry, self._row)
        self.new.append(ident)

    def _write_new(self) -> None:
        """All new articles of a feed in one go: a statement for each would take three times as long."""
        self._db.executemany(_INSERT, self._articles)
        self._db.executemany("INSERT INTO parcel (row, data, wanted, seen) VALUES (?, ?, ?, ?)", self._parcels)
        self._db.executemany(
            "INSERT OR REPLACE INTO entry (origin, name, row, mark, link, content) VALUES (?, ?, ?, ?, ?, ?)",
            self._noted,
        )
        for fields in self._articles if self._salvaged else ():
            salvage.give_back(self._db, fields["row"], fields["key"])
        for written in (self._articles, self._parcels, self._noted):
            written.clear()

    def _note(self, origin: str, entry: Entry, row: int) -> None:
        self._noted.append((origin, entry.name, row, entry.mark, entry.link, entry.content))

    def _rename(self, origin: str, old: str, new: str) -> None:
        self._db.execute("UPDATE entry SET name = ? WHERE origin = ? AND name = ?", (new, origin, old))

    def _update(self, origin: str, entry: Entry, known: _Held, *, wanted: bool) -> None:
        if known.mark == entry.mark:
            return
        self._note(origin, entry, known.row)
        found = self._db.execute(
            "SELECT article.id, article.origin, parcel.data, parcel.seen FROM article JOIN parcel USING (row) "
            "WHERE row = ?",
            (known.row,),
        ).fetchone()
        if found is None or found[1] != origin or found[2] == entry.parcel:
            return  # it is told by another feed, or nothing that is kept of it has changed
        ident, _, before, seen = found
        if known.content != entry.content:
            self._keep_version(known.row, before, seen)
            self.changed.append(ident)
        self._db.execute(
            "UPDATE parcel SET data = ?, cleaned = '', page = NULL, wanted = ?, seen = ? WHERE row = ?",
            (entry.parcel, wanted and entry.facts.url is not None, self._moment, known.row),
        )
        self._db.execute(
            "UPDATE article SET title = :title, url = :url, published = :published, dated = :dated, sort = :sort "
            "WHERE row = :row",
            {**_fields(entry, self._moment), "row": known.row},
        )

    def _keep_version(self, row: int, data: bytes, seen: float) -> None:
        numbers = [number for (number,) in self._db.execute("SELECT number FROM version WHERE row = ?", (row,))]
        if len(numbers) >= _VERSIONS:
            self._db.execute("DELETE FROM version WHERE row = ? AND number = ?", (row, sorted(numbers)[1]))
        self._db.execute(
            "INSERT INTO version (row, number, data, seen) VALUES (?, ?, ?, ?)",
            (row, max(numbers, default=0) + 1, data, seen),
        )

    def _free_id(self, key: str) -> str:
        """The article's id, or another where one that has moved still has that."""
        ident, attempt = article_id(key), 1
        while self._db.execute("SELECT 1 FROM article WHERE id = ?", (ident,)).fetchone():
            attempt += 1
            ident = article_id(f"{key}\n{attempt}")
        return ident


class _Lost:
    """Entries that a feed no longer carries under their names; one of them may be there under another."""

    def __init__(self, held: dict[str, _Held], links: Counter[str | None]) -> None:
        self._by_content = {one.content: name for name, one in held.items()}
        # An address that many entries name (their site, a live page) tells none of them.
        self._by_link = {one.link: name for name, one in held.items() if one.link and links[one.link] <= _TWICE}
        self._taken: set[str] = set()

    def find(self, entry: Entry) -> str | None:
        """The name under which an entry was held: of the same content, or at an address that is its alone."""
        found = self._by_content.get(entry.content) or self._by_link.get(entry.link or "")
        if found is None or found in self._taken:
            return None
        self._taken.add(found)
        return found


def _key(origin: str, entry: Entry) -> str:
    return f"feed:{origin}#{entry.name}"


def _fields(entry: Entry, moment: float) -> dict[str, Any]:
    facts: Facts = entry.facts
    published = instant(facts.published) if facts.published else None
    return {
        "url": stored(facts.url),
        "title": entry.headline,
        "byline": facts.byline,
        "published": stored_day(facts.published),
        "dated": "stated" if facts.published else None,
        "source": facts.source,
        "language": facts.language,
        "words": entry.words,
        "sort": moment if published is None else min(published, moment + _AHEAD),
    }
