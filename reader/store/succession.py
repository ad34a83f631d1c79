"""Putting a new SQLite file in the place of a damaged one; at every moment one of them is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.store import lock
from reader.store.atomic import set_aside
from reader.store.connection import connect
from reader.store.schema import Migration, migrate

if TYPE_CHECKING:
    from filelock import FileLock

__all__ = ["Refill", "Succession"]

Refill = Callable[[sqlite3.Connection, Path], str]
"""Fills an empty database with what can be read of a damaged file, and tells in words how much that was."""

_BESIDE = ("-wal", "-shm")


class Succession:
    """One file, and what may come to stand in its place."""

    def __init__(
        self, path: Path, now: Callable[[], datetime], migrations: Sequence[Migration], refill: Refill | None
    ) -> None:
        self._path = path
        self._successor = path.with_name(f"{path.name}.new")
        self._now = now
        self._migrations = migrations
        self._refill = refill
        self._lock: FileLock | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from mending or replacing the file meanwhile; may be nested. Raises StoreError."""
        from filelock import Timeout

        self._lock = self._lock or lock.new(self._path)
        try:
            self._lock.acquire()
        except (OSError, Timeout) as error:
            reason = lock.fault(self._path) or getattr(error, "strerror", None) or "another Reader is doing so"
            raise StoreError(f"{self._path}: is damaged and cannot be mended now ({reason})") from error
        try:
            yield
        finally:
            self._lock.release()

    def take_place(self, why: str) -> str:
        """Put a new file there, with what can be read of the old one, which is set aside; tells so. Call it `alone`.

        All is in the new file before the old one is touched: what is broken off is begun again. Raises StoreError,
        sqlite3.Error.
        """
        try:
            saved = self._made()
        except OSError as error:
            raise StoreError(f"{self._path}: {why}; to save what is in it, make room ({error.strerror})") from error
        aside = set_aside(self._path, self._now, _BESIDE)
        self._successor.replace(self._path)
        told = f"{self._path}: {why}; it was set aside as {aside.name}; {saved}"
        return f"{told}; 'reader refresh' brings what else there is"

    def finish(self) -> None:
        """Do the last step, where a kill broke it off between that and the one before. Raises StoreError."""
        if self._path.exists() or not self._successor.exists():
            return
        with self.alone():
            if not self._path.exists() and self._successor.exists():
                self._successor.replace(self._path)

    def _made(self) -> str:
        for ending in ("", *_BESIDE):
            self._successor.with_name(self._successor.name + ending).unlink(missing_ok=True)
        with closing(connect(self._successor)) as db:
            migrate(db, self._successor, self._migrations)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the file itself shows how one begins
            db.execute("PRAGMA foreign_keys = OFF")
            db.execute("BEGIN IMMEDIATE")
            saved = self._refill(db, self._path) if self._refill else "nothing was saved out of it"
            db.execute("COMMIT")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return saved
