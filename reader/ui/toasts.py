"""What is said in passing: a few sentences at most at a time, none twice, errors for longer."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.screen import Screen

__all__ = ["Severity", "Toasts"]

Severity = Literal["information", "warning", "error"]

_MOST = 3
"""Sentences at once."""
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

    def say(self, text: str, severity: Severity) -> None:
        """Say something below what was said before; too many, and the oldest goes, of what is no error first."""
        now = monotonic()
        held = [said for said in self._said if said.until > now and said.text != text]
        while len(held) >= _MOST:
            held.remove(next((said for said in held if said.severity == "information"), held[0]))
        held.append(_Said(text, severity, now + _SECONDS[severity]))
        if held[:-1] != self._said:
            self._screen.app.clear_notifications()
            missing = held
        else:
            missing = held[-1:]
        self._said = held
        for said in missing:
            self._screen.app.notify(said.text, severity=said.severity, timeout=said.until - now, markup=False)
