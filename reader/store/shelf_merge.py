"""Bringing two Shelves together: everything of both, and where they say different things what stands there already.

Tables are told by their names alone, so that one that comes later is taken along like the others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.store.storage import Tables

__all__ = ["Merged", "merged", "understood"]

_IDENTITY: Mapping[str, tuple[str, ...]] = {
    "bookmarks": ("article",),
    "sources": ("id",),
    "tags": ("article",),
    "notes": ("article",),
    "searches": ("id",),
    "restored": ("article", "text"),
    "rules": ("id",),
    "mutes": ("id",),
    "follows": ("story",),
    "links": ("first", "second"),
    "session": ("name",),
}
"""What tells the rows of a table apart; in one that is not named here all that a row says."""
_UNORDERED = frozenset({"links"})
"""Tables whose rows are about a pair, in whichever order."""
_WRITTEN = {"notes": "text"}
"""What somebody wrote by hand: both texts stay."""

Row = Mapping[str, Any]


@dataclass(slots=True)
class Merged:
    """Two Shelves as one."""

    tables: Tables
    added: Counter[str] = field(default_factory=Counter)
    """Rows that were not there, by table."""
    changed: Counter[str] = field(default_factory=Counter)
    """Rows that say more than before."""
    before: Path | None = None
    """Where the file is kept as it was."""


def merged(held: Tables, coming: Tables) -> Merged:
    """What is held, with what comes that it lacks."""
    result = Merged({name: dict(rows) if isinstance(rows, dict) else rows for name, rows in held.items()})
    for name, rows in coming.items():
        if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
            result.tables.setdefault(name, rows)  # no table; a part that only a later version knows
            continue
        table = result.tables.setdefault(name, {})
        known = {_identity(name, row): number for number, row in table.items()}
        for row in rows.values():
            number = known.get(_identity(name, row))
            if number is None:
                number = str(max(map(int, table), default=0) + 1)
                table[number] = row
                known[_identity(name, row)] = number
                result.added[name] += 1
            elif (joined := _joined(name, table[number], row)) != table[number]:
                table[number] = joined
                result.changed[name] += 1
    return result


def understood(tables: Tables, readers: Mapping[str, Callable[[Row], object]]) -> tuple[Tables, int]:
    """Tables without the rows that their readers make nothing of, and how many these were."""
    kept = dict(tables)
    refused = 0
    for name, read in readers.items():
        rows = tables.get(name)
        if rows is None:
            continue
        kept[name] = {number: row for number, row in rows.items() if _is_read(read, row)}
        refused += len(rows) - len(kept[name])
    return kept, refused


def _is_read(read: Callable[[Row], object], row: Row) -> bool:
    try:
        read(row)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return True


def _identity(table: str, row: Row) -> Hashable:
    fields = _IDENTITY.get(table)
    if fields is None or not all(isinstance(row.get(name), str) for name in fields):
        return json.dumps(row, sort_keys=True)
    values = tuple(row[name] for name in fields)
    return tuple(sorted(values)) if table in _UNORDERED else values


def _joined(table: str, held: Row, coming: Row) -> dict[str, Any]:
    """A row with what another says of the same: what it knows nothing of, and more in its lists."""
    joined = dict(held)
    for name, value in coming.items():
        mine = held.get(name)
        if mine is None:
            joined[name] = value
        elif isinstance(mine, list) and isinstance(value, list):
            folded = {_folded(one) for one in mine}
            joined[name] = [*mine, *(one for one in value if _folded(one) not in folded)]
        elif _WRITTEN.get(table) == name and isinstance(value, str):
            joined[name] = _both(str(mine), value)
    return joined


def _both(mine: str, other: str) -> str:
    """Two texts one below the other; where all paragraphs of one stand in the other, on end and as they are, that."""
    held, coming = mine.strip(), other.strip()
    if not coming or _holds(held, coming):
        return mine
    return other if _holds(coming, held) else f"{held}\n\n{coming}"


def _holds(text: str, part: str) -> bool:
    return f"\n\n{part}\n\n" in f"\n\n{text}\n\n"


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else json.dumps(value, sort_keys=True)
