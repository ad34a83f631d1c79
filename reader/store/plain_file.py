"""Reading what is a plain file and no larger than makes sense: a pipe would be waited for, a device never ends."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from reader.errors import StoreError

__all__ = ["NO_PLAIN_FILE", "content", "opened", "size"]

_LOOK = "see what stands there, or use another folder with --home"
NO_PLAIN_FILE = f"is no plain file; {_LOOK}"
"""What is said of anything else."""


def content(path: Path, most: int) -> bytes:
    """What the file holds. Raises what `opened` does."""
    with opened(path, most) as file:
        return file.read(most)


def opened(path: Path, most: int | None = None) -> BinaryIO:
    """The file, to be read. Raises OSError, and StoreError where it is no plain one or has more than `most` bytes."""
    file = _handle(path)
    if most is not None and size(file) > most:
        file.close()
        raise StoreError(f"{path}: is larger than anything Reader writes there ({most:,} bytes at most); {_LOOK}")
    return file


def size(file: BinaryIO) -> int:
    """How many bytes an open file has."""
    return os.fstat(file.fileno()).st_size


def _handle(path: Path) -> BinaryIO:
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise StoreError(f"{path}: {NO_PLAIN_FILE}")
    return os.fdopen(handle, "rb")
