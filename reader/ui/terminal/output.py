"""What is written to the terminal: at once where it takes it, else as soon as it does.

Textual leaves it to a thread, which has its turn only when the one that wrote rests: 2 ms of the 5 that a key took. And
once 30 pieces wait there, everything waits for the terminal.
"""

from __future__ import annotations

import os
import select
from asyncio import AbstractEventLoop
from collections.abc import Callable
from typing import Self

__all__ = ["Output"]

_BEHIND = 64_000
"""Bytes that wait for a terminal that follows; more than a screen has at its fullest."""
_PATIENCE = 2_000
"""Milliseconds that a terminal which takes nothing is waited for at the end."""


class Output:
    """Writes to a terminal and never waits for it, until it is closed."""

    def __init__(self, terminal: int, loop: AbstractEventLoop) -> None:
        """`terminal` is open for writing without waiting, and is closed with this."""
        self._terminal, self._loop = terminal, loop
        self._waiting = bytearray()
        self._watches = False
        """Whether it is told when the terminal takes more."""
        self._then: Callable[[], None] | None = None

    @classmethod
    def to(cls, terminal: int, loop: AbstractEventLoop) -> Self:
        """To the terminal that is open as this. Raises OSError where it may not be opened once more.

        Not to wait is said of what is open, which others have too: the shell would not wait either, and lose words.
        """
        return cls(os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY), loop)

    @property
    def is_behind(self) -> bool:
        """Whether the terminal does not follow: what else there is to show would only be late."""
        return len(self._waiting) > _BEHIND

    def afterwards(self, call: Callable[[], None]) -> None:
        """Call it once the terminal has taken everything, in place of what was to be called then."""
        self._then = call

    def write(self, text: str) -> None:
        """Write it in a moment, or at once with a `flush`: a frame comes in several pieces, each of which would wake
        the terminal.
        """
        if not self._waiting:
            self._loop.call_soon(self.flush)
        self._waiting += text.encode(errors="replace")

    def flush(self) -> None:
        """Write as much of what waits as the terminal takes, and the rest when it takes more."""
        if not self._waiting:
            return
        del self._waiting[: self._send(self._waiting)]
        if self._waiting:
            self._watches = True
            self._loop.add_writer(self._terminal, self.flush)
        elif self._watches:
            self._watches = False
            self._loop.remove_writer(self._terminal)
            self._caught_up()

    def _caught_up(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def close(self) -> None:
        """Write what waits, unless the terminal takes nothing any more."""
        self._loop.remove_writer(self._terminal)
        ready = select.poll()
        ready.register(self._terminal, select.POLLOUT)
        while self._waiting and ready.poll(_PATIENCE):
            del self._waiting[: self._send(self._waiting)]
        self._waiting.clear()
        os.close(self._terminal)

    def _send(self, data: bytearray) -> int:
        """How much of it is done with: what the terminal took, or all of it where there is none any more."""
        try:
            return os.write(self._terminal, data)
        except BlockingIOError:
            return 0
        except OSError:
            return len(data)
