"""Saving out of a damaged Archive what can still be read of it: articles, and how far they are read.

What can be made anew from them is not saved but made anew: see `reader.store.health`.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from reader.store.connection import Access, connect

__all__ = ["MOST_ROWS", "State", "bring_over", "give_back", "keep", "save", "states"]

State = tuple[Any, ...]
"""Key and reading state of one article, in the order of the columns of `salvaged`."""

_STATE = "read, read_at, place_block, place_offset, progress"
_PATIENT = 64
"""Rows that are tried one by one beyond damage: a page has no more; behind them the steps get longer and longer."""
_FAR = 2**20
"""The longest step."""
_BY_ROW = ("article", "body", "parcel", "story", "learned")
_BY_KEY = {
    "pointer": "row, position",
    "version": "row, number",
    "entry": "origin, name",
    "feed": "origin",
    "host": "name",
    "origin_state": "origin",
}
"""Tables that nothing else in the file could give back, and what those without row numbers are in order of."""
MOST_ROWS = 2**31
"""No article has a higher number; another table's page in the place of this one brings such numbers."""
_COUNTED = frozenset({"article", "body", "parcel", "story"})
_LOST = (sqlite3.DatabaseError, UnicodeDecodeError)


def states(path: Path) -> list[State]:
    """The reading state of every article that is or was opened, as far as a damaged file gives it."""
    try:
        with closing(connect(path, Access.READ)) as db:
            found = [row for table in ("article", "salvaged") for _, row in _by_row(db, table, f"key, {_STATE}")]
    except _LOST:
        return []
    return [state for state in found if _sound(state)]


def bring_over(path: Path, db: sqlite3.Connection) -> None:
    """Take into an empty database, without foreign keys, every row of a damaged file that can be read."""
    with suppress(*_LOST), closing(connect(path, Access.READ)) as damaged:
        for table in (*_BY_ROW, *_BY_KEY):
            with suppress(*_LOST):
                _bring(damaged, db, table)


def _bring(damaged: sqlite3.Connection, db: sqlite3.Connection, table: str) -> None:
    held = set(_columns(damaged, table))
    columns = [column for column in _columns(db, table) if column in held]
    names = ", ".join(columns)
    statement = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
    order = _BY_KEY.get(table)
    rows = _both_ways(damaged, table, names, order) if order else _numbered(damaged, table, names)
    for row in rows:
        with suppress(*_LOST):  # a row that is none any more
            db.execute(statement, row)


def _numbered(damaged: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[Any, ...]]:
    found = _by_row(damaged, table, names)
    return (row for number, row in found if table not in _COUNTED or 0 < number <= MOST_ROWS)


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def keep(db: sqlite3.Connection, found: Sequence[State]) -> None:
    """Hold reading state ready for articles that are to come in again."""
    db.executemany(f"INSERT OR IGNORE INTO salvaged (key, {_STATE}) VALUES (?, ?, ?, ?, ?, ?)", found)


def save(db: sqlite3.Connection, row: int) -> None:
    """Hold the reading state of one article ready, which is about to be deleted."""
    found = db.execute(f"SELECT key, {_STATE} FROM article WHERE row = ?", (row,)).fetchall()
    keep(db, [state for state in found if _sound(state)])


def give_back(db: sqlite3.Connection, row: int, key: str | bytes | None) -> None:
    """Let a new article be read as far as it was."""
    found = db.execute(f"DELETE FROM salvaged WHERE key = ? RETURNING {_STATE}", (key,)).fetchall()
    db.executemany(f"UPDATE article SET ({_STATE}) = (?, ?, ?, ?, ?) WHERE row = {row}", found)


def _by_row(db: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Without an index, so that a page that is lost costs only what stands on it."""
    row, missed = -1, 0
    select = f"SELECT rowid, {columns} FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid"
    while (stride := 2 ** max(0, missed - _PATIENT)) < _FAR:
        try:
            for at, *values in db.execute(select, (row,)):
                row, missed = max(row, at), 0
                yield at, tuple(values)
        except _LOST:
            row, missed = row + stride, missed + 1
        else:
            return


def _both_ways(db: sqlite3.Connection, table: str, columns: str, order: str) -> Iterator[tuple[Any, ...]]:
    """From the beginning to the damage, and from the end to it."""
    for way in ("ASC", "DESC"):
        by = ", ".join(f"{column} {way}" for column in order.split(", "))
        try:
            yield from db.execute(f"SELECT {columns} FROM {table} ORDER BY {by}")
        except _LOST:
            continue
        return


def _sound(state: Sequence[Any]) -> bool:
    """Whether it is reading state that says something, and not what damage left in its place."""
    key, read, read_at, block, offset, progress = state
    kinds = (isinstance(one, float | int | None) for one in (read_at, block, offset, progress))
    return isinstance(key, str | bytes) and read in {0, 1} and all(kinds) and bool(read or block is not None)
