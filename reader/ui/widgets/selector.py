"""A line on which one of a few things is chosen with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reader.ui.painting.cells import clip
from reader.ui.painting.marks import UNICODE, Marks

__all__ = ["Selector"]

_LABEL = 8
"""Cells of what stands before the choice."""


class Selector(Widget, can_focus=True):
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
        super().__init__(id=id)
        self._label = label
        self._choices = list(choices)
        self._marks = marks
        self._ends = ("‹", "›") if marks is UNICODE else ("<", ">")
        self.index = 0
        """Which of the choices it is."""

    @property
    def line(self) -> int:
        """The line one is on: there is but one."""
        return 0

    def offer(self, choices: Sequence[str]) -> None:
        """There is something else to choose from; what is chosen stays so by its place."""
        self._choices = list(choices)
        self.index = min(self.index, len(self._choices) - 1)
        self.refresh()

    def action_turn(self, step: int) -> None:
        """Choose the next one, going round."""
        self.index = (self.index + step) % len(self._choices)
        self.refresh()
        self.post_message(self.Turned(self))

    def on_click(self, event: events.Click) -> None:
        """Choose the next one by the mouse."""
        event.stop()
        self.action_turn(1)

    def render(self) -> Content:
        """As much of it as there is room for."""
        before, after = self._ends
        many = f"   {self.index + 1}/{len(self._choices)}" if len(self._choices) > 1 else ""
        room = max(self.content_size.width - _LABEL - 4 - len(many), 1)
        chosen = clip(self._choices[self.index], room, self._marks.ellipsis)
        return Content(f"{self._label:<{_LABEL}}{before} {chosen} {after}{many}")
