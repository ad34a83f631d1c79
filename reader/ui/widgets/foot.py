"""The line at the foot of a box: the keys that matter in it."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from reader.ui.painting.cells import width_of

__all__ = ["Foot"]

_GAP = " " * 3
_WAY_OUT = "Esc"


class Foot(Widget):
    """As many keys as fit whole, the first before the last, the way out always."""

    def __init__(self, keys: str = "") -> None:
        super().__init__(id="box-foot")
        self._keys = keys

    def tell(self, keys: str) -> None:
        """Other keys matter now; three spaces stand between any two."""
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def render(self) -> Content:
        """The line."""
        keys = self._keys.split(_GAP)
        while len(keys) > 1 and width_of(_GAP.join(keys)) > self.content_size.width:
            droppable = [key for key in keys if not key.startswith(_WAY_OUT)]
            keys.remove(droppable[-1])
        return Content(_GAP.join(keys))
