"""Lines to scroll in and nothing to choose: a leaf laid over the panes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip

from reader.ui.typesetting.layout import Piece, over
from reader.ui.widgets.scrolling import Scrolling
from reader.ui.wording.rows import Pieces

__all__ = ["Leaf"]


class Leaf(Scrolling, can_focus=True, inherit_bindings=False):
    """Shows prepared lines."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._lay: Callable[[int], list[Pieces]] | None = None
        self._lines: list[Pieces] = []

    def show(self, lay: Callable[[int], list[Pieces]]) -> None:
        """Show other lines, from the top; `lay` makes them for a width."""
        self._lay = lay
        self.resized()
        self.scroll_to(y=0, animate=False, force=True)

    @property
    def line(self) -> int:
        """The first line in view, where reading goes on."""
        return self.scroll_offset.y

    @property
    def line_count(self) -> int:
        """How many there are."""
        return len(self._lines)

    def move(self, way: str) -> None:
        """Scroll: down, up, top, bottom, page_down, page_up."""
        page, y = max(self.size.height - 2, 1), self.scroll_offset.y
        tops = {"down": y + 1, "up": y - 1, "page_down": y + page, "page_up": y - page, "top": 0}
        top = tops.get(way, self.max_scroll_y)
        self.scroll_to(y=min(max(top, 0), self.max_scroll_y), animate=False, force=True)

    def resized(self) -> None:
        """Lay the lines out for the new width."""
        self._lines = self._lay(max(self.scrollable_content_region.width - 1, 8)) if self._lay else []
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        width, number = self.scrollable_content_region.width, y + self.scroll_offset.y
        pieces: Sequence[Piece] = self._lines[number] if number < len(self._lines) else []
        span = self.text_selection.get_span(number) if self.text_selection is not None else None
        if span is not None:
            start, end = span
            pieces = over(pieces, start, width if end == -1 else end, "match")
        return self.paint(tuple(pieces), width).apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text the mouse has selected, line by line."""
        lines = ("".join(text for text, _ in pieces) for pieces in self._lines)
        return selection.extract("\n".join(line.rstrip() for line in lines)), "\n"
