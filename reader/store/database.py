"""One SQLite file, used from many threads and processes: opening, transactions, errors in plain words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.errors import StoreError
from reader.store.atomic import set_aside
from reader.store.schema import MIGRATIONS, Migration, migrate

__all__ = ["Database"]

_PATIENCE = 30.0
"""Seconds to wait for another process that writes; with none, half of two writers' changes were refused."""
_LEAVE = 5.0
"""Seconds `close` waits for a query of another thread."""
_CACHE = 8_000
"""KiB of pages one connection may keep."""
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_ADVICE = {
    sqlite3.SQLITE_BUSY: "another Reader has been writing to it for a long time; try again when that is done",
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again",
    sqlite3.SQLITE_READONLY: "it cannot be written; check who owns it and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check who owns it and its folder",
    sqlite3.SQLITE_CORRUPT: "it is damaged; run 'reader doctor'",
    sqlite3.SQLITE_NOTADB: "it is damaged; run 'reader doctor'",
}


@dataclass(frozen=True, slots=True)
class _Session:
    """One thread's connection, and a lock that tells whether it is at work."""

    db: sqlite3.Connection
    busy: threading.RLock


class Database:
    """A database brought to the newest version; a damaged file is set aside and a new one begun."""

    notices: list[str]
    """What happened while opening that a person should know."""

    def __init__(self, path: Path, now: Callable[[], datetime], migrations: Sequence[Migration] = MIGRATIONS) -> None:
        self.notices = []
        self.path = path
        self._local = threading.local()
        self._sessions: list[_Session] = []
        self._writing = threading.RLock()
        self._watching = threading.Lock()
        self._watcher: sqlite3.Connection | None = None
        self._closed = False
        self._make_folder()
        if self._is_damaged():
            self._start_anew(now)
        with self._told():
            migrate(self._session().db, path, migrations)

    def close(self) -> None:
        """Close every thread's connection; one that is still at work after a while is left to the process's end."""
        self._closed = True
        with self._watching:
            if self._watcher:
                self._watcher.close()
                self._watcher = None
        for session in self._sessions:
            if session.busy.acquire(timeout=_LEAVE):
                session.db.close()
                session.busy.release()
        self._sessions.clear()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, seeing one unchanging state of the library."""
        session = self._session()
        with session.busy, self._told():
            session.db.execute("BEGIN")
            try:
                yield session.db
            finally:
                _roll_back(session.db)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection in a transaction that is kept as a whole or, after an error, not at all."""
        session = self._session()
        with self._writing, session.busy, self._told():
            session.db.execute("BEGIN IMMEDIATE")
            try:
                yield session.db
                session.db.execute("COMMIT")
            finally:
                _roll_back(session.db)

    def version(self) -> int:
        """Another number after anyone, also in this process, has changed something.

        A connection of its own counts what all the others commit; asked one by one they would give
        each thread another number.
        """
        with self._watching, self._told():
            if self._watcher is None:
                self._watcher = self._connect()
            (version,) = self._watcher.execute("PRAGMA data_version").fetchone()
            return int(version)

    def _session(self) -> _Session:
        held: _Session | None = getattr(self._local, "session", None)
        if self._closed:
            raise StoreError(f"{self.path}: is closed")
        if held is None:
            with self._told():
                held = _Session(self._connect(), threading.RLock())
            self._local.session = held
            self._sessions.append(held)
        return held

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")  # with WAL enough against kill -9
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
        return db

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.path.parent}: cannot be made a folder ({error.strerror}); choose another"
            ) from error

    def _is_damaged(self) -> bool:
        if not self.path.exists():
            return False
        with self._told(), closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as db:
            try:
                db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.DatabaseError as error:
                if _code(error) in _DAMAGE:
                    return True
                raise
        return False

    def _start_anew(self, now: Callable[[], datetime]) -> None:
        """Under a lock, or the second of two processes would set aside what the first has just begun."""
        from filelock import FileLock

        with FileLock(f"{self.path}.lock", timeout=_PATIENCE):
            if not self._is_damaged():
                return
            aside = set_aside(self.path, now, ("-wal", "-shm"))
        self.notices.append(
            f"{self.path}: was damaged and is kept as {aside.name}; a new archive was begun, look at your sources again"
        )

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            advice = _ADVICE.get(_code(error), str(error))
            raise StoreError(f"{self.path}: {advice}") from error


def _code(error: sqlite3.Error) -> int:
    """The primary result code; the extended ones keep it in the low byte."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")
