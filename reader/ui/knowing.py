"""What a line one types in may name: views, sources, tags, themes. Fetched off the event loop, then held."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model import SourceStatus
from reader.text import fold
from reader.ui.asking import answer
from reader.ui.lately import SEARCHES
from reader.ui.query_language import Candidate, Known
from reader.ui.views import ALL, BOOKMARKS, INBOX, STORIES, View, source_view, tag_views

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["Knowing"]

_VIEWS = {INBOX: "what is unread", ALL: "everything", BOOKMARKS: "what is kept", STORIES: "articles about one event"}


class Knowing:
    """Knows the names; as of when a line was last opened, for a moment, then as they are now."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._sources: list[SourceStatus] = []
        self.titles: tuple[Candidate, ...] = ()
        """Articles that are offered just now."""
        self.fetched = False
        """Whether anything was ever fetched."""

    def renew(self, then: Callable[[], None]) -> None:
        """Fetch what there is now."""

        def give(sources: list[SourceStatus]) -> None:
            self._sources, self.fetched = sources, True
            then()

        self._screen.desk.ask("known", "Listing what can be named", _sources, give)

    async def fetch(self) -> None:
        """Fetch what there is now, and wait for it."""
        self._sources = await answer(self._screen.desk, "Listing what can be named", _sources)
        self.fetched = True

    def views(self) -> dict[str, View]:
        """Every view by its name, folded; where two have one name the one that stands first in the rail counts."""
        sources = [source_view(status) for status in self._sources]
        tags = [view for view, _ in tag_views(self._sources)]
        found: dict[str, View] = {}
        for view in (*_VIEWS, *tags, *sources):
            found.setdefault(fold(view.name), view)
        return found

    def source(self, name: str) -> SourceStatus | None:
        """The source meant by its name, the only one that it is the beginning or a part of, or an id."""
        wanted = fold(name)
        exact = [one for one in self._sources if fold(one.source.name) == wanted or one.source.id == name]
        begun = [one for one in self._sources if fold(one.source.name).startswith(wanted)]
        within = [one for one in self._sources if wanted in fold(one.source.name)]
        return next((few[0] for few in (exact[:1], begun, within) if len(few) == 1), None)

    @property
    def now(self) -> Known:
        """What can be named, for completion."""
        sources = tuple(
            Candidate(one.source.name, f"{one.unread:,} of {one.articles:,}", id=one.source.id)
            for one in self._sources
            if one.source.location
        )
        views = [Candidate(view.name, said) for view, said in _VIEWS.items()]
        tags = [
            Candidate(view.name.removeprefix("Tag: "), f"{len(its)} source{'s' * (len(its) != 1)}")
            for view, its in tag_views(self._sources)
        ]
        tagged = [Candidate(f"Tag: {one.text}", one.note) for one in tags]
        app = self._screen.app
        themes = sorted(app.available_themes, key=lambda name: (not name.startswith("reader-"), name))
        return Known(
            views=(*views, *tagged, *sources),
            sources=sources,
            tags=tuple(tags),
            searches=tuple(Candidate(line, "searched lately") for line in self._screen.lately.of(SEARCHES)),
            themes=tuple(Candidate(name, "now" if name == app.theme else "") for name in themes),
            titles=self.titles,
        )


def _sources(newsroom: Newsroom) -> list[SourceStatus]:
    return newsroom.sources()
