"""Counting what views find, for the rail: off the event loop, a few at a time, as long as anyone looks."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.ui.lists.views import View

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.query import Query
    from reader.ui.screens.main import MainScreen

__all__ = ["count", "of_all"]

_MOST = 10_000
"""Articles counted of one view at most: enough to know that it finds too many."""
_MOST_STORIES = 200
"""Stories, each of which has to be put together to be counted."""
_ENOUGH = 0.1
"""Seconds after which what is counted so far is shown before others are."""


def count(
    screen: MainScreen, views: Sequence[View], counted: MutableMapping[View, str], shown: Callable[[], bool]
) -> None:
    """Fill in what each view finds, in words; `shown` is called now and then and tells whether anyone still looks."""
    if not views:
        return
    today = screen.now().date()

    def call(newsroom: Newsroom) -> dict[View, str]:
        from reader.query import parse_query

        found: dict[View, str] = {}
        end = monotonic() + _ENOUGH
        for view in views:
            try:
                query = parse_query(view.query, today)
            except QueryError:
                found[view] = "?"
            else:
                found[view] = _stories(newsroom, query) if view.stories else _articles(newsroom, query)
            if monotonic() > end:
                break
        return found

    def give(found: dict[View, str]) -> None:
        for view, words in found.items():
            counted[view] = words
        if shown():
            count(screen, views[len(found) :], counted, shown)

    screen.desk.ask("counts", "Counting articles", call, give)


def _articles(newsroom: Newsroom, query: Query) -> str:
    counts = newsroom.count(query, _MOST + 1)
    return of_all(counts.unread, counts.all) if counts.all <= _MOST else f"{_MOST:,}+"


def _stories(newsroom: Newsroom, query: Query) -> str:
    many = sum(1 for _ in newsroom.stories.each(query, _MOST_STORIES + 1))
    return f"{_MOST_STORIES}+ stories" if many > _MOST_STORIES else f"{many} {'story' if many == 1 else 'stories'}"


def of_all(unread: int, articles: int) -> str:
    """How many articles there are and how many of them are unread."""
    return f"{unread:,} of {articles:,}"
