"""The lines around the panes: the top line, the title of a pane, the line of keys, a banner."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.strip import Strip

from reader.ui.cells import width_of
from reader.ui.marks import Marks
from reader.ui.messages import ActionCalled
from reader.ui.roles import Painted
from reader.ui.rows import Pieces, clipped

__all__ = ["Banner", "KeyLine", "PaneTitle", "TopLine"]


class _Bar(Painted):
    """One line: something at the left, something at the right; the left gives way."""

    ALLOW_SELECT = False

    def __init__(self, marks: Marks, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._marks = marks
        self._left: Pieces = []
        self._right: Pieces = []

    def set(self, left: Pieces, right: Pieces) -> None:
        """Show other pieces."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        return self.paint(self._pieces(width) if y == 0 else [], width)

    def _pieces(self, width: int) -> Pieces:
        right = [*self._right, (" ", "")] if self._right else []
        taken = _cells(right)
        if taken > width - 12:
            right, taken = [], 0
        left = clipped([(" ", ""), *self._left], width - taken - 1, self._marks.ellipsis)
        gap = max(width - _cells(left) - taken, 0)
        return [*left, (" " * gap, ""), *right]


class TopLine(_Bar):
    """Where one is: the view, the filter, how many articles."""

    def tell(self, view: str, note: str, counts: str) -> None:
        """Show another state."""
        left: Pieces = [("Reader", "strong mark"), (f"  {view}", "text")]
        self.set([*left, *([(f" {self._marks.dot} {note}", "muted")] if note else [])], [(counts, "muted")])


class PaneTitle(_Bar):
    """What a pane is, and whether it has the focus."""

    def tell(self, title: str, note: str, *, focused: bool) -> None:
        """Show another state."""
        cursor = (self._marks.cursor if focused else " ", "mark")
        self.set([cursor, (title, "group" if focused else "muted")], [(note, "muted")] if note else [])

    def _pieces(self, width: int) -> Pieces:
        """Flush with the rows below it."""
        right = self._right
        left = clipped(self._left, width - _cells(right) - 2, self._marks.ellipsis)
        gap = max(width - _cells(left) - _cells(right) - 1, 0)
        return [*left, (" " * gap, ""), *right]


class Banner(_Bar):
    """A sentence about the whole screen."""


class KeyLine(_Bar):
    """The keys that matter here, and how far things are."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks)
        self._keys: Sequence[tuple[str, str, str]] = ()
        self._drawn: list[tuple[str, str, str]] = []
        """Those there was room for, as they stand."""

    def tell(self, keys: Sequence[tuple[str, str, str]], right: Pieces) -> None:
        """Show keys, each with its label and the action a click on it calls."""
        self._keys = keys
        left: Pieces = []
        for key, label, _ in keys:
            left += [(key, "key"), (f" {label}", "label"), ("   ", "")]
        self.set(left, right)

    def _pieces(self, width: int) -> Pieces:
        """As many keys as there is room for; the last, help, always."""
        taken = _cells(self._right) + 1 if self._right else 0
        groups = [self._left[at : at + 3] for at in range(0, len(self._left), 3)]
        self._drawn = list(self._keys)
        while len(groups) > 1 and _cells([piece for group in groups for piece in group]) + taken > width:
            del groups[-2]
            del self._drawn[-2]
        left = clipped(
            [(" ", ""), *(piece for group in groups for piece in group)], width - taken, self._marks.ellipsis
        )
        gap = max(width - _cells(left) - taken, 0)
        return [*left, (" " * gap, ""), *self._right]

    def on_click(self, event: events.Click) -> None:
        """Call the action whose key was clicked."""
        at = 1
        for key, label, action in self._drawn:
            at += width_of(key) + width_of(label) + 4
            if event.x < at:
                if action:
                    self.post_message(ActionCalled(action))
                return


def _cells(pieces: Pieces) -> int:
    return sum(width_of(text) for text, _ in pieces)
