"""Which articles are copies of which, and the marks by which a new one's original is found.

A mark is a number below 2^32 that a text makes; the Archive need not know how. A copy that says nothing its original
does not say needs no marks, so that a text held a hundred times is found and costs no more than once. A mark's lower
half names the row of the table in which, by its upper half, the articles that have it lie packed: six bytes a mark,
where an index of its own would take three times as much. (The upper half would fill few rows: marks are small numbers.)
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import json
import sqlite3
import struct
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import nlargest
from math import sqrt
from typing import TypeVar

from reader.model import Headline
from reader.store.database import Database

__all__ = ["Copies", "Held", "Look", "fold", "fold_found", "lost", "reconsider", "tidy", "without"]

Number = TypeVar("Number", int, float)

_HOLDER = struct.Struct("<HI")
_COMMON = 60
"""Holders of a mark that are kept at most: some runs of words stand in thousands of texts, and tell nothing."""
_CLOSEST = 6
"""Articles given to be compared: of the kit's 700 originals one stands sixth, the others in the first three."""


@dataclass(frozen=True, slots=True)
class Held:
    """An article's words."""

    row: int
    id: str
    title: str
    text: str
    original: str
    """Id of the article that it is a copy of; its own where it is no copy."""
    first: int
    """The original's row."""


_LOST = "copy_of IS NOT NULL AND copy_of NOT IN (SELECT id FROM article)"
_HELD = """
    SELECT article.row, article.id, text.title, text.text,
        coalesce(original.id, article.id), coalesce(original.row, article.row)
    FROM article JOIN text USING (row) LEFT JOIN article AS original ON original.id = article.copy_of
"""


class Copies:
    """The copies in an Archive. Every method may raise StoreError, with a message for a person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def looking(self) -> Iterator[Look]:
        """Look at articles that wait; what was found is kept as a whole at the end, or after an error not at all."""
        with self._database.write() as db:
            look = Look(db)
            yield look
            look.keep()

    def waiting(self) -> int:
        """How many articles were not looked at yet, or not since they changed."""
        with self._database.read() as db:
            (count,) = db.execute("SELECT count(*) FROM article WHERE matched = 0").fetchone()
            return int(count)

    def reconsider(self, ids: Sequence[str]) -> None:
        """Let articles be looked at again, and the copies of them too."""
        with self._database.write() as db:
            for ident in ids:
                row = db.execute("SELECT row FROM article WHERE id = ?", (ident,)).fetchone()
                if row:
                    reconsider(db, row[0])

    def beside(self, article: str) -> list[str]:
        """Ids of what is the same text as an article, the one that came first in front; without itself."""
        with self._database.read() as db:
            return _beside(db, article)


class Look:
    """One look at articles that wait, within one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._buckets: dict[int, bytes] = {}
        self._changed: set[int] = set()

    def waiting(self, most: int) -> list[Held]:
        """The articles that wait, of more than `most` the newest, in the order they came in."""
        found = self._db.execute(
            f"{_HELD} WHERE article.row IN "
            "(SELECT row FROM article WHERE matched = 0 ORDER BY row DESC LIMIT ?) ORDER BY article.row",
            (most,),
        )
        return [Held(*columns) for columns in found]

    def pass_over(self) -> int:
        """Let articles that have no text, because it was damaged, wait no more; how many there were."""
        return self._db.execute(
            "UPDATE article SET matched = 1 WHERE matched = 0 AND row NOT IN (SELECT row FROM text)"
        ).rowcount

    def alike(self, marks: Collection[int], apart_from: Held) -> list[Held]:
        """Articles looked at before that have some of the marks, the likeliest first; what few have counts more."""
        self._fetch(marks)
        weights: defaultdict[int, float] = defaultdict(float)
        for mark in marks:
            bucket, tag = _place(mark)
            rows = _holders(self._buckets[bucket], tag)
            for row in rows:
                weights[row] += 1 / sqrt(len(rows))
        weights.pop(apart_from.row, None)
        rows = nlargest(_CLOSEST, weights, key=weights.__getitem__)
        found = self._db.execute(
            f"{_HELD} WHERE article.row IN (SELECT value FROM json_each(?)) AND article.matched", (json.dumps(rows),)
        )
        return sorted((Held(*columns) for columns in found), key=lambda held: rows.index(held.row))

    def beside(self, article: str) -> list[str]:
        """Like `Copies.beside`."""
        return _beside(self._db, article)

    def note_copy(self, held: Held, original: str) -> None:
        """Keep that an article is a copy of an original that came before it."""
        self._db.execute("UPDATE article SET matched = 1, copy_of = ?, linked = 0 WHERE row = ?", (original, held.row))

    def note_original(self, held: Held, copies: Collection[str]) -> None:
        """Keep that an article is no copy; `copies` are originals that came after it and are copies of it."""
        self._db.execute("UPDATE article SET matched = 1, copy_of = NULL WHERE row = ?", (held.row,))
        self._db.executemany(
            "UPDATE article SET copy_of = ?, linked = 0 WHERE id = ? OR copy_of = ?",
            [(held.id, copy, copy) for copy in copies],
        )

    def note_marks(self, held: Held, marks: Collection[int]) -> None:
        """Keep the marks by which an article is found."""
        self._fetch(marks)
        for mark in marks:
            bucket, tag = _place(mark)
            rows = _holders(self._buckets[bucket], tag)
            if held.row not in rows and len(rows) < _COMMON:
                self._buckets[bucket] += _HOLDER.pack(tag, held.row)
                self._changed.add(bucket)

    def keep(self) -> None:
        """Write the marks noted; many in one go, as most of their cost is by the page they lie on."""
        changed = [(bucket, self._buckets[bucket]) for bucket in sorted(self._changed)]
        self._db.executemany("INSERT OR REPLACE INTO copy_mark (bucket, holders) VALUES (?, ?)", changed)
        self._changed.clear()

    def _fetch(self, marks: Collection[int]) -> None:
        wanted = {bucket for mark in marks if (bucket := _place(mark)[0]) not in self._buckets}
        if wanted:
            self._buckets.update(dict.fromkeys(wanted, b""))
            found = self._db.execute(
                "SELECT bucket, holders FROM copy_mark WHERE bucket IN (SELECT value FROM json_each(?))",
                (json.dumps(list(wanted)),),
            )
            self._buckets.update(found)


