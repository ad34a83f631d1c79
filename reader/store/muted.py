"""Articles that a rule keeps out of the lists: muted they are still held, and found where they are asked for.

An article's mark says that a rule fits it. What is bookmarked is never muted, so the mark counts for nothing there;
no list need look at it while bookmarks come and go.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.query import Query
from reader.store.copies import without
from reader.store.database import Database
from reader.store.listing import MUTED, chunks, condition
from reader.store.row import stored

__all__ = ["Muted", "Rule", "hide"]

_GAP = 64
"""Rows between two that are looked at together with them: cheaper than another look at the index."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is muted: the articles a query matches, of one source or of all."""

    query: Query
    origin: str | None = None
    """Id of the source."""


class Muted:
    """The muted articles of an Archive. Every method may raise StoreError, with a message for a person."""

    def __init__(self, database: Database, now: Callable[[], datetime], rules: Callable[[], Sequence[Rule]]) -> None:
        """`rules` tells those that hold now; it is asked within a transaction, so that none is missed."""
        self._database = database
        self._now = now
        self._rules = rules

    def settle(self) -> int:
        """Make the marks of all articles what the rules of now say; how many changed."""
        with self._database.write() as db:
            return self.settle_all(db)

    def count(self, rule: Rule) -> int:
        """How many articles held a rule fits, those bookmarked aside."""
        with self._database.read() as db:
            sql, values = self._fitting(db, rule, None)
            (count,) = db.execute(f"SELECT count(*) FROM article WHERE bookmarked = 0 AND {sql}", values).fetchone()
            return int(count)

    def settle_all(self, db: sqlite3.Connection) -> int:
        """The same within a transaction."""
        fitting: set[int] = set()
        for rule in self._rules():
            sql, values = self._fitting(db, rule, None)
            fitting.update(row for (row,) in db.execute(f"SELECT row FROM article WHERE {sql}", values))
        marked = {row for (row,) in db.execute("SELECT row FROM article WHERE muted = 1")}
        _mark(db, fitting - marked, muted=True)
        _mark(db, marked - fitting, muted=False)
        return len(fitting ^ marked)

    def settle_new(self, db: sqlite3.Connection, keys: Sequence[str]) -> None:
        """Within a transaction, mark articles that came in or have changed, by their keys, as the rules of now say."""
        rules = self._rules()
        if not rules:
            return
        rows: set[int] = set()
        for chunk in chunks(map(stored, keys)):
            marks = ",".join("?" * len(chunk))
            rows.update(row for (row,) in db.execute(f"SELECT row FROM article WHERE key IN ({marks})", chunk))
        fitting: set[int] = set()
        for span in _spans(sorted(rows)):
            for rule in rules:
                sql, values = self._fitting(db, rule, span)
                fitting.update(row for (row,) in db.execute(f"SELECT row FROM article WHERE {sql}", values))
        _mark(db, fitting & rows, muted=True)
        _mark(db, rows - fitting, muted=False)

    def _fitting(self, db: sqlite3.Connection, rule: Rule, span: tuple[int, int] | None) -> tuple[str, list[object]]:
        wanted = condition(db, rule.query, (), self._now().tzinfo, span).with_match()
        if rule.origin is not None:
            wanted.add("article.origin = ?", rule.origin)
        return wanted.sql, wanted.values


def hide(db: sqlite3.Connection, rows: array[int], instants: array[float]) -> tuple[array[int], array[float]]:
    """A listing without what is muted.

    Asked for in the query itself, it would cost a look at each row's page: 100,000 rows are listed from an index.
    """
    muted = {row for (row,) in db.execute(f"SELECT row FROM article WHERE {MUTED}")}
    if not muted:
        return rows, instants
    places = [place for place, row in enumerate(rows) if row in muted]
    return without(rows, places), without(instants, places)


def _mark(db: sqlite3.Connection, rows: set[int], *, muted: bool) -> None:
    if rows:
        db.execute(
            "UPDATE article SET muted = ? WHERE row IN (SELECT value FROM json_each(?)) AND muted <> ?",
            (muted, json.dumps(list(rows)), muted),
        )


def _spans(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of rows that lie close together; what came in at once has numbers in a row."""
    first = last = None
    for row in rows:
        if first is None or last is None:
            first = row
        elif row - last > _GAP:
            yield first, last
            first = row
        last = row
    if first is not None and last is not None:
        yield first, last
