"""What articles are compared by, and which are each other's kin.

A sketch holds an article's terms as numbers of 32 bits, of which the upper 24 name the term and the rest is linking's.
`posting` holds by which terms an article is found, `spread` in how many articles each term stands, `counted` those of
an article that no sketch of it holds. Copies are neither counted nor sketched: their original stands for them.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from reader.store.database import Database
from reader.store.kin_row import (
    EMPTY,
    KEPT,
    Group,
    Kept,
    Near,
    State,
    StoredSketch,
    Text,
    packed_kin,
    packed_terms,
    read_kept,
    read_kin,
    read_terms,
    stated,
)
from reader.store.search import plain

__all__ = ["FEW", "Kin", "KinTables", "let_go"]

FEW = 10
"""Kin below which an article that lost some of them looks for others."""
_ALL = -1
"""In place of a term: how many articles are counted."""
_AMONG = "(SELECT value FROM json_each(?))"


_OPEN = f"linked < {State.LINKED:d}"
"""As the index has it: SQLite takes that only for a condition in the same words."""
_BY_STATE = "article INDEXED BY article_unlinked"
"""SQLite would rather read all articles in order than sort the few that wait."""


class Kin:
    """The tables of one Archive that linking works with. Everything may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def reading(self) -> Iterator[KinTables]:
        """The tables in one unchanging state."""
        with self._database.read() as db:
            yield KinTables(db)

    def waiting(self) -> int:
        """How many articles wait to be linked."""
        with self.reading() as tables:
            return tables.waiting()

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
        return self._number(f"SELECT count(*) FROM {_BY_STATE} WHERE {_OPEN} AND linked < {State.HAS_KIN:d}")

    def version(self) -> int:
        """Another number after someone else has changed something."""
        return self._number("PRAGMA data_version")

    def uncounted(self, most: int) -> list[Text]:
        """Articles whose terms were not counted yet; what was kept of an earlier text of theirs is let go.

        Copies among them need not be counted.
        """
        found = self._texts(State.WAITS, most)
        let_go(self._db, [text.row for text in found])
        self._mark([text.row for text in found if text.copy], State.HAS_KIN)
        return found

    def unlinked(self, most: int) -> list[Text]:
        """Articles whose terms were counted and that have no kin yet, in the order they came in."""
        return self._texts(State.COUNTED, most)

    def pass_over(self) -> None:
        """Let articles that have no text, because it was damaged, wait no more."""
        self._db.execute(
            f"UPDATE {_BY_STATE} SET linked = {State.LINKED:d} "
            f"WHERE {_OPEN} AND linked < {State.HAS_KIN:d} "
            "AND NOT EXISTS (SELECT 1 FROM text WHERE text.row = article.row)"
        )

    def outdated(self, total: int, most: int) -> None:
        """Let articles wait for kin anew that were sketched when at most so many were counted, the oldest first."""
        self._db.execute(
            f"UPDATE article SET linked = {State.COUNTED:d} WHERE linked > {State.COUNTED:d} AND row IN "
            "(SELECT row FROM sketch WHERE total <= ? ORDER BY total, row LIMIT ?)",
            (total, most),
        )

    def ungrouped(self, most: int) -> list[int]:
        """Rows of articles that have kin and were not grouped since, in the order they came in."""
        found = self._db.execute(
            f"SELECT row FROM {_BY_STATE} WHERE {_OPEN} AND linked = {State.HAS_KIN:d} ORDER BY row LIMIT ?", (most,)
        )
        return [row for (row,) in found]

    def _texts(self, state: State, most: int) -> list[Text]:
        found = self._db.execute(
            "SELECT row, text.title, text.text, published, dated, copy_of IS NOT NULL "
            f"FROM {_BY_STATE} JOIN text USING (row) WHERE {_OPEN} AND linked = ? ORDER BY row LIMIT ?",
            (state, most),
        )
        return [
            Text(row, plain(title), plain(text), stated(published, dated), bool(copy))
            for row, title, text, published, dated, copy in found
        ]

    def _mark(self, rows: Iterable[int], state: State) -> None:
        self._db.executemany("UPDATE article SET linked = ? WHERE row = ?", [(state, row) for row in rows])

    # terms

    def total(self) -> int:
        """How many articles are counted."""
        found = self._db.execute("SELECT articles FROM spread WHERE term = ?", (_ALL,)).fetchone()
        return int(found[0]) if found else 0

    def spread(self, terms: Iterable[int] | None = None) -> dict[int, int]:
        """In how many articles each term stands, for these or all; those that stand in none are left out."""
        if terms is None:
            return dict(self._db.execute("SELECT term, articles FROM spread WHERE term <> ?", (_ALL,)).fetchall())
        found = self._db.execute(
            f"SELECT term, articles FROM spread WHERE term IN {_AMONG}", (json.dumps(list(terms)),)
        )
        return dict(found.fetchall())

    def count(self, terms: Mapping[int, Collection[int]]) -> None:
        """Keep which terms stand in articles, by their rows, and add them up."""
        counts = Counter(term for one in terms.values() for term in one)
        _add_up(self._db, {**counts, _ALL: len(terms)})
        self._db.executemany(
            "INSERT OR REPLACE INTO counted VALUES (?, ?)",
            [(row, packed_terms(array("I", one))) for row, one in terms.items()],
        )
        self._mark(terms, State.COUNTED)

    def holding(self, term: int, most: int) -> list[int]:
        """Rows of the articles found by a term, at most so many."""
        return [row for (row,) in self._db.execute("SELECT row FROM posting WHERE term = ? LIMIT ?", (term, most))]

    def postings(self) -> Iterator[tuple[int, int]]:
        """All terms by which articles are found, with the rows of these; without those that wait for kin anew."""
        waiting = self._db.execute(f"SELECT row FROM {_BY_STATE} WHERE {_OPEN} AND linked < {State.HAS_KIN:d}")
        waits = {row for (row,) in waiting}
        for term, row in self._db.execute("SELECT term, row FROM posting"):
            if row not in waits:
                yield term, row

    # kin

    def keep(self, row: int, sketch: StoredSketch, found_by: Collection[int]) -> bool:
        """Keep a sketch and the terms by which its article is found; it waits no more for its kin.

        Whether there was an older one.
        """
        sketched, rest = _terms_of(self._db, row)
        held = {entry >> 8 for entry in sketch.entries}
        rest = (sketched | rest) - held
        left = {term for term in sketched.difference(found_by) if _unpost(self._db, term, row)}
        _bereave(self._db, {row}, left)  # who finds it no more would keep it for ever
        self._db.execute("DELETE FROM counted WHERE row = ?", (row,))
        if rest:
            self._db.execute("INSERT INTO counted VALUES (?, ?)", (row, packed_terms(array("I", rest))))
        self._db.execute(
            "INSERT OR REPLACE INTO sketch (row, terms, whole, head, title, total) VALUES (?, ?, ?, ?, ?, ?)",
            (row, packed_terms(sketch.entries), sketch.whole, sketch.head, sketch.title, sketch.total),
        )
        self._db.executemany("INSERT OR IGNORE INTO posting VALUES (?, ?)", [(term, row) for term in found_by])
        self._mark([row], State.HAS_KIN)
        return bool(sketched)

    def compared(self, rows: Iterable[int]) -> dict[int, tuple[StoredSketch, Kept]]:
        """What is kept of articles, with their sketches, by their rows."""
        found = self._db.execute(
            f"SELECT {KEPT}, terms, whole, head, sketch.title, total "
            f"FROM sketch JOIN article USING (row) WHERE row IN {_AMONG}",
            (json.dumps(list(rows)),),
        )
        return {
            columns[0]: (StoredSketch(read_terms(terms), whole, head, title, total), read_kept(columns))
            for *columns, terms, whole, head, title, total in found
        }

    def kept(self, rows: Iterable[int]) -> list[Kept]:
        """What is kept of articles with a sketch."""
        found = self._db.execute(
            f"SELECT {KEPT} FROM sketch JOIN article USING (row) WHERE row IN {_AMONG}", (json.dumps(list(rows)),)
        )
        return [read_kept(columns) for columns in found]

    def befriend(self, kin: Mapping[int, Sequence[Near]]) -> None:
        """Keep the kin of articles, nearest first."""
        self._db.executemany(
            "UPDATE sketch SET kin = ? WHERE row = ?", [(packed_kin(near), row) for row, near in kin.items()]
        )

    # stories

    def rows(self, articles: Iterable[str]) -> dict[str, int]:
        """The rows of articles, by id; those not held are left out."""
        found = self._db.execute(f"SELECT id, row FROM article WHERE id IN {_AMONG}", (json.dumps(list(articles)),))
        return dict(found.fetchall())

    def members(self, story: int) -> list[int]:
        """Rows of the articles of a story, copies left out."""
        found = self._db.execute("SELECT row FROM article WHERE story = ? AND copy_of IS NULL", (story,))
        return [row for (row,) in found]

    def originals(self, rows: Iterable[int]) -> dict[int, int]:
        """For those of some articles that are copies the row of what they are a copy of."""
        found = self._db.execute(
            "SELECT copy.row, original.row FROM article AS copy JOIN article AS original ON original.id = copy.copy_of "
            f"WHERE copy.row IN {_AMONG}",
            (json.dumps(list(rows)),),
        )
        return dict(found.fetchall())

    def copies(self, articles: Iterable[str]) -> dict[str, list[str]]:
        """The copies of each of these articles, ids, in the order they came in; those without any are left out."""
        found: dict[str, list[str]] = {}
        for original, copy in self._db.execute(
            f"SELECT copy_of, id FROM article WHERE copy_of IN {_AMONG} ORDER BY row", (json.dumps(list(articles)),)
        ):
            found.setdefault(original, []).append(copy)
        return found

    def copied(self, rows: Iterable[int]) -> list[int]:
        """Those of some articles that have copies."""
        found = self._db.execute(
            f"SELECT row FROM article WHERE row IN {_AMONG} "
            "AND EXISTS (SELECT 1 FROM article AS copy WHERE copy.copy_of = article.id) ORDER BY row",
            (json.dumps(list(rows)),),
        )
        return [row for (row,) in found]

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
        for row, story in stories.items():
            moved = self._db.execute("UPDATE article SET story = ?2 WHERE row = ?1 AND story IS NOT ?2", (row, story))
            if moved.rowcount:
                self._db.execute(
                    "UPDATE article SET story = ?2 WHERE copy_of = (SELECT id FROM article WHERE row = ?1)",
                    (row, story),
                )

    def settle(self, rows: Iterable[int]) -> None:
        """Note that articles are grouped; those that are copies go with their original."""
        self._db.executemany(
            f"UPDATE article SET linked = {State.LINKED:d}, story = CASE WHEN copy_of IS NULL THEN story ELSE "
            "(SELECT story FROM article AS original WHERE original.id = article.copy_of) END "
            f"WHERE row = ? AND linked = {State.HAS_KIN:d}",
            [(row,) for row in rows],
        )

    def drop_empty(self, stories: Iterable[int]) -> None:
        """Forget stories that have no article any more."""
        self._db.execute(f"DELETE FROM story WHERE number IN {_AMONG} AND {EMPTY}", (json.dumps(list(stories)),))

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
    """Forget what articles are compared by, before they go or change; who was grouped with them waits to be anew."""
    gone = set(rows)
    counts: Counter[int] = Counter()
    found_by: set[int] = set()
    for row in gone:
        sketched, rest = _terms_of(db, row)
        counts.update(sketched | rest)
        for term in sketched:
            if _unpost(db, term, row):
                found_by.add(term)
    known = db.execute(
        f"SELECT count(*) FROM (SELECT row FROM sketch WHERE row IN {_AMONG} UNION "
        f"SELECT row FROM counted WHERE row IN {_AMONG})",
        (json.dumps(list(gone)),) * 2,
    ).fetchone()[0]
    _add_up(db, {**{term: -count for term, count in counts.items()}, _ALL: -known})
    db.executemany("DELETE FROM spread WHERE term = ? AND articles <= 0", [(term,) for term in counts])
    db.executemany("DELETE FROM sketch WHERE row = ?", [(row,) for row in gone])
    db.executemany("DELETE FROM counted WHERE row = ?", [(row,) for row in gone])
    _bereave(db, gone, found_by)
    db.execute(
        f"UPDATE article SET linked = {State.HAS_KIN:d} WHERE linked = {State.LINKED:d} AND story IN "
        f"(SELECT story FROM article WHERE row IN {_AMONG})",
        (json.dumps(list(gone)),),
    )


