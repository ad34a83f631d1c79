"""What the lines around the panes say: where one is, which keys matter, how far things are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions import Where
from reader.ui.arrangement import Pane, columns
from reader.ui.bindings import called_in
from reader.ui.rows import Pieces

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["Status"]

Keys = list[tuple[str, str, str]]

_WHERE = {Pane.HEADLINES: Where.HEADLINES, Pane.ARTICLE: Where.ARTICLE, Pane.RELATED: Where.RELATED}
_BAR = 10
"""Cells of a progress bar."""


class Status:
    """Writes the lines anew whenever something changed."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._keys = screen.keys
        self._work: tuple[str, int, int] | None = None

    @property
    def working(self) -> bool:
        """Whether long work is going on."""
        return self._work is not None

    def work(self, what: str, done: int = 0, total: int = 0) -> None:
        """Long work has come so far; total 0 for unknown."""
        self._work = (what, done, total)
        self.tell()

    def rest(self) -> None:
        """The long work is over."""
        self._work = None
        self.tell()

    def tell(self) -> None:
        """Write all lines."""
        if not self._screen.is_mounted:
            return
        self._tell_top()
        self._tell_titles()
        self._screen.key_line.tell(self._matter(), self._right())

    def _tell_top(self) -> None:
        browsing, count = self._screen.browsing, self._screen.headlines.count
        if browsing.query is None:
            self._screen.top.tell("", "", "")
            return
        counts = browsing.counts
        some = browsing.filter or browsing.view.query
        articles = f"{count:,} of {counts.all:,}" if some else f"{counts.all:,} article{'s' * (counts.all != 1)}"
        unread = f" {self._screen.marks.dot} {counts.unread:,} unread"
        note = f"filter: {browsing.filter}" if browsing.filter else ""
        self._screen.top.tell(browsing.view.name, note, articles + unread)

    def _tell_titles(self) -> None:
        screen = self._screen
        count = screen.headlines.count
        place = f"{screen.headlines.index + 1:,}/{count:,}" if count else ""
        headline = screen.reading.headline
        star = screen.marks.star if headline is not None and headline.bookmarked else ""
        related = screen.related.count
        novelty = screen.reading.novelty
        new = f"{novelty.new}/{novelty.sentences} new " if novelty.told else ""
        notes = {Pane.HEADLINES: place, Pane.ARTICLE: (new + star).rstrip(), Pane.RELATED: str(related or "")}
        for pane, title in screen.titles.items():
            title.tell(pane.name.capitalize(), notes[pane], focused=pane is screen.here)

    def _matter(self) -> Keys:
        """The keys that matter where one is."""
        screen = self._screen
        if screen.prompts.typing:
            return [("Enter", "keep", ""), self._key("close", "clear")]
        moves = f"{self._keys['down']} {self._keys['up']}"
        roomy = columns(screen.app.size.width) > 1
        if screen.here is Pane.ARTICLE and screen.view.choosing:
            following, cut = ("next line", "cut such lines") if roomy else ("next", "cut")
            return [(moves, following, ""), self._key("open", cut), self._key("close", "done")]
        if screen.here is Pane.ARTICLE and screen.view.cuts_shown:
            restore, never = ("restore for good", "never cut such lines") if roomy else ("restore", "never cut")
            cut_keys = [self._key("cuts", restore), self._key("teach", never)]
            return [(moves, "next cut", ""), *cut_keys, self._key("close", "done")]
        if screen.here is Pane.ARTICLE and screen.view.found:
            moves = f"{self._keys['next_unread']} {self._keys['previous_unread']}"
            return [(moves, "next match", "next_unread"), self._key("close", "done")]
        actions = [action for action in called_in(_WHERE[screen.here]) if action.footer]
        if screen.here is not Pane.ARTICLE:
            return [self._key(action.name, action.label) for action in actions]
        dim = [self._key("dim", "show all alike" if screen.view.dims else "dim told")]
        keys = [self._key(action.name, action.label) for action in actions if action.name != "open"]
        return [*keys[:1], *dim, *keys[1:]] if screen.reading.novelty.told else keys

    def _key(self, action: str, label: str) -> tuple[str, str, str]:
        return self._keys[action], label, action

    def _right(self) -> Pieces:
        if self._work is None:
            percent = self._screen.view.percent if self._screen.here is Pane.ARTICLE else None
            return [(f"{percent} %", "muted")] if percent is not None else []
        what, done, total = self._work
        marks = self._screen.marks
        if not total:
            return [(f"{what} {marks.ellipsis} ", "text"), (self._keys["close"], "key"), (" stops", "label")]
        full = _BAR * min(done, total) // total
        bar: Pieces = [(marks.full * full, "mark"), (marks.empty * (_BAR - full), "line")]
        count = f" {done:,}/{total:,}  "
        return [(f"{what} ", "text"), *bar, (count, "muted"), (self._keys["close"], "key"), (" stops", "label")]
