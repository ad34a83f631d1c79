"""Lines to scroll in, each drawn by itself."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView

from reader.ui.painting.roles import Painted

__all__ = ["Scrolling"]


class Scrolling(ScrollView, Painted):
    """Is told of another size before it is drawn in it: nothing is seen that was laid out for the one before."""

    stale = False
    """Whether something was laid out while it was not shown, and had no size."""

    def resized(self) -> None:
        """Lay out what depends on the size."""

    def span(self, lines: int) -> None:
        """Have so many lines to scroll in. Only the bar is drawn anew: Textual would lay out the whole screen."""
        size = Size(0, lines)
        if size != self.virtual_size:
            self.set_reactive(ScrollView.virtual_size, size)
            self._scroll_update(size)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: FBT001, FBT002  # Textual's
        before = self._size
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self._size != before or self.stale:
            self.resized()
        return changed
