"""The rail of views and sources: what there is to read, and how the sources are doing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Counts, SourceStatus
from reader.ui import sourcing
from reader.ui.arrangement import Pane
from reader.ui.health import ails, mark_of, note_of
from reader.ui.rows import Look
from reader.ui.screens.picker import Choice, More
from reader.ui.screens.rail import RailScreen
from reader.ui.views import ALL, BOOKMARKS, INBOX, STORIES, View, source_view, tag_views

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["choose_view"]

_PAINTED = 0.03
"""Seconds until the sources are asked for: the views are on the screen by then, and nothing took time from that."""
_NO_SOURCE = "Go to a source; {key} shows how it is doing and what can be done with it."


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is to choose from."""

    counts: Counts
    news: int
    """Reports that came to followed stories."""
    sources: list[SourceStatus]


async def choose_view(screen: MainScreen) -> None:
    """Choose a view or a source; the sources come in once they are known, and stay as they are now."""

    def chosen(view: View | None) -> None:
        if view is not None:
            screen.prompts.end_filter()
            screen.browsing.choose(view)
            screen.go(Pane.HEADLINES)

    async def manage(view: View) -> None:
        if view.source is not None:
            await sourcing.show(screen, view.source)
        else:
            screen.say(_NO_SOURCE.format(key=screen.keys["source"]))

    def call(newsroom: Newsroom) -> _Found:
        return _Found(newsroom.counts(), newsroom.stories.news(), newsroom.sources())

    def fill(found: _Found) -> None:
        if picker.is_attached:
            look = screen.look()
            sources = [_source_choice(status, look) for status in found.sources]
            picker.fill([*_views(found.counts, found.news), *_tags(found.sources), *sources])

    def renew() -> None:
        screen.desk.ask("views", "Listing sources", call, fill, delay=_PAINTED)

    views = _views(screen.browsing.counts, screen.browsing.stories.news)
    more = More(screen.bound["source"], f"{screen.keys['source']} source", manage)
    current = screen.browsing.view
    keys = screen.bound["views"]
    picker = RailScreen(
        "Views",
        views,
        screen.marks,
        current=current,
        more=more,
        renew=renew,
        keys=keys,
        closing=screen.keys["views"],
    )
    await screen.app.push_screen(picker, chosen)
    renew()


def _views(counts: Counts, news: int) -> list[Choice[View]]:
    return [
        Choice("Inbox (unread)", INBOX, right=f"{counts.unread:,}"),
        Choice("All", ALL, right=f"{counts.all:,}"),
        Choice("Bookmarks", BOOKMARKS, right=f"{counts.bookmarked:,}"),
        Choice("Stories", STORIES, right=f"{news:,} new" if news else ""),
    ]


def _tags(sources: list[SourceStatus]) -> list[Choice[View]]:
    return [
        Choice(view.name.removeprefix("Tag: "), view, right=_sum(its), group="Tags") for view, its in tag_views(sources)
    ]


def _source_choice(status: SourceStatus, look: Look) -> Choice[View]:
    return Choice(
        status.source.name,
        source_view(status),
        note_of(status, look.now, look.marks),
        _count(status.unread, status.articles),
        "Sources",
        also="trouble" if ails(status) else "",
        mark=mark_of(status, look.marks),
    )


def _sum(sources: list[SourceStatus]) -> str:
    return _count(sum(one.unread for one in sources), sum(one.articles for one in sources))


def _count(unread: int, articles: int) -> str:
    return f"{unread:,} of {articles:,}"
