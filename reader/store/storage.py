"""The Shelf's file for TinyDB: written whole, locked between processes, kept readable for later versions.

TinyDB's own storage writes in place: 107 of 150 kills during a write left a file nobody could read.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinydb import Storage

from reader.errors import NewerStoreError, StoreError
from reader.store import atomic, lock, remnants
from reader.store.plain_file import content
from reader.store.seal import CHECKSUM, has_decayed, sealed

if TYPE_CHECKING:
    from filelock import FileLock

__all__ = ["MIGRATIONS", "MOST", "TABLES", "AtomicStorage", "ShelfFile", "Tables"]

Tables = dict[str, Any]
"""The file's content without its version: tables, each of which holds rows by number; unknown parts are kept."""

TABLES = (
    "bookmarks",
    "sources",
    "restored",
    "rules",
    "follows",
    "links",
    "tags",
    "mutes",
    "notes",
    "searches",
    "session",
)
MOST = 256 * 2**20
"""Bytes a Shelf may have: some hundred thousand bookmarks with their texts; a file may claim any size."""
_BACKUP = "reader-backup"
"""What a backup calls its format. It has a version too, though that is another count."""
_Stamp = tuple[int, int, int]


def _from_plain(tables: Tables) -> Tables:
    """Version 0 is what plain TinyDB writes: the same tables, without a version."""
    return tables


def _unsealed(tables: Tables) -> Tables:
    """Version 1 had no checksum; a Reader of then would keep one that fits no more."""
    return tables


MIGRATIONS: tuple[Callable[[Tables], Tables], ...] = (_from_plain, _unsealed)
"""Step n leads from version n to n + 1; a step that was published is never changed."""


class _DamageError(Exception):
    """The bytes are not a shelf; says why in words that go on from the file's name."""

    def __init__(self, why: str = "was damaged") -> None:
        super().__init__(why)


