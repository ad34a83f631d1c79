"""How many may do something at the same time: two fetches at a host, two bodies that are large."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager

from reader.sources.web.errand import Errand
from reader.sources.web.exchange import FetchError, Trouble

__all__ = ["Gate"]


class Gate:
    """Lets `width` at a time through under each name; who waits goes in the order of coming."""

    def __init__(self, width: int, busy: str) -> None:
        """`busy` says to a person what was waited for in vain."""
        self._width = width
        self._busy = busy
        self._lock = threading.Lock()
        self._inside: Counter[str] = Counter()
        self._waiting: dict[str, deque[threading.Event]] = {}

    @contextmanager
    def through(self, name: str, errand: Errand) -> Iterator[None]:
        """Be one of those inside. Waiting stops the errand's clock. Raises FetchError."""
        self._enter(name, errand)
        try:
            yield
        finally:
            self._leave(name)

    def _enter(self, name: str, errand: Errand) -> None:
        with self._lock:
            if self._inside[name] < self._width:
                self._inside[name] += 1
                return
            turn = threading.Event()
            self._waiting.setdefault(name, deque()).append(turn)
        came = False
        try:
            came = errand.wait(turn)
        finally:
            if not came:
                self._give_up(name, turn)
        if not came:
            raise FetchError(Trouble.TIMEOUT, self._busy)

    def _give_up(self, name: str, turn: threading.Event) -> None:
        """Leave the queue; or the inside, where one's turn came at the very moment."""
        with self._lock:
            queue = self._waiting.get(name, ())
            if turn in queue:
                self._waiting[name].remove(turn)
                return
        self._leave(name)

    def _leave(self, name: str) -> None:
        with self._lock:
            queue = self._waiting.get(name)
            if queue:
                queue.popleft().set()
                return
            self._waiting.pop(name, None)
            self._inside[name] -= 1
            if not self._inside[name]:
                del self._inside[name]
