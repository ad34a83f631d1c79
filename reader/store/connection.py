"""Connections to one SQLite file, for writing or, where that cannot be, for reading; its errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from reader.errors import DamagedStoreError, QueryError, ReaderError, StoreError
from reader.parcel import pressed
from reader.store.atomic import begin
from reader.store.plain_file import NO_PLAIN_FILE
from reader.text import title_words

__all__ = ["PATIENCE", "Access", "connect", "is_damage", "is_unwritable", "much_held", "trouble", "unfit"]

PATIENCE = 30.0
"""Seconds to wait for another process that writes; with none, half of two writers' changes were refused."""
_CACHE = 1_000
"""KiB of pages one connection may keep; what more is kept, the system keeps as well. Each thread has a connection."""
_STATEMENTS = 48
"""Statements one connection keeps ready; Python's own 128 fill up with searches, at some kB each."""
_CACHE_WRITING = 8_000
"""The same while it writes: what does not fit is written before the transaction is over."""
_LONGEST = 504
"""Bytes of a path that SQLite takes, as it is compiled everywhere."""
_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_ERROR,  # every statement is our own: that a table or column is missing is damage too
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_TOOBIG,
    }
)
_UNWRITABLE = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_PERM,
    }
)
_TOO_MUCH = (
    "Expression tree is too large",
    "fts expression tree is too large",
    "fts5: parser stack overflow",
    "too many SQL variables",
)
"""How SQLite begins to say that a statement asks for more than it takes at once."""
_ASK_LESS = "too much is asked for at once; leave out some of the words and filters"
_MENDED = "the next start mends it, or run 'reader doctor'"
_ADVICE = {
    sqlite3.SQLITE_BUSY: "another Reader has been writing to it for a long time; try again when that is done",
    sqlite3.SQLITE_FULL: "the disk is full; nothing was changed; make room and try again",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written, it may be full; make room and try again",
    sqlite3.SQLITE_READONLY: "is read-only; nothing was changed",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; see whether the disk is full, and who owns it and its folder",
    sqlite3.SQLITE_CORRUPT: f"it is damaged; {_MENDED}",
    sqlite3.SQLITE_NOTADB: f"it is damaged; {_MENDED}",
}


class Access(Enum):
    """How a file is opened; the value is what its URI asks for."""

    WRITE = "mode=rwc"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"
    """Where not even the files beside it that tell readers from writers can be made."""
    MEMORY = "mode=memory&cache=shared"
    """No file at all."""


def connect(path: Path, access: Access = Access.WRITE) -> sqlite3.Connection:
    """A connection that any thread may use; text that is no UTF-8 any more is read as far as it is."""
    if access is Access.WRITE:
        begin(path)  # SQLite would let everybody read it
    address = f"{path.absolute().as_uri()}?{access.value}"
    db = sqlite3.connect(
        address,
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    db.text_factory = _decoded
    db.create_function("title_words", 1, _title_words, deterministic=True)
    db.create_function("pressed", 1, _pressed, deterministic=True)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")  # with WAL enough against kill -9
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute(f"PRAGMA cache_size = -{_CACHE}")
    return db


@contextmanager
def much_held(db: sqlite3.Connection) -> Iterator[None]:
    """Let a connection keep more pages for a while."""
    db.execute(f"PRAGMA cache_size = -{_CACHE_WRITING}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA cache_size = -{_CACHE}")


def is_damage(error: Exception) -> bool:
    """Whether what went wrong lies in the file's content. SQLite's message may itself hold the broken bytes."""
    return isinstance(error, UnicodeDecodeError) or (_code(error) in _DAMAGE and not _asks_too_much(error))


def is_unwritable(error: BaseException | None) -> bool:
    """Whether what went wrong is that the file or its folder cannot be written."""
    return _code(error) in _UNWRITABLE


def unfit(path: Path) -> str | None:
    """Why nothing at this place can ever be opened, in words that go on from it; None where that is not why."""
    if len(os.fsencode(os.path.realpath(path))) > _LONGEST:
        return f"its path is too long ({_LONGEST} bytes at most); use a shorter one with --home"
    return NO_PLAIN_FILE if os.path.lexists(path) and not path.is_file() else None


def trouble(path: Path, error: Exception) -> ReaderError:
    """What went wrong, for a person: a StoreError, or a QueryError where nothing is wrong but the question."""
    if _asks_too_much(error):
        return QueryError(_ASK_LESS)
    advice = _ADVICE.get(_code(error))
    if is_damage(error) or not isinstance(error, sqlite3.Error):
        return DamagedStoreError(f"{path}: {advice or _damaged(error)}")
    return StoreError(f"{path}: {advice or error}")


def _asks_too_much(error: Exception) -> bool:
    """Its code is that of a missing table too, which is damage."""
    return _code(error) == sqlite3.SQLITE_ERROR and str(error).startswith(_TOO_MUCH)


def _damaged(error: Exception) -> str:
    said = "text that is no UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
    return f"it is damaged ({said}); {_MENDED}"


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def _title_words(title: object) -> str:
    """What titles held are indexed by when a library is brought up to date; given as bytes, as some may be damaged."""
    return " ".join(title_words(_decoded(title))) if isinstance(title, bytes) else ""


def _pressed(data: object) -> bytes | None:
    return pressed(data) if isinstance(data, bytes) else None


def _code(error: BaseException | None) -> int:
    """The primary result code; the extended ones keep it in the low byte."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
