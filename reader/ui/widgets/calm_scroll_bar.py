"""A bar that tells in whole cells where one is, and is drawn only when that changes."""

from __future__ import annotations

from typing import Any, Self

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

__all__ = ["CalmScrollBar"]

_Look = tuple[int, int, int, int, Color, Color]
"""Cells high and wide, the first cell of the handle and the one behind its last, its colour and the ground's."""
_NOWHERE = Color(0, 0, 0, a=0)


class CalmScrollBar(ScrollBar):
    """Textual's is drawn in eighths of cells, as often as a list moves by a line: as dear as the list itself."""

    def __init__(self, *, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._look: _Look = (0, 0, 0, 0, _NOWHERE, _NOWHERE)
        self._strips: list[Strip] = []

    def refresh(self, *regions: Region, layout: bool = False, **more: Any) -> Self:
        """Be drawn anew, if that would look any different."""
        if not layout and not regions and self.is_mounted and self._looks() == self._look:
            return self
        return super().refresh(*regions, layout=layout, **more)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The cells in a region of it."""
        look = self._looks()
        if look != self._look:
            self._look, self._strips = look, _drawn(look)
        strips, ground = self._strips[crop.y : crop.bottom], self._look[-1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, ground) for strip in strips]
        return strips

    def _looks(self) -> _Look:
        width, height = self.outer_size
        first, last = self._handle(height)
        return height, width, first, last, *self._colours()

    def _handle(self, height: int) -> tuple[int, int]:
        total, shown = self.window_virtual_size, self.window_size
        if not 0 < shown < total:
            return 0, 0
        cells = max(round(height * shown / total), 1)
        first = round((height - cells) * min(self.position / (total - shown), 1))
        return first, first + cells

    def _colours(self) -> tuple[Color, Color]:
        parent = self.parent
        if not isinstance(parent, Widget):
            return _NOWHERE, _NOWHERE
        styles = parent.styles
        if self.grabbed:
            colour, ground = styles.scrollbar_color_active, styles.scrollbar_background_active
        elif self.mouse_over:
            colour, ground = styles.scrollbar_color_hover, styles.scrollbar_background_hover
        else:
            colour, ground = styles.scrollbar_color, styles.scrollbar_background
        ground = parent.background_colors[0] + ground
        return ground + colour, ground


def _drawn(look: _Look) -> list[Strip]:
    height, width, first, last, colour, ground = look
    above = _cell(width, ground, "scroll_up")
    handle = _cell(width, colour, "grab")
    below = _cell(width, ground, "scroll_down")
    return [*[above] * first, *[handle] * (last - first), *[below] * (height - last)]


def _cell(width: int, colour: Color, does: str) -> Strip:
    style = Style(bgcolor=colour.rich_color, meta={"@mouse.down": does})
    return Strip([Segment(" " * width, style)], width)
