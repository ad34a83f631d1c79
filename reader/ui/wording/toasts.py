"""What is said in passing: a few sentences at most at a time, none twice, errors for longer."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.screen import Screen

__all__ = ["UNDONE", "Severity", "Toasts"]

Severity = Literal["information", "warning", "error"]

UNDONE = "Undone: "
"""Stands before what was said and is so no more, which goes then, with how to undo it."""
_LINES = 12
"""Lines of the screen for each sentence at once."""
_MOST = 3
_SECONDS: dict[Severity, float] = {"information": 4, "warning": 8, "error": 12}


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    severity: Severity
    until: float


class Toasts:
    """The sentences that stand on the screen."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._said: list[_Said] = []
        self._showing = False
        """Whether they are about to be shown."""

    def say(self, text: str, severity: Severity) -> None:
        """Say something below what was said before; too many, and the oldest goes, of what is no error first."""
        now, app = monotonic(), self._screen.app
        held = [said for said in self._said if said.until > now and said.text != text]
        if text.startswith(UNDONE):
            held = [said for said in held if not said.text.startswith(text.removeprefix(UNDONE))]
        while len(held) >= min(max(app.size.height // _LINES, 1), _MOST):
            held.remove(next((said for said in held if said.severity == "information"), held[0]))
        self._said = [*held, _Said(text, severity, now + _SECONDS[severity])]
        if not self._showing:  # behind all messages on their way: they are what is to be replaced
            self._showing = app.call_later(self._show)

    def _show(self) -> None:
        self._showing, now, app = False, monotonic(), self._screen.app
        app.clear_notifications()
        for said in self._said:
            if said.until > now:
                app.notify(said.text, severity=said.severity, timeout=said.until - now, markup=False)
