"""Both stores as they lie there, damage and all, copied elsewhere; nothing of them is touched."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.errors import StoreError
from reader.store.plain_file import opened, size
from reader.store.storage import MOST

__all__ = ["copy_archive", "copy_shelf"]

_OF_AN_ARCHIVE = ("", "-wal", ".new", ".doubted")
_OF_A_SHELF = ("", ".bak")


def copy_archive(path: Path, copy: Path) -> None:
    """One moment of it, though somebody may be writing; one that is damaged byte by byte. Raises StoreError."""
    if not _is_in_use(path) or not _taken(path, copy):
        for ending in _OF_AN_ARCHIVE:
            _copy(_beside(path, ending), _beside(copy, ending))


def copy_shelf(path: Path, copy: Path) -> None:
    """The file and its copy. Raises StoreError."""
    for ending in _OF_A_SHELF:
        _copy(_beside(path, ending), _beside(copy, ending), MOST)


def _is_in_use(path: Path) -> bool:
    """Whether the file may change meanwhile; it is not opened otherwise: that alone would leave files beside it."""
    return path.exists() and _beside(path, "-wal").exists()


def _taken(path: Path, copy: Path) -> bool:
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as held, closing(sqlite3.connect(copy)) as target:
            held.backup(target)
    except sqlite3.Error:
        copy.unlink(missing_ok=True)
        return False
    return True


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _copy(path: Path, copy: Path, most: int | None = None) -> None:
    """One file, if it is there; `most` is how large it may be. Raises StoreError."""
    try:
        with opened(path, most) as file:
            _check_room(path, size(file), copy.parent)
            with copy.open("wb") as target:
                shutil.copyfileobj(file, target)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path}: cannot be copied to be looked at ({error.strerror or error})") from error


def _check_room(path: Path, needed: int, folder: Path) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise StoreError(
            f"{path}: cannot be copied to be looked at ({needed:,} bytes); make room in {folder.parent}, "
            "or set TMPDIR to a folder that has it"
        )
