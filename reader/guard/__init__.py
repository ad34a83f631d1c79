"""Runs work on outside documents in a killable child process.

Parsers of HTML, mail and feeds can be made to run for minutes or eat all memory by a few kilobytes
(measured: 100 kB of spaces keep readability busy for over 60 s, a 32 kB author field feedparser for 16 s).
So they run in children with a deadline and a memory cap; a child that breaks either is killed, and the
caller falls back and says so.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from weakref import WeakSet

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

__all__ = ["DEADLINE", "MEMORY", "Guard", "InProcess", "Killed", "Worker"]

T = TypeVar("T")
R = TypeVar("R")

DEADLINE = 10.0
"""Seconds one document may take."""
MEMORY = 1 << 30
"""Bytes of address space a child may have."""
_IN_FLIGHT = 8
_GRACE = 5.0


class Killed(Exception):  # noqa: N818 - what happened to the work, handed on as a value
    """The work took too long, too much memory, or took its process down; the message says which."""


class Worker(Protocol):
    """Something that applies a function to values and yields each value's result, or why there is none."""

    def map(self, function: Callable[[T], R], values: Iterable[T]) -> Iterator[R | Exception]:
        """The result for each value, in their order, taking values only as results are asked for.

        In place of a result stands the exception raised, or Killed. `function` is a module's own, not a lambda.
        """

    def close(self) -> None:
        """Stop what runs, at once."""


class InProcess:
    """Works in this very process, without any guard: for tests, and for input that is trusted."""

    def map(self, function: Callable[[T], R], values: Iterable[T]) -> Iterator[R | Exception]:
        """The result for each value, in their order; an exception in its place."""
        for value in values:
            try:
                result: R | Exception = function(value)
            except Exception as error:  # noqa: BLE001 - the caller judges it
                result = error
            yield result

    def close(self) -> None:
        """Nothing runs."""


class Guard:
    """Works in child processes that are killed when they take too long or too much memory.

    The children start at the first use, fresh ones after a kill; may be used from several threads.
    """

    def __init__(self, deadline: float = DEADLINE, memory: int = MEMORY, workers: int = 1) -> None:
        self._deadline = deadline
        self._memory = memory
        self._workers = workers
        self._pool: ProcessPool | None = None
        self._futures: WeakSet[Future[Any]] = WeakSet()
        self._starting = threading.Lock()

    def map(self, function: Callable[[T], R], values: Iterable[T]) -> Iterator[R | Exception]:
        """The result for each value, in their order; Killed or the exception raised in its place."""
        running: deque[Future[R | Exception]] = deque()
        try:
            for value in values:
                running.append(self._start(function, value))
                if len(running) >= _IN_FLIGHT:
                    yield self._outcome(running.popleft())
            while running:
                yield self._outcome(running.popleft())
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """Kill the children, at once; the next use starts new ones."""
        with self._starting:
            pool, self._pool = self._pool, None
            futures = tuple(self._futures)
        for future in futures:
            future.cancel()  # the pool would leave those who wait for them waiting
        if pool:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _start(self, function: Callable[[T], R], value: T) -> Future[R | Exception]:
        from reader.guard.child import within

        with self._starting:
            if self._pool is None or not self._pool.active:
                self._pool = self._opened()
            task = (function, value, self._deadline + _GRACE)
            future: Future[R | Exception] = self._pool.schedule(within, args=task, timeout=self._deadline)
            self._futures.add(future)
            return future

    def _opened(self) -> ProcessPool:
        from pebble import ProcessPool

        from reader.guard.child import ChildContext, confine

        return ProcessPool(self._workers, initializer=confine, initargs=(self._memory,), context=ChildContext())

    def _outcome(self, future: Future[R | Exception]) -> R | Exception:
        from concurrent.futures import CancelledError

        from pebble import ProcessExpired

        try:
            return future.result()
        except TimeoutError:
            return Killed(f"it took longer than {self._deadline:g} seconds")
        except MemoryError:
            return Killed(f"it took more than {self._memory >> 20} MB of memory")
        except ProcessExpired:
            return Killed("its parser crashed")
        except CancelledError:
            return Killed("Reader was closing")
        except Exception as error:  # noqa: BLE001 - the caller judges it
            return error
