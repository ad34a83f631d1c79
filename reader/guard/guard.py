"""A worker whose work is done in child processes that can be killed."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, cast

from reader.guard.worker import Closed

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.guard.crew import Crew

__all__ = ["DEADLINE", "MEMORY", "Guard", "cores"]

T = TypeVar("T")
R = TypeVar("R")

DEADLINE = 5.0
"""Seconds one document may take."""
MEMORY = 250_000_000
"""Bytes of data a child may have of its own; with the code it shares that is less than 300 MB of memory."""
_AHEAD = 4
"""Tasks in flight for each child: while results wait for an earlier one, the others have something to do."""
_MOST = 4
"""Children at most: by then the parent is what takes the time."""


def cores() -> int:
    """How many children are of use on this machine."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST)


class Guard:
    """Works in child processes that are killed when they take too long or too much memory.

    The children start when there is work for them, fresh ones after a kill; may be used from several threads.
    """

    def __init__(self, deadline: float = DEADLINE, memory: int = MEMORY, workers: int = 1) -> None:
        self._deadline = deadline
        self._memory = memory
        self._workers = workers
        self._crew: Crew | None = None
        self._changing = threading.Lock()

    def map(self, function: Callable[[T], R], values: Iterable[T]) -> Iterator[R | Exception]:
        """The result for each value, in their order; Killed or the exception raised in its place."""
        running: deque[Future[object]] = deque()
        try:
            for value in values:
                running.append(self._start(function, value))
                while running and (running[0].done() or len(running) >= _AHEAD * self._workers):
                    yield cast("R | Exception", _outcome(running.popleft()))
            while running:
                yield cast("R | Exception", _outcome(running.popleft()))
        finally:
            for future in running:
                future.cancel()

    def submit(self, function: Callable[[T], R], value: T) -> Future[R | Exception]:
        """The result for one value, as soon as a child is free; Killed or the exception raised as a value, too."""
        return cast("Future[R | Exception]", self._start(function, value))

    def close(self) -> None:
        """Kill the children, at once; the next use starts new ones."""
        with self._changing:
            crew, self._crew = self._crew, None
        if crew:
            crew.dismiss()

    def _start(self, function: Callable[[Any], object], value: object) -> Future[object]:
        from reader.guard.crew import Crew

        with self._changing:
            if self._crew is None:
                self._crew = Crew(self._deadline, self._memory, self._workers)
            return self._crew.start(function, value)


def _outcome(future: Future[object]) -> object:
    from concurrent.futures import CancelledError

    try:
        return future.result()
    except CancelledError:
        return Closed("Reader was closing")
    except Exception as error:  # noqa: BLE001 - the caller judges it
        return error
