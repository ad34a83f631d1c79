"""Giving memory back while somebody uses the screen.

A box that is closed is garbage that refers to itself, some thousand objects of it. Python looks for such garbage among
what is young, and seldom among what was open for a while: over an hour of boxes, searches and articles the program grew
from 67 to 140 MB and more, with this to 110.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from time import monotonic
from typing import Any

__all__ = ["LOOK", "Tidying", "share_pools"]

LOOK = 0.5
"""Seconds between two looks whether it is time."""
_M_ARENA_MAX, _POOLS = -8, 2
"""What glibc's mallopt(3) calls the number of pools, and how many there are to be."""
_CALM, _EVERY, _LATEST = 0.3, 10.0, 20.0
"""Seconds since the last key, between two times, and after which a key may wait for it: it takes a few hundredths."""


class Tidying:
    """Knows whether there may be garbage, and when nobody would notice that it is looked for."""

    def __init__(self, tidy: Callable[[], None] | None = None, clock: Callable[[], float] = monotonic) -> None:
        self._tidy = tidy or _tidy
        self._clock = clock
        self._last = self._pressed = clock()
        self._used = False

    def pressed(self) -> None:
        """A key was pressed: there may be more garbage soon."""
        self._pressed, self._used = self._clock(), True

    def look(self) -> None:
        """Tidy up, if it is time."""
        now = self._clock()
        since = now - self._last
        if self._used and (since >= _LATEST or (since >= _EVERY and now - self._pressed >= _CALM)):
            self._last, self._used = now, False
            self._tidy()


def share_pools() -> None:
    """Have all threads take memory from the same pools, where the C library has such; before threads are begun.

    Each of a dozen threads has a pool of its own else, and what one frees no other can use: 10 MB after six minutes of
    use. Python's own lock lets them take turns anyhow.
    """
    with suppress(OSError, AttributeError, ValueError):
        _library().mallopt(_M_ARENA_MAX, _POOLS)


def _tidy() -> None:
    gc.collect()
    _trim()


def _trim() -> None:
    """Have the C library give back what it holds free, where it can."""
    with suppress(OSError, AttributeError, ValueError):
        _library().malloc_trim(0)


@cache
def _library() -> Any:
    import ctypes

    return ctypes.CDLL(None)
