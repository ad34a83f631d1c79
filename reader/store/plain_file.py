"""Reading what is a plain file and no larger than makes sense: a pipe would be waited for, a device never ends."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from reader.errors import StoreError

__all__ = ["content", "opened", "size"]

_LOOK = "see what stands there, or use another folder with --home"


def content(path: Path, most: int) -> bytes:
    """What the file holds. Raises OSError, and StoreError where it is no plain one or has more than `most` bytes."""
    with opened(path) as file:
        if size(file) > most:
            raise StoreError(f"{path}: is larger than anything Reader writes there ({size(file):,} bytes); {_LOOK}")
        return file.read(most)


def opened(path: Path) -> BinaryIO:
    """The file, to be read. Raises OSError, and StoreError where it is no plain one."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise StoreError(f"{path}: is no plain file; {_LOOK}")
    return os.fdopen(handle, "rb")


def size(file: BinaryIO) -> int:
    """How many bytes an open file has."""
    return os.fstat(file.fileno()).st_size
