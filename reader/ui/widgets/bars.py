"""The lines around the panes: the top line, the title of a pane, the line of keys, a banner."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.strip import Strip

from reader.ui.messages import ActionCalled
from reader.ui.painting.cells import width_of
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import Painted
from reader.ui.wording.rows import Pieces, clipped

__all__ = ["Banner", "Key", "KeyLine", "PaneTitle", "TopLine", "bar", "fitting_keys"]

Key = tuple[str, str, str]
"""A key, what it does in a word or two, and the action a click on it calls."""

_MARK = 8
"""Cells of the mark of how far one is."""
_GAP = 4
"""Cells that stay free between the keys and what stands at the right, its margin among them."""
_ROOM = 30
"""Cells the keys are left at least, as long as what stands at the right has a shorter wording."""
_APART = 3
"""Cells between two keys."""


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

    def __init__(self, marks: Marks, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(marks, id=id)
        self._lefts: list[Pieces] = []
        self._rights: list[Pieces] = []

    def tell(self, view: str, note: str, counts: Sequence[str], sign: str = "") -> None:
        """Show another state: the counts from the longest wording to the shortest, `sign` before them in any."""
        where: Pieces = [(view, "text"), *([(f" {self._marks.dot} {note}", "muted")] if note else [])]
        lefts = [[("Reader", "strong mark"), ("  ", ""), *where], where]
        before: Pieces = [(sign, "bad"), ("  ", "")] if sign else []
        rights: list[Pieces] = [[*before, (words, "muted")] for words in counts if words] or [before]
        if (lefts, rights) != (self._lefts, self._rights):
            self._lefts, self._rights = lefts, rights
            self.refresh()

    def _pieces(self, width: int) -> Pieces:
        """Both sides in the longest wording there is room for; the name of the program goes first, the view never."""
        wordings = [(left, right) for right in self._rights for left in self._lefts]
        for left, right in wordings:
            gap = width - _cells(left) - _cells(right) - 2
            if gap >= _APART:
                return [(" ", ""), *left, (" " * gap, ""), *right, (" ", "")]
        self._left, self._right = wordings[-1] if wordings else ([], [])
        return super()._pieces(width)


class PaneTitle(_Bar):
    """What a pane is, whether it has the focus, and how far one is in it."""

    def tell(self, title: str, note: str, *, focused: bool, read: float | None = None) -> None:
        """Show another state; `read` is the share that lies behind one, None for no mark of it."""
        cursor = (self._marks.cursor if focused else " ", "mark")
        right: Pieces = [(note, "muted")] if note else []
        if read is not None:
            right += [(" " if note else "", ""), *bar(read, _MARK, self._marks)]
        self.set([cursor, (title, "group" if focused else "muted")], right)

    def saying(self, note: str) -> Strip:
        """What it would look like with another note and no mark of how far one is; what it shows stays."""
        width, shown = self.size.width, self._right
        self._right = [(note, "muted")]
        pieces, self._right = self._pieces(width), shown
        return self.paint(pieces, width)

    def _pieces(self, width: int) -> Pieces:
        """Flush with the rows below it."""
        right = self._right
        left = clipped(self._left, width - _cells(right) - 2, self._marks.ellipsis)
        gap = max(width - _cells(left) - _cells(right) - 1, 0)
        return [*left, (" " * gap, ""), *right]


class Banner(_Bar):
    """A sentence about the whole screen, in the longest wording there is room for."""

    def __init__(self, marks: Marks, wordings: Sequence[str]) -> None:
        super().__init__(marks)
        self._wordings = wordings

    def _pieces(self, width: int) -> Pieces:
        fitting = (words for words in self._wordings if width_of(words) + 2 <= width)
        self._left = [(next(fitting, self._wordings[-1]), "text")]
        return super()._pieces(width)


class KeyLine(_Bar):
    """The keys that matter here, and how far things are."""

    def __init__(self, marks: Marks, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(marks, id=id)
        self._keys: list[Key] = []
        self._rights: list[Pieces] = []

    def tell(self, keys: Sequence[Key], rights: Sequence[Pieces]) -> None:
        """Show keys, the most important first, the last one always; at the right the longest of some wordings."""
        if (keys, rights) != (self._keys, self._rights):
            self._keys, self._rights = list(keys), list(rights)
            self.refresh()

    def _pieces(self, width: int) -> Pieces:
        right = self._fitting_right(width)
        taken = _cells(right) + _GAP if right else 0
        left: Pieces = [(" ", "")]
        for number, (key, label, _) in enumerate(fitting_keys(self._keys, width - taken)):
            left += [("   " if number else "", ""), (key, "key"), (f" {label}", "label")]
        gap = max(width - _cells(left) - _cells(right) - (1 if right else 0), 0)
        return [*left, (" " * gap, ""), *right]

    def _fitting_right(self, width: int) -> Pieces:
        roomy = (right for right in self._rights if _cells(right) <= width - _ROOM)
        right = next(roomy, self._rights[-1] if self._rights else [])
        return right if _cells(right) <= width - 2 else []

    def on_click(self, event: events.Click) -> None:
        """Call the action whose key was clicked."""
        right = self._fitting_right(self.size.width)
        at = 1
        for key, label, action in fitting_keys(self._keys, self.size.width - (_cells(right) + _GAP if right else 0)):
            at += width_of(key) + width_of(label) + 4
            if event.x < at:
                if action:
                    self.post_message(ActionCalled(action))
                return


def fitting_keys(keys: Sequence[Key], width: int) -> list[Key]:
    """Whole keys with their labels that fit in `width` cells, three apart: the first ones, and the last always."""
    if not keys:
        return []
    *others, last = keys
    used = _room_of(last) + 1
    kept: list[Key] = []
    for key in others:
        used += _room_of(key) + _APART
        if used > width:
            break
        kept.append(key)
    return [*kept, last] if kept or _room_of(last) + 1 <= width else []


def bar(share: float, cells: int, marks: Marks) -> Pieces:
    """A bar that is full to a share, 0 to 1."""
    full = min(max(round(cells * share), 0), cells)
    return [(marks.full * full, "mark"), (marks.empty * (cells - full), "line")]


def _room_of(key: Key) -> int:
    return width_of(key[0]) + 1 + width_of(key[1])


def _cells(pieces: Pieces) -> int:
    return sum(width_of(text) for text, _ in pieces)
