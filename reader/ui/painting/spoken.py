"""The screen for a screen reader: the terminal's own cursor stands where the focus is; only what changed is written.

A screen reader reads the line that the cursor comes to, and tells what appears. So a line that says the same as before
is not written again, whatever Textual thinks worth painting.
"""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from rich.console import Console
from rich.control import Control
from textual._compositor import CompositorUpdate
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from reader.ui.widgets.row_list import RowList

__all__ = ["Transcript", "spot"]

_SHOW_CURSOR = "\x1b[?25h"


@runtime_checkable
class _Lined(Protocol):
    """Has a line that one is on."""

    @property
    def line(self) -> int: ...


class Transcript:
    """What stands in the terminal, line by line."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def forget(self) -> None:
        """Write every line again: something else was on the terminal."""
        self._lines.clear()

    def changed(self, screen: Screen[Any]) -> CompositorUpdate:
        """An update that writes the lines of a screen that are not in the terminal yet."""
        return _Changed(screen, self._lines)


class _Changed(CompositorUpdate):
    def __init__(self, screen: Screen[Any], held: list[str]) -> None:
        self._screen = screen
        self._held = held

    def render_segments(self, console: Console) -> str:
        """The lines that changed, and the cursor shown."""
        lines = [strip.render(console) for strip in self._screen._compositor.render_strips()]  # noqa: SLF001  # no public way
        if len(lines) != len(self._held):
            self._held[:] = [""] * len(lines)
        changed = [number for number, line in enumerate(lines) if line != self._held[number]]
        self._held[:] = lines
        return "".join(Control.move_to(0, y).segment.text + lines[y] for y in changed) + _SHOW_CURSOR


def spot(screen: Screen[Any]) -> Offset:
    """Where on a screen the one using it is: in the line typed in, on the selected row, on the line being read."""
    focused = screen.focused
    if isinstance(focused, Input):
        led = next((rows for rows in screen.query(RowList) if rows.led and rows.item is not None), None)
        return focused.cursor_screen_offset if led is None else _on(led, led.line)
    if isinstance(focused, _Lined):
        return _on(focused, focused.line)
    titles = screen.query("#box-title")
    return titles.first().region.offset if titles else Offset()


def _on(widget: Widget, line: int) -> Offset:
    region = widget.content_region
    return region.offset + Offset(0, min(max(line - widget.scroll_offset.y, 0), max(region.height - 1, 0)))
