"""Lines of text that the mouse points at: links to follow, words to select."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.geometry import Offset
from textual.scroll_view import ScrollView
from textual.selection import Selection

from reader.model import Block
from reader.ui.cells import prefix
from reader.ui.copying import selected_text, word_at
from reader.ui.layout import Line
from reader.ui.links import Link, link_at
from reader.ui.messages import LinkClicked
from reader.ui.roles import Painted
from reader.ui.runs import Run, runs_of

__all__ = ["MARGIN", "Pointed"]

MARGIN = 2
"""Cells kept free on both sides of the text."""


class Pointed(ScrollView, Painted):
    """Lines in the middle of a page, and what the mouse does there."""

    def __init__(self, measure: int, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._measure = measure
        self._lines: Sequence[Line] = ()
        self._runs: Sequence[Run] | None = None
        self._hovered: Link | None = None
        self._pressed = Offset(-1, -1)

    @property
    def blocks(self) -> Sequence[Block]:
        """What the lines were made of."""
        return ()

    @property
    def _room(self) -> int:
        """Cells a line of text has."""
        return max(min(self._measure, self.scrollable_content_region.width - 2 * MARGIN), 8)

    @property
    def _left(self) -> int:
        """Cells before the text."""
        return max((self.scrollable_content_region.width - self._room) // 2, 0)

    def runs(self) -> Sequence[Run]:
        """What the lines say, put together once for each layout."""
        if self._runs is None:
            self._runs = runs_of(self._lines, self.blocks)
        return self._runs

    def forget(self, *, keep: bool) -> None:
        """There are other lines; what is selected is kept where each still says the same."""
        self._runs = self._hovered = None
        if self.text_selection is not None and not keep:
            self.screen.clear_selection()

    def pointed_at(self, number: int) -> Iterator[tuple[int, int, str]]:
        """What of a line is pointed at or selected: from which character to which, and its role."""
        for where, start, end in self._hovered.parts if self._hovered else ():
            if where == number:
                yield start, end, "link strong"
        selection = self.text_selection
        span = selection.get_span(number) if selection is not None else None
        if span is not None:
            start, end = span
            yield start, len(self._lines[number].text) if end == -1 else end, "chosen"

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text the mouse has selected, as it stands in the article."""
        return selected_text(self.runs(), selection), "\n"

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Let the screen give the focus; nothing else is meant by it."""
        event.prevent_default()
        self._pressed = event.screen_offset

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show the link pointed at."""
        self._hover(self._link_at(event))

    def on_leave(self) -> None:
        """Nothing is pointed at any more."""
        self._hover(None)

    def on_click(self, event: events.Click) -> None:
        """Follow the link clicked, unless text was being selected; two clicks select the word, three all of it."""
        event.prevent_default()
        event.stop()
        if event.button != 1 or event.screen_offset != self._pressed:
            return
        if event.chain == 1:
            link = self._link_at(event)
            if link is not None:
                self.post_message(LinkClicked(link.href))
            return
        number, column = self._place_at(event)
        selection = self._word(number, column) if event.chain == 2 else self._whole(number)
        if selection is not None:
            self.screen.selections = {self: selection}

    def _word(self, number: int, column: int) -> Selection | None:
        word = word_at(self._lines[number].text, column) if number < len(self._lines) else None
        return Selection(Offset(word[0], number), Offset(word[1], number)) if word else None

    def _whole(self, number: int) -> Selection | None:
        """The paragraph that a line is of."""
        for run in self.runs():
            first, last = run.stretches[0], run.stretches[-1]
            if first.line <= number <= last.line:
                return Selection(Offset(first.column, first.line), Offset(last.column + last.length, last.line))
        return None

    def _hover(self, link: Link | None) -> None:
        if link != self._hovered:
            self._hovered = link
            self.styles.pointer = "pointer" if link else "default"
            self.refresh()

    def _link_at(self, event: events.MouseEvent) -> Link | None:
        number, column = self._place_at(event)
        return link_at(self._lines, number, column)

    def _place_at(self, event: events.MouseEvent) -> tuple[int, int]:
        """The line and its character under the pointer; -1 for one left of the text."""
        number = event.y + self.scroll_offset.y
        if number >= len(self._lines) or event.x < self._left:
            return number, -1
        return number, prefix(self._lines[number].text, event.x - self._left)
