"""One SQLite file, used from many threads and processes: opening, transactions, errors in plain words."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.errors import DamagedStoreError, ReaderError, StoreError
from reader.store.atomic import PRIVATE, make_folder
from reader.store.connection import Access, connect, is_damage, is_unwritable, much_held, trouble, unfit
from reader.store.row import DamagedRowError
from reader.store.schema import MIGRATIONS, Migration, is_no_archive, migrate
from reader.store.succession import Refill, Succession

__all__ = ["Database"]

_UNMENDED = "was damaged and could not be mended"
_LEAVE = 5.0
"""Seconds `close` waits for a query of another thread."""


_Identity = tuple[int, int] | None
"""Tells one file from another that stands in its place later; None where there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class _Session:
    """One thread's connection, a lock that tells whether it is at work, and which file it is of."""

    db: sqlite3.Connection
    busy: threading.RLock
    file: _Identity


class Database:
    """A database brought to the newest version; a damaged file is set aside and a new one begun.

    One that cannot be written is opened for reading, and where there is none and none can be made, an empty one
    in memory; then every `write` raises StoreError. Where another process has put another file in its place, that
    is the one worked with from then on: what were written into the old one would be lost.
    """

    notices: list[str]
    """What happened while opening that a person should know."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        migrations: Sequence[Migration] = MIGRATIONS,
        refill: Refill | None = None,
    ) -> None:
        self.notices = []
        self.path = path
        self._migrations = migrations
        self._succession = Succession(path, now, migrations, refill)
        self._access = Access.WRITE
        self._unwritable = "is read-only"
        self._local = threading.local()
        self._sessions: list[_Session] = []
        self._writing = threading.RLock()
        self._watching = threading.Lock()
        self._watcher: sqlite3.Connection | None = None
        self._watched: _Identity = None
        self._closed = self._begun = False
        self._doubt = path.with_name(f"{path.name}.doubted")
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
        """Set the file aside and begin a new one with what could be saved; what was done, in words.

        Call it when no other thread is at work.
        """
        with self.alone():
            return self._replaced(_UNMENDED)

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
            raise StoreError(f"{self.path}: {self._unwritable}; nothing was changed")
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
            if self._watcher and self._watched != self._identity():
                self._watcher.close()
                self._watcher = None
            if self._watcher is None:
                self._watcher, self._watched = connect(self.path, self._access), self._identity()
            (version,) = self._watcher.execute("PRAGMA data_version").fetchone()
            return hash((int(version), self._watched))

    # doubts

    @property
    def doubted(self) -> bool:
        """Whether damage was met with, by whomever, that has not been looked at since."""
        return self._access is Access.WRITE and self._doubt.exists()

    def trust(self) -> None:
        """All is well again."""
        with suppress(OSError):
            self._doubt.unlink(missing_ok=True)

    def alone(self) -> AbstractContextManager[None]:
        """Keep other processes from mending or setting aside the file meanwhile; may be nested."""
        return self._succession.alone()

    # connections

    def _session(self) -> _Session:
        held: _Session | None = getattr(self._local, "session", None)
        if self._closed:
            raise StoreError(f"{self.path}: is closed")
        if held is None or held not in self._sessions or self._is_of_another(held):
            held = self._local.session = self._connected()
            self._sessions.append(held)
        return held

    def _is_of_another(self, session: _Session) -> bool:
        """Whether another file stands there by now; its session is closed then, if nothing is under way in it."""
        if self._access is not Access.WRITE or session.db.in_transaction or session.file == self._identity():
            return False
        self._sessions.remove(session)
        session.db.close()
        return True

    def _connected(self) -> _Session:
        if self._access is Access.WRITE and self._begun and self._identity() is None:
            self._found_gone()
        with self._told():
            db = connect(self.path, self._access)
            migrate(db, self.path, self._migrations)
        self._begun = True
        return _Session(db, threading.RLock(), self._identity())

    def _found_gone(self) -> None:
        with self.alone():  # another process may be about to put a mended one there
            if self._identity() is None:
                self.notices.append(f"{self.path}: was gone; an empty one was begun; run 'reader refresh'")

    def _identity(self) -> _Identity:
        try:
            status = os.stat(self.path)  # noqa: PTH116 - before every query
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _open(self) -> None:
        if self._access is Access.WRITE:
            self._succession.finish()
        if self._trouble():
            self._start_anew()
        try:
            self._session()
        except DamagedStoreError:  # its version is not the one its tables have
            with self.alone():
                self.notices.append(self._replaced(_UNMENDED))
            self._session()

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
        if not self._is_blank():
            raise trouble
        self._open_in_memory()

    def _is_blank(self) -> bool:
        """Whether the file was begun and nothing is in it yet: the disk was full before its tables were."""
        with suppress(sqlite3.Error), closing(connect(self.path, Access.FROZEN)) as db:
            return not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return False

    def _open_in_memory(self) -> None:
        self._disconnect()
        self._access = Access.MEMORY
        with self._told():
            self._session()
        why = unfit(self.path)
        self._unwritable = why or self._unwritable
        self.notices.append(f"{self.path}: {why or 'cannot be made'}; files can be read, and nothing is kept")

    def _trouble(self) -> str | None:
        """Why the file is none that can be worked with, in words; None where it is, or there is none."""
        if not self.path.exists():
            return None
        with self._told():
            try:
                with closing(connect(self.path, self._access)) as db:
                    return is_no_archive(db)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if is_damage(error):
                    return _UNMENDED
                raise

    def _start_anew(self) -> None:
        """Under a lock, or the second of two processes would set aside what the first has just begun."""
        with self.alone():
            why = self._trouble()
            if why:
                self.notices.append(self._replaced(why))

    def _replaced(self, why: str) -> str:
        self._disconnect()
        with self._told():
            told = self._succession.take_place(why)
        self.trust()
        return told

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError, DamagedRowError) as error:
            # Kept in a name here, it would keep this frame, and in it statements that lock what they read.
            raise self._noted(trouble(self.path, error)) from error

    def _noted(self, trouble: ReaderError) -> ReaderError:
        """The same; of damage the next start is to know."""
        if isinstance(trouble, DamagedStoreError) and self._access is Access.WRITE:
            with suppress(OSError):
                self._doubt.touch(PRIVATE)
        return trouble


def _has_content(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")
