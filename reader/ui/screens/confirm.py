"""Asking before something is done that a person should look at twice."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.ui.opening.boxes import Box
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.widgets.foot import Foot

__all__ = ["ConfirmScreen"]

_LOW = 18
"""Lines below which a screen has room for the words only."""


class ConfirmScreen(Box[bool]):
    """A question and what speaks for looking twice; the result is whether to do it."""

    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "yes", show=False),
        Binding("escape,q,n", "answer(False)", "no", show=False),
    ]

    def __init__(self, question: str, *texts: str, does: str) -> None:
        """`does` is what Enter does: "opens it"."""
        super().__init__()
        self._question = question
        self._texts = texts
        self._does = does

    def compose(self) -> ComposeResult:
        """The question, the texts."""
        with Vertical(id="box"):
            yield Static(Content(self._question), id="box-title", markup=False)
            for text in self._texts:
                yield Static(Content(text), classes="box-text", markup=False)
            yield Foot(f"Enter {self._does}   Esc does not")

    def on_mount(self) -> None:
        """Fit the screen from the first frame."""
        self.on_resize()

    def on_resize(self) -> None:
        """Leave out what is not needed on a low screen."""
        self.set_class(self.size.height < _LOW, "-low")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001  # called by name
        """Close with the answer."""
        self.dismiss(answer)
