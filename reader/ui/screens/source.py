"""Everything about one source, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.content import Content
from textual.widgets import Static

from reader.ui.painting.cells import width_of, wrap
from reader.ui.painting.marks import Marks
from reader.ui.screens.picker import Choice, More, PickerScreen
from reader.ui.widgets.row_list import Entry
from reader.ui.wording.health import Fact
from reader.ui.wording.rows import Pieces

__all__ = ["SourceScreen"]

_COLUMN = 12
"""Cells of the column that says what a fact is about."""


class SourceScreen(PickerScreen[str]):
    """Facts about a source above what can be done with it; it stays open while that is done."""

    def __init__(
        self, marks: Marks, do: Callable[[str], None], renew: Callable[[], None], undo: More[str] | None = None
    ) -> None:
        """`do` is called with the name of what was chosen."""
        waiting = [Choice(f"Finding the source {marks.ellipsis}", "")]
        super().__init__("Source", waiting, marks, more=undo, renew=renew)
        self._do = do
        self._facts: Sequence[Fact] = ()

    def give(self, title: str, facts: Sequence[Fact], choices: Sequence[Choice[str]]) -> None:
        """Show a source as it is now."""
        self._facts = facts
        self.query_one("#box-title", Static).update(Content(title))
        self.fill(choices)

    def head(self) -> list[Entry[str]]:
        """The facts."""
        return [Entry(None, partial(_lay, self._facts))] if self._facts else []

    def action_choose(self) -> None:
        """Do what is selected."""
        if self._rows.item:
            self._do(self._rows.item)


def _lay(facts: Sequence[Fact], width: int) -> list[Pieces]:
    lines: list[Pieces] = []
    for name, text in facts:
        lead: tuple[str, str] = (name + " " * (_COLUMN - width_of(name)), "muted")
        for a, b in wrap(text, max(width - _COLUMN, 8)):
            lines.append([lead, (text[a:b], "text")])
            lead = (" " * _COLUMN, "")
    return [*lines, []]
