"""Searching everything: a line to type in, ranked results below as one types."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.errors import QueryError
from reader.model import Headline
from reader.ui.messages import RowOpened
from reader.ui.roles import ROLE_CLASSES
from reader.ui.rows import Look, Pieces, result_row
from reader.ui.views import growing
from reader.ui.widgets.row_list import Entry, RowList
from reader.ui.work import Desk

__all__ = ["SearchScreen"]

_TYPING = 0.08
"""Seconds to wait for the next letter."""
_LOW = 18
"""Lines below which a screen has room for the results only."""
_MOVES = {"down": "down", "up": "up", "pagedown": "page_down", "pageup": "page_up"}


class SearchScreen(ModalScreen[Headline | None]):
    """Finds articles; the one chosen is the result."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"move('{way}')", show=False) for key, way in _MOVES.items()),
        Binding("escape", "leave", "close", show=False),
        Binding("ctrl+s", "keep", "keep the search", show=False),
        Binding("tab", "move('down')", show=False),
        Binding("shift+tab", "move('up')", show=False),
    ]

    def __init__(self, desk: Desk, look: Look, keep: Callable[[str, str], Awaitable[None]]) -> None:
        """`keep` is called with a query to be kept and a name to propose for it."""
        super().__init__()
        self._keep = keep
        self._desk = desk
        self._look = look
        self._searching = False
        """Whether results are on their way."""
        self._entered = False
        """Whether Enter was pressed before they came."""
        self._wrong = False
        """Whether what is typed cannot be looked for."""

    def compose(self) -> ComposeResult:
        """A title, a line to type in, the results."""
        with Vertical(id="box", classes="-large"):
            yield Static(Content("Search everything"), id="box-title", markup=False)
            yield Input(placeholder='Words, "a phrase", source:, is:unread, since:3d …', compact=True, id="box-input")
            yield RowList[Headline](self._look.marks, id="box-rows", lively=True)
            yield Static(
                Content("Enter opens   ^s keeps the search   Up Down move   Esc closes"), id="box-foot", markup=False
            )

    def on_mount(self) -> None:
        """Wait for words."""
        self._rows.show([], message="Results appear while you type.")
        self.set_focus(self.query_one(Input))

    def on_resize(self) -> None:
        """Leave out what is not needed on a low screen."""
        self.set_class(self.size.height < _LOW, "-low")

    @property
    def _rows(self) -> RowList[Headline]:
        return self.query_one("#box-rows", RowList)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed so far."""
        typed = event.value.strip()
        self._searching = self._entered = self._wrong = False
        if not typed:
            self._rows.show([], message="Results appear while you type.")
            return
        from reader.query import parse_query

        try:
            query = parse_query(growing(typed), self._look.now.date())
        except QueryError as error:
            self._wrong = True
            self._rows.show([], message=str(error))
            return
        self._searching = True
        self._desk.ask(
            "search",
            "Searching",
            lambda newsroom: newsroom.search(query),
            lambda found: self._show(typed, found),
            delay=_TYPING,
        )

    def _show(self, typed: str, found: list[Headline]) -> None:
        if self.is_attached and self.query_one(Input).value.strip() == typed:
            entries = [Entry(headline, self._lay(headline)) for headline in found]
            self._rows.show(entries, message=f"No article matches “{typed}”.")
            self._searching = False
            if self._entered:
                self._choose()

    def _lay(self, headline: Headline) -> Callable[[int], list[Pieces]]:
        return lambda width: [*result_row(headline, width, self._look), []]

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Open the selected result, or the first of those on their way."""
        if self._searching:
            self._entered = True
        else:
            self._choose()

    def on_row_opened(self, _: RowOpened) -> None:
        """Open the result clicked."""
        self._choose()

    def _choose(self) -> None:
        if self._rows.item is not None:
            self.dismiss(self._rows.item)

    def action_move(self, way: str) -> None:
        """Move in the results."""
        self._rows.move(way)

    async def action_keep(self) -> None:
        """Keep what is typed as a view, if it can be looked for."""
        typed = self.query_one(Input).value.strip()
        if typed and not self._wrong:
            await self._keep(growing(typed), typed)

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)
