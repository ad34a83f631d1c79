"""Who is asked next: many things to ask for, few at a time of one host, the longest queues first."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Generic, TypeVar
from urllib.parse import urlsplit

__all__ = ["Schedule", "host_of"]

T = TypeVar("T")

_AT_ONCE = 2
"""Of one host."""


class Schedule(Generic[T]):
    """Hands out addresses to ask, each with what it is for. May be used from many threads."""

    def __init__(self, jobs: Iterable[tuple[str, T]]) -> None:
        self._waiting: dict[str, deque[T]] = defaultdict(deque)
        for url, job in jobs:
            self._waiting[host_of(url)].append(job)
        self._asked: dict[str, int] = dict.fromkeys(self._waiting, 0)
        self._changed = threading.Condition()

    def take(self) -> tuple[str, T] | None:
        """The next one to ask, with its host; waits while all hosts are busy. None when nothing is left."""
        with self._changed:
            while self._waiting:
                free = [host for host in self._waiting if self._asked[host] < _AT_ONCE]
                if free:
                    return self._taken(max(free, key=lambda host: len(self._waiting[host])))
                self._changed.wait()
            return None

    def done(self, host: str) -> None:
        """One that was taken has been asked."""
        with self._changed:
            self._asked[host] -= 1
            self._changed.notify()

    def drop(self, host: str) -> list[T]:
        """Ask nothing more of a host; what was left."""
        with self._changed:
            left = self._waiting.pop(host, deque())
            self._changed.notify_all()
            return list(left)

    def stop(self) -> None:
        """Hand out nothing more."""
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()

    def _taken(self, host: str) -> tuple[str, T]:
        queue = self._waiting[host]
        job = queue.popleft()
        self._asked[host] += 1
        if not queue:
            del self._waiting[host]
            self._changed.notify_all()
        return host, job


def host_of(url: str) -> str:
    """The host of an address in small letters; "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
