"""What its publisher changed in an article since it came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.model import Edition
from reader.ui.opening.boxes import Box
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.widgets.foot import Foot
from reader.ui.widgets.leaf import Leaf
from reader.ui.wording.edition_rows import edition_lines
from reader.ui.wording.rows import Pieces

__all__ = ["EditionsScreen"]

_LOW = 18
"""Lines below which a screen has room for the text only."""
_MOVES = {
    "down": "down",
    "j": "down",
    "up": "up",
    "k": "up",
    "g": "top",
    "home": "top",
    "G": "bottom",
    "end": "bottom",
    "space": "page_down",
    "pagedown": "page_down",
    "ctrl+d": "page_down",
    "pageup": "page_up",
    "ctrl+u": "page_up",
}


class EditionsScreen(Box[None]):
    """The versions of an article, to be read."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"move('{way}')", show=False) for key, way in _MOVES.items()),
        Binding("escape,q,enter", "leave", "close", show=False),
    ]

    def __init__(self, title: str, marks: Marks, now: datetime) -> None:
        super().__init__()
        self._title = title
        self._marks = marks
        self._now = now

    def compose(self) -> ComposeResult:
        """A title, the versions, what the signs mean."""
        signs = f"{self._marks.added} came   {self._marks.removed} went"
        with Vertical(id="box", classes="-large"):
            yield Static(Content(self._title), id="box-title", markup=False)
            yield Leaf(id="box-leaf")
            yield Foot(f"{signs}   j k scroll   Esc closes")

    def on_mount(self) -> None:
        """Wait for the versions."""
        self._leaf.show(lambda _: [[(f"Looking for what changed {self._marks.ellipsis}", "muted")]])
        self.set_focus(self._leaf)
        self.on_resize()

    def on_resize(self) -> None:
        """Leave out what is not needed on a low screen."""
        self.set_class(self.size.height < _LOW, "-low")

    @property
    def _leaf(self) -> Leaf:
        return self.query_one("#box-leaf", Leaf)

    def give(self, editions: Sequence[Edition]) -> None:
        """Show the versions."""
        lay: partial[list[Pieces]] = partial(edition_lines, editions, now=self._now, marks=self._marks)
        self._leaf.show(lay)

    def action_move(self, way: str) -> None:
        """Scroll."""
        self._leaf.move(way)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
