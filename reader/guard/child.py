"""What a guarded child is: started apart from the folder it works for, confined, and gone with its parent."""

from __future__ import annotations

import contextlib
import logging
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing import connection, parent_process, resource_tracker
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import TypeVar

__all__ = ["ChildContext", "ChildProcess", "confine", "within"]

T = TypeVar("T")
R = TypeVar("R")

_ENVIRONMENT = threading.Lock()


@contextlib.contextmanager
def _imports_from_nowhere() -> Iterator[None]:
    """Children started meanwhile do not import from the current folder: there lie the articles.

    They start as `python -c`, for which the current folder otherwise comes before the standard library.
    """
    with _ENVIRONMENT:
        before = os.environ.get("PYTHONSAFEPATH")
        os.environ["PYTHONSAFEPATH"] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ["PYTHONSAFEPATH"]
            else:
                os.environ["PYTHONSAFEPATH"] = before


class ChildProcess(SpawnProcess):
    """A child process that is started with `_imports_from_nowhere`."""

    def start(self) -> None:
        """Start it."""
        with _imports_from_nowhere():
            super().start()


class ChildContext(SpawnContext):
    """Starts children afresh: the screen runs threads, and a forked child may inherit a lock no one will release."""

    Process = ChildProcess

    def __init__(self) -> None:
        super().__init__()
        # It keeps track of locks, and the first lock would start it. It inherits the standard error stream by its
        # number, which the screen's stand-in for that stream does not have.
        with _imports_from_nowhere(), contextlib.redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()


def confine(memory: int) -> None:
    """Make a child harmless: bounded, silent, quick to kill, and gone when its parent is."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # A handler of Python's would wait for the pattern match that the child is to be killed for.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
    os._exit(1)


def within(function: Callable[[T], R], value: T, seconds: float) -> R:
    """Do one task under an alarm that kills this process, should its parent no longer be there to do so."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return function(value)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
