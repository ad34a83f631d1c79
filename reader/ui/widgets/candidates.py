"""A few candidates to go on with, each with a word of help; the one that stands in the line is marked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from reader.ui.command_line.query_language import Candidate
from reader.ui.painting.cells import clip, fit, width_of
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import Painted
from reader.ui.wording.rows import Pieces

__all__ = ["Candidates"]

_COLUMN = 30
"""Cells of a name at most, where there is a note behind it."""


class Candidates(Painted):
    """As many lines as there is room for; the rest is counted."""

    ALLOW_SELECT = False

    def __init__(self, marks: Marks, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._marks = marks
        self._candidates: Sequence[Candidate] = ()
        self._at = -1
        self._room = 0

    def show(self, candidates: Sequence[Candidate], at: int, room: int) -> None:
        """Show some of them, the one at `at` marked (-1 for none), in at most `room` lines."""
        self._candidates, self._at, self._room = candidates, at, room
        height = min(len(candidates), max(room, 0))
        self.display = height > 0
        self.styles.height = max(height, 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One candidate."""
        width, first = self.size.width, self._first
        index = first + y
        if not 0 <= index < len(self._candidates):
            return self.paint([], width)
        one, chosen = self._candidates[index], index == self._at
        last = y == self.size.height - 1 and index + 1 < len(self._candidates)
        more = f" {len(self._candidates) - index - 1} more" if last else ""
        cursor = (self._marks.cursor if chosen else " ", "mark")
        pieces = [cursor, *self._pieces(one, width - 2, width_of(more))]
        gap = max(width - 1 - width_of(more) - sum(width_of(text) for text, _ in pieces), 0)
        return self.paint([*pieces, (" " * gap, ""), (more, "muted")], width, "selected" if chosen else "")

    def _pieces(self, one: Candidate, width: int, more: int) -> Pieces:
        column = min(max(width_of(each.shown) for each in self._candidates), _COLUMN, max(width // 2, 8))
        if not one.note:
            return [(clip(one.shown, width - more, self._marks.ellipsis), "strong")]
        name = fit(one.shown, column, self._marks.ellipsis)
        return [(name, "strong"), ("  ", ""), (self._note(one, max(width - column - 2 - more, 0)), "muted")]

    def _note(self, one: Candidate, width: int) -> str:
        """The word of help as far as there is room for it, a shorter one whole or not at all."""
        if one.brief is None or width_of(one.note) <= width:
            return clip(one.note, width, self._marks.ellipsis)
        return one.brief if width_of(one.brief) <= width else ""

    @property
    def _first(self) -> int:
        """The candidate in the first line, so that the one marked is in view."""
        height = max(self.size.height, 1)
        return min(max(self._at - height + 2, 0), max(len(self._candidates) - height, 0))
