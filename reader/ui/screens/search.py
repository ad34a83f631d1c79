"""Searching everything: a line to type in, results below as one types: the newest at once, then the best first."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.errors import QueryError
from reader.model import Headline
from reader.ui.command_line.completing import Completing
from reader.ui.command_line.query_language import Known, complete_query
from reader.ui.command_line.recall import Recall
from reader.ui.lists.views import growing
from reader.ui.messages import RowOpened
from reader.ui.opening.boxes import Box, is_open
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.widgets.foot import Foot
from reader.ui.widgets.hints import Hints
from reader.ui.widgets.line import Line
from reader.ui.widgets.row_list import Entry, RowList
from reader.ui.wording.rows import Look, Pieces, result_row
from reader.ui.work import Desk

if TYPE_CHECKING:
    from reader.newsroom import Newsroom

__all__ = ["Found", "SearchScreen"]

_TYPING = 0.08
"""Seconds to wait for the next letter."""
_PATIENCE = 1.0
"""Seconds that the keys behind an Enter wait for the results it is about."""
_MOST = 50
"""Results shown."""
_LOW = 18
"""Lines below which a screen has room for the results only."""
_MOVES = {"down": "down", "pagedown": "page_down", "pageup": "page_up"}
_HINT = "Results appear while you type."
_FOOT = "Enter opens   ^f filters the list   ^s keeps the search   Tab completes   Esc closes"
_NARROW_FOOT = "Enter opens   ^f filters   ^s keeps   Esc closes"
_SLIM = 60
"""Columns below which the title has no room for its whole name beside how many there are."""
_WIDE = 96
_WORDS = 'Words, "a phrase", source:, is:unread, since:3d …'


@dataclass(frozen=True, slots=True)
class Found:
    """What a search ended with."""

    query: str
    """What was searched for."""
    article: str | None = None
    """The article to open; None to have the query as the filter of the list."""


class SearchScreen(Box[Found | None]):
    """Finds articles."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"move('{way}')", show=False, priority=True) for key, way in _MOVES.items()),
        Binding("up", "up", show=False, priority=True),
        Binding("tab", "complete(1)", show=False, priority=True),
        Binding("shift+tab", "complete(-1)", show=False, priority=True),
        Binding("ctrl+f", "filter", "filter", show=False, priority=True),
        Binding("ctrl+s", "keep", "keep the search", show=False, priority=True),
        Binding("enter", "enter", "open", show=False, priority=True),
        Binding("escape", "leave", "close", show=False, priority=True),
    ]

    def __init__(
        self,
        desk: Desk,
        look: Look,
        keep: Callable[[str, str], Awaitable[None]],
        known: Callable[[], Known],
        recall: Recall,
        text: str = "",
    ) -> None:
        """`keep` is called with a query to be kept and a name to propose for it.

        `known` tells what filters may name, `recall` what was searched for before; `text` is searched for first.
        """
        super().__init__()
        self._keep = keep
        self._desk = desk
        self._look = look
        self._completing = Completing(lambda typed: complete_query(typed, known()))
        self._recall = recall
        self._text = text
        self._typed: str | None = None
        """What was searched for last."""
        self._note = ""
        """What the title says beside its name."""
        self._count: int | None = None
        """How many match, once that is known."""
        self._ranked = asyncio.Event()
        """Set once the results are in their last order, or there will be none."""
        self._shown = False
        """Whether results of this search are shown."""
        self._moved = False
        """Whether somebody moved in them."""
        self._entered = False
        """Whether Enter was pressed before any came."""

    def compose(self) -> ComposeResult:
        """A title, a line to type in, what it may go on with, the results."""
        placeholder = self._look.marks.requoted(_WORDS)
        with Vertical(id="box", classes="-large"):
            yield Static(Content("Search everything"), id="box-title", markup=False)
            yield Line(self._text, placeholder=placeholder, id="box-input")
            yield Hints(self._look.marks, id="box-hints")
            yield RowList[Headline](self._look.marks, id="box-rows", lively=True)
            yield Foot(_FOOT)

    def on_mount(self) -> None:
        """Wait for words."""
        self.set_focus(self._line)
        self._line.put(self._text)
        self.on_resize()
        self._search()

    def on_resize(self) -> None:
        """Leave out what is not needed on a low screen."""
        self.set_class(self.size.height < _LOW, "-low")
        foot = _FOOT if self.size.width >= _WIDE else _NARROW_FOOT
        self.query_one(Foot).tell(foot)
        self._title(self._note)

    @property
    def _rows(self) -> RowList[Headline]:
        return self.query_one("#box-rows", RowList)

    @property
    def _line(self) -> Line:
        return self.query_one("#box-input", Line)

    # searching

    def on_input_changed(self, _: Input.Changed) -> None:
        """Search for what is typed so far."""
        if self.is_current:
            self._offer()
            self._search()

    def offer(self) -> None:
        """What can be named is known better now."""
        if is_open(self):
            self._offer()

    def _offer(self) -> None:
        text = self._line.value
        self._completing.look(text)
        self._line.ghost(self._completing.rest(text))
        self.query_one(Hints).show(self._completing.candidates, self._completing.at)

    def _search(self) -> None:
        typed = self._line.value.strip()
        if typed == self._typed:
            return
        self._typed, self._count = typed, None
        self._entered = self._shown = self._moved = False
        self._ranked.clear()
        if not typed:
            self._nothing(_HINT)
            return
        from reader.query import parse_query

        try:
            query = parse_query(growing(typed), self._look.now.date())
        except QueryError as error:
            self._nothing(str(error))
            return

        def newest(newsroom: Newsroom) -> list[Headline]:
            return newsroom.newest(query, _MOST)

        def ranked(newsroom: Newsroom) -> list[Headline]:
            return newsroom.search(query, _MOST)

        def count(newsroom: Newsroom) -> int:
            return len(newsroom.listing(query).rows)

        def best(found: list[Headline]) -> None:
            self._show_ranked(typed, found)  # counting waits: it takes longest, and would take time from the rest
            self._desk.ask("found", "Counting what was found", count, lambda number: self._counted(typed, number))

        self._desk.ask("newest", "Searching", newest, lambda found: self._show_newest(typed, found), delay=_TYPING)
        self._desk.ask("search", "Searching", ranked, best, delay=_TYPING)

    def _nothing(self, message: str) -> None:
        self._ranked.set()
        self._rows.show([], message=self._look.marks.requoted(message))
        self._title("")

    def _show_newest(self, typed: str, found: list[Headline]) -> None:
        if self._is_meant(typed) and not self._ranked.is_set() and not self._entered:
            self._show(found)
            self._tell_count()

    def _counted(self, typed: str, count: int) -> None:
        if self._is_meant(typed):
            self._count = count
            self._tell_count()

    def _show_ranked(self, typed: str, found: list[Headline]) -> None:
        if not self._is_meant(typed):
            return
        self._ranked.set()
        self._show(found)
        self._tell_count()
        if self._entered:
            self._choose()

    def _is_meant(self, typed: str) -> bool:
        return is_open(self) and typed == self._typed

    def _show(self, found: list[Headline]) -> None:
        """Show results; an article that somebody went to stays selected, else the first one is."""
        rows = self._rows
        chosen = rows.item if self._moved else None
        stays = chosen is not None and any(headline.id == chosen.id for headline in found)
        self._shown = True
        entries = [Entry(headline, self._lay(headline)) for headline in found]
        message = self._look.marks.requoted(f"No article matches “{self._typed}”.")
        rows.show(entries, message=message, keep=stays)
        if chosen is not None:
            rows.select_item(lambda headline: headline.id == chosen.id)

    def _lay(self, headline: Headline) -> Callable[[int], list[Pieces]]:
        return lambda width: [*result_row(headline, width, self._look), []]

    def _tell_count(self) -> None:
        order = "best first" if self._ranked.is_set() else "newest first"
        if self._count is None:
            self._title(order)
        elif self._count > _MOST:
            self._title(f"{_MOST} of {self._count:,}, {order}")
        else:
            self._title(f"{self._count:,} found, {order}" if self._count > 1 else f"{self._count} found")

    def _title(self, note: str) -> None:
        self._note = note
        named = "Search" if note and self.size.width < _SLIM else "Search everything"
        said = f"   {note}" if note else ""
        self.query_one("#box-title", Static).update(Content(f"{named}{said}"))

    # keys

    async def action_enter(self) -> None:
        """Open the selected result, or the best of those on their way."""
        self._search()
        if self._shown or self._ranked.is_set():
            self._choose()
            return
        self._entered = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ranked.wait(), _PATIENCE)

    def on_row_opened(self, _: RowOpened) -> None:
        """Open the result clicked."""
        if is_open(self):
            self._choose()

    def _choose(self) -> None:
        if self._rows.item is not None and self.is_current:
            self.dismiss(Found(self._line.value.strip(), self._rows.item.id))

    def action_filter(self) -> None:
        """Have what is searched for as the filter of the list."""
        self._search()
        if self._typed and (self._shown or not self._ranked.is_set()):
            self.dismiss(Found(self._typed))

    async def action_keep(self) -> None:
        """Keep what is typed as a view, if it can be looked for."""
        self._search()
        if self._typed and (self._shown or not self._ranked.is_set()):
            await self._keep(growing(self._typed), self._typed)

    def action_complete(self, step: int) -> None:
        """Complete a filter; where there is nothing to complete, move in the results."""
        put = self._completing.step(self._line.value, step)
        if put is None:
            self.action_move("down" if step > 0 else "up")
        else:
            self._line.put(put)
            self._offer()

    def action_up(self) -> None:
        """Move up; with nothing typed, or what was recalled, bring what was searched for before."""
        line = self._line.value
        recalled = line in self._recall.lines and self._rows.index == 0
        older = self._recall.older(line) if not line or recalled else None
        if older is None:
            self.action_move("up")
        else:
            self._line.put(older)

    def action_move(self, way: str) -> None:
        """Move in the results."""
        self._moved = True
        self._rows.move(way)

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)
