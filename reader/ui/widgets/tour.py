"""The five lines that one begins with, laid over the foot of the panes until the first key."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.strip import Strip

from reader.ui.painting.cells import width_of
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import Painted
from reader.ui.wording.rows import Pieces, clipped

__all__ = ["Tour"]

_TITLE, _END = "First steps", "any key goes on"
_LINES = (
    (("down", "up"), "move; {open} opens what is selected, {leave} goes back", "move; {open} opens, {leave} back"),
    (
        ("page_down",),
        "reads on, at the end with the next unread article; {next_unread} goes there at once",
        "reads on; {next_unread} next unread",
    ),
    (("cuts",), "shows what was cut from an article, each line with its reason", "shows what was cut"),
    (
        ("pane_right",),
        "goes on to what is related; {open} follows it, {back} comes back",
        "related; {back} comes back",
    ),
    (
        ("search", "views", "command", "help"),
        "search everything, show views and sources, type commands, list all keys",
        "search views commands keys",
    ),
)
"""Keys of these actions do something: in a long wording and a short one."""


class Tour(Painted):
    """Five lines that teach the first keys; a click takes it away."""

    ALLOW_SELECT = False

    def __init__(self, marks: Marks, keys: Mapping[str, str]) -> None:
        super().__init__(id="tour")
        self._marks = marks
        self._lines = [
            (" ".join(keys[name] for name in names), long.format(**keys), short.format(**keys))
            for names, long, short in _LINES
        ]

    def on_mount(self) -> None:
        """What is said in passing stands above the lines."""
        self.screen.add_class("-touring")

    def on_unmount(self) -> None:
        """What is said in passing stands at the foot again."""
        self.screen.remove_class("-touring")

    def on_click(self, event: events.Click) -> None:
        """Go away."""
        event.stop()
        self.remove()

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        width = self.size.width
        if y == 0:
            gap = " " * max(width - width_of(_TITLE) - width_of(_END) - 2, 1)
            return self.paint([(" ", ""), (_TITLE, "group"), (gap, ""), (_END, "muted")], width)
        return self.paint(self._line(y - 1, width) if y <= len(self._lines) else [], width)

    def _line(self, number: int, width: int) -> Pieces:
        first = max(width_of(key) for key, _, _ in self._lines)
        room = width - first - 4
        key, long, short = self._lines[number]
        roomy = all(width_of(wording) <= room for _, wording, _ in self._lines)
        lead = " " * (first - width_of(key) + 2)
        line: Pieces = [(" ", ""), (key, "key"), (lead, ""), (long if roomy else short, "text")]
        return clipped(line, width, self._marks.ellipsis)
