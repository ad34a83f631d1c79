"""Looking after what articles are compared by: what does not fit together, and making it anew."""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.store.kin_row import EMPTY, State

__all__ = ["drop_empty", "lost", "start_anew"]


def drop_empty(db: sqlite3.Connection) -> None:
    """Forget all stories that have no article any more."""
    db.execute(f"DELETE FROM story WHERE {EMPTY}")


def start_anew(db: sqlite3.Connection) -> None:
    """Let all articles be linked anew; their stories go on."""
    for table in ("sketch", "counted", "posting", "spread"):
        db.execute(f"DELETE FROM {table}")
    db.execute(f"UPDATE article SET linked = {State.WAITS:d}")


def lost(db: sqlite3.Connection) -> Iterator[str]:
    """What does not fit together, in words."""
    (count,) = db.execute("SELECT count(*) FROM posting WHERE row NOT IN (SELECT row FROM sketch)").fetchone()
    if count:
        yield f"{count} terms find articles that are not there"
    (count,) = db.execute(
        f"SELECT count(*) FROM article WHERE linked > {State.COUNTED:d} AND copy_of IS NULL "
        "AND row IN (SELECT row FROM text) AND row NOT IN (SELECT row FROM sketch)"
    ).fetchone()
    if count:
        yield f"{count} articles were linked and cannot be compared"
