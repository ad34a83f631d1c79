"""How far articles are read, as something that can be carried from one Archive to another."""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.store import salvage
from reader.store.database import Database
from reader.store.listing import chunks
from reader.store.row import restored, stored

__all__ = ["ReadingState", "ReadingStates"]

_COLUMNS = "key, read, read_at, place_block, place_offset, progress"


@dataclass(frozen=True, slots=True)
class ReadingState:
    """How far one article is read."""

    key: str
    read: bool
    read_at: float | None = None
    """When, in seconds since the epoch."""
    block: int | None = None
    """The place one was at; None where it was never opened."""
    offset: int | None = None
    progress: float | None = None


class ReadingStates:
    """The reading states of one Archive. Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[ReadingState]:
        """Of every article that is or was opened or marked read, those that are still to come in too."""
        select = f"SELECT {_COLUMNS} FROM article WHERE read OR place_block IS NOT NULL"
        with self._database.read() as db:
            rows = db.execute(f"{select} UNION ALL SELECT {_COLUMNS} FROM salvaged ORDER BY key").fetchall()
        return [ReadingState(str(restored(key)), bool(read), *state) for key, read, *state in rows]

    def take(self, states: Sequence[ReadingState]) -> tuple[int, int]:
        """Let articles be read as far as they were elsewhere, and those that are not held once they come in.

        What is read stays so, and where a place is known already that counts. How many of those held are read
        further now, and how many are kept for what is to come.
        """
        further = waiting = 0
        for some in chunks(states):
            with self._database.write() as db:
                for state in some:
                    fields = (state.read, state.read_at, state.block, state.offset, state.progress)
                    key = stored(state.key)
                    held = db.execute("SELECT 1 FROM article WHERE key = ?", (key,)).fetchone()
                    if held is None:
                        before = db.total_changes
                        salvage.keep(db, [(key, *fields)])
                        waiting += db.total_changes - before
                        continue
                    further += db.execute(_FURTHER, {**dict(zip(_NAMES, fields, strict=True)), "key": key}).rowcount
        return further, waiting


_NAMES = ("read", "read_at", "block", "offset", "progress")
_FURTHER = """
    UPDATE article SET
        read_at = CASE WHEN :read AND NOT read THEN :read_at ELSE read_at END,
        read = read OR :read,
        place_block = coalesce(place_block, :block),
        place_offset = CASE WHEN place_block IS NULL THEN :offset ELSE place_offset END,
        progress = CASE WHEN place_block IS NULL THEN :progress ELSE progress END
    WHERE key = :key AND ((:read AND NOT read) OR (place_block IS NULL AND :block IS NOT NULL))
"""
