"""The lines to type in: the filter of the list, the words to find in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.arrangement import Pane
from reader.ui.command_line.query_language import complete_query
from reader.ui.command_line.recall import Recall
from reader.ui.lately import SEARCHES
from reader.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["Prompts"]

_KEPT = 50
"""How many searches in articles are remembered."""


class Prompts:
    """At most one prompt in the list and one in the article."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._filter: Prompt | None = None
        self._find: Prompt | None = None
        self._found: list[str] = []
        """What was looked for in articles, the last at the end."""

    @property
    def typing(self) -> bool:
        """Whether one is typing in a prompt."""
        return any(prompt is not None and prompt.has_focus_within for prompt in (self._filter, self._find))

    @property
    def finding(self) -> bool:
        """Whether words are looked for in the article."""
        return self._find is not None

    @property
    def filtering(self) -> bool:
        """Whether the list is filtered, or is about to be."""
        return self._filter is not None or bool(self._screen.browsing.filter)

    async def filter(self) -> None:
        """Type a filter."""
        self._screen.go(Pane.HEADLINES)
        prompt = self._filter
        if prompt is None:
            screen = self._screen
            prompt = self._filter = Prompt(
                "Filter",
                screen.browsing.filter,
                id="filter",
                entered=self._filter_entered,
                complete=lambda typed: complete_query(typed, screen.knowing.now),
                recall=Recall(screen.lately.of(SEARCHES)),
            )
            screen.knowing.renew(lambda: None)
            await self._screen.query_one("#headlines").mount(prompt, before=self._screen.headlines)
        prompt.take()

    async def find(self) -> None:
        """Type words to find in the article."""
        prompt = self._find
        if prompt is None:
            prompt = self._find = Prompt(
                "Find", id="find", entered=self._find_entered, recall=Recall(self._found[::-1])
            )
            await self._screen.query_one("#article").mount(prompt, before=self._screen.view)
        prompt.take()

    def typed(self, prompt: Prompt) -> None:
        """Something else was typed; of several things told at once only the last is looked for."""
        if prompt is self._filter:
            self._narrow(prompt.text)
        elif prompt is self._find:
            self._look_for(prompt.text)

    def _narrow(self, text: str) -> None:
        if text.strip() != self._screen.browsing.filter:
            self._screen.browsing.narrow(text)

    def _look_for(self, text: str) -> None:
        if text != self._screen.view.finding.wanted:
            self._screen.view.find(text)
            self.count()

    def _filter_entered(self) -> None:
        """Go on in the list; what was typed a moment ago counts, though nobody was told yet."""
        if self._filter is not None:
            self._narrow(self._filter.text)
        if self._screen.browsing.filter:
            self._screen.lately.note(SEARCHES, self._screen.browsing.filter)
        else:
            self.end_filter()
        self._screen.go(Pane.HEADLINES)

    def _find_entered(self) -> None:
        """Go on in the text."""
        if self._find is not None:
            self._look_for(self._find.text)
        self._remember()
        self._screen.go(Pane.ARTICLE)

    def complain(self, complaint: str) -> None:
        """Say what is wrong with the filter."""
        if self._filter is not None:
            self._filter.complain(complaint)

    def count(self) -> None:
        """Say which match one is at."""
        finding = self._screen.view.finding
        found = finding.count
        wrapped = {1: "from the top ", -1: "from the end "}.get(finding.wrapped, "")
        if self._find is not None:
            self._find.note(f"{wrapped}{found[0]}/{found[1]}" if found else "")
        self._screen.status.tell()

    def end_filter(self) -> bool:
        """Show the whole view again; False when it was not filtered."""
        browsing = self._screen.browsing
        if not self.filtering:
            return False
        if self._filter is not None:
            self._filter.remove()
            self._filter = None
        if browsing.filter or browsing.complaint:
            browsing.widen()
        self._screen.go(Pane.HEADLINES)
        return True

    def end_find(self) -> bool:
        """Look for nothing in the article; False when nothing was looked for."""
        if self._find is None:
            return False
        typing = self._find.has_focus_within
        self._remember()
        self._find.remove()
        self._find = None
        self._screen.view.find("")
        if typing:
            self._screen.go(Pane.ARTICLE)
        return True

    def _remember(self) -> None:
        """Keep what was looked for, to be offered again."""
        wanted = self._screen.view.finding.wanted.strip()
        if wanted:
            self._found[:] = [*(one for one in self._found if one != wanted), wanted][-_KEPT:]
