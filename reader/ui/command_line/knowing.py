"""What a line one types in may name: views, sources, tags, themes. Fetched off the event loop, then held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import SavedSearch, SourceStatus
from reader.text import fold
from reader.ui.command_line.query_language import Candidate, Known
from reader.ui.lately import SEARCHES
from reader.ui.lists.views import ALL, BOOKMARKS, INBOX, STORIES, View, search_view, source_view, tag_views
from reader.ui.opening.asking import answer

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["Knowing"]

_VIEWS = {INBOX: "what is unread", ALL: "everything", BOOKMARKS: "what is kept", STORIES: "articles about one event"}


@dataclass(frozen=True, slots=True)
class _Names:
    """What was fetched."""

    sources: Sequence[SourceStatus] = ()
    searches: Sequence[SavedSearch] = ()
    tags: Sequence[str] = ()


class Knowing:
    """Knows the names; as of when a line was last opened, for a moment, then as they are now."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._names = _Names()
        self.titles: tuple[Candidate, ...] = ()
        """Articles that are offered just now."""
        self.fetched = False
        """Whether anything was ever fetched."""

    def renew(self, then: Callable[[], None]) -> None:
        """Fetch what there is now."""

        def give(names: _Names) -> None:
            self._names, self.fetched = names, True
            then()

        self._screen.desk.ask("known", "Listing what can be named", _found, give)

    async def fetch(self) -> None:
        """Fetch what there is now, and wait for it."""
        self._names = await answer(self._screen.desk, "Listing what can be named", _found)
        self.fetched = True

    def views(self) -> dict[str, View]:
        """Every view by its name, folded; where two have one name the one that stands first in the rail counts."""
        sources = [source_view(status) for status in self._names.sources]
        searches = [search_view(search) for search in self._names.searches]
        found: dict[str, View] = {}
        for view in (*_VIEWS, *searches, *self._tags, *sources):
            found.setdefault(fold(view.name), view)
        return found

    def source(self, name: str) -> SourceStatus | None:
        """The source meant by its name, the only one that it is the beginning or a part of, or an id."""
        wanted = fold(name)
        exact = [one for one in self._names.sources if fold(one.source.name) == wanted or one.source.id == name]
        begun = [one for one in self._names.sources if fold(one.source.name).startswith(wanted)]
        within = [one for one in self._names.sources if wanted in fold(one.source.name)]
        return next((few[0] for few in (exact[:1], begun, within) if len(few) == 1), None)

    @property
    def _tags(self) -> list[View]:
        return [view for view, _ in tag_views(self._names.sources, self._names.tags)]

    @property
    def now(self) -> Known:
        """What can be named, for completion."""
        sources = tuple(
            Candidate(one.source.name, f"{one.unread:,} of {one.articles:,}", id=one.source.id)
            for one in self._names.sources
            if one.source.location
        )
        views = [Candidate(view.name, said) for view, said in _VIEWS.items()]
        tags = [Candidate(view.name.removeprefix("Tag: ")) for view in self._tags]
        tagged = [Candidate(view.name) for view in self._tags]
        searches = [Candidate(search.name, search.query) for search in self._names.searches]
        app = self._screen.app
        themes = sorted(app.available_themes, key=lambda name: (not name.startswith("reader-"), name))
        return Known(
            views=(*views, *searches, *tagged, *sources),
            sources=sources,
            tags=tuple(tags),
            searches=(
                *(Candidate(search.query, search.name) for search in self._names.searches),
                *(Candidate(line, "searched lately") for line in self._screen.lately.of(SEARCHES)),
            ),
            themes=tuple(Candidate(name, "now" if name == app.theme else "") for name in themes),
            titles=self.titles,
        )


def _found(newsroom: Newsroom) -> _Names:
    return _Names(newsroom.sources(), newsroom.searches.all(), tuple(newsroom.annotating.known_tags()))
