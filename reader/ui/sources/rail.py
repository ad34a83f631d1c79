"""The rail of views and sources: what there is to read, and how the sources are doing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Counts, SavedSearch, SourceStatus
from reader.ui.arrangement import Pane
from reader.ui.lists import saving
from reader.ui.lists.views import ALL, BOOKMARKS, INBOX, STORIES, View, complaint, search_view, source_view, tag_views
from reader.ui.opening.boxes import is_open
from reader.ui.screens.picker import Choice, More
from reader.ui.screens.rail import RailScreen
from reader.ui.sources import sourcing
from reader.ui.sources.counting import count, of_all
from reader.ui.wording.health import ails, mark_of, note_of
from reader.ui.wording.rows import Look

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["choose_view"]

_PAINTED = 0.03
"""Seconds until the sources are asked for: the views are on the screen by then, and nothing took time from that."""
_NO_SOURCE = "Go to a source or a search; {key} shows what can be done with it."


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is to choose from."""

    counts: Counts
    news: int
    """Reports that came to followed stories."""
    sources: list[SourceStatus]
    searches: list[SavedSearch]
    tags: Mapping[str, int]
    """Every tag, with how many articles have it of their own."""


async def choose_view(screen: MainScreen) -> None:
    """Choose a view or a source; the sources come in once they are known, and stay as they are now."""
    await _Rail(screen).open()


class _Rail:
    """The box of views, which is filled anew while it is open."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._found: _Found | None = None
        self._counted: dict[View, str] = {}
        """What views find that nobody had counted."""
        views = _views(screen.browsing.counts, screen.browsing.stories.news)
        more = More(screen.bound["source"], f"{screen.keys['source']} more", self._manage)
        current = screen.browsing.view
        keys = screen.bound["views"]
        self._picker = RailScreen(
            "Views",
            views,
            screen.marks,
            current=current,
            more=more,
            renew=self._renew,
            keys=keys,
            closing=screen.keys["views"],
        )

    async def open(self) -> None:
        """Open it; what there is to choose comes in once it is known."""
        await self._screen.app.push_screen(self._picker, self._chosen)
        self._renew()

    def _renew(self) -> None:
        self._screen.desk.ask("views", "Listing sources", _find, self._fill, delay=_PAINTED)

    def _fill(self, found: _Found) -> None:
        self._found = found
        if self._show():
            count(self._screen, _to_count(found), self._counted, self._show)

    def _show(self) -> bool:
        """Show what is known; whether anyone looks."""
        found, look = self._found, self._screen.look()
        if found is None or not is_open(self._picker):
            return False
        sources = [_source_choice(status, look) for status in found.sources]
        named = [*_searches(found, self._counted), *_tags(found, self._counted)]
        self._picker.fill([*_views(found.counts, found.news), *named, *sources])
        return True

    def _chosen(self, view: View | None) -> None:
        if view is None:
            return
        screen = self._screen
        wrong = complaint(view.query, screen.now().date())
        if wrong:
            screen.say(wrong, severity="error")
            return
        screen.prompts.end_filter()
        screen.browsing.choose(view)
        screen.go(Pane.HEADLINES)

    async def _manage(self, view: View) -> None:
        if view.source is not None:
            await sourcing.show(self._screen, view.source)
        elif view.search is not None:
            await saving.manage(self._screen, view, self._renew)
        else:
            self._screen.say(_NO_SOURCE.format(key=self._screen.keys["source"]))


def _find(newsroom: Newsroom) -> _Found:
    tags, searches = newsroom.annotating.known_tags(), newsroom.searches.all()
    return _Found(newsroom.counts(), newsroom.stories.news(), newsroom.sources(), searches, tags)


def _views(counts: Counts, news: int) -> list[Choice[View]]:
    return [
        Choice("Inbox (unread)", INBOX, right=f"{counts.unread:,}"),
        Choice("All", ALL, right=f"{counts.all:,}"),
        Choice("Bookmarks", BOOKMARKS, right=f"{counts.bookmarked:,}"),
        Choice("Stories", STORIES, right=f"{news:,} new" if news else ""),
    ]


def _searches(found: _Found, counted: Mapping[View, str]) -> list[Choice[View]]:
    views = [search_view(search) for search in found.searches]
    return [Choice(view.name, view, right=counted.get(view, ""), group="Searches") for view in views]


def _tags(found: _Found, counted: Mapping[View, str]) -> list[Choice[View]]:
    return [
        Choice(view.name.removeprefix("Tag: "), view, right=_sum(its) or counted.get(view, ""), group="Tags")
        for view, its in _tagged(found)
    ]


def _tagged(found: _Found) -> list[tuple[View, list[SourceStatus]]]:
    """For every tag its view; with the sources that have it, where no article has it of its own."""
    own = {tag.casefold() for tag, articles in found.tags.items() if articles}
    views = tag_views(found.sources, found.tags)
    return [(view, [] if view.name.removeprefix("Tag: ").casefold() in own else its) for view, its in views]


def _to_count(found: _Found) -> list[View]:
    """The views whose articles nobody has counted yet."""
    searches = map(search_view, found.searches)
    return [*searches, *(view for view, its in _tagged(found) if not its)]


def _source_choice(status: SourceStatus, look: Look) -> Choice[View]:
    return Choice(
        status.source.name,
        source_view(status),
        note_of(status, look.now, look.marks),
        of_all(status.unread, status.articles),
        "Sources",
        also="trouble" if ails(status) else "",
        mark=mark_of(status, look.marks),
    )


def _sum(sources: list[SourceStatus]) -> str:
    return of_all(sum(one.unread for one in sources), sum(one.articles for one in sources)) if sources else ""
