"""The rail: the choices of a box in a column of their own over the left of the screen, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual import events
from textual.widgets import Input

from reader.ui.painting.marks import Marks
from reader.ui.screens.picker import Choice, More, PickerScreen
from reader.ui.widgets.foot import Foot

__all__ = ["RailScreen"]

Value = TypeVar("Value")

_LOW = 16
"""Lines below which there is room for the choices only."""
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
        closing: str,
    ) -> None:
        """`keys` close it, in Textual's words; `closing` is how the first of them is told to people."""
        super().__init__(title, choices, marks, current=current, more=more, renew=renew)
        self._shut_by = keys
        self._shut_label = closing
        self.add_class("-rail")

    def on_mount(self) -> None:
        """Say in few words what can be pressed."""
        more = f"   {self._more.label}" if self._more is not None else ""
        self.query_one(Foot).tell(f"/ narrows{more}   {self._shut_label} closes")

    def fit(self) -> None:
        """Be as high as the screen, in place of as high as a box; the choices take what is left."""
        self.set_class(self.size.width < _WHOLE, "-whole")
        self.set_class(self.size.height < _LOW, "-low")
        self._rows.styles.height = "1fr"

    async def on_key(self, event: events.Key) -> None:
        """Close by the keys that opened it."""
        if event.key in self._shut_by and not isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            self.dismiss(None)
