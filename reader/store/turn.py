"""Whose turn it is: some work is for one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

__all__ = ["Turn"]


class Turn:
    """Work on a library that one process does at a time; a process that is killed gives its turn away.

    Where no lock can be made (a folder that cannot be written), everyone has it.
    """

    def __init__(self, archive: Path, name: str) -> None:
        self._lock = FileLock(archive.with_name(f"{archive.name}.{name}.lock"), thread_local=False)

    @contextmanager
    def taken(self, patience: float) -> Iterator[bool]:
        """Have the turn, after waiting so many seconds at most (negative: as long as it takes); whether it was had."""
        try:
            self._lock.acquire(timeout=patience)
        except Timeout:
            yield False
            return
        except OSError:
            yield True
            return
        try:
            yield True
        finally:
            self._lock.release()

    def wait(self) -> None:
        """Wait while another has it."""
        with self.taken(-1):
            pass
