"""Going through the list: its view, its filter, fetching its rows, finding the next unread one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.model import Counts, Headline, SavedSearch, Source, SourceStatus
from reader.ui.lists.views import ALL, View, as_query
from reader.ui.messages import PageMissed
from reader.ui.stories.browsing import StoryBrowsing
from reader.ui.widgets.headline_list import HeadlineList
from reader.ui.wording.dates import Group, day_groups
from reader.ui.wording.emptiness import nothing_in, nothing_of
from reader.ui.work import Desk

if TYPE_CHECKING:
    from reader.newsroom import Listing, Newsroom
    from reader.query import Query

__all__ = ["Browsing", "Unread"]

_TYPING = 0.08
"""Seconds to wait for the next letter before the list is asked for."""
_REST = 0.3
"""Seconds until the rest of a list is asked for whose head is shown: the first keys are answered before."""
_NEAR = 100
"""Rows looked through one by one before the whole list of unread ones is asked for."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A listing and what goes with it."""

    query: Query
    listing: Listing
    groups: list[Group]
    counts: Counts
    total: int
    """How many rows there are, more than the listing has where it is only the head of it."""
    source: SourceStatus | None = None
    """How the source is doing that it is of, where that has no article."""
    bare: bool = False
    """Whether it is of a source that has no article."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An unread article and where it stands in the list."""

    index: int
    row: int
    headline: Headline


class Browsing:
    """The list of headlines and what it shows."""

    def __init__(
        self,
        headlines: HeadlineList,
        stories: StoryBrowsing,
        desk: Desk,
        now: Callable[[], datetime],
        keys: Mapping[str, str],
        changed: Callable[[], None],
    ) -> None:
        self._headlines = headlines
        self.stories = stories
        """The list of stories, which one view shows in place of the headlines."""
        self._desk = desk
        self._now = now
        self._keys = keys
        self._changed = changed
        """Called when something shown about the list is another."""
        self.view: View = ALL
        self.filter = ""
        self.counts = Counts()
        self.adding = False
        """Whether articles are being taken in."""
        self.filling = False
        """Whether the list was empty when it was first shown, and what comes by itself is still coming."""
        self.news = 0
        """Articles that came by themselves since one was last at the top of the list."""
        self.complaint = ""
        """What is wrong with the filter typed."""
        self.waiting = True
        """Whether another list, or the next unread article, is on its way; the first is from the start."""
        self._fresh = False
        self._resumed: tuple[int | None, float | None, int] | None = None
        """The row to begin at, where in time it stood, and the lines above it."""
        self._loaded: _Loaded | None = None

    @property
    def query(self) -> Query | None:
        """What the list shows; None before it shows anything."""
        return self._loaded.query if self._loaded else None

    # loading

    def choose(self, view: View) -> None:
        """Show another view."""
        self.view, self.filter, self.news, self._resumed = view, "", 0, None
        self.load(fresh=True)

    def resume(self, view: View, narrowed: str, row: int | None, moment: float | None, above: int) -> None:
        """Begin with a view, filtered or not, at a row of it, with so many lines above."""
        self.view, self.filter, self._resumed = view, narrowed, (row, moment, above)
        self.load(fresh=True)

    def called(self, source: Source) -> None:
        """A source may have another name than the view of it has."""
        if self.view.source == source.id:
            self.view = replace(self.view, name=source.name)

    def renamed(self, search: str, name: str) -> None:
        """A search kept has another name."""
        if self.view.search == search:
            self.view = replace(self.view, name=name)

    def _named(self, searches: Sequence[SavedSearch]) -> None:
        """What the search shown is called now: undoing, or somebody else, may have called it otherwise."""
        name = next((one.name for one in searches if one.id == self.view.search), self.view.name)
        if name != self.view.name:
            self.view = replace(self.view, name=name)
            self._changed()

    def widen(self) -> None:
        """Filter no more; the selected article stays selected."""
        self.filter = ""
        self.load()

    def narrow(self, typed: str) -> None:
        """Filter by what was typed, once typing rests."""
        self.filter = typed.strip()
        self.load(fresh=True, delay=_TYPING)

    def load(self, *, fresh: bool = False, delay: float = 0) -> None:
        """Ask for the list again; unless `fresh` it stays where it is."""
        from reader.query import parse_query

        now = self._now()
        try:
            query = parse_query(as_query(self.view, self.filter), now.date())
        except QueryError as error:
            self.complaint = str(error)
            self._changed()
            return
        self.complaint = ""
        if self.view.search is not None and not fresh:
            self._desk.ask("names", "Listing searches", lambda newsroom: newsroom.searches.all(), self._named)
        if self.view.stories:
            self.stories.load(query, self._nothing(), fresh=fresh, delay=delay)
            return
        # A fresh list asked for a moment ago stays fresh when someone else's change overtakes it; and as long as
        # nobody has moved in it, nor did it begin where one left, a list that is only just filling shows its newest.
        at_top = not (self._headlines.touched or self._headlines.index)
        fresh = fresh or ((self.adding or self.filling) and at_top)
        self._fresh = self.waiting = self._fresh or fresh
        keep = None if self._fresh else self._headlines.row
        source = self.view.source
        begins = self._resumed[0] if self._resumed is not None else None
        first = self._loaded is None and query == parse_query("", now.date())

        def call(newsroom: Newsroom) -> _Loaded:
            if first:
                listing, total = newsroom.head()
                if begins is None or begins in listing.rows:
                    return _Loaded(query, listing, day_groups(listing.instants, now), newsroom.counts(), total)
            listing = newsroom.listing(query)
            if keep is not None and keep not in listing.rows:
                listing = self._with_kept(newsroom, listing, keep)
            groups, bare = day_groups(listing.instants, now), not listing.rows and source is not None
            sources = newsroom.sources() if bare else ()
            status = next((status for status in sources if status.source.id == source), None)
            return _Loaded(query, listing, groups, newsroom.counts(), len(listing.rows), status, bare=bare)

        self._desk.ask("list", "Listing articles", call, self._show, delay=delay)

    def _with_kept(self, newsroom: Newsroom, listing: Listing, row: int) -> Listing:
        """The listing with the selected row, which fits the view no more, still in its place."""
        held = self._loaded
        if held is None or row not in held.listing.rows or not newsroom.headlines([row]):
            return listing
        instant = held.listing.instants[held.listing.rows.index(row)]
        at = bisect_right(listing.instants, -instant, key=_newest_first)
        rows, instants = list(listing.rows), list(listing.instants)
        rows.insert(at, row)
        instants.insert(at, instant)
        return type(listing)(rows, instants)

    def give_up(self) -> None:
        """What is on its way will not come; what is shown stays."""
        self.waiting = self._fresh = False

    def _show(self, loaded: _Loaded) -> None:
        fresh = self._fresh
        self.give_up()
        self.filling = self.filling or (self._loaded is None and not loaded.counts.all)
        self._loaded = loaded
        self.counts = loaded.counts
        self._headlines.at(self._now())
        self._headlines.say(self._nothing())
        self._headlines.show(loaded.listing, loaded.groups, fresh=fresh, total=loaded.total)
        if self._resumed is not None:
            self._headlines.begin_at(*self._resumed)
            self._resumed = None
        if self.whole:
            self._headlines.forget()
        else:
            self.load(delay=_REST)
        self._changed()

    @property
    def whole(self) -> bool:
        """Whether the whole list is there, and not only its head."""
        return self._loaded is None or len(self._loaded.listing.rows) >= self._loaded.total

    def _nothing(self) -> str:
        loaded = self._loaded
        if loaded is not None and loaded.bare and not self.filter and self.view.source is not None:
            return nothing_of(loaded.source, self._keys, self._now())
        empty = loaded is not None and not loaded.counts.all
        return nothing_in(self.view, self.filter, self._keys, empty=empty, adding=self.adding)

    def fetch(self, missed: PageMissed) -> None:
        """Bring the headlines of rows that came into view."""

        def call(newsroom: Newsroom) -> dict[int, Headline | None]:
            return _by_row(newsroom, missed.rows)

        self._desk.ask("rows", "Fetching headlines", call, self._headlines.give, exclusive=False)

    # the next unread

    def next_unread(self, step: int, found: Callable[[Unread | None], None]) -> None:
        """Find the next unread row down (1) or up (-1) the list, going round at its end."""
        loaded, start = self._loaded, self._headlines.index
        if loaded is None:
            return

        def call(newsroom: Newsroom) -> Unread | None:
            near = _near_unread(newsroom, loaded.listing.rows, start, step)
            return near or _far_unread(newsroom, loaded, start, step)

        def answered(unread: Unread | None) -> None:
            self.waiting = False
            found(unread)

        self.waiting = True
        self._desk.ask("unread", "Finding the next unread article", call, answered)


