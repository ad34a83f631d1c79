"""What the actions do in the list of stories, in a story's timeline, and about the story of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import NotFoundError
from reader.model import Report
from reader.query import Query
from reader.ui.arrangement import Pane
from reader.ui.painting.cells import clip
from reader.ui.widgets.story_list import StoryList
from reader.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from reader.newsroom import Change, Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["StoryDeeds"]

_ALONE = "No other report of its story is held, so there is no story to open or follow."
_NOT_HELD = "This article is not in your library, so it belongs to no story yet."
_NO_ROW = "Go to a row of what is related, or of a story, to say whether it belongs to the story."
_NO_REPORT = "This is for a report; open a story and go to one."
_SAME = "This is the article that is open."
_LAST = "It is the only report of the story, so there is nothing to take it from."
_QUOTED = 50
"""Cells of a title that a sentence about it repeats."""


class StoryDeeds:
    """The actions where they are about stories; those of `Deeds` ask here first."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    # where one is

    @property
    def in_list(self) -> bool:
        """Whether one is in the list of stories."""
        return self._screen.here is Pane.HEADLINES and self._screen.browsing.view.stories

    @property
    def in_timeline(self) -> bool:
        """Whether one is in a story's timeline."""
        return self._screen.here is Pane.ARTICLE and self._screen.story.shown

    @property
    def rows(self) -> StoryList | Timeline | None:
        """The list one is in, if it is one of these."""
        if self.in_list:
            return self._screen.story_list
        return self._screen.timeline if self.in_timeline else None

    @property
    def waiting(self) -> bool:
        """Whether what stands in the list one is in is on its way."""
        screen = self._screen
        return screen.story.waiting or (self.in_list and screen.browsing.stories.waiting)

    @property
    def report(self) -> Report | None:
        """The report one is on."""
        return self._screen.timeline.item if self.in_timeline else None

    def no_report(self) -> bool:
        """Say so where one is on no report, but in a list of stories or in a story; whether that is so."""
        none = self.rows is not None and self.report is None
        if none:
            self._screen.say(_NO_REPORT)
        return none

    def _no_article(self) -> None:
        """Say why there is no article to ask about."""
        pointed = self._screen.here is Pane.RELATED and self._screen.related.item is not None
        self._screen.say(_NOT_HELD if pointed else "There is no article here.")

    # going in and out

    def open(self) -> bool:
        """Open the story or the report one is on; False outside of stories."""
        screen, report, inside = self._screen, self.report, self.rows is not None
        if self.in_list and screen.story_list.item is not None:
            self.enter(screen.story_list.item.id, None)
        elif report is not None:
            self._read(report)
        return inside

    def story(self, article: str | None) -> None:
        """Open the story of an article; in an article opened out of its story go back to the timeline."""
        screen = self._screen
        if self.in_list:
            self.open()
        elif self.in_timeline:
            if not self.step_out():
                self.no_report()
        elif article is None:
            self._no_article()
        elif screen.here is Pane.ARTICLE and screen.story.inside and self._told_by(article):
            self.step_out()
        else:
            self._find(article)

    def _told_by(self, article: str) -> bool:
        return any(article == report.headline.id for report in self._screen.timeline.reports)

    def _find(self, article: str) -> None:
        screen = self._screen
        here, shown = screen.here, screen.reading.article

        def found(stories: dict[str, str]) -> None:
            screen.story.waiting = False
            if article not in stories:
                screen.say(_ALONE)
            elif screen.here is here:
                origin = None if here is Pane.HEADLINES or shown is None else shown.id
                self.enter(stories[article], origin)
            screen.deeds.go_on()

        screen.story.waiting = True
        screen.desk.ask("story of", "Finding the story", lambda room: room.stories.of_articles([article]), found)

    def enter(self, story: str, origin: str | None) -> None:
        """Go into a story, from an article if it is one."""
        screen = self._screen
        screen.story.enter(story, screen.here, origin)
        screen.browsing.stories.hold()
        screen.go(Pane.ARTICLE)

    def go_in(self) -> None:
        """Go into the story shown in passing."""
        screen, row = self._screen, self._screen.story_list.item
        if row is not None:
            screen.story.enter(row.id, Pane.HEADLINES)
            screen.browsing.stories.hold()

    def _read(self, report: Report) -> None:
        screen = self._screen
        screen.story.read(report)
        screen.reading.open(report.headline.id)
        screen.go(Pane.ARTICLE)

    def step_out(self) -> bool:
        """Go back from a report to its story, or from a story to where one came from; False where one is in none."""
        screen, story = self._screen, self._screen.story
        if screen.here is not Pane.ARTICLE or not story.inside:
            return False
        if not story.shown:
            shown = screen.reading.article
            story.come_back(shown.id if shown is not None else None)
            screen.go(Pane.ARTICLE)
            return True
        came_from, origin = story.came_from, story.origin
        if origin is not None:
            story.leave(hide=True)
            screen.browsing.stories.release()
            screen.reading.open(origin)
        screen.go(came_from)
        return True

    def next_unread(self, step: int) -> bool:
        """Go to the next unread story, or open the next unread report of the one one is in; False outside of both."""
        screen = self._screen
        if not screen.story.inside and screen.browsing.view.stories:
            screen.go(Pane.HEADLINES)
            if not screen.story_list.next_unread(step):
                screen.say("No other unread story here.")
            return True
        if not screen.story.inside:
            return False
        shown = screen.reading.article
        report = screen.story.next_unread(step, shown.id if shown is not None else None)
        if report is None:
            screen.say("No other unread report in this story.")
        else:
            self._read(report)
        return True

    # marking

    def mark_read(self) -> bool:
        """Mark all reports of the story one is on read, or all unread; False outside of stories."""
        story = self._story
        if not self.in_list or story is None:
            return False

        def call(newsroom: Newsroom) -> Change:
            held, reports = newsroom.stories.story(story)
            articles = [article.id for report in reports for article in (report.headline, *report.copies)]
            return newsroom.mark(articles, read=held.unread > 0)

        self._screen.keeping.change("Marking a story", call, self._screen.refresh_all)
        return True

    def mark_all_read(self) -> bool:
        """Mark all of the story one is in read; False outside of stories."""
        if self.in_timeline and self._story is not None:
            self._screen.keeping.mark_all_read(Query(stories=(self._story,)))
        elif self.in_list:
            keys = self._screen.keys
            self._screen.say(f"{keys['toggle_read']} marks one story read; in a story {keys['mark_all_read']} does.")
        return self.rows is not None

    # following

    def follow(self, article: str | None) -> None:
        """Follow the story one is on, or that of an article; or follow it no more."""
        story = self._story
        if story is None and article is None:
            self._no_article()
            return

        def call(newsroom: Newsroom) -> Change | None:
            wanted = story or newsroom.stories.of_articles([article or ""]).get(article or "")
            if wanted is None:
                return None
            try:
                return newsroom.stories.unfollow(wanted)
            except NotFoundError:  # it is not followed yet
                return newsroom.stories.follow(wanted)

        self._screen.keeping.change("Following a story", call, self._screen.refresh_all, _ALONE)

    @property
    def _story(self) -> str | None:
        """Id of the story one is on."""
        if self.in_timeline:
            return self._screen.story.story.id if self._screen.story.story is not None else None
        item = self._screen.story_list.item
        return item.id if self.in_list and item is not None else None

    # correcting

    def correct(self, *, together: bool) -> None:
        """Say that the article on the row belongs to the story, or that it does not."""
        screen, report = self._screen, self.report
        if report is not None:
            self._correct_member(report, together=together)
        elif screen.here is Pane.RELATED and screen.related.item is not None:
            self._correct_related(screen.related.item.id, together=together)
        else:
            screen.say(_NO_ROW)

    def _correct_related(self, other: str | None, *, together: bool) -> None:
        screen, article = self._screen, self._screen.reading.article
        if other is None:
            screen.say("This article is not in your library, so there is nothing to group.")
        elif article is None or article.id == other:
            screen.say(_SAME)
        else:
            call = partial(_pinned if together else _unlinked, article=article.id, other=other)
            screen.keeping.change("Correcting a story", call, screen.refresh_all)

    def _correct_member(self, report: Report, *, together: bool) -> None:
        screen = self._screen
        others = [other.headline.id for other in screen.timeline.reports if other.headline.id != report.headline.id]
        if not others:
            screen.say(_LAST)
        elif together:
            call = partial(_pinned, article=others[0], other=report.headline.id)
            screen.keeping.change("Correcting a story", call, screen.refresh_all)
        else:
            label = _taken_out(report, screen.story.story.name if screen.story.story is not None else "")
            apart = partial(_unlinked_from_all, member=report.headline.id, others=others, label=label)
            screen.keeping.change("Correcting a story", apart, screen.refresh_all)


def _pinned(newsroom: Newsroom, article: str, other: str) -> Change:
    return newsroom.stories.pin(article, other)


def _unlinked(newsroom: Newsroom, article: str, other: str) -> Change:
    return newsroom.stories.unlink(article, other)


def _unlinked_from_all(newsroom: Newsroom, member: str, others: Sequence[str], label: str) -> Change:
    """Out of its story: said of one other report only, the grouping could keep it with the rest of them."""
    return replace(newsroom.stories.unlink(member, *others), label=label)


def _taken_out(report: Report, story: str) -> str:
    return f"“{clip(report.headline.title, _QUOTED)}” is not of the story “{clip(story, _QUOTED)}”"
