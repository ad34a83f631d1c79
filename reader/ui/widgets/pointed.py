"""Lines of text and what is laid over them: what was found, labels at links, what the mouse points at and selects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.selection import Selection

from reader.model import Block
from reader.ui.article.copying import selected_text, word_at
from reader.ui.messages import LinkClicked
from reader.ui.painting.marks import Marks
from reader.ui.painting.overlay import written
from reader.ui.painting.roles import ink
from reader.ui.typesetting.finding import Finding
from reader.ui.typesetting.laid import Laid
from reader.ui.typesetting.layout import Line, Piece, over
from reader.ui.typesetting.links import Hints, Link, link_at, links_in, words_of
from reader.ui.typesetting.passages import Passage, passages_of
from reader.ui.widgets.scrolling import Scrolling

__all__ = ["Pointed"]


class Pointed(Scrolling):
    """Lines in the middle of a page, what is laid over them, and what the mouse does there."""

    def __init__(self, marks: Marks, measure: int, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._marks = marks
        self._measure = measure
        self._lines = Laid()
        self._passages: Sequence[Passage] | None = None
        self.finding = Finding()
        """What is looked for in the text."""
        self._ruler: frozenset[int] = frozenset()
        """Rows of the screen whose part of the whole text has matches."""
        self._selected: Selection | None = None
        self._plain = False
        self.hints = Hints()
        """Letters at links, while one chooses one."""
        self._hovered: Link | None = None
        self._pressed = Offset(-1, -1)

    @property
    def blocks(self) -> Sequence[Block]:
        """What the lines were made of."""
        return ()

    def passages(self) -> Sequence[Passage]:
        """What the lines say, put together once for each layout."""
        if self._passages is None:
            self._passages = passages_of(self._lines, self.blocks)
        return self._passages

    def forget(self, *, keep: bool) -> None:
        """There are other lines; what is selected is kept where each still says the same."""
        self._passages = self._hovered = None
        if self.text_selection is not None and not keep:
            self.screen.clear_selection()

    def rule(self) -> None:
        """See where in the whole text the matches are, a row of the screen for each part of it."""
        if not self.finding.wanted:
            self._ruler = frozenset()
            return
        height, count = self.size.height, len(self._lines)
        rows = range(height if count > height else 0)
        within = self.finding.within
        self._ruler = frozenset(row for row in rows if within(row * count // height, (row + 1) * count // height))

    def links_in_view(self) -> list[Link]:
        """The links on the screen, as far as they stand there."""
        top = self.scroll_offset.y
        return links_in(self._lines, top, top + self.size.height)

    def words_of(self, link: Link) -> str:
        """What a link is made of, as far as it is one of these lines."""
        return words_of(self._lines, link)

    def hint(self, links: Sequence[Link]) -> None:
        """Show a label at each of these links; none: show no labels any more."""
        self.hints = Hints(links)
        self.refresh()

    def look_over(self) -> None:
        """See whether anything is laid over the lines, before they are drawn: mostly nothing is."""
        self._selected = self.text_selection
        self._plain = not (self.finding.wanted or self.hints or self._hovered or self._selected)

    def marked(self, number: int, line: Line) -> tuple[Piece, ...]:
        """The line's pieces with matches, the link pointed at, what is selected and labels laid over."""
        pieces = line.pieces
        if self._plain:
            return pieces
        for start, end, role in self.finding.on(number):
            pieces = over(pieces, start, end, role)
        for start, end, role in self._pointed_at(number):
            pieces = over(pieces, start, end, role)
        for start, label in self.hints.on(number) if self.hints else ():
            pieces = written(pieces, start, label, "match-now")
        return pieces

    def after(self, y: int, cells: int) -> list[Segment]:
        """What stands behind the text; at the edge whether there are matches in that part of it."""
        if y not in self._ruler or not cells:
            return [Segment(" " * cells, self.base)]
        mark = Segment(self._marks.found, self.base + ink(self.screen, "mark"))
        return [Segment(" " * (cells - 1), self.base), mark]

    def _pointed_at(self, number: int) -> Iterator[tuple[int, int, str]]:
        """What of a line is pointed at or selected: from which character to which, and its role."""
        for where, start, end in self._hovered.parts if self._hovered else ():
            if where == number:
                yield start, end, "link strong"
        selection = self._selected
        span = selection.get_span(number) if selection is not None else None
        if span is not None:
            start, end = span
            yield start, len(self._lines[number].text) if end == -1 else end, "match"

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text the mouse has selected, as it stands in the article."""
        return selected_text(self.passages(), selection), "\n"

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
                self.post_message(LinkClicked(link.href, self.words_of(link)))
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
        for passage in self.passages():
            first, last = passage.stretches[0], passage.stretches[-1]
            if first.line <= number <= last.line:
                return Selection(Offset(first.column, first.line), Offset(last.stop, last.line))
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
        """The line and its character under the pointer, in reading order; -1 for one left of the text."""
        _, offset = self.screen.get_widget_and_offset_at(event.screen_x, event.screen_y)
        return (offset.y, max(offset.x, -1)) if offset is not None else (len(self._lines), -1)