def _by_row(newsroom: Newsroom, rows: Sequence[int]) -> dict[int, Headline | None]:
    """Headlines by row; a row that has gone since is found by asking one by one."""
    headlines = newsroom.headlines(rows)
    if len(headlines) == len(rows):
        return dict(zip(rows, headlines, strict=True))
    return {row: next(iter(newsroom.headlines([row])), None) for row in rows}


def _near_unread(newsroom: Newsroom, rows: Sequence[int], start: int, step: int) -> Unread | None:
    count = len(rows)
    indexes = [(start + step * far) % count for far in range(1, min(_NEAR, count - 1) + 1)]
    headlines = _by_row(newsroom, [rows[index] for index in indexes])
    for index in indexes:
        headline = headlines[rows[index]]
        if headline is not None and not headline.read:
            return Unread(index, rows[index], headline)
    return None


def _far_unread(newsroom: Newsroom, loaded: _Loaded, start: int, step: int) -> Unread | None:
    """By asking for all unread rows and looking where the first of them stands that lies in the step's direction."""
    unread, held = newsroom.listing(replace(loaded.query, read=False)), loaded.listing
    if start >= len(held.rows):
        return None
    here, count = -held.instants[start], len(unread.rows)
    if step > 0:
        at = bisect_left(unread.instants, here, key=_newest_first)
        ahead, around = range(at, count), range(at)
    else:
        at = bisect_right(unread.instants, here, key=_newest_first)
        ahead, around = range(at - 1, -1, -1), range(count - 1, at - 1, -1)
    for candidate in ahead:
        index = _index_of(held, unread.rows[candidate], unread.instants[candidate])
        if index is not None and (index - start) * step > 0:
            return _unread(newsroom, index, unread.rows[candidate])
    for candidate in chain(around, ahead):
        index = _index_of(held, unread.rows[candidate], unread.instants[candidate])
        if index is not None and index != start:
            return _unread(newsroom, index, unread.rows[candidate])
    return None


def _unread(newsroom: Newsroom, index: int, row: int) -> Unread | None:
    headline = next(iter(newsroom.headlines([row])), None)
    return Unread(index, row, headline) if headline is not None else None


def _index_of(listing: Listing, row: int, instant: float) -> int | None:
    first = bisect_left(listing.instants, -instant, key=_newest_first)
    last = bisect_right(listing.instants, -instant, key=_newest_first)
    return next((index for index in range(first, last) if listing.rows[index] == row), None)


def _newest_first(instant: float) -> float:
    return -instant
