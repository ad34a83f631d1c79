"""The last line of a box: the keys that matter in it."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from reader.ui.cells import width_of

__all__ = ["Foot"]

_GAP = "   "


class Foot(Widget):
    """Keys with what they do, the most important first: as many as fit whole."""

    def __init__(self, *keys: str, id: str = "box-foot") -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._keys = keys

    def render(self) -> Content:
        """The keys there is room for, the first always."""
        first, *others = self._keys
        line = first
        for key in others:
            if width_of(line + _GAP + key) > self.size.width:
                break
            line += _GAP + key
        return Content(line)
