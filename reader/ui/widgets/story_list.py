"""The list of stories: two lines a row, drawn line by line; it holds as many as were looked at, and asks for more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from textual import events
from textual.strip import Strip

from reader.model import Story
from reader.ui.messages import MoreWanted, RowHighlighted, RowOpened
from reader.ui.painting.cells import wrap
from reader.ui.widgets.scrolling import Scrolling
from reader.ui.wording.rows import Look, Pieces
from reader.ui.wording.story_rows import story_row

__all__ = ["StoryList"]

_AHEAD = 50
"""Rows held below the selected one, as long as there are so many."""


class StoryList(Scrolling, can_focus=True, inherit_bindings=False):
    """Rows to move in; it tells which one is selected, and when it needs more of them."""

    ALLOW_SELECT = False

    def __init__(self, look: Look, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.look = look
        self._stories: list[Story] = []
        self._more = False
        self._ending = False
        """Whether one is on the way to the end, which is not held yet."""
        self._message = ""
        self.index = 0
        """The selected row's place in the list, from 0."""

    # what is shown

    def show(self, stories: Sequence[Story], message: str, *, more: bool, fresh: bool = False) -> None:
        """Take other stories, or `message` where there are none; the selected one stays so, unless `fresh`.

        `more` says that there are more than these.
        """
        told = self.item
        above = self.index * 2 - self.scroll_offset.y
        self._stories, self._message = list(stories), message
        self._ending = False
        found = None if fresh or told is None else self._find(told.id)
        self._hold(more=more)
        if found is None:
            self._select(0 if fresh else min(self.index, max(self.count - 1, 0)))
        else:
            self.index = found
            self.scroll_to(y=found * 2 - above, animate=False, force=True)
            self._reveal()
        if fresh or self.item != told:
            self.post_message(RowHighlighted(self))

    def extend(self, stories: Sequence[Story], *, more: bool) -> None:
        """Take those that follow."""
        self._stories += stories
        self._hold(more=more)
        if self._ending:
            self._ending = more
            self.select(self.count - 1)

    def _hold(self, *, more: bool) -> None:
        self._more = more
        self.span(self.count * 2 + more)
        self.refresh()

    @property
    def item(self) -> Story | None:
        """The selected story."""
        return self._stories[self.index] if self.index < self.count else None

    @property
    def line(self) -> int:
        """The line of the list where the selected story begins."""
        return self.index * 2

    @property
    def count(self) -> int:
        """How many are held."""
        return len(self._stories)

    @property
    def more(self) -> bool:
        """Whether there are more than are held."""
        return self._more

    def at(self, now: datetime) -> None:
        """Tell dates from this moment on."""
        self.look = replace(self.look, now=now)
        self.refresh()

    # moving

    def move(self, way: str) -> None:
        """Move the selection: down, up, top, bottom, page_down, page_up."""
        page = max(self.size.height // 2 - 1, 1)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page, "top": -self.count, "bottom": self.count}
        self._ending = way == "bottom" and self._more
        self.select(self.index + steps[way])

    def select(self, index: int) -> None:
        """Select a row and bring it into view."""
        before = self.index
        self._select(min(max(index, 0), max(self.count - 1, 0)))
        if self.index != before:
            self.post_message(RowHighlighted(self))

    def next_unread(self, step: int) -> bool:
        """Select the next story held with unread reports, down (1) or up (-1), going round; False where none is."""
        for far in range(1, self.count):
            index = (self.index + step * far) % self.count
            if self._stories[index].unread:
                self.select(index)
                return True
        return False

    def _select(self, index: int) -> None:
        self.index = index
        self._reveal()
        if self._more and (self._ending or index + _AHEAD >= self.count):
            self.post_message(MoreWanted(all=self._ending))

    def _reveal(self) -> None:
        line, height = self.index * 2, self.size.height
        if line < self.scroll_offset.y:
            self.scroll_to(y=line, animate=False, force=True)
        elif line + 2 > self.scroll_offset.y + height:
            self.scroll_to(y=line + 2 - height, animate=False, force=True)
        self.refresh()

    def _find(self, story: str) -> int | None:
        return next((index for index, held in enumerate(self._stories) if held.id == story), None)

    # Textual

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more when the end comes into view by the mouse."""
        super().watch_scroll_y(old_value, new_value)
        if self._more and self.scroll_offset.y + 2 * self.size.height >= self.virtual_size.height:
            self.post_message(MoreWanted(all=False))

    def resized(self) -> None:
        """Keep the selected row in view."""
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Select and open the row clicked."""
        index = (event.y + self.scroll_offset.y) // 2
        if index < self.count:
            self.select(index)
            self.post_message(RowOpened(self))

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        width = self.scrollable_content_region.width
        index, part = divmod(y + self.scroll_offset.y, 2)
        if not self.count:
            return self.paint(self._notice(y, width), width)
        if index >= self.count:
            pending = self._more and index == self.count and part == 0
            return self.paint([("   ", ""), (self.look.marks.pending, "muted")] if pending else [], width)
        pieces = story_row(self._stories[index], width - 1, self.look)[part]
        if index != self.index:
            return self.paint([(" ", ""), *pieces], width)
        cursor = (self.look.marks.cursor, "mark" if self.has_focus else "muted")
        return self.paint([cursor, *pieces], width, "selected" if self.has_focus else "selected-dim")

    def _notice(self, y: int, width: int) -> Pieces:
        lines = wrap(self._message, max(width - 4, 2))
        if not 1 <= y <= len(lines):
            return []
        start, end = lines[y - 1]
        return [("  ", ""), (self._message[start:end], "muted")]
