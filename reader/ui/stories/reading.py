"""Reading one story: its timeline in the place of the article, and the way back to where one came from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from reader.errors import NotFoundError
from reader.model import Headline, Report, Story
from reader.ui.arrangement import Pane
from reader.ui.widgets.timeline import Timeline
from reader.ui.wording.story_rows import Page
from reader.ui.work import Desk

if TYPE_CHECKING:
    from reader.newsroom import Newsroom

__all__ = ["StoryReading"]

_LOOKING = 0.12
"""Seconds a row must stay selected before its story is fetched."""
_GONE = "No second report of this story is held any more."


class StoryReading:
    """The story shown, and whether one is in it."""

    def __init__(
        self, timeline: Timeline, desk: Desk, now: Callable[[], datetime], changed: Callable[[], None]
    ) -> None:
        self._timeline = timeline
        self._desk = desk
        self._now = now
        self._changed = changed
        """Called when another story is shown, or another state of this one."""
        self._wanted: str | None = None
        self._page: Page | None = None
        self._fresh: set[str] = set()
        """Articles whose reports were new when one went in."""
        self._since: datetime | None = None
        self._noted = False
        """Whether it was noted that one looked at it."""
        self.shown = False
        """Whether the timeline stands in the place of the article."""
        self.inside = False
        """Whether one is in the story: in its timeline, or in an article opened out of it."""
        self.waiting = False
        """Whether the story one went into is on its way."""
        self.came_from = Pane.HEADLINES
        """The pane one went in from."""
        self.origin: str | None = None
        """The article one went in from, if it was one."""

    @property
    def story(self) -> Story | None:
        """The story held."""
        return self._page.story if self._page is not None else None

    # which story

    def preview(self, story: str) -> None:
        """Show a story in passing."""
        self.shown = True
        if story != self._wanted:
            self._fetch(story, delay=_LOOKING)

    def enter(self, story: str, came_from: Pane, origin: str | None = None) -> None:
        """Go into a story, from a pane and perhaps an article."""
        self.shown = self.inside = True
        self.came_from, self.origin = came_from, origin
        self._fresh, self._since, self._noted = set(), None, False
        if self.story is not None and self.story.id == story == self._wanted:
            self._note()
            self._changed()
        else:
            self.waiting = True
            self._fetch(story)

    def nothing(self, message: str = "") -> None:
        """There is no story to show."""
        self._wanted, self._page, self.waiting = None, None, False
        self._timeline.say(message)

    def look_again(self) -> None:
        """Show the story anew, as it is now."""
        if self._wanted is not None and not self.waiting:
            self._fetch(self._wanted)

    def give_up(self) -> None:
        """What is on its way will not come; what is shown stays."""
        self.waiting = False
        self._wanted = self.story.id if self.story is not None else None

    def _fetch(self, story: str, delay: float = 0) -> None:
        self._wanted = story
        zone = self._now().tzinfo

        def call(newsroom: Newsroom) -> Page | None:
            from reader.newsroom.timeline import by_day, first

            with suppress(NotFoundError):
                found, reports = newsroom.stories.story(story)
                return Page(found, tuple(by_day(reports, zone)), tuple(first(reports, zone)))
            return None

        self._desk.ask("story", "Opening a story", call, lambda page: self._show(story, page), delay=delay)

    def _show(self, story: str, page: Page | None) -> None:
        if story != self._wanted:
            return
        self.waiting = False
        if page is None:
            self._page = None
            self._timeline.say(_GONE)
        else:
            self._take(page)
        self._changed()

    def _take(self, page: Page) -> None:
        self._wanted = page.story.id
        if self.inside and self._noted and page.story.followed:
            page = page.fresh_too(self._fresh, self._since)
        self._page = page
        self._timeline.give(page, self._now())
        if self.inside:
            self._note()

    def _note(self) -> None:
        """Note that a followed story is looked at; what is new in it is shown as such until one leaves."""
        page = self._page
        if page is None or not page.story.followed:
            return
        fresh = {report.headline.id for report in page.reports if report.fresh}
        if self._noted and fresh <= self._fresh:
            return
        if not self._noted:
            self._since = page.story.since
            self._timeline.select_news()
        self._fresh |= fresh
        self._noted = True
        story = page.story.id
        self._desk.tell("Noting a look at a story", lambda newsroom: newsroom.stories.looked_at(story))

    # in it and out of it

    def read(self, report: Report) -> None:
        """Leave the timeline for one of its reports, to come back later."""
        self.shown = False
        self._timeline.select_report(report.headline.id)

    def come_back(self, article: str | None) -> None:
        """Show the timeline again, at the report that was open."""
        self.shown = True
        if article is not None:
            self._timeline.select_report(article)
        self._changed()

    def leave(self, *, hide: bool) -> bool:
        """Be in the story no more; with `hide` it is not shown any more either. Whether anything changed."""
        changed = self.inside or (hide and self.shown)
        if self.inside:
            self.inside, self.waiting, self.origin = False, False, None
            if self._noted:
                self.look_again()
            self._fresh, self._noted = set(), False
        self.shown = self.shown and not hide
        return changed

    def next_unread(self, step: int, article: str | None) -> Report | None:
        """The next unread report of it down (1) or up (-1) from where one is."""
        if self.shown and self._timeline.item is not None:
            article = self._timeline.item.headline.id
        return self._timeline.next_unread(step, article)

    def update(self, headline: Headline) -> None:
        """Show an article's new state."""
        self._timeline.update(headline)
