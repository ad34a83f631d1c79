"""What an action is about: the article one is in or on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.arrangement import Pane

if TYPE_CHECKING:
    from reader.model import Article, Headline, Related, Report
    from reader.ui.screens.main import MainScreen

__all__ = ["Target"]


class Target:
    """The article meant where one is: that of the row, or the one that is open."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    @property
    def article(self) -> str | None:
        """Its id, where it is held."""
        meant = self._meant
        return meant.id if meant is not None else None

    @property
    def url(self) -> str | None:
        """Its address."""
        meant = self._meant
        return meant.url if meant is not None else None

    @property
    def title(self) -> str:
        """Its title; empty where there is none."""
        meant = self._meant
        return meant.title if meant is not None else ""

    @property
    def _meant(self) -> Article | Headline | Related | None:
        screen, stories = self._screen, self._screen.deeds.stories
        if stories.rows is not None:
            return _headline(stories.report)
        if screen.here is Pane.RELATED:
            return screen.related.item
        if screen.here is Pane.ARTICLE:
            return screen.reading.article
        return screen.headlines.headline


def _headline(report: Report | None) -> Headline | None:
    return report.headline if report is not None else None
