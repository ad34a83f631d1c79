"""Files replaced whole: at every moment a good one is in place, whatever is killed or full."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from reader.errors import StoreError

__all__ = ["PRIVATE", "begin", "make_folder", "previous", "set_aside", "stamped", "sweep", "write", "writing"]

PRIVATE = 0o600
"""How files of the library are made: read and written by their owner alone."""
_UNWRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step; what was there before is kept as `previous(path)`.

    On return it is on the disk. Where that fails the old file stands as it was and StoreError says why.
    """
    with writing(path) as file:
        file.write(data)


@contextmanager
def writing(path: Path, *, private: bool = False, synced: bool = True, kept: bool = True) -> Iterator[BinaryIO]:
    """The same for what is written piece by piece: what is written into the file stands at `path` at the end.

    With `private` nobody else may read it, whoever might read what was there before. Where an error ends it, nothing
    has changed. Unless `synced`, the system takes it to the disk when it likes: 12 ms less for each of many files.
    Unless `kept`, nothing is kept of what was there before.
    """
    unfinished = _unfinished(path)
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
            yield file
            file.flush()
            if synced:
                os.fsync(file.fileno())
        unfinished.chmod(PRIVATE if private else _mode(path))
        if kept:
            _keep_previous(path)
        unfinished.replace(path)
        if synced:
            _sync_folder(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise StoreError(f"{path}: cannot be written ({reason}); the file is as it was before") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def begin(path: Path) -> None:
    """Make an empty file for its owner alone, where there is none; whoever writes it tells why that cannot be.

    What is there is not even opened: to close a file takes away the locks that SQLite has on it in this process.
    """
    with suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        os.close(os.open(os.path.realpath(path), flags, PRIVATE))


def make_folder(folder: Path) -> None:
    """Make a folder, unless its disk cannot be written: what is there can be read all the same.

    StoreError where something else is in the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise StoreError(f"{folder}: cannot be made a folder ({error.strerror}); choose another") from error


def previous(path: Path) -> Path:
    """Where the copy before the last is kept."""
    return path.with_name(f"{path.name}.bak")


def sweep(path: Path) -> None:
    """Remove what killed writers of `path` left behind; call it only while nobody else writes."""
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        left.unlink(missing_ok=True)


def set_aside(path: Path, now: Callable[[], datetime], companions: tuple[str, ...] = ()) -> Path:
    """Move a damaged file out of the way, with the files whose names are its own and an ending; tells where to."""
    aside = stamped(path, "damaged", now)
    try:
        path.replace(aside)
        for ending in companions:
            companion = path.with_name(path.name + ending)
            if companion.exists():
                companion.replace(aside.with_name(aside.name + ending))
    except OSError as error:
        raise StoreError(
            f"{path}: is damaged and cannot be moved aside ({error.strerror}); move it yourself"
        ) from error
    return aside


def stamped(path: Path, why: str, now: Callable[[], datetime]) -> Path:
    """A name beside a file, for what is kept of it as it is now."""
    return path.with_name(f"{path.name}.{why}-{now().astimezone(UTC).strftime('%Y%m%dT%H%M%S.%fZ')}")


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return PRIVATE


def _keep_previous(path: Path) -> None:
    """A link costs nothing, but not every file system has them.

    After a kill between here and the last step, the copy is the file itself; a link to it could not replace it.
    """
    if not path.exists() or (previous(path).exists() and previous(path).samefile(path)):
        return
    kept = _unfinished(path)
    try:
        kept.hardlink_to(path)
    except OSError:
        shutil.copy2(path, kept)
    kept.replace(previous(path))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
