"""Both stores as they lie there, damage and all, copied elsewhere; nothing of them is touched."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.errors import StoreError

__all__ = ["copy_archive", "copy_shelf"]

_OF_AN_ARCHIVE = ("", "-wal", ".new", ".doubted")
_OF_A_SHELF = ("", ".bak")


def copy_archive(path: Path, copy: Path) -> None:
    """One moment of it, though somebody may be writing; one that is damaged byte by byte. Raises StoreError."""
    if not _is_in_use(path) or not _taken(path, copy):
        _copy(path, copy, _OF_AN_ARCHIVE)


def copy_shelf(path: Path, copy: Path) -> None:
    """The file and its copy. Raises StoreError."""
    _copy(path, copy, _OF_A_SHELF)


def _is_in_use(path: Path) -> bool:
    """Whether the file may change meanwhile; it is not opened otherwise: that alone would leave files beside it."""
    return path.exists() and path.with_name(f"{path.name}-wal").exists()


def _taken(path: Path, copy: Path) -> bool:
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as held, closing(sqlite3.connect(copy)) as target:
            held.backup(target)
    except sqlite3.Error:
        copy.unlink(missing_ok=True)
        return False
    return True


def _copy(path: Path, copy: Path, endings: tuple[str, ...]) -> None:
    for ending in endings:
        part = path.with_name(path.name + ending)
        try:
            if part.exists():
                shutil.copyfile(part, copy.with_name(copy.name + ending))
        except OSError as error:
            raise StoreError(f"{part}: cannot be copied to be looked at ({error.strerror or error})") from error
