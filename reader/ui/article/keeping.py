"""Bookmarks, read marks, restored cuts, rules about lines, and undoing them. A mark is shown once it is on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reader.model import Cut, Headline
from reader.ui.wording.toasts import UNDONE
from reader.ui.work import Desk

if TYPE_CHECKING:
    from reader.newsroom import Change, Newsroom
    from reader.query import Query

__all__ = ["Keeping"]


@dataclass(frozen=True, slots=True)
class _Step:
    """Something done that can be undone."""

    label: str
    undo: Callable[[Callable[[], None]], None]
    """Begins to undo it, and calls what it is given once that is done."""


class Keeping:
    """What a person does to articles."""

    def __init__(
        self,
        desk: Desk,
        changed: Callable[[Headline], None],
        reload: Callable[[], None],
        say: Callable[[str], None],
        undoes: str,
    ) -> None:
        self._desk = desk
        self._changed = changed
        """Called with a headline's new state."""
        self._reload = reload
        """Called when many articles changed."""
        self._say = say
        self._undoes = undoes
        """What to add to a sentence about something that can be undone."""
        self._steps: list[_Step] = []
        self._undoing = False
        self._more = 0
        """How many steps are to be undone after the one that is."""

    def toggle_bookmark(self, article: str) -> None:
        """Keep an article, or keep it no more."""

        # Which of the two is decided where writes happen one after another: two quick presses undo each other.
        def call(newsroom: Newsroom) -> Change:
            headline = newsroom.headline(article)
            kept = headline is not None and headline.bookmarked
            return newsroom.unbookmark(article) if kept else newsroom.bookmark(article)

        self._tell("Keeping an article", article, call, undoable=True, said=True)

    def toggle_read(self, article: str) -> None:
        """Mark an article read or unread."""

        def call(newsroom: Newsroom) -> Change:
            headline = newsroom.headline(article)
            return newsroom.mark([article], read=not (headline is not None and headline.read))

        self._tell("Marking an article", article, call, undoable=True)

    def read(self, article: str) -> None:
        """Count an article as read; nothing to undo, it was read."""
        self._tell("Marking an article", article, lambda room: room.mark([article], read=True), undoable=False)

    def copies_read(self, article: str) -> None:
        """Mark an article and all that is the same text read."""
        self._mark_many(lambda newsroom: newsroom.mark([article], read=True, copies=True))

    def mark_all_read(self, query: Query) -> None:
        """Mark everything a query matches read."""
        self._mark_many(lambda newsroom: newsroom.mark_all(query))

    def _mark_many(self, call: Callable[[Newsroom], Change]) -> None:
        def done(change: Change) -> None:
            if change.nothing:
                self._say("All here is read already.")
                return
            self._noted(change)
            self._say(change.label + self._undoes)
            self._reload()

        self._desk.tell("Marking articles read", call, done)

    def restore(self, article: str, cut: Cut, then: Callable[[], None]) -> None:
        """Put a cut line back for good."""

        def done(change: Change) -> None:
            self._noted(change)
            self._say(f"Restored 1 line{self._undoes}")
            then()

        self._desk.tell("Restoring a line", lambda newsroom: newsroom.restore(article, cut), done)

    def rule(self, call: Callable[[Newsroom], Change], then: Callable[[], None]) -> None:
        """Make, change or undo a rule about lines."""

        def done(change: Change) -> None:
            self._noted(change)
            self._say(change.label + self._undoes)
            then()

        self._desk.tell("Keeping a rule", call, done)

    def change(
        self, what: str, call: Callable[[Newsroom], Change | None], then: Callable[[], None], otherwise: str = ""
    ) -> None:
        """Change something that can be undone; `otherwise` is said where there was nothing to change."""

        def done(change: Change | None) -> None:
            if change is None:
                self._say(otherwise)
                return
            self._noted(change)
            self._say(change.label + self._undoes)
            then()

        self._desk.tell(what, call, done)

    def undo(self) -> None:
        """Undo the last change, after those that are being undone: one may rest on the other."""
        if self._undoing:
            self._more += 1
            return
        if not self._steps:
            self._say("Nothing to undo.")
            return
        step = self._steps.pop()

        def done() -> None:
            self._undoing = False
            self._say(f"{UNDONE}{step.label}")
            self._reload()
            if self._more:
                self._more -= 1
                self.undo()

        self._undoing = True
        step.undo(done)

    def give_up(self) -> None:
        """What was to be done failed, and nothing is undone behind it."""
        self._undoing, self._more = False, 0

    def note(self, label: str, undo: Callable[[Callable[[], None]], None]) -> None:
        """Something was done; `undo` begins to undo it, and calls what it is given once that is done."""
        self._steps.append(_Step(label, undo))
        self._say(label + self._undoes)

    def _noted(self, change: Change) -> None:
        self._steps.append(_Step(change.label, partial(self._undo, change)))

    def _undo(self, change: Change, done: Callable[[], None]) -> None:
        self._desk.tell("Undoing", lambda _: change.undo(), lambda _: done())

    def _tell(
        self, what: str, article: str, call: Callable[[Newsroom], Change], *, undoable: bool, said: bool = False
    ) -> None:
        """`said`: in words too, where what is seen of it is no more than a mark."""

        def told(newsroom: Newsroom) -> tuple[Change, Headline | None]:
            return call(newsroom), newsroom.headline(article)

        def done(answer: tuple[Change, Headline | None]) -> None:
            change, headline = answer
            if undoable:
                self._noted(change)
            if said:
                self._say(change.label + self._undoes)
            if headline is not None:
                self._changed(headline)

        self._desk.tell(what, told, done)
