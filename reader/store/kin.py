"""What articles are compared by, and which are each other's kin.

A sketch holds an article's terms as numbers of 32 bits, of which the upper 24 name the term and the rest is linking's.
`posting` holds by which terms an article is found, `spread` in how many sketches each term stands.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import json
import sqlite3
import struct
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import Any, NamedTuple

from reader.model import DateOrigin, instant
from reader.store.database import Database
from reader.store.row import read_day
from reader.store.search import plain

__all__ = [
    "ONE",
    "Compared",
    "Group",
    "Kept",
    "Kin",
    "KinTables",
    "Near",
    "Text",
    "let_go",
    "pack",
    "unpack",
    "weakest",
]

ONE = 0xFFFF
_NEAR = "IHHHH"
_SIZE = struct.calcsize(f"<{_NEAR}")
_AMONG = "(SELECT value FROM json_each(?))"


_KEPT = "row, id, article.title, sketch.published, copy_of, story, kin"


class _State(IntEnum):
    """What `article.linked` says."""

    WAITS = 0
    COUNTED = 1
    HAS_KIN = 2
    LINKED = 3


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of an article."""

    row: int
    title: str
    text: str
    published: float | None
    copy: bool


class Near(NamedTuple):
    """One of an article's kin; likeness and score as they are kept, in parts of `ONE`."""

    row: int
    whole: int
    head: int
    title: int
    score: int


@dataclass(slots=True)
class Compared:
    """What of an article is compared. Its kin changes while others are linked."""

    published: float | None
    """Seconds since the epoch; None where only its file's time is known: that tells nothing about the event."""
    copy: bool
    """Whether it is a near-identical copy of another one."""
    entries: array[int]
    """These four make its sketch: see `reader.linking.sketch.Sketch`."""
    whole: float
    head: float
    title: float
    kin: bytes
    """As `pack` makes it, nearest first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an article for comparing it."""

    row: int
    id: str
    title: str
    published: float | None
    """As in `Compared`."""
    copy_of: str | None
    story: int | None
    near: tuple[Near, ...]
    """Nearest first."""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that are to be one story."""

    rows: frozenset[int]
    story: int | None
    """Number of the story it goes on; None where it is new."""
    name: str


class Kin:
    """The tables of one Archive that linking works with. Everything may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def reading(self) -> Iterator[KinTables]:
        """The tables in one unchanging state."""
        with self._database.read() as db:
            yield KinTables(db)

    @contextmanager
    def changing(self) -> Iterator[KinTables]:
        """The tables in a transaction, kept as a whole or, after an error, not at all."""
        with self._database.write() as db:
            yield KinTables(db)


