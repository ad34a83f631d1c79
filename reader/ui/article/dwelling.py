"""When an article has really been read: one was in it long enough, and enough of it came into view."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

__all__ = ["Dwelling"]

_LEAST = 0.05
"""Seconds: a timer of Textual's that is late from the start never rings, which a shorter one may be."""


class Dwelling:
    """Counts the time one is in an article, as often as one comes back to it, and what has been seen of it."""

    def __init__(self, widget: Widget, done: Callable[[], None]) -> None:
        self._widget = widget
        """What timers are set on."""
        self._done = done
        """Called, maybe more than once, when the article counts as read."""
        self._after = 0.0
        self._share = 0.0
        self._spent = self._seen = 0.0
        self._since: float | None = None
        self._timer: Timer | None = None

    def demand(self, seconds: float, share: float) -> None:
        """How long one must have been in an article, and what share of it must have come into view."""
        self._after, self._share = seconds, share

    def begin(self) -> None:
        """Another article: nothing of it has been seen."""
        self.pause()
        self._spent = self._seen = 0.0

    def see(self, share: float) -> None:
        """One is in the article, and so much of it has come into view; the clock goes on."""
        self._seen = max(self._seen, share)
        if self._since is None:
            self._since = monotonic()
        left = self._after - self._spent - (monotonic() - self._since)
        if left > 0:
            if self._timer is None:
                self._timer = self._widget.set_timer(max(left, _LEAST), self._rung)
        elif self._seen >= self._share:
            self._done()

    def pause(self) -> None:
        """One is not in the article any more; the clock stands still."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._since is not None:
            self._spent += monotonic() - self._since
            self._since = None

    def _rung(self) -> None:
        self._timer = None
        self._spent = self._after
        self.see(0)
