"""The command line of the screen: what it knows of commands, and how they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.address import masked
from reader.errors import CommandError
from reader.text import squash
from reader.ui.command_line.commands import VERBS, way
from reader.ui.command_line.language import Command, complete, parse
from reader.ui.command_line.ordering import SETTINGS
from reader.ui.command_line.query_language import Candidate, Completion
from reader.ui.command_line.recall import Recall
from reader.ui.lately import COMMANDS
from reader.ui.lists.views import growing
from reader.ui.screens.command import CommandScreen

if TYPE_CHECKING:
    from reader.model import Headline
    from reader.newsroom import Newsroom
    from reader.ui.command_line.ordering import Deed
    from reader.ui.screens.main import MainScreen

__all__ = ["command"]

_TYPING = 0.08
"""Seconds to wait for the next letter before articles are asked for."""
_TITLES = 8
_PRIVATE = ("note", "add")
"""Commands whose arguments are not kept for another time: a note is elsewhere, an address may hold a secret."""


async def command(screen: MainScreen, text: str = "") -> None:
    """Type a command."""
    guide = _Guide(screen)
    line = CommandScreen(guide, screen.marks, Recall(screen.lately.of(COMMANDS)), text)
    guide.line = line
    await screen.app.push_screen(line)
    screen.knowing.renew(line.offer)


class _Guide:
    """What the line knows of commands."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._theme = screen.app.theme
        self._asked = ""
        self.line: CommandScreen | None = None
        screen.knowing.titles = ()

    def complete(self, text: str) -> Completion:
        """How a text may go on."""
        return complete(text, VERBS, self._screen.knowing.now, SETTINGS)

    def typed(self, text: str) -> None:
        """Show the theme that is named; look for the articles that may be meant."""
        meant = _understood(text)
        app = self._screen.app
        named = meant.argument if meant is not None and meant.verb == "theme" else ""
        wanted = named if named in app.available_themes else self._theme
        if app.theme != wanted:
            app.theme = wanted
        if meant is not None and meant.verb == "open" and meant.argument != self._asked:
            self._look_for(meant.argument)

    def _look_for(self, words: str) -> None:
        from reader.errors import QueryError
        from reader.query import parse_query

        self._asked = words
        if any(one.text == words for one in self._screen.knowing.titles):
            return  # it was put there by Tab
        try:
            query = parse_query(growing(words), self._screen.now().date())
        except QueryError:
            return

        def call(newsroom: Newsroom) -> list[Headline]:
            return newsroom.search(query, _TITLES) if words else []

        def give(found: list[Headline]) -> None:
            if words == self._asked and self.line is not None:
                self._screen.knowing.titles = tuple(Candidate(one.title, one.source or "", id=one.id) for one in found)
                self.line.offer()

        self._screen.desk.ask("titles", "Looking for articles", call, give, delay=_TYPING)

    async def understand(self, text: str) -> Deed:
        """What a line is to do; raises ReaderError."""
        meant = parse(text, VERBS)
        deed = await way(meant.verb)(self._screen, meant.argument)
        line = squash(text).lstrip(": ")
        self._screen.lately.note(COMMANDS, line, keep=not (meant.argument and _is_private(meant)))
        return deed

    def left(self) -> None:
        """Nothing was done: the theme is what it was."""
        self._screen.app.theme = self._theme


def _understood(text: str) -> Command | None:
    try:
        return parse(text, VERBS)
    except CommandError:
        return None


def _is_private(meant: Command) -> bool:
    return meant.verb in _PRIVATE or any(masked(word) != word for word in meant.argument.split())
