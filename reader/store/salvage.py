"""Saving how far articles are read out of a damaged Archive; the articles themselves their sources bring again."""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from reader.store.connection import Access, connect

__all__ = ["State", "give_back", "keep", "save", "states"]

State = tuple[Any, ...]
"""Key and reading state of one article, in the order of the columns of `salvaged`."""

_STATE = "read, read_at, place_block, place_offset, progress"
_FAR = 2**20
"""Rows to look beyond damage for another that can be read."""


def states(path: Path) -> list[State]:
    """The reading state of every article that is or was opened, as far as a damaged file gives it."""
    try:
        with closing(connect(path, Access.READ)) as db:
            return [found for table in ("article", "salvaged") for found in _readable(db, table)]
    except (sqlite3.Error, UnicodeDecodeError):
        return []


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


def _readable(db: sqlite3.Connection, table: str) -> Iterator[State]:
    """By row and without an index, so that a page that is lost costs only what stands on it."""
    row, stride = 0, 1
    select = f"SELECT row, key, {_STATE} FROM {table} NOT INDEXED WHERE row > ? ORDER BY row"
    while stride < _FAR:
        try:
            for at, *state in db.execute(select, (row,)):
                row, stride = max(row, at), 1
                if _sound(state):
                    yield tuple(state)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            row, stride = row + stride, stride * 2
        else:
            return


def _sound(state: Sequence[Any]) -> bool:
    """Whether it is reading state that says something, and not what damage left in its place."""
    key, read, read_at, block, offset, progress = state
    kinds = (isinstance(one, float | int | None) for one in (read_at, block, offset, progress))
    return isinstance(key, str | bytes) and read in {0, 1} and all(kinds) and bool(read or block is not None)
