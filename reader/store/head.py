"""The head of the list of all articles: what a screen needs first, at the same cost in any library."""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import sqlite3
from array import array

from reader.store.listing import MUTED, SHOWN

__all__ = ["head"]

_FOLDED = f"""
    SELECT article.row FROM article JOIN article AS original ON original.id = article.copy_of
    WHERE article.copy_of IS NOT NULL AND {SHOWN} AND NOT ({MUTED.replace("article.", "original.")})
"""


def head(db: sqlite3.Connection, count: int) -> tuple[array[int], array[float], int]:
    """At most `count` of the newest rows and their instants, as `listing` has them, and how many are folded away."""
    folded = {row for (row,) in db.execute(_FOLDED)}
    found = db.execute(
        f"SELECT row, sort FROM article WHERE {SHOWN} ORDER BY sort DESC, row DESC LIMIT ?", (count,)
    ).fetchall()
    shown = [(row, instant) for row, instant in found if row not in folded]
    return array("q", [row for row, _ in shown]), array("d", [instant for _, instant in shown]), len(folded)
