"""One SQLite file, used from many threads and processes: opening, transactions, errors in plain words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.errors import StoreError
from reader.store import salvage
from reader.store.atomic import make_folder, set_aside
from reader.store.connection import PATIENCE, Access, connect, is_damage, is_unwritable, much_held, trouble
from reader.store.row import DamagedRowError
from reader.store.schema import MIGRATIONS, Migration, migrate

__all__ = ["Database"]

_LEAVE = 5.0
"""Seconds `close` waits for a query of another thread."""


@dataclass(frozen=True, slots=True, eq=False)
class _Session:
    """One thread's connection, and a lock that tells whether it is at work."""

    db: sqlite3.Connection
    busy: threading.RLock


class Database:
    """A database brought to the newest version; a damaged file is set aside and a new one begun.

    One that cannot be written is opened for reading, and where there is none and none can be made, an empty one
    in memory; then every `write` raises StoreError.
    """

    notices: list[str]
    """What happened while opening that a person should know."""

    def __init__(self, path: Path, now: Callable[[], datetime], migrations: Sequence[Migration] = MIGRATIONS) -> None:
        self.notices = []
        self.path = path
        self._now = now
        self._migrations = migrations
        self._access = Access.WRITE
        self._local = threading.local()
        self._sessions: list[_Session] = []
        self._writing = threading.RLock()
        self._watching = threading.Lock()
        self._watcher: sqlite3.Connection | None = None
        self._closed = False
        make_folder(path.parent)
        try:
            self._open()
        except StoreError as error:
            if not is_unwritable(error.__cause__):
                raise
            self._open_for_reading(error)

    def close(self) -> None:
        """Close every thread's connection; one that is still at work after a while is left to the process's end."""
        self._closed = True
        self._disconnect()

    def renew(self) -> str:
        """Set the file aside and begin a new one with the reading state that could be saved; what was done, in words.

        Call it when no other thread is at work.
        """
        with self._alone():
            return self._replaced()

    def _disconnect(self) -> None:
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
        if self._access is not Access.WRITE:
            raise StoreError(f"{self.path}: is read-only; nothing was changed")
        session = self._session()
        with self._writing, session.busy, self._told(), much_held(session.db):
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
                self._watcher = connect(self.path, self._access)
            (version,) = self._watcher.execute("PRAGMA data_version").fetchone()
            return int(version)

    def _session(self) -> _Session:
        held: _Session | None = getattr(self._local, "session", None)
        if self._closed:
            raise StoreError(f"{self.path}: is closed")
        if held is None or held not in self._sessions:
            with self._told():
                held = _Session(connect(self.path, self._access), threading.RLock())
            self._local.session = held
            self._sessions.append(held)
        return held

    def _open(self) -> None:
        if self._is_damaged():
            self._start_anew()
        with self._told():
            migrate(self._session().db, self.path, self._migrations)

    def _open_for_reading(self, trouble: StoreError) -> None:
        """The file as it stands; the changes that lie beside it only if they can be read."""
        beside = self.path.with_name(f"{self.path.name}-wal")
        if not _has_content(self.path):
            self._open_in_memory()
            return
        for self._access in (Access.READ, Access.FROZEN):
            self._disconnect()
            with suppress(StoreError):
                self._open()
                lost = self._access is Access.FROZEN and _has_content(beside)
                self.notices.append(
                    f"{self.path}: cannot be written (read-only, or the disk is full); "
                    "it can be read, and nothing is changed"
                    + (f"; the last changes, in {beside.name}, are not shown" if lost else "")
                )
                return
        raise trouble

    def _open_in_memory(self) -> None:
        self._disconnect()
        self._access = Access.MEMORY
        with self._told():
            migrate(self._session().db, self.path, self._migrations)
        self.notices.append(f"{self.path}: cannot be made; files can be read, and nothing is kept")

    def _is_damaged(self) -> bool:
        if not self.path.exists():
            return False
        with self._told():
            try:
                with closing(connect(self.path, self._access)) as db:
                    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if is_damage(error):
                    return True
                raise
        return False

    def _start_anew(self) -> None:
        """Under a lock, or the second of two processes would set aside what the first has just begun."""
        with self._alone():
            if self._is_damaged():
                self.notices.append(self._replaced())

    def _replaced(self) -> str:
        self._disconnect()
        saved = salvage.states(self.path)
        aside = set_aside(self.path, self._now, ("-wal", "-shm"))
        with self._told():
            migrate(self._session().db, self.path, self._migrations)
        with self.write() as db:
            salvage.keep(db, saved)
        return (
            f"{self.path}: was damaged and could not be mended; it was set aside as {aside.name}; "
            f"the reading state of {len(saved)} articles was kept; run 'reader refresh'"
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from setting the file aside meanwhile."""
        from filelock import FileLock, Timeout

        lock = FileLock(f"{self.path}.lock", timeout=PATIENCE)
        try:
            lock.acquire()
        except (OSError, Timeout) as error:
            reason = getattr(error, "strerror", None) or "another Reader is doing so"
            raise StoreError(f"{self.path}: is damaged and cannot be set aside ({reason})") from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError, DamagedRowError) as error:
            raise trouble(self.path, error) from error


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")