class KinTables:
    """The tables within a transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # what waits

    def waiting(self) -> int:
        """How many articles wait to be linked."""
        return self._number(f"SELECT count(*) FROM article WHERE linked < {_State.HAS_KIN:d}")

    def uncounted(self, most: int) -> list[Text]:
        """Articles whose terms were not counted yet; what was kept of an earlier text of theirs is let go."""
        found = self._texts(_State.WAITS, most)
        let_go(self._db, [text.row for text in found])
        return found

    def unlinked(self, most: int) -> list[Text]:
        """Articles whose terms were counted and that have no kin yet, in the order they came in."""
        return self._texts(_State.COUNTED, most)

    def ungrouped(self) -> list[int]:
        """Rows of articles that have kin and were not grouped since."""
        found = self._db.execute(f"SELECT row FROM article WHERE linked = {_State.HAS_KIN:d} ORDER BY row")
        return [row for (row,) in found]

    def _texts(self, state: _State, most: int) -> list[Text]:
        found = self._db.execute(
            "SELECT row, text.title, text.text, published, dated, copy_of IS NOT NULL "
            "FROM article JOIN text USING (row) WHERE linked = ? ORDER BY row LIMIT ?",
            (state, most),
        )
        return [
            Text(row, plain(title), plain(text), _stated(published, dated), bool(copy))
            for row, title, text, published, dated, copy in found
        ]

    def _mark(self, rows: Iterable[int], state: _State) -> None:
        self._db.executemany("UPDATE article SET linked = ? WHERE row = ?", [(state, row) for row in rows])

    # terms

    def total(self) -> int:
        """How many articles are held."""
        return self._number("SELECT count(*) FROM article")

    def spread(self, terms: Iterable[int] | None = None) -> dict[int, int]:
        """In how many articles each term stands, for these or all; those that stand in none are left out."""
        if terms is None:
            return dict(self._db.execute("SELECT term, articles FROM spread").fetchall())
        found = self._db.execute(
            f"SELECT term, articles FROM spread WHERE term IN {_AMONG}", (json.dumps(list(terms)),)
        )
        return dict(found.fetchall())

    def count(self, rows: Iterable[int], terms: Mapping[int, int]) -> None:
        """Note that these articles' terms are counted, and add them up."""
        self._db.executemany(
            "INSERT INTO spread VALUES (?, ?) ON CONFLICT (term) DO UPDATE SET articles = articles + excluded.articles",
            sorted(terms.items()),
        )
        self._mark(rows, _State.COUNTED)

    def holding(self, term: int, most: int) -> list[int]:
        """Rows of the articles found by a term, at most so many."""
        return [row for (row,) in self._db.execute("SELECT row FROM posting WHERE term = ? LIMIT ?", (term, most))]

    def postings(self) -> Iterator[tuple[int, int]]:
        """All terms by which articles are found, with the rows of these."""
        yield from self._db.execute("SELECT term, row FROM posting")

    # kin

    def keep(self, row: int, kept: Compared, found_by: Iterable[int]) -> None:
        """Keep what is compared of an article and the terms by which it is found; it waits no more for its kin."""
        self._db.execute(
            "INSERT OR REPLACE INTO sketch (row, published, copy, terms, whole, head, title, kin) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (row, kept.published, kept.copy, _bytes(kept.entries), kept.whole, kept.head, kept.title, kept.kin),
        )
        self._db.executemany("INSERT OR IGNORE INTO posting VALUES (?, ?)", [(term, row) for term in found_by])
        self._mark([row], _State.HAS_KIN)

    def compared(self, rows: Iterable[int]) -> dict[int, Compared]:
        """What is compared of articles, by their rows; those without a sketch are left out."""
        found = self._db.execute(
            f"SELECT row, published, copy, terms, whole, head, title, kin FROM sketch WHERE row IN {_AMONG}",
            (json.dumps(list(rows)),),
        )
        return {
            row: Compared(published, bool(copy), _numbers(terms), whole, head, title, kin)
            for row, published, copy, terms, whole, head, title, kin in found
        }

    def kept(self, rows: Iterable[int]) -> list[Kept]:
        """What is kept of articles with a sketch."""
        found = self._db.execute(
            f"SELECT {_KEPT} FROM sketch JOIN article USING (row) WHERE row IN {_AMONG}", (json.dumps(list(rows)),)
        )
        return [_read_kept(columns) for columns in found]

    def befriend(self, kin: Mapping[int, bytes]) -> None:
        """Keep the kin of articles, as `pack` makes it."""
        self._db.executemany("UPDATE sketch SET kin = ? WHERE row = ?", [(near, row) for row, near in kin.items()])

    # stories

    def rows(self, articles: Iterable[str]) -> dict[str, int]:
        """The rows of articles, by id; those not held are left out."""
        found = self._db.execute(f"SELECT id, row FROM article WHERE id IN {_AMONG}", (json.dumps(list(articles)),))
        return dict(found.fetchall())

    def members(self, stories: Iterable[int]) -> list[int]:
        """Rows of the articles of some stories."""
        found = self._db.execute(f"SELECT row FROM article WHERE story IN {_AMONG}", (json.dumps(list(stories)),))
        return [row for (row,) in found]

    def copies(self, rows: Iterable[int]) -> list[tuple[int, int]]:
        """The copies among articles and of them, each with its original; rows."""
        asked = json.dumps(list(rows))
        found = self._db.execute(
            "SELECT copy.row, original.row FROM article AS copy JOIN article AS original ON original.id = copy.copy_of "
            f"WHERE copy.row IN {_AMONG} UNION "
            "SELECT copy.row, original.row FROM article AS original JOIN article AS copy ON copy.copy_of = original.id "
            f"WHERE original.row IN {_AMONG}",
            (asked, asked),
        )
        return found.fetchall()

    def names(self, stories: Iterable[int]) -> dict[int, str]:
        """What some stories are called."""
        found = self._db.execute(
            f"SELECT number, name FROM story WHERE number IN {_AMONG}", (json.dumps(list(stories)),)
        )
        return dict(found.fetchall())

    def regroup(self, rows: Collection[int], groups: Iterable[Group]) -> None:
        """Let these articles be in these stories and, those in no group, in none."""
        stories: dict[int, int | None] = dict.fromkeys(rows)
        for group in groups:
            number = group.story if group.story is not None else self._new_story(group)
            self._db.execute(
                "UPDATE story SET name = ? WHERE number = ? AND name <> ?", (group.name, number, group.name)
            )
            stories.update(dict.fromkeys(group.rows, number))
        self._db.executemany("UPDATE article SET story = ?2 WHERE row = ?1 AND story IS NOT ?2", list(stories.items()))
        self._mark(rows, _State.LINKED)

    def drop_empty(self, stories: Iterable[int]) -> None:
        """Forget stories that have no article any more."""
        self._db.execute(
            f"DELETE FROM story WHERE number IN {_AMONG} AND NOT EXISTS (SELECT 1 FROM article WHERE story = number)",
            (json.dumps(list(stories)),),
        )

    def _new_story(self, group: Group) -> int:
        """A story called by the id of the first of its articles that lent its id to no other."""
        for row in sorted(group.rows):
            found = self._db.execute(
                "INSERT OR IGNORE INTO story (id, name) SELECT id, ? FROM article WHERE row = ? RETURNING number",
                (group.name, row),
            ).fetchone()
            if found:
                return int(found[0])
        found = self._db.execute(
            "INSERT INTO story (id, name) VALUES (hex(randomblob(8)), ?) RETURNING number", (group.name,)
        )
        return int(found.fetchone()[0])

    def _number(self, statement: str) -> int:
        return int(self._db.execute(statement).fetchone()[0])


