"""A list of rows of any height, for tens or hundreds of them: related articles, results, choices."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events
from textual.geometry import Size
from textual.strip import Strip

from reader.ui.messages import RowHighlighted, RowOpened
from reader.ui.painting.cells import wrap
from reader.ui.painting.marks import Marks
from reader.ui.widgets.scrolling import Scrolling
from reader.ui.wording.rows import Pieces

__all__ = ["Entry", "RowList"]

Item = TypeVar("Item")

_USUAL = 68
"""How wide it is thought to be before the first layout: as in a box."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[Item]):
    """A row: a value and how it is drawn in a width; no value for a heading."""

    item: Item | None
    lay: Callable[[int], list[Pieces]]


class RowList(Scrolling, Generic[Item], can_focus=True, inherit_bindings=False):
    """Rows to move in; headings between them are passed over."""

    ALLOW_SELECT = False

    def __init__(self, marks: Marks, *, id: str, lively: bool = False) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.marks = marks
        self._lively = lively
        """Drawn as focused even while an input above it has the focus."""
        self._entries: Sequence[Entry[Item]] = ()
        self._lines: list[Pieces] = []
        self._starts: list[int] = []
        self._width = 0
        """What the lines were laid out for."""
        self._message = ""
        self.index = 0
        """The selected row, headings counted."""
        self.led = False
        """Whether one has moved in it since it was filled."""

    def show(self, entries: Sequence[Entry[Item]], *, message: str = "", keep: bool = False) -> None:
        """Take other rows; the selection goes to the first, unless it is to be kept. `message` stands for no rows."""
        self._entries, self._message = entries, message
        wanted = self.index if keep else 0
        self.led = self.led and keep
        self._lay()
        self.index = self._nearest(min(wanted, max(len(entries) - 1, 0)), 1)
        self.scroll_to(y=0 if not keep else None, animate=False, force=True)
        self._reveal()

    @property
    def item(self) -> Item | None:
        """The selected row's value."""
        return self._entries[self.index].item if self.index < len(self._entries) else None

    @property
    def line(self) -> int:
        """The line of the list where the selected row begins."""
        return self._starts[self.index] if self.index < len(self._starts) else 0

    @property
    def line_count(self) -> int:
        """How many lines all rows take."""
        return len(self._lines)

    def move(self, way: str) -> None:
        """Move the selection: down, up, top, bottom, page_down, page_up."""
        last = len(self._entries) - 1
        if last < 0:
            return
        self.led = True
        page = max(self.size.height // 4, 1)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page, "top": -last, "bottom": last}
        wanted = self._nearest(min(max(self.index + steps[way], 0), last), 1 if steps[way] > 0 else -1)
        if wanted == self.index and steps[way] < 0:
            self.scroll_to(y=0, animate=False, force=True)  # to what stands above the first row
        else:
            self.select(wanted)

    def select(self, index: int) -> None:
        """Select a row and bring it into view."""
        if index != self.index:
            self.index = index
            self.post_message(RowHighlighted(self))
        self._reveal()

    def select_item(self, wanted: Callable[[Item], bool]) -> None:
        """Select the first row whose value is wanted."""
        for index, entry in enumerate(self._entries):
            if entry.item is not None and wanted(entry.item):
                self.select(index)
                return

    def _nearest(self, index: int, step: int) -> int:
        """The row at or after `index` in the step's direction, else in the other, that is no heading."""
        count = len(self._entries)
        ahead = range(index, count) if step > 0 else range(index, -1, -1)
        behind = range(min(index, count - 1), -1, -1) if step > 0 else range(index, count)
        passable = (at for at in (*ahead, *behind) if self._entries[at].item is not None)
        return next(passable, index)

    def _lay(self) -> None:
        self._width = width = self._room
        self._lines, self._starts = [], []
        for entry in self._entries:
            self._starts.append(len(self._lines))
            self._lines += entry.lay(width)
        self.virtual_size = Size(0, len(self._lines))

    @property
    def _room(self) -> int:
        width = self.scrollable_content_region.width or min(_USUAL, self.app.size.width)
        return max(width - 1, 4)

    def _reveal(self) -> None:
        if self.size.height and self.index < len(self._starts):
            first, end = self._starts[self.index], self._end(self.index)
            above = self.index > 0 and self._entries[self.index - 1].item is None
            top = self._starts[self.index - 1] if above else first
            if top < self.scroll_offset.y:
                top = min(max(top, end - self.size.height), first)  # a tall heading never hides its row
                self.scroll_to(y=top, animate=False, force=True)
            elif end > self.scroll_offset.y + self.size.height:
                self.scroll_to(y=min(end - self.size.height, first), animate=False, force=True)
        self.refresh()

    def _end(self, index: int) -> int:
        return self._starts[index + 1] if index + 1 < len(self._starts) else len(self._lines)

    def _at(self, line: int) -> int:
        return bisect_right(self._starts, line) - 1

    def resized(self) -> None:
        """Lay the rows out for another width."""
        if self._room != self._width:
            self._lay()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Select and open the row clicked."""
        line = event.y + self.scroll_offset.y
        if line < len(self._lines) and self._entries[self._at(line)].item is not None:
            self.select(self._at(line))
            self.post_message(RowOpened(self))

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        if self._room != self._width:
            self._lay()  # painted before it was told its width
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if not self._entries:
            return self.paint(self._notice(y, width), width)
        if line >= len(self._lines):
            return self.paint([], width)
        pieces = self._lines[line]
        if not (self.has_focus or self._lively) or self._at(line) != self.index or self.item is None or not pieces:
            return self.paint([(" ", ""), *pieces], width)
        return self.paint([(self.marks.cursor, "mark"), *pieces], width, "selected")

    def _notice(self, y: int, width: int) -> Pieces:
        lines = wrap(self._message, max(width - 4, 2)) if self._message else []
        if not 1 <= y <= len(lines):
            return []
        start, end = lines[y - 1]
        return [("  ", ""), (self._message[start:end], "muted")]
