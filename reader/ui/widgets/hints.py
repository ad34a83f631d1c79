"""One line of candidates side by side, the one that stands in the line above marked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from reader.ui.command_line.query_language import Candidate
from reader.ui.painting.cells import width_of
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import Painted
from reader.ui.wording.rows import Pieces, clipped

__all__ = ["Hints"]


class Hints(Painted):
    """As many candidates as fit; the note of the one marked, or of an only one, behind them."""

    ALLOW_SELECT = False

    def __init__(self, marks: Marks, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes="-none")
        self._marks = marks
        self._candidates: Sequence[Candidate] = ()
        self._at = -1

    def show(self, candidates: Sequence[Candidate], at: int) -> None:
        """Show other candidates, the one at `at` marked (-1 for none)."""
        self._candidates, self._at = candidates, at
        self.set_class(not candidates, "-none")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        if y or not self._candidates:
            return self.paint([], width)
        pieces: Pieces = [(" ", "")]
        for index, one in enumerate(self._candidates[self._first(width) :], self._first(width)):
            pieces += [(one.shown, "match" if index == self._at else "key"), ("  ", "")]
        at = 0 if len(self._candidates) == 1 else self._at
        note = self._candidates[at].note if at >= 0 else ""
        return self.paint(clipped([*pieces, (note, "muted")], width - 1, self._marks.ellipsis), width)

    def _first(self, width: int) -> int:
        """The first candidate shown, so that the one marked is in view."""
        first, used = 0, 1
        for index in range(max(self._at, 0) + 1):
            used += width_of(self._candidates[index].shown) + 2
            while used > width - 2 and first < index:
                used -= width_of(self._candidates[first].shown) + 2
                first += 1
        return first
