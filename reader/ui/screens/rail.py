"""The rail: the choices of a box in a column of their own over the left of the screen, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual import events
from textual.widgets import Input

from reader.ui.marks import Marks
from reader.ui.screens.picker import Choice, More, PickerScreen

__all__ = ["RailScreen"]

Value = TypeVar("Value")

_WHOLE = 80
"""Columns below which it takes all of them."""


class RailScreen(PickerScreen[Value], Generic[Value]):
    """Chosen from like a box; the keys that opened it close it."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Value]],
        marks: Marks,
        *,
        current: Value | None,
        more: More[Value] | None,
        renew: Callable[[], None],
        keys: Sequence[str],
    ) -> None:
        """`keys` close it, in Textual's words."""
        super().__init__(title, choices, marks, current=current, more=more, renew=renew)
        self._keys = keys
        self.add_class("-rail")

    def on_resize(self) -> None:
        """Be as high as the screen; the choices take what is left."""
        self.set_class(self.size.width < _WHOLE, "-whole")

    async def on_key(self, event: events.Key) -> None:
        """Close by the keys that opened it."""
        if event.key in self._keys and not isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            self.dismiss(None)
