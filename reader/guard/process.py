"""The parent's side of a guarded child: starting it, asking it for one thing at a time, killing it.

One task is in flight at a time, so a child that dies costs that task and no other.
"""

from __future__ import annotations

import contextlib
import pickle
import select
import subprocess
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, cast

__all__ = ["Child", "LostError"]

_CODE = "import sys; sys.path[:] = sys.argv[2:]; from reader.guard.child import serve; serve(int(sys.argv[1]))"
_START = 60.0
"""Seconds a child may take to start, on a machine that is busy with other things."""
_GRACE = 5.0


class LostError(Exception):
    """The child is gone, and with it what it was asked for."""


class Child:
    """A child process, started afresh: the screen runs threads, and a forked child may inherit a lock for ever."""

    def __init__(self, memory: int) -> None:
        # Nothing is imported from the current folder (-P, and no "" in the path): there lie the articles.
        command = [sys.executable, "-P", "-c", _CODE, str(memory), *filter(None, sys.path)]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603
        self._tasks = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._ready = False

    def ask(self, function: Callable[[Any], object], value: object, seconds: float) -> object:
        """What a module's own function makes of a value, or, as a value, the exception it raised.

        Raises TimeoutError where that takes longer than `seconds`, not counting the start of the child, and LostError
        where the child is gone. Of no use after either.
        """
        task = pickle.dumps((function, value, seconds + _GRACE), pickle.HIGHEST_PROTOCOL)
        try:
            if not self._ready:
                self._hear(_START)
                self._ready = True
            pickle.dump(task, self._tasks, pickle.HIGHEST_PROTOCOL)
            self._tasks.flush()
            answer = self._hear(seconds)
        except TimeoutError:
            raise
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise LostError from error
        return pickle.loads(answer)  # noqa: S301 - our own child made it

    def kill(self) -> None:
        """End the process, at once; whoever is asking it learns that it is lost."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process and let go of its pipes; no one may be asking it."""
        self.kill()
        self._answers.close()
        with contextlib.suppress(OSError):  # what it has not read is of no use to anyone
            self._tasks.close()

    def _hear(self, seconds: float) -> bytes:
        waiting = select.poll()
        waiting.register(self._answers, select.POLLIN)
        if not waiting.poll(seconds * 1000):
            raise TimeoutError
        return bytes(pickle.load(self._answers))  # noqa: S301 - our own child made it
