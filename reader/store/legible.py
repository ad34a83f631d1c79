"""A copy of a damaged SQLite file that SQLite is willing to open: what is whole in it can then be read.

The layout of the file's first 100 bytes is that of https://sqlite.org/fileformat2.html, section 1.3.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from reader.store.atomic import begin
from reader.store.connection import Access, connect

__all__ = ["legible"]

_MAGIC = b"SQLite format 3\0"
_PAGE = 4096
_COUNT, _FREE, _VERSION_VALID_FOR, _CHANGES = slice(28, 32), slice(32, 40), slice(92, 96), slice(24, 28)
_BESIDE = ("", "-wal", "-shm")


@contextmanager
def legible(path: Path, pattern: Path) -> Iterator[Path]:
    """The copy, while one works with it; `pattern` is a sound file of the same tables. May raise OSError.

    A file that was cut is filled up with zeros, else SQLite would not open it at all. A damaged first page, which says
    where the tables are, is replaced by that of the pattern: files made in the same way have them in the same place.
    """
    copy = path.with_name(f"{path.name}.legible")
    try:
        for ending in ("", "-wal"):
            begin(copy.with_name(copy.name + ending))
        shutil.copyfile(path, copy)
        with suppress(FileNotFoundError):
            shutil.copyfile(path.with_name(f"{path.name}-wal"), copy.with_name(f"{copy.name}-wal"))
        _fill_up(copy)
        if not _opens(copy):
            _begin_as(copy, pattern)
        yield copy
    finally:
        for ending in _BESIDE:
            copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _fill_up(path: Path) -> None:
    with path.open("r+b") as file:
        head = file.read(100)
        pages = int.from_bytes(head[_COUNT], "big") if head.startswith(_MAGIC) else 0
        held = path.stat().st_size
        believed = pages * _PAGE if pages * _PAGE <= 4 * held else held  # a count of before the damage, or part of it
        file.truncate(max(believed, -(-held // _PAGE) * _PAGE))


def _opens(path: Path) -> bool:
    try:
        with closing(connect(path, Access.READ)) as db:
            return bool(db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'article'").fetchone()[0])
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _begin_as(path: Path, pattern: Path) -> None:
    with pattern.open("rb") as file:
        page = bytearray(file.read(_PAGE))
    page[_COUNT] = (path.stat().st_size // _PAGE).to_bytes(4, "big")
    page[_FREE] = bytes(8)
    page[_VERSION_VALID_FOR] = page[_CHANGES]
    with path.open("r+b") as file:
        file.write(page)
