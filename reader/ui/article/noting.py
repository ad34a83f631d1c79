"""Tags and notes of an article, written on the screen.

What is written in a box is on the disk at once, so that neither a signal nor a crash loses it; all that was written
while a box was open is undone as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.ui.arrangement import Pane
from reader.ui.opening.boxes import is_open
from reader.ui.painting.cells import clip
from reader.ui.screens.tags import TagScreen

if TYPE_CHECKING:
    from reader.newsroom import Change, Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["note", "tag"]

_QUOTED = 50
"""Cells of a title that a box is called by."""
_AROUND = 20
"""Cells of the screen that it leaves: the box's edges, and what is said before it."""


@dataclass(frozen=True, slots=True)
class _Tags:
    """The tags of an article, and all there are with how many articles have them."""

    own: tuple[str, ...]
    known: dict[str, int]


async def tag(screen: MainScreen) -> None:
    """Tag the article one is on: known tags to toggle, new ones to type."""
    article = _article(screen)
    if article is None:
        return
    writing = _Writing(screen, "Tagging an article")
    before: list[tuple[str, ...]] = []

    def call(newsroom: Newsroom) -> _Tags:
        return _Tags(newsroom.annotating.tags_of(article), newsroom.annotating.known_tags())

    def show(found: _Tags) -> None:
        before[:] = before or [found.own]
        if is_open(box):
            box.give(found.own, found.known)

    def ask() -> None:
        screen.desk.ask("tags", "Finding the tags", call, show)

    def toggle(typed: str) -> None:
        # Which of the two is decided where writes happen one after another: two quick presses undo each other.
        def write(newsroom: Newsroom) -> Change | None:
            its = newsroom.annotating
            return its.tag([article], [typed]) or its.untag([article], [typed])

        writing.write(write, ask)

    def done(_: str | None) -> None:
        def label(newsroom: Newsroom) -> str:
            return _retagged(title, before[0] if before else (), newsroom.annotating.tags_of(article))

        writing.finish(label)

    title = _title(screen)
    box = TagScreen(f"Tags of {title}", screen.marks, toggle, ask)
    await screen.app.push_screen(box, done)
    ask()


async def note(screen: MainScreen) -> None:
    """Write about the article one is on, in a box that keeps what is written when it is left."""
    from reader.ui.screens.note import NoteScreen  # what one types in takes a while to load

    article = _article(screen)
    if article is None:
        return
    writing = _Writing(screen, "Keeping a note")

    def call(newsroom: Newsroom) -> str:
        held = newsroom.annotating.note_of(article)
        return held.text if held is not None else ""

    def show(text: str) -> None:
        if box.is_attached:  # or just closing: what was typed before this came is kept as it goes
            box.give(text)

    def write(text: str, then: Callable[[], None]) -> None:
        writing.write(lambda newsroom: newsroom.annotating.write(article, text), then)

    title = _title(screen)
    box = NoteScreen(f"Note about {title}", write)
    await screen.app.push_screen(box, lambda _: writing.finish(lambda _: writing.last))
    screen.desk.ask("note", "Finding the note", call, show)


class _Writing:
    """What is written about an article while a box is open."""

    def __init__(self, screen: MainScreen, what: str) -> None:
        self._screen = screen
        self._what = what
        self._changes: list[Change] = []

    @property
    def last(self) -> str:
        """What the last change did."""
        return self._changes[-1].label

    def write(self, call: Callable[[Newsroom], Change | None], then: Callable[[], None]) -> None:
        """Write something, after what was written before."""

        def told(newsroom: Newsroom) -> None:
            change = call(newsroom)
            if change is not None:
                self._changes.append(change)

        self._screen.desk.tell(self._what, told, lambda _: then())

    def finish(self, label: Callable[[Newsroom], str]) -> None:
        """Say what came of it, and let all of it be undone as one; where nothing did, say nothing."""

        def call(newsroom: Newsroom) -> Change | None:
            from reader.newsroom import Change

            said = label(newsroom) if self._changes else ""
            return Change(said, self._undo) if said else None

        def ended(change: Change | None) -> None:
            if change is not None:
                self._screen.keeping.change(self._what, lambda _: change, self._screen.refresh_all)

        self._screen.desk.tell(self._what, call, ended)

    def _undo(self) -> None:
        for change in reversed(self._changes):
            change.undo()


def _article(screen: MainScreen) -> str | None:
    """The article meant where one is; why there is none is said."""
    article = screen.deeds.target.article
    if article is None and not screen.deeds.stories.no_report():
        pointed = screen.here is Pane.RELATED and screen.related.item is not None
        screen.say("This article is not in your library." if pointed else "There is no article here.")
    return article


def _title(screen: MainScreen) -> str:
    """The title of the article meant, in quotes, as far as a box has room for it."""
    room = min(_QUOTED, screen.app.size.width - _AROUND)
    return screen.marks.quoted(clip(screen.deeds.target.title, room, screen.marks.ellipsis))


def _retagged(title: str, before: Iterable[str], after: Iterable[str]) -> str:
    """What became of the tags of an article; nothing where they are what they were."""
    old, new = {tag.casefold(): tag for tag in before}, {tag.casefold(): tag for tag in after}
    added = ", ".join(tag for folded, tag in new.items() if folded not in old)
    taken = ", ".join(tag for folded, tag in old.items() if folded not in new)
    told = [f"Tagged {title} {added}"] if added else []
    if taken:
        told.append(f"took off {taken}" if added else f"Took {taken} off {title}")
    return ", ".join(told)
