"""Which lines stand in which articles, and which of them are known to be boilerplate.

A line is a number that its source and its words make; the Archive need not know how.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reader.store.database import Database
from reader.store.row import restored

__all__ = ["LearnedLine", "Lines", "Outlet", "put_lines", "recount"]

_COUNTED = 10_000
"""Articles that a line is looked for in at most; more are as good as these."""
_SOONER = 4
"""A line that was found to be no boilerplate is judged again when it stands in a fourth part more articles."""
_HOPELESS = 2_000
"""Articles from which on it is not judged again."""
_STANDING = "(SELECT count(*) FROM line WHERE line.number = {})"


@dataclass(frozen=True, slots=True)
class LearnedLine:
    """A line known to be boilerplate."""

    number: int
    outlet: str
    """The key of its source."""
    text: str
    """Without outer marks, in small letters."""
    articles: int
    """Articles held in which it stands."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Somebody whose articles are held."""

    key: str
    source: str | None
    """What its newest article says of itself, and so `url` and `path`."""
    url: str | None
    path: str | None


def put_lines(db: sqlite3.Connection, row: int, outlet: str | None, numbers: Collection[int]) -> None:
    """Note the lines of an article in place of those noted before; without an outlet they are still to be taken."""
    db.execute("UPDATE article SET outlet = ? WHERE row = ?", (outlet, row))
    now = frozenset(numbers)
    before = frozenset(number for (number,) in db.execute("SELECT number FROM line WHERE row = ?", (row,)))
    db.executemany("DELETE FROM line WHERE row = ? AND number = ?", [(row, number) for number in before - now])
    db.executemany("INSERT INTO line (row, number) VALUES (?, ?)", [(row, number) for number in now - before])
    for change, changed in ((-1, before - now), (1, now - before)):
        if changed:
            # Counting anew at each reading would take 12 ms where a line stands in 2,500 articles.
            db.execute(
                "UPDATE learned SET articles = articles + ? WHERE number IN (SELECT value FROM json_each(?))",
                (change, json.dumps(list(changed))),
            )


def recount(db: sqlite3.Connection) -> None:
    """Count anew in how many articles known lines stand, after articles were deleted."""
    db.execute(f"UPDATE learned SET articles = {_STANDING.format('learned.number')}")


class Lines:
    """The lines of an Archive's articles. Every method may raise StoreError, with a message for a person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def untaken(self, limit: int) -> list[str]:
        """Ids of articles whose lines were not taken yet, because they came in before that was done."""
        with self._database.read() as db:
            found = db.execute("SELECT id FROM article WHERE outlet IS NULL ORDER BY row LIMIT ?", (limit,))
            return [ident for (ident,) in found]

    def take(self, taken: Sequence[tuple[str, str, Collection[int]]]) -> None:
        """Note for articles, by id, whose lines they hold and the numbers of these."""
        with self._database.write() as db:
            for ident, outlet, numbers in taken:
                row = db.execute("SELECT row FROM article WHERE id = ?", (ident,)).fetchone()
                if row:
                    put_lines(db, row[0], outlet, numbers)

    def pending(self, numbers: Collection[int], least: int) -> list[int]:
        """Of these lines those to be judged: they stand in at least so many articles, in more than when last judged."""
        with self._database.read() as db:
            found = db.execute(
                "SELECT asked.value, learned.judged, "
                f"coalesce(learned.articles, {_STANDING.format('asked.value')}) AS standing "
                "FROM json_each(?) AS asked LEFT JOIN learned ON learned.number = asked.value "
                "WHERE coalesce(learned.text, '') = '' AND coalesce(learned.judged, 0) < ? AND standing >= ?",
                (json.dumps(list(numbers)), _HOPELESS, least),
            )
            return [number for number, judged, standing in found if standing - (judged or 0) > (judged or 0) // _SOONER]

    def shrunk(self) -> list[int]:
        """Lines known to be boilerplate that stand in fewer articles than when that was found."""
        with self._database.read() as db:
            found = db.execute("SELECT number FROM learned WHERE text <> '' AND articles < judged")
            return [number for (number,) in found]

    def holders(self, number: int, most: int) -> tuple[int, list[str]]:
        """In how many articles a line stands, and the ids of at most `most`, evenly from the oldest to the newest."""
        with self._database.read() as db:
            found = db.execute("SELECT row FROM line WHERE number = ? ORDER BY row LIMIT ?", (number, _COUNTED))
            rows = [row for (row,) in found]
            step = max(len(rows) / most, 1)
            chosen = json.dumps([rows[int(at * step)] for at in range(min(most, len(rows)))])
            ids = db.execute(
                "SELECT id FROM article WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row", (chosen,)
            )
            return len(rows), [ident for (ident,) in ids]

    def note(self, verdicts: Sequence[tuple[int, str, str | None, int]]) -> None:
        """Keep for lines: number, outlet, text where it is boilerplate, and in how many articles it stood then."""
        with self._database.write() as db:
            db.executemany(
                "INSERT OR REPLACE INTO learned (number, outlet, text, judged, articles) "
                f"VALUES (?, ?, ?, ?, {_STANDING.format('?')})",
                [(number, outlet, text or "", judged, number) for number, outlet, text, judged in verdicts],
            )

    def learned(self, least: int, numbers: Collection[int] | None = None) -> list[LearnedLine]:
        """What is known to be boilerplate, of these lines or of all, and still stands in at least so many articles."""
        chosen = "" if numbers is None else "AND number IN (SELECT value FROM json_each(?))"
        values = () if numbers is None else (json.dumps(list(numbers)),)
        with self._database.read() as db:
            found = db.execute(
                "SELECT number, outlet, text, articles FROM learned "
                f"WHERE text <> '' {chosen} AND articles >= ? ORDER BY outlet, articles DESC, text",
                (*values, least),
            )
            return [LearnedLine(*row) for row in found]

    def has_learned(self, outlet: str) -> bool:
        """Whether any line of an outlet, by its key, is known to be boilerplate."""
        with self._database.read() as db:
            found = db.execute("SELECT 1 FROM learned WHERE outlet = ? AND text <> '' LIMIT 1", (outlet,))
            return found.fetchone() is not None

    def counts(self, numbers: Collection[int]) -> dict[int, int]:
        """In how many articles each of these lines stands."""
        with self._database.read() as db:
            found = db.execute(
                f"SELECT asked.value, {_STANDING.format('asked.value')} FROM json_each(?) AS asked",
                (json.dumps(list(numbers)),),
            )
            return dict(found.fetchall())

    def outlets(self) -> list[Outlet]:
        """Whose articles are held, by key."""
        with self._database.read() as db:
            found = db.execute(
                "SELECT outlet, source, url, path FROM article WHERE row IN "
                "(SELECT max(row) FROM article WHERE outlet <> '' GROUP BY outlet) ORDER BY outlet"
            )
            return [Outlet(key, source, url, restored(path)) for key, source, url, path in found]