def _unpost(db: sqlite3.Connection, term: int, row: int) -> bool:
    """Let an article be found by a term no more; whether it was."""
    return bool(db.execute("DELETE FROM posting WHERE term = ? AND row = ?", (term, row)).rowcount)


def _bereave(db: sqlite3.Connection, gone: Collection[int], found_by: Collection[int]) -> None:
    """Take articles out of the kin of others, all of which are found by some term that these were found by."""
    if not found_by:
        return
    holders = db.execute(
        f"SELECT row, kin FROM sketch WHERE row IN (SELECT row FROM posting WHERE term IN {_AMONG})",
        (json.dumps(list(found_by)),),
    )
    left: dict[int, list[Near]] = {}
    for row, kin in holders:
        near = read_kin(kin)
        if any(one.row in gone for one in near):
            left[row] = [one for one in near if one.row not in gone]
    db.executemany("UPDATE sketch SET kin = ? WHERE row = ?", [(packed_kin(near), row) for row, near in left.items()])
    db.executemany(
        "UPDATE article SET linked = min(linked, ?) WHERE row = ?",
        [(State.COUNTED if len(near) < FEW else State.HAS_KIN, row) for row, near in left.items()],
    )


def _terms_of(db: sqlite3.Connection, row: int) -> tuple[set[int], set[int]]:
    """The terms of an article that its sketch holds, and others of its that are counted."""
    sketched = db.execute("SELECT terms FROM sketch WHERE row = ?", (row,)).fetchone()
    rest = db.execute("SELECT terms FROM counted WHERE row = ?", (row,)).fetchone()
    return (
        {entry >> 8 for entry in read_terms(sketched[0])} if sketched else set(),
        set(read_terms(rest[0])) if rest else set(),
    )


def _add_up(db: sqlite3.Connection, counts: Mapping[int, int]) -> None:
    db.executemany(
        "INSERT INTO spread VALUES (?, ?) ON CONFLICT (term) DO UPDATE SET articles = articles + excluded.articles",
        sorted(counts.items()),
    )
