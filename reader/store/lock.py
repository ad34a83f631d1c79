"""The lock beside a store's file: who has it is the only one to write that file; it stays when it is given back."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.store.atomic import PRIVATE

if TYPE_CHECKING:
    from filelock import FileLock

__all__ = ["beside", "fault", "mend", "new"]

_PATIENCE = 30.0  # seconds
_AS_LOCKS_ARE = os.O_RDWR | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


def beside(file: Path) -> Path:
    """Where the lock of a file is."""
    return file.with_name(f"{file.name}.lock")


def new(file: Path) -> FileLock:
    """The lock of a file, which has not been taken yet."""
    from filelock import FileLock

    return FileLock(beside(file), timeout=_PATIENCE, mode=PRIVATE)


def fault(file: Path) -> str | None:
    """Why what stands in the place of the lock is none, and what to do; None where there is nothing or all is well.

    In a folder that cannot be written it is not the lock that is wrong.
    """
    lock = beside(file)
    try:
        os.close(os.open(lock, _AS_LOCKS_ARE))
    except FileNotFoundError:
        return None
    except OSError as error:
        if os.access(lock.parent, os.W_OK):
            return f"{lock}: cannot be used as a lock ({error.strerror}); remove it, a new one is made"
    return None


def mend(file: Path) -> bool:
    """Set right a lock that only has the wrong permissions; whether there is nothing wrong with it any more."""
    lock = beside(file)
    with suppress(OSError):  # another's, say
        if stat.S_ISREG(lock.lstat().st_mode):
            lock.chmod(PRIVATE)
    return fault(file) is None
