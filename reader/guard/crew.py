"""Children at work: as many as there are threads, each thread with a child of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from reader.guard.process import Child, LostError
from reader.guard.worker import Closed, Killed

__all__ = ["Crew"]

_TRIES = 2


class Crew:
    """Children that are started when they are needed, and anew when they die, until they are dismissed."""

    def __init__(self, deadline: float, memory: int, workers: int) -> None:
        self._deadline = deadline
        self._memory = memory
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="guard")
        self._own = threading.local()
        self._children: set[Child] = set()
        self._changing = threading.Lock()
        self._dismissed = False

    def start(self, function: Callable[[Any], object], value: object) -> Future[object]:
        """Have one task done as soon as a child is free; what was raised, Killed too, is a result."""
        return self._threads.submit(self._outcome, function, value)

    def dismiss(self) -> None:
        """Kill all children, at once; tasks that have not begun are cancelled."""
        with self._changing:
            self._dismissed = True
            children = tuple(self._children)
        for child in children:
            child.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in children:
            child.close()

    def _outcome(self, function: Callable[[Any], object], value: object) -> object:
        """What comes of a task within its deadline.

        A child may die of something else than its task (the system is short of memory, a person kills it), so the
        task goes to a second one. What two have died of is at fault.
        """
        left = self._deadline
        for _ in range(_TRIES):
            child = self._child()
            if child is None:
                return Closed("Reader was closing")
            start = time.monotonic()
            try:
                return self._judged(child.ask(function, value, left), child)
            except TimeoutError:
                self._lose(child)
                return Killed(f"it took longer than {self._deadline:g} seconds")
            except LostError:
                self._lose(child)
                left = max(left - (time.monotonic() - start), 0.1)
        return Killed("its parser crashed")

    def _child(self) -> Child | None:
        """This thread's own child; None when all are dismissed."""
        child: Child | None = getattr(self._own, "child", None)
        with self._changing:
            if self._dismissed:
                return None
            if child is None:
                child = self._own.child = Child(self._memory)
                self._children.add(child)
        return child

    def _judged(self, outcome: object, child: Child) -> object:
        if not isinstance(outcome, MemoryError):
            return outcome
        self._lose(child)  # it may have little left for the next
        return Killed(f"it took more than {self._memory // 1_000_000} MB of memory")

    def _lose(self, child: Child) -> None:
        self._own.child = None
        with self._changing:
            self._children.discard(child)
        child.close()