class ShelfFile:
    """The file, whatever has happened to it. Every method may raise StoreError."""

    notices: list[str]
    """What happened to the file that a person should know."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        migrations: tuple[Callable[[Tables], Tables], ...] = MIGRATIONS,
    ) -> None:
        self.path = path
        self.notices = []
        self._now = now
        self._migrations = migrations
        self._writing = threading.RLock()
        self._lock: FileLock | None = None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep all other threads and processes from writing; may be nested."""
        from filelock import Timeout

        with self._writing:
            self._lock = self._lock or lock.new(self.path)
            try:
                self._lock.acquire()
            except Timeout as error:
                raise StoreError(f"{self.path}: another Reader has been writing to it; try again in a while") from error
            except OSError as error:
                why = f"{self.path}: cannot be locked for writing ({error.strerror})"
                raise StoreError(f"{lock.fault(self.path) or why}; nothing was changed") from error
            try:
                yield
            finally:
                self._lock.release()

    def stamp(self) -> _Stamp | None:
        """Another value after each write, cheaply; None while there is no file."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be read ({error.strerror})") from error
        return status.st_mtime_ns, status.st_size, status.st_ino

    def load(self) -> Tables | None:
        """What the file holds, None while there is none. For one damaged or lost its copy is taken."""
        try:
            found = self._parse(self.path)
        except _DamageError:
            return self._recovered()
        if found is None:
            return self._recovered() if atomic.previous(self.path).exists() else None
        return self._current(*found)

    def _current(self, version: int, tables: Tables) -> Tables | None:
        if version > len(self._migrations):
            raise NewerStoreError(
                f"{self.path}: was written by a newer Reader (version {version}, this one knows "
                f"{len(self._migrations)}); it was left as it is; use the newer Reader, or another folder with --home"
            )
        return tables if version == len(self._migrations) else self._upgraded(version, tables)

    @property
    def current(self) -> int:
        """The version that is written."""
        return len(self._migrations)

    def brought_up(self, version: int, tables: Tables) -> Tables:
        """Tables that another Reader wrote, as this one would write them. Raises NewerStoreError, StoreError."""
        if version > self.current:
            raise NewerStoreError(f"was written by a newer Reader (version {version}, this one knows {self.current})")
        if version < 0 or not all(_is_table(tables[name]) for name in TABLES if name in tables):
            raise StoreError("holds no tables of a Shelf")
        return self._stepped(version, tables)

    def save(self, tables: Tables) -> None:
        """Write the file; on return it is on the disk. Call it only while `locked`."""
        data = sealed(len(self._migrations), tables)
        atomic.write(self.path, data)
        self._copy(data)

    def _copy(self, data: bytes) -> None:
        """The same again, other bytes of the disk: what goes wrong with one is seen by the checksum.

        The file itself is safe by now. A disk too full for its copy still has that of the change before.
        """
        with suppress(StoreError), atomic.writing(atomic.previous(self.path), kept=False, synced=False) as file:
            file.write(data)

    def has_copy(self) -> bool:
        """Whether there is a second file with the same in it, or nothing that would need one."""
        try:
            return not self.path.exists() or self._second() == _content(self.path)
        except (OSError, StoreError):
            return False

    def copy_again(self) -> None:
        """Make the second file anew. Call it only while `locked`."""
        self._copy(_content(self.path))

    def copied(self) -> Path | None:
        """A copy of the file beside it, for good; None while there is no file. Call it only while `locked`."""
        if not self.path.exists():
            return None
        copy = atomic.stamped(self.path, "before", self._now)
        atomic.write(copy, self.path.read_bytes())
        return copy

    def _parse(self, path: Path) -> tuple[int, Tables] | None:
        try:
            data = _content(path)
            whole = json.loads(data)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
        except (ValueError, RecursionError) as error:
            raise _DamageError from error
        if not isinstance(whole, dict):
            raise _DamageError
        if whole.get("format") == _BACKUP:
            raise _DamageError("is a backup, which 'reader import' takes,")
        version = whole.pop("version", 0)
        whole.pop(CHECKSUM, None)
        if isinstance(version, bool) or not isinstance(version, int) or version < 0:
            raise _DamageError
        if version <= self.current and not any(name in whole for name in TABLES):
            raise _DamageError  # something else's version: every Reader until now has written one of these
        if not all(_is_table(whole[name]) for name in TABLES if name in whole):
            raise _DamageError
        if version == self.current and path == self.path and has_decayed(data, self._second()):
            raise _DamageError(f"is not as it was written (to edit it, take its line “{CHECKSUM}” out)")
        return version, whole

    def _second(self) -> bytes:
        try:
            return _content(atomic.previous(self.path))
        except (OSError, StoreError):
            return b""

    def _upgraded(self, version: int, tables: Tables) -> Tables | None:
        """Brought to the newest version on the disk, or where that cannot be written, for reading only."""
        try:
            with self.locked():
                found = self._parse(self.path)
                if found is None or found[0] >= len(self._migrations):
                    return self.load()
                version, tables = found
                atomic.write(self.path.with_name(f"{self.path.name}.v{version}.bak"), self.path.read_bytes())
                self.save(self._stepped(version, tables))
        except NewerStoreError:
            raise
        except StoreError:
            return self._stepped(version, tables)
        return self.load()

    def _stepped(self, version: int, tables: Tables) -> Tables:
        for step in self._migrations[version:]:
            tables = step(tables)
        return tables

    def _recovered(self) -> Tables | None:
        """Under the lock, for another process may be doing the same; where nothing can be written, the copy itself."""
        try:
            with self.locked():
                self._put_right()
                return self.load()
        except NewerStoreError:
            raise
        except StoreError as error:
            return self._copy_only(error)

    def _put_right(self) -> None:
        what, aside = "was missing", []
        try:
            if self._parse(self.path) is not None:
                return
        except _DamageError as damage:
            aside.append(atomic.set_aside(self.path, self._now))
            what = f"{damage} and is kept as {aside[0].name}"
        self._note(f"{self.path}: {what}; {self._put_back(aside)}")

    def _put_back(self, aside: list[Path]) -> str:
        """`aside`: where the damaged file is now, if there was one."""
        previous, why = atomic.previous(self.path), "there was no copy of it"
        try:
            if self._parse(previous) is not None:
                atomic.write(self.path, previous.read_bytes())
                return "its copy was put back"
        except _DamageError:
            aside.append(atomic.set_aside(previous, self._now))
            why = f"its copy was damaged too and is kept as {aside[-1].name}"
        return f"{why}; {self._gathered(aside)}"

    def _gathered(self, aside: Sequence[Path]) -> str:
        """What can still be read of damaged files, row by row: a row that is cut is lost, not all of them."""
        found = remnants.tables([_content(path) for path in aside], TABLES)
        rows = sum(len(table) for table in found.values())
        if not rows:
            return "an empty shelf was begun"
        self.save(dict(found))
        return f"{rows} rows of it could still be read and were put back; look through them"

    def _copy_only(self, trouble: StoreError) -> Tables | None:
        previous = atomic.previous(self.path)
        try:
            found = self._parse(previous)
        except _DamageError:
            raise trouble from None
        if found is None:
            raise trouble
        self._note(f"{self.path}: is damaged or missing and cannot be written; {previous.name} is shown in its place")
        return self._current(*found)

    def _note(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)


class AtomicStorage(Storage):
    """What TinyDB reads and writes through. The tables it hands out are shared: only `write` changes them."""

    def __init__(self, file: ShelfFile) -> None:
        self._file = file
        self._held: tuple[_Stamp, Tables] | None = None

    def read(self) -> Tables | None:
        """The tables, parsed anew only when the file has changed."""
        stamp, held = self._file.stamp(), self._held
        if stamp is not None and held is not None and held[0] == stamp:
            return held[1]
        tables = self._file.load()
        if stamp is not None and tables is not None:
            self._held = stamp, tables
        return tables

    def write(self, data: Tables) -> None:
        """Replace the file."""
        self._held = None
        self._file.save(data)


def _content(path: Path) -> bytes:
    return content(path, MOST)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(key.isdecimal() and isinstance(row, dict) for key, row in value.items())
