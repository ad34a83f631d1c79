"""The list of headlines: two lines a row, grouped by day, drawn line by line.

It holds the listing's bare numbers and the headlines of the rows seen last; 100,000 rows cost what ten do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from reader.model import Headline
from reader.ui.messages import PageMissed, RowHighlighted, RowOpened
from reader.ui.painting.cells import wrap
from reader.ui.widgets.scrolling import Scrolling
from reader.ui.wording.dates import Group
from reader.ui.wording.rows import Look, Pieces, headline_row

if TYPE_CHECKING:
    from reader.newsroom import Listing

__all__ = ["HeadlineList"]

_PAGE = 50
"""Rows fetched at once."""
_HELD = 2000
"""Headlines kept at most."""
_DRAWN = 160
"""Lines kept as they were drawn, four screens: each takes some kB with what Textual keeps of it."""


class HeadlineList(Scrolling, can_focus=True, inherit_bindings=False):
    """Rows to move in; it tells which one is selected, and which ones it has yet to be given."""

    ALLOW_SELECT = False

    def __init__(self, look: Look, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.look = look
        self._rows: Sequence[int] = ()
        self._instants: Sequence[float] = ()
        self._groups: list[Group] = []
        self._group_lines: list[int] = []
        self._headlines: dict[int, Headline | None] = {}
        self._asked: set[int] = set()
        self._message = ""
        self._drawn: dict[tuple[int, bool, bool], Strip] = {}
        """Lines as they were drawn, by number, selected or not, the list having the focus or not: where it scrolls or
        one leaves it, all but two of them stand there again."""
        self._drawn_for = 0
        """The cells of a line that they were drawn for."""
        self._colours: tuple[Style, ...] = ()
        self._colours_known = False
        self._top, self._chosen = 0, range(0)
        """The first line in view, and those of the selected row: looked up once for all lines that are drawn."""
        self.index = 0
        """The selected row's place in the list, from 0."""
        self.total = 0
        """How many rows there are, those that are yet to come counted."""
        self.steps = 0
        """How often a person has moved in it."""

    # what is shown

    def show(self, listing: Listing, groups: list[Group], *, fresh: bool = False, total: int = 0) -> None:
        """Take another listing, the head of one with `total` rows. The selected row stays in place, unless `fresh`."""
        self._drawn.clear()
        told = self.headline
        row, above = self.row, self.line_of(self.index) - self.scroll_offset.y
        self._rows, self._instants, self._groups = listing.rows, listing.instants, groups
        self._group_lines = [group.first * 2 + number for number, group in enumerate(groups)]
        self.total = max(total, len(self._rows))
        self._asked.clear()
        self.span(len(self._rows) * 2 + len(groups))
        found = None if fresh or row is None else self._find(row)
        if found is None:
            self._select(0 if fresh else min(self.index, max(len(self._rows) - 1, 0)))
        else:
            self.index = found
            self.scroll_to(y=self.line_of(found) - above, animate=False, force=True)
        self._miss()
        self.refresh()
        if self.headline != told:
            self.post_message(RowHighlighted(self))

    def say(self, message: str) -> None:
        """What to show in place of rows when there are none."""
        self._drawn.clear()
        self._message = message
        self.refresh()

    def give(self, headlines: Mapping[int, Headline | None]) -> None:
        """Take headlines by row; None for a row that has gone."""
        self._drawn.clear()
        told = self.headline
        for row, headline in headlines.items():
            self._headlines.pop(row, None)
            self._headlines[row] = headline
        for row in list(self._headlines)[: max(len(self._headlines) - _HELD, 0)]:
            del self._headlines[row]
        self.refresh()
        if self.headline != told:
            self.post_message(RowHighlighted(self))

    def update(self, headline: Headline) -> None:
        """Show a headline's new state, if it is held."""
        for row, held in self._headlines.items():
            if held is not None and held.id == headline.id:
                self.give({row: headline})
                return

    def forget(self) -> None:
        """Fetch again what comes into view; what is shown stays until then."""
        self._asked.clear()
        first, last = self._in_view()
        shown = set(self._rows[first:last])
        self._headlines = {row: held for row, held in self._headlines.items() if row in shown}
        self._ask(range(first, last))

    @property
    def touched(self) -> bool:
        """Whether a person has moved in it."""
        return self.steps > 0

    @property
    def row(self) -> int | None:
        """The selected row's number."""
        return self._rows[self.index] if self.index < len(self._rows) else None

    @property
    def moment(self) -> float | None:
        """Where in time the selected row stands, in seconds since the epoch."""
        return self._instants[self.index] if self.index < len(self._instants) else None

    def begin_at(self, row: int | None, moment: float | None, above: int) -> None:
        """Select a row as if it had been so from the start, so many lines above it, or where in time it stood."""
        found = None if row is None else self._find(row)
        if found is None and moment is not None:
            found = bisect_left(self._instants, -moment, key=lambda instant: -instant)
        if found is not None and self.count:
            self._select(min(found, self.count - 1))
            if above <= self.size.height - 2:
                self.scroll_to(y=self.line - above, animate=False, force=True)
            self._miss()
            self.post_message(RowHighlighted(self))

    @property
    def headline(self) -> Headline | None:
        """The selected headline, once it is held."""
        return None if self.row is None else self._headlines.get(self.row)

    @property
    def line(self) -> int:
        """The line of the list where the selected row begins."""
        return self.line_of(self.index)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def index_of(self, article: str) -> int | None:
        """Where an article stands, if its headline is held."""
        for row, headline in self._headlines.items():
            if headline is not None and headline.id == article:
                return self._find(row)
        return None

    # moving

    def move(self, way: str) -> None:
        """Move the selection: down, up, top, bottom, page_down, page_up."""
        page = max(self.size.height // 2 - 1, 1)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page, "top": -self.count, "bottom": self.count}
        self.select(self.index + steps[way])

    def select(self, index: int) -> None:
        """Select a row and bring it into view."""
        before = self.index
        self.steps += 1
        self._select(min(max(index, 0), max(self.count - 1, 0)))
        if self.index != before:
            self.post_message(RowHighlighted(self))

    def _select(self, index: int) -> None:
        before, self.index = self.line_of(self.index), index
        line = self.line_of(index)
        top = line - 1 if line - 1 in self._group_lines[:1] or self._is_group(line - 1) else line
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif line + 2 > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=line + 2 - self.size.height, animate=False, force=True)
        else:  # the two rows that change, not the 36 lines of the list: a key costs half of it
            self.refresh_lines(before, 2)
            self.refresh_lines(line, 2)
            return
        self.refresh()

    # lines

    def _find(self, row: int) -> int | None:
        try:
            return self._rows.index(row)
        except ValueError:
            return None

    def line_of(self, index: int) -> int:
        """The line of the list where a row begins."""
        return index * 2 + bisect_right(self._groups, index, key=lambda group: group.first)

    def _is_group(self, line: int) -> bool:
        at = bisect_right(self._group_lines, line)
        return at > 0 and self._group_lines[at - 1] == line

    def _index(self, line: int) -> int:
        """The row that a line, not that of a group, belongs to."""
        return (line - bisect_right(self._group_lines, line)) // 2

    def _in_view(self) -> tuple[int, int]:
        """First and last row in view, and a screenful around."""
        height = max(self.size.height, 1)
        first = self._index(max(self.scroll_offset.y - height, 0))
        last = self._index(self.scroll_offset.y + 2 * height) + 1
        return max(first, 0), min(last, self.count)

    def _miss(self) -> None:
        first, last = self._in_view()
        self._ask([index for index in range(first, last) if self._rows[index] not in self._headlines])

    def _ask(self, indexes: Sequence[int]) -> None:
        for page in sorted({index // _PAGE for index in indexes} - self._asked):
            self._asked.add(page)
            self.post_message(PageMissed(page, tuple(self._rows[page * _PAGE : (page + 1) * _PAGE])))

    # Textual

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that come into view."""
        super().watch_scroll_y(old_value, new_value)
        self._miss()

    def resized(self) -> None:
        """Keep the selected row in view."""
        self._select(self.index)
        self._miss()

    def on_click(self, event: events.Click) -> None:
        """Select and open the row clicked."""
        line = event.y + self.scroll_offset.y
        if self.count and line < self.virtual_size.height and not self._is_group(line):
            self.select(self._index(line))
            self.post_message(RowOpened(self))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the list."""
        drawn_for = self.scrollable_content_region.width
        if not self._colours_known:
            self._colours_known, colours = True, self.palette()
            if colours != self._colours:
                self._colours = colours
                self._drawn.clear()
        if drawn_for != self._drawn_for or len(self._drawn) > _DRAWN:
            self._drawn.clear()
        self._drawn_for, self._top = drawn_for, self.scroll_offset.y
        self._chosen = range(self.line_of(self.index), self.line_of(self.index) + 2)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        line = y + self._top
        chosen = line in self._chosen
        key = (line, chosen, chosen and self.has_focus)
        if key not in self._drawn:
            self._drawn[key] = self._draw(line, self._drawn_for)
        return self._drawn[key]

    def _draw(self, line: int, width: int) -> Strip:
        if not self.count:
            return self.paint(self._notice(line, width), width)
        if line >= self.virtual_size.height:
            return self.paint([], width)
        if self._is_group(line):
            return self.paint(self._group_pieces(line, width), width)
        return self._row_line(line, width, selected=line in self._chosen)

    def notify_style_update(self) -> None:
        """Colours may be others: then every line is drawn anew."""
        self._colours_known = False
        super().notify_style_update()

    def _notice(self, y: int, width: int) -> Pieces:
        lines = wrap(self._message, max(width - 4, 2))
        if not 1 <= y <= len(lines):
            return []
        start, end = lines[y - 1]
        return [("  ", ""), (self._message[start:end], "muted")]

    def _group_pieces(self, line: int, width: int, name: str = "") -> Pieces:
        name = name or self._groups[bisect_right(self._group_lines, line) - 1].name
        rule = self.look.marks.rule * max(width - len(name) - 4, 0)
        return [(f" {name} ", "group"), (rule, "line")]

    def slots(self, y: int, *, selected: bool | None = None) -> tuple[date | datetime, Callable[[str], Strip]] | None:
        """What a line tells the time of, a row's moment or the day of rows, and the line telling it in other words.

        `selected`: as if its row were, or were not.
        """
        width, line = self.scrollable_content_region.width, y + self.scroll_offset.y
        if not self.count or line >= self.virtual_size.height:
            return None
        if self._is_group(line):
            instant = self._instants[self._index(line + 1)]
            day = datetime.fromtimestamp(instant, self.look.now.tzinfo).date()
            return day, lambda name: self.paint(self._group_pieces(line, width, name), width)
        index = self._index(line)
        headline = self._headlines.get(self._rows[index])
        if line == self.line_of(index) or headline is None or headline.published is None:
            return None
        chosen = index == self.index if selected is None else selected
        return headline.published, lambda when: self._row_line(
            line, width, replace(self.look, when=when), selected=chosen
        )

    def rows_in_view(self) -> list[int]:
        """The places in the list of the rows that one sees in whole."""
        first, last = self.scroll_offset.y, self.scroll_offset.y + self.size.height - 2
        return [index for index in range(*self._in_view()) if first <= self.line_of(index) <= last]

    def strip(self, y: int, *, selected: bool) -> Strip:
        """A line of a row as it looks when the row is selected, or is not."""
        return self._row_line(y + self.scroll_offset.y, self.scrollable_content_region.width, selected=selected)

    def is_heading(self, y: int) -> bool:
        """Whether a line names the day of the rows below it."""
        return self._is_group(y + self.scroll_offset.y)

    def _row_line(self, line: int, width: int, look: Look | None = None, *, selected: bool) -> Strip:
        index = self._index(line)
        headline = self._headlines.get(self._rows[index])
        part = line - self.line_of(index)
        if headline is not None:
            pieces = headline_row(headline, width - 1, look or self.look)[part]
        else:
            gone = self._rows[index] in self._headlines
            pieces = (
                [("  ", ""), ("no longer there" if gone else self.look.marks.pending, "muted")] if part == 0 else []
            )
        if not selected:
            return self.paint([(" ", ""), *pieces], width)
        cursor = (self.look.marks.cursor, "mark" if self.has_focus else "muted")
        return self.paint([cursor, *pieces], width, "selected" if self.has_focus else "selected-dim")

    def at(self, now: datetime) -> None:
        """Tell dates from this moment on."""
        self._drawn.clear()
        self.look = replace(self.look, now=now)
        self.refresh()
