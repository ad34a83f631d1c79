"""What the lines around the panes say: where one is, which keys matter, how far things are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.actions import Where
from reader.ui.arrangement import Pane, columns
from reader.ui.bindings import called_in
from reader.ui.rows import Pieces
from reader.ui.views import STORIES

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["Status"]

Keys = list[tuple[str, str, str]]

_WHERE = {Pane.HEADLINES: Where.HEADLINES, Pane.ARTICLE: Where.ARTICLE, Pane.RELATED: Where.RELATED}
_LAST_KEYS = {"toggle_read": "read/unread", "filter": "filter", "views": "views", "help": "help"}
_BAR = 10
"""Cells of a progress bar."""


@dataclass(frozen=True, slots=True)
class _Progress:
    """How far long work is."""

    what: str
    done: int
    total: int
    """0 while it is unknown."""
    stops: bool
    """Whether it can be stopped."""


class Status:
    """Writes the lines anew whenever something changed."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._keys = screen.keys
        self._work: _Progress | None = None
        self._quiet: _Progress | None = None

    @property
    def stops(self) -> bool:
        """Whether long work is going on that can be stopped."""
        return self._work is not None and self._work.stops

    @property
    def quiet(self) -> bool:
        """Whether work that nobody asked for shows."""
        return self._quiet is not None

    def work(self, what: str, done: int = 0, total: int = 0, *, stops: bool = True, quiet: bool = False) -> None:
        """Long work has come so far; total 0 for unknown. `quiet`: nobody asked for it; `stops`: it can be stopped."""
        progress = _Progress(what, done, total, stops)
        if quiet:
            self._quiet = progress
        else:
            self._work = progress
        self.tell()

    def rest(self, *, quiet: bool = False) -> None:
        """The long work, or that which nobody asked for, is over."""
        if quiet:
            self._quiet = None
        else:
            self._work = None
        self.tell()

    def tell(self) -> None:
        """Write all lines."""
        if not self._screen.is_mounted:
            return
        self._tell_top()
        self._tell_titles()
        self._screen.key_line.tell(self._matter(), self._right())

    def _tell_top(self) -> None:
        browsing, count = self._screen.browsing, self._screen.headlines.count
        if browsing.query is None:
            self._screen.top.tell("", "", "")
            return
        note = f"filter: {browsing.filter}" if browsing.filter else ""
        if browsing.view is STORIES:
            self._screen.top.tell(browsing.view.name, note, self._stories())
            return
        counts = browsing.counts
        some = browsing.filter or browsing.view.query
        articles = f"{count:,} of {counts.all:,}" if some else f"{counts.all:,} article{'s' * (counts.all != 1)}"
        unread = f" {self._screen.marks.dot} {counts.unread:,} unread"
        news = f"{browsing.news:,} new {self._screen.marks.dot} " if browsing.news else ""
        self._screen.top.tell(browsing.view.name, note, news + articles + unread)

    def _stories(self) -> str:
        """How many stories there are, as far as they were looked at, and the news in what is followed."""
        stories, news = self._screen.story_list, self._screen.browsing.stories.news
        more = "+" if stories.more else ""
        count = f"{stories.count:,}{more} {'story' if stories.count == 1 else 'stories'}"
        return count + (f" {self._screen.marks.dot} {news:,} new" if news else "")

    def _tell_titles(self) -> None:
        screen = self._screen
        stories, told = screen.browsing.view is STORIES, screen.story.shown
        rows = screen.story_list if stories else screen.headlines
        total = rows.count if stories else screen.headlines.total
        place = f"{rows.index + 1:,}/{total:,}" if total else ""
        headline = screen.reading.headline
        star = screen.marks.star if headline is not None and headline.bookmarked else ""
        notes = {
            Pane.HEADLINES: place,
            Pane.ARTICLE: self._reports() if told else (self._new() + star).rstrip(),
            Pane.RELATED: str(screen.related.count or ""),
        }
        names = {Pane.HEADLINES: "Stories"} if stories else {}
        names |= {Pane.ARTICLE: "Story"} if told else {}
        for pane, title in screen.titles.items():
            title.tell(names.get(pane, pane.name.capitalize()), notes[pane], focused=pane is screen.here)

    def _reports(self) -> str:
        """Which of how many reports of a story one is on."""
        timeline = self._screen.timeline
        return f"{timeline.place}/{len(timeline.reports)}" if timeline.place else ""

    def _new(self) -> str:
        """How much of an article is new, where some of it is not."""
        novelty = self._screen.reading.novelty
        return f"{novelty.new}/{novelty.sentences} new " if novelty.told else ""

    def _matter(self) -> Keys:
        """The keys that matter where one is."""
        screen = self._screen
        if screen.prompts.typing:
            return [("Enter", "keep", ""), self._key("close", "clear")]
        moves = f"{self._keys['down']} {self._keys['up']}"
        roomy = columns(screen.app.size.width) > 1
        if screen.deeds.stories.rows is not None:
            return [self._key(name, label) for name, label in self._story_keys().items()]
        if screen.reads and screen.view.choosing:
            following, cut = ("next line", "cut such lines") if roomy else ("next", "cut")
            return [(moves, following, ""), self._key("open", cut), self._key("close", "done")]
        if screen.reads and screen.view.cuts_shown:
            restore, never = ("restore for good", "never cut such lines") if roomy else ("restore", "never cut")
            cut_keys = [self._key("cuts", restore), self._key("teach", never)]
            return [(moves, "next cut", ""), *cut_keys, self._key("close", "done")]
        if screen.reads and screen.view.found:
            moves = f"{self._keys['next_unread']} {self._keys['previous_unread']}"
            return [(moves, "next match", "next_unread"), self._key("close", "done")]
        actions = [action for action in called_in(_WHERE[screen.here]) if action.footer]
        keys = [self._key(action.name, action.label) for action in actions]
        if screen.here is Pane.ARTICLE:
            keys = [self._key(action.name, action.label) for action in actions if action.name != "open"]
            dim = [self._key("dim", "show all alike" if screen.view.dims else "dim told")]
            keys[1:1] = dim if screen.reading.novelty.told else []
        elif screen.here is Pane.RELATED and screen.related.item is not None:
            keys[1:1] = [self._key("pin", "same story"), self._key("unlink", "other story")]
        return keys

    def _story_keys(self) -> dict[str, str]:
        """Actions that matter in the list of stories or in a story, by name, with their labels."""
        story = self._screen.story.story
        listed = self._screen.story_list.item
        if self._screen.deeds.stories.in_list:
            follow = "follow no more" if listed is not None and listed.followed else "follow"
            return {"open": "open", "follow": follow, "next_unread": "next unread", **_LAST_KEYS}
        follow = "follow no more" if story is not None and story.followed else "follow"
        return {"open": "open", "leave": "back", "follow": follow, "unlink": "not of this story", **_LAST_KEYS}

    def _key(self, action: str, label: str) -> tuple[str, str, str]:
        return self._keys[action], label, action

    def _right(self) -> Pieces:
        if self._work is not None:
            return self._bar(self._work)
        percent = self._screen.view.percent if self._screen.reads else None
        place: Pieces = [(f"{percent} %", "muted")] if percent is not None else []
        return [*self._aside(place), *place]

    def _bar(self, work: _Progress) -> Pieces:
        marks = self._screen.marks
        stops: Pieces = [(self._keys["close"], "key"), (" stops", "label")] if work.stops else []
        if not work.total:
            return [(f"{work.what} {marks.ellipsis} ", "text"), *stops]
        full = _BAR * min(work.done, work.total) // work.total
        bar: Pieces = [(marks.full * full, "mark"), (marks.empty * (_BAR - full), "line")]
        return [(f"{work.what} ", "text"), *bar, (f" {work.done:,}/{work.total:,}  ", "muted"), *stops]

    def _aside(self, place: Pieces) -> Pieces:
        """What goes on without having been asked for: in passing, and how to stop it where the key means that."""
        if self._quiet is None:
            return []
        work, marks = self._quiet, self._screen.marks
        count = f"{work.done:,}/{work.total:,}" if work.total else marks.ellipsis
        after: Pieces = [("   ", "")] if place else []
        if self._screen.at_root:
            after = [("  ", ""), (self._keys["close"], "key"), (" stops", "label")]
        return [(f"{work.what} {count}", "muted"), *after]
