"""Whose turn it is: some work is for one process at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout

from reader.store.atomic import PRIVATE

__all__ = ["Turn"]

_STEP = 0.5
"""Seconds between two looks whether someone does not want to wait any longer."""


class Turn:
    """Work on a library that one process does at a time; a process that is killed gives its turn away.

    Where no lock can be made (a folder that cannot be written), everyone has it.
    """

    def __init__(self, archive: Path, name: str) -> None:
        self._lock = FileLock(archive.with_name(f"{archive.name}.{name}.lock"), mode=PRIVATE, thread_local=False)

    @contextmanager
    def taken(self, patience: float, waiting: Callable[[], None] = lambda: None) -> Iterator[bool]:
        """Have the turn, after waiting so many seconds at most (negative: as long as it takes); whether it was had.

        `waiting` is called now and then meanwhile, and may raise to stop.
        """
        end = None if patience < 0 else monotonic() + patience
        try:
            had = self._had(end, waiting)
        except OSError:
            yield True
            return
        if not had:
            yield False
            return
        try:
            yield True
        finally:
            self._lock.release()

    def _had(self, end: float | None, waiting: Callable[[], None]) -> bool:
        while True:
            with suppress(Timeout):
                self._lock.acquire(timeout=_STEP if end is None else min(max(end - monotonic(), 0.0), _STEP))
                return True
            if end is not None and monotonic() >= end:
                return False
            waiting()

    def wait(self) -> None:
        """Wait while another has it."""
        with self.taken(-1):
            pass
