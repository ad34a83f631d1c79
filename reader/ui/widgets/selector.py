"""A line on which one of a few things is chosen with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.ui.marks import ASCII, Marks

__all__ = ["Selector"]

_LABEL = 8
"""Cells of what stands before the choice."""


class Selector(Static, can_focus=True):
    """A label and the thing chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "turn(-1)", "before", show=False),
        Binding("right,l,space", "turn(1)", "after", show=False),
    ]

    class Turned(Message):
        """Something else was chosen."""

        def __init__(self, selector: Selector) -> None:
            super().__init__()
            self.selector = selector

    def __init__(self, label: str, choices: Sequence[str], marks: Marks, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, markup=False)
        self._label = label
        self._choices = list(choices)
        self._ends = ("<", ">") if marks is ASCII else ("‹", "›")
        self.index = 0
        """Which of the choices it is."""

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._tell()

    def offer(self, choices: Sequence[str]) -> None:
        """There is something else to choose from; what is chosen stays so by its place."""
        self._choices = list(choices)
        self.index = min(self.index, len(self._choices) - 1)
        self._tell()

    def action_turn(self, step: int) -> None:
        """Choose the next one, going round."""
        self.index = (self.index + step) % len(self._choices)
        self._tell()
        self.post_message(self.Turned(self))

    def on_click(self, event: events.Click) -> None:
        """Choose the next one by the mouse."""
        event.stop()
        self.action_turn(1)

    def _tell(self) -> None:
        before, after = self._ends
        many = f"   {self.index + 1}/{len(self._choices)}" if len(self._choices) > 1 else ""
        self.update(Content(f"{self._label:<{_LABEL}}{before} {self._choices[self.index]} {after}{many}"))
