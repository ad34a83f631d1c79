"""Looking for garbage while nobody waits: Python would do it in the midst of answering a key, or hardly ever."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import monotonic

__all__ = ["LOOK", "Tidying"]

LOOK = 5.0
"""Seconds between two looks whether it is a good moment."""
_REST = 2.0
"""Seconds without a key after which one is taken to read."""
_ENOUGH = 40
"""Keys after which there is enough to look for; each leaves some hundred objects that only know one another."""


class Tidying:
    """Counts keys, and looks for garbage when many were pressed and none is any more."""

    def __init__(self, collect: Callable[[], object] = gc.collect, now: Callable[[], float] = monotonic) -> None:
        self._collect, self._now = collect, now
        self._keys = 0
        self._last = now()

    def pressed(self) -> None:
        """A key was pressed."""
        self._keys += 1
        self._last = self._now()

    def look(self) -> None:
        """Go through what has become old, if this is a good moment: it takes a twentieth of a second."""
        if self._keys >= _ENOUGH and self._now() - self._last >= _REST:
            self._keys = 0
            self._collect()
