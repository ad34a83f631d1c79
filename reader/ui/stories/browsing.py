"""Going through the list of stories: fetching as many as are looked at, narrowing them by a filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from reader.model import Story
from reader.ui.widgets.story_list import StoryList
from reader.ui.work import Desk

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.query import Query

__all__ = ["StoryBrowsing"]

_PAGE = 200
"""Stories fetched at once: 25 ms of work in a library with 20,000 of them."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The first stories, where the rest come from, and how much news there is in what is followed."""

    stories: list[Story]
    rest: Iterator[Story]
    more: bool
    news: int


class StoryBrowsing:
    """The list of stories and what it shows."""

    def __init__(
        self, stories: StoryList, desk: Desk, now: Callable[[], datetime], changed: Callable[[], None]
    ) -> None:
        self._list = stories
        self._desk = desk
        self._now = now
        self._changed = changed
        """Called when something shown about the list is another."""
        self._rest: Iterator[Story] | None = None
        self._bringing = False
        """Whether more of them are on their way; only one question at a time goes to what they come from."""
        self._to_end = False
        self._held: tuple[Query, str] | None = None
        """What to ask for once the list may change again."""
        self._holding = False
        self.news = 0
        """Reports that came to followed stories since these were last looked at."""
        self.waiting = False
        """Whether other stories are on their way."""

    def load(self, query: Query, nothing: str, *, fresh: bool = False, delay: float = 0) -> None:
        """Ask for the stories with an article that matches; unless `fresh` the list stays where it is.

        `nothing` is what to say where there are none.
        """
        if self._holding and not fresh:
            self._held = query, nothing
            return
        self.waiting = fresh = fresh or self.waiting
        count = _PAGE if fresh else self._list.index + _PAGE

        def call(newsroom: Newsroom) -> _Loaded:
            rest = (story for story, _ in newsroom.stories.each(query))
            first = list(islice(rest, count))
            return _Loaded(first, rest, len(first) == count, newsroom.stories.news())

        def show(loaded: _Loaded) -> None:
            self.waiting = self._bringing = self._to_end = False
            self._rest, self.news = loaded.rest, loaded.news
            self._list.at(self._now())
            self._list.show(loaded.stories, nothing, more=loaded.more, fresh=fresh)
            self._changed()

        self._desk.ask("stories", "Listing stories", call, show, delay=delay)

    def more(self, *, to_end: bool) -> None:
        """Bring the stories that follow, or all of them."""
        self._to_end = self._to_end or to_end
        rest = self._rest
        if rest is None or self._bringing:
            return
        count = None if self._to_end else _PAGE

        def give(stories: list[Story]) -> None:
            if rest is not self._rest:
                return
            self._bringing = False
            more = count is not None and len(stories) == count
            self._list.extend(stories, more=more)
            self._changed()
            if self._to_end and more:
                self.more(to_end=True)

        self._bringing = True
        self._desk.ask("more stories", "Listing stories", lambda _: list(islice(rest, count)), give, exclusive=False)

    def give_up(self) -> None:
        """What is on its way will not come; what is shown stays."""
        self.waiting = self._bringing = self._to_end = False

    def hold(self) -> None:
        """Let the list stay as it is while one is in one of its stories: what was new stays in sight."""
        self._holding = True

    def release(self) -> None:
        """Show what changed meanwhile."""
        self._holding = False
        if self._held is not None:
            (query, nothing), self._held = self._held, None
            self.load(query, nothing)
