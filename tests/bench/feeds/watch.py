"""Seeing from outside when a library holds so many articles."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

__all__ = ["Watch"]

_EVERY = 0.02


class Watch:
    """Looks again and again how many articles there are, from the moment it is made."""

    def __init__(self, archive: Path, wanted: int) -> None:
        self._archive = archive
        self._wanted = wanted
        self._found: float | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def seconds(self) -> float:
        """After how many seconds there were enough; infinite where there never were."""
        self._over.set()
        self._thread.join()
        return float("inf") if self._found is None else self._found

    def _watch(self) -> None:
        start = time.perf_counter()
        while self._found is None and not self._over.wait(_EVERY):
            if self._count() >= self._wanted:
                self._found = time.perf_counter() - start

    def _count(self) -> int:
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{self._archive}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM article").fetchone()[0])
        return 0