def let_go(db: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Forget what articles are compared by, before they go or change."""
    for row in rows:
        found = db.execute("SELECT terms FROM sketch WHERE row = ?", (row,)).fetchone()
        if found is None:
            continue
        terms = [entry >> 8 for entry in _numbers(found[0])]
        db.executemany("UPDATE spread SET articles = articles - 1 WHERE term = ?", [(term,) for term in terms])
        db.executemany("DELETE FROM posting WHERE term = ? AND row = ?", [(term, row) for term in terms])
        db.execute("DELETE FROM sketch WHERE row = ?", (row,))


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(terms: bytes) -> array[int]:
    found = array("I")
    found.frombytes(terms[: len(terms) // 4 * 4])
    if sys.byteorder == "big":
        found.byteswap()
    return found


def pack(near: Sequence[Near]) -> bytes:
    """An article's kin as it is kept."""
    return struct.pack("<" + _NEAR * len(near), *chain.from_iterable(near))


def unpack(kin: bytes) -> tuple[Near, ...]:
    """Undo `pack`; what does not fill a place at the end, in a damaged file, is left out."""
    return tuple(map(Near._make, struct.iter_unpack(f"<{_NEAR}", kin[: len(kin) // _SIZE * _SIZE])))


def weakest(kin: bytes, most: int) -> int:
    """The least score among `most` of kin, -1 where there are fewer."""
    return int(struct.unpack_from("<H", kin, most * _SIZE - 2)[0]) if len(kin) >= most * _SIZE else -1


def _read_kept(columns: Sequence[Any]) -> Kept:
    row, ident, title, published, copy_of, story, kin = columns
    return Kept(row, ident, title, published, copy_of, story, unpack(kin))


def _stated(published: str | None, dated: str | None) -> float | None:
    when = None if dated == DateOrigin.FILE else read_day(published)
    return instant(when) if when else None