def reconsider(db: sqlite3.Connection, row: int) -> None:
    """Let an article whose text is another be looked at again, and its copies, which may be copies no more."""
    db.execute(
        "UPDATE article SET matched = 0, copy_of = NULL, linked = 0 "
        "WHERE row = ? OR copy_of = (SELECT id FROM article WHERE row = ?)",
        (row, row),
    )


def lost(db: sqlite3.Connection) -> int:
    """How many copies name an original that is not held."""
    (count,) = db.execute(f"SELECT count(*) FROM article WHERE {_LOST}").fetchone()
    return int(count)


def tidy(db: sqlite3.Connection) -> None:
    """After articles were deleted: let copies of what is gone be looked at again, and drop the marks of it."""
    db.execute(f"UPDATE article SET matched = 0, copy_of = NULL, linked = 0 WHERE {_LOST}")
    held = {row for (row,) in db.execute("SELECT row FROM article")}
    changed = []
    for bucket, holders in db.execute("SELECT bucket, holders FROM copy_mark"):
        left = b"".join([_HOLDER.pack(tag, row) for tag, row in _unpacked(holders) if row in held])
        if left != holders:
            changed.append((left, bucket))
    db.executemany("UPDATE copy_mark SET holders = ? WHERE bucket = ?", changed)


def fold(db: sqlite3.Connection, rows: array[int], instants: array[float]) -> tuple[array[int], array[float]]:
    """A listing without the copies of what else is in it: the original stays, or else the copy that came first."""
    original = dict(
        db.execute(
            "SELECT copy.row, original.row FROM article AS copy JOIN article AS original ON original.id = copy.copy_of "
            "WHERE copy.copy_of IS NOT NULL ORDER BY copy.copy_of, copy.row"
        )
    )
    if not original:
        return rows, instants
    told = original.keys() | set(original.values())
    places = {row: place for place, row in enumerate(rows) if row in told}
    hidden, stands_for = [], set()
    for row, first in original.items():
        if row in places:
            if first in places or first in stands_for:
                hidden.append(places[row])
            stands_for.add(first)
    hidden.sort()
    return without(rows, hidden), without(instants, hidden)


def fold_found(headlines: Sequence[Headline]) -> list[Headline]:
    """What a search found, each text once: where its best match stood, the original if that was found as well."""
    shown: dict[str, Headline] = {}
    for headline in headlines:
        text = headline.copy_of or headline.id
        if headline.copy_of is None or text not in shown:
            shown[text] = headline
    return list(shown.values())


def without(numbers: array[Number], places: Sequence[int]) -> array[Number]:
    """All but those at these places, by the pieces between: at 100,000 rows a fourth of the time of looking at each."""
    left, start = numbers[:0], 0
    for place in places:
        left += numbers[start:place]
        start = place + 1
    left += numbers[start:]
    return left


def _beside(db: sqlite3.Connection, article: str) -> list[str]:
    found = db.execute(
        "SELECT other.id FROM article JOIN article AS other ON "
        "other.id = coalesce(article.copy_of, article.id) OR other.copy_of = coalesce(article.copy_of, article.id) "
        "WHERE article.id = ? AND other.id <> article.id ORDER BY other.row",
        (article,),
    )
    return [ident for (ident,) in found]


def _place(mark: int) -> tuple[int, int]:
    """The row of the table in which a mark's holders lie, and what tells them from others there."""
    return mark & 0xFFFF, mark >> 16


def _holders(holders: bytes, tag: int) -> list[int]:
    return [row for other, row in _unpacked(holders) if other == tag]


def _unpacked(holders: bytes) -> Iterator[tuple[int, int]]:
    """Tags and rows; what does not fill a place at the end, in a damaged file, is left out."""
    whole = len(holders) - len(holders) % _HOLDER.size
    return _HOLDER.iter_unpack(memoryview(holders)[:whole])
