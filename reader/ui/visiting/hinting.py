"""Following links by letters: while labels stand at the links, keys are the letters of a label."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from reader.address import masked
from reader.text import clip
from reader.ui.arrangement import Pane
from reader.ui.typesetting.links import Link
from reader.ui.visiting.following import visit

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["Hinting"]

_DEAF = 0.5
"""Seconds in which letters typed behind the key, where there was no link, are taken as meant for one."""


class Hinting:
    """Labels at the links of the article that is open, and what is typed of one."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._ahead: list[str] | None = None
        """What was typed before the text has its place on the screen; None where it has it."""
        self._top: int | None = None
        """The first line that was on the screen, where another had to come there."""
        self._deaf = 0.0
        """Until when letters mean nothing."""

    @property
    def on(self) -> bool:
        """Whether letters call links."""
        return self._ahead is not None or bool(self._screen.view.hints)

    def begin(self) -> None:
        """Show a label at each link in view; where none is, go to the next."""
        self._ahead, self._top = [], None
        there = self._screen.view.is_on_screen and self._screen.view.size.height > 0
        self._screen.go(Pane.ARTICLE)
        if there:
            self._label()
        else:  # it was hidden: only once it is laid out it is known what is in view
            self._screen.call_after_refresh(self._label)

    async def take(self, key: str) -> bool:
        """Take a key that belongs to a label, or ends this; False for one that means what it always does."""
        letter = len(key) == 1 and key.isalpha()
        if not self.on:
            return letter and monotonic() < self._deaf
        if self._ahead is not None:
            self._ahead.append(key)
            return True
        if letter:
            self._type(key)
            return True
        here = key in ("escape", *self._screen.bound["hint"])
        self.end(stay=not here)
        return here

    def end(self, *, stay: bool = True) -> None:
        """Take the labels away; without `stay` go back to where one was."""
        self._screen.view.hint([])
        if not stay and self._top is not None:
            self._screen.view.go(self._top)
        self._screen.status.tell()

    def _label(self) -> None:
        screen, view = self._screen, self._screen.view
        typed, self._ahead = self._ahead or [], None
        top, links = view.scroll_offset.y, view.links_in_view()
        if not links and view.bring_link():
            self._top, links = top, view.links_in_view()
            screen.say(f"No link was in view; this is the next. {screen.keys['close']} goes back.")
        if not links:
            self._deaf = monotonic() + _DEAF
            screen.say("This article has no links in its text.")
        view.hint(links)
        screen.status.tell()
        for key in typed:
            if len(key) == 1 and key.isalpha() and view.hints:
                self._type(key)

    def _type(self, letter: str) -> None:
        view = self._screen.view
        link = view.hints.type(letter.lower())
        view.refresh()
        if link is not None:
            self.end()
            self._choose(link, copies=letter.isupper())
        elif not view.hints:
            self.end()
            self._screen.say("No link has this letter.")

    def _choose(self, link: Link, *, copies: bool) -> None:
        if copies:
            self._screen.app.copy_to_clipboard(link.href)
            self._screen.say(f"Copied {clip(masked(link.href), 300)}")
        else:
            visit(self._screen, link.href, self._screen.view.words_of(link))
