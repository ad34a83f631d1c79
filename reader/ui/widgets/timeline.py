"""A story's timeline: what is known of all of it, then its reports under their days, the oldest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from reader.model import Headline, Report
from reader.ui.widgets.row_list import Entry, RowList
from reader.ui.wording.rows import Look, Pieces
from reader.ui.wording.story_rows import Page, day_heading, report_row, story_head

if TYPE_CHECKING:
    from reader.newsroom.timeline import Day

__all__ = ["Timeline"]


class Timeline(RowList[Report]):
    """The reports of one story to move in."""

    def __init__(self, look: Look, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(look.marks, id=id)
        self._look = look
        self._page: Page | None = None

    @property
    def reports(self) -> list[Report]:
        """All of them, in the order of time."""
        return self._page.reports if self._page is not None else []

    @property
    def place(self) -> int:
        """Which of them is selected, from 1; 0 where there is none."""
        return self._place(self.item) + 1 if self.item is not None else 0

    def give(self, page: Page, now: datetime) -> None:
        """Show a story; where it was shown before, the selected report stays so."""
        held, item = self._page, self.item
        keep = held is not None and held.story.id == page.story.id
        self._page, self._look = page, replace(self._look, now=now)
        first = {report.headline.id for report in page.first}
        entries: list[Entry[Report]] = []
        for day in page.days:
            entries.append(Entry(None, self._heading(day, page=None if entries else page)))
            entries += [Entry(report, self._drawn(report, first=report.headline.id in first)) for report in day.reports]
        head = [] if entries else [Entry[Report](None, partial(story_head, page, look=self._look))]
        self.show(entries or head, keep=keep)
        if keep and item is not None:
            self.select_report(item.headline.id)

    def say(self, message: str) -> None:
        """Show a sentence in place of a story."""
        self._page = None
        self.show([], message=message)

    def update(self, headline: Headline) -> None:
        """Show an article's new state."""
        if self._page is not None and any(headline.id in _articles(report) for report in self.reports):
            self.give(self._page.with_headline(headline), self._look.now)

    def move(self, way: str) -> None:
        """Move the selection; from the first report on up to what stands above it, where there is no room for both."""
        before = self.index
        super().move(way)
        if self.index == before and way in ("up", "page_up", "top"):
            self.scroll_to(y=0, animate=False, force=True)

    def select_report(self, article: str) -> None:
        """Select the report that an article, or a copy of it, is."""
        self.select_item(lambda report: article in _articles(report))

    def select_news(self) -> None:
        """Select the first report that is new."""
        self.select_item(lambda report: report.fresh)

    def next_unread(self, step: int, start: str | None) -> Report | None:
        """The next unread report after (1) or before (-1) an article's, going round; None where there is none."""
        reports = self.reports
        found = next((place for place, report in enumerate(reports) if start in _articles(report)), None)
        at = found if found is not None else min(-step, 0)
        ahead = [reports[(at + step * far) % len(reports)] for far in range(1, len(reports) + (found is None))]
        return next((report for report in ahead if not _is_read(report)), None)

    def _place(self, wanted: Report) -> int:
        return next(place for place, report in enumerate(self.reports) if report.headline.id == wanted.headline.id)

    def _heading(self, day: Day, page: Page | None) -> Callable[[int], list[Pieces]]:
        """A day's heading; the first one has all that is said about the story above it."""

        def lay(width: int) -> list[Pieces]:
            head = [*story_head(page, width, self._look), []] if page is not None else []
            return [*head, *day_heading(day, width, self._look)]

        return lay

    def _drawn(self, report: Report, *, first: bool) -> Callable[[int], list[Pieces]]:
        return lambda width: [*report_row(report, width, self._look, first=first), []]


def _articles(report: Report) -> set[str]:
    return {report.headline.id, *(copy.id for copy in report.copies)}


def _is_read(report: Report) -> bool:
    return report.headline.read or any(copy.read for copy in report.copies)
