"""A box with one line to type in."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.ui.opening.boxes import Box
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.widgets.foot import Foot

__all__ = ["AskScreen"]

_LOW = 18
"""Lines below which a screen has room for the words only."""


def _fine(_: str) -> str:
    return ""


class AskScreen(Box[str | None]):
    """Asks for some words; they are the result, None for none."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "keep", show=False, priority=True),
        Binding("escape", "leave", "close", show=False),
    ]

    def __init__(
        self, title: str, text: str, hint: str, check: Callable[[str], str] = _fine, *, offered: bool = False
    ) -> None:
        """`text` stands there to be changed, or is only `offered`: what is typed then takes its place. `hint` stands
        below; `check` says what is wrong with what was typed.
        """
        super().__init__()
        self._title = title
        self._text = text
        self._hint = hint
        self._check = check
        self._offered = offered

    def compose(self) -> ComposeResult:
        """A title, the line, a hint or what is wrong."""
        with Vertical(id="box"):
            yield Static(Content(self._title), id="box-title", markup=False)
            yield Input(self._text, compact=True, id="box-input", select_on_focus=False)
            yield Static(Content(self._hint), id="box-hint", markup=False)
            yield Foot("Enter keeps it   Esc closes")

    def on_mount(self) -> None:
        """Be typed in."""
        line = self.query_one(Input)
        self.set_focus(line)
        if self._offered:
            line.select_all()
        self.on_resize()

    def on_resize(self) -> None:
        """Leave out what is not needed on a low screen."""
        self.set_class(self.size.height < _LOW, "-low")

    def action_enter(self) -> None:
        """Close with what was typed, if it will do."""
        typed = self.query_one(Input).value
        complaint = self._check(typed)
        if not complaint:
            self.dismiss(typed)
            return
        hint = self.query_one("#box-hint", Static)
        hint.add_class("-wrong")
        hint.update(Content(complaint))

    def action_leave(self) -> None:
        """Close without words."""
        self.dismiss(None)
