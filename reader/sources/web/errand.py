"""One fetch on its way: how long it may still take, and what ends it before that."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from reader.sources.web.exchange import FetchError, Trouble

__all__ = ["LIMITS", "Errand", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that the steps of a fetch may take."""

    lookup: float = 10.0
    """Looking up the name of a host."""
    connect: float = 5.0
    """Until one of its addresses takes the connection."""
    answer: float = 10.0
    """Until the first byte of an answer; the handshake of TLS too."""
    idle: float = 10.0
    """Between one byte and the next."""
    total: float = 20.0
    """All of it, over all redirects; waiting for one's turn is not counted."""
    patience: float = 60.0
    """Waiting for one's turn, all in all."""


LIMITS = Limits()


class Errand:
    """The time a fetch has, and its cancelling from another thread.

    Waiting for one's turn (`wait`) stops the clock: it is this side that makes the fetch wait, and a server is not to
    be blamed for it. It has a bound of its own, `Limits.patience`.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cancelled = False
        self._ends = monotonic() + limits.total
        self._patience = limits.patience
        self._stop: Callable[[], object] | None = None
        self._stopping = threading.Lock()

    def left(self, most: float) -> float:
        """Seconds the next step may take, at most `most`. Raises FetchError where there is no time left."""
        self.check()
        seconds = min(most, self._ends - monotonic())
        if seconds <= 0:
            raise self.late()
        return seconds

    def late(self) -> FetchError:
        """The error of a fetch whose time is up."""
        return FetchError(Trouble.TIMEOUT, f"it was not finished within {self.limits.total:g} seconds")

    @property
    def over(self) -> bool:
        """Whether its time is up."""
        return monotonic() >= self._ends

    def check(self) -> None:
        """Raises FetchError where it was cancelled."""
        if self.cancelled:
            raise FetchError(Trouble.CANCELLED, "cancelled")

    def cancel(self) -> None:
        """End it soon, whatever it waits for; from any thread."""
        self.cancelled = True
        with self._stopping:
            if self._stop is not None:
                self._stop()

    @contextmanager
    def until(self, stop: Callable[[], object]) -> Iterator[None]:
        """While this lasts, cancelling calls `stop`, which makes what is waited for end. Raises FetchError."""
        before = self._stop
        self._stop = stop
        try:
            self.check()
            yield
        finally:
            with self._stopping:  # so that `stop` is never called once what it stops is gone
                self._stop = before

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While this lasts, the clock stands still: what is waited for is on this side."""
        began = monotonic()
        try:
            yield
        finally:
            self._ends += monotonic() - began

    def wait(self, turn: threading.Event) -> bool:
        """Wait for one's turn with the clock stopped; whether it came in time. Raises FetchError when cancelled."""
        began = monotonic()
        with self.paused(), self.until(turn.set):
            turn.wait(max(0.0, self._patience))
        self._patience -= monotonic() - began
        self.check()
        return turn.is_set()
