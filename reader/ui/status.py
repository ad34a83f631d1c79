"""What the lines around the panes say: where one is, which keys matter, how far things are."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.ui.arrangement import Pane, columns
from reader.ui.article.pictured import pictures_of
from reader.ui.widgets.bars import Key
from reader.ui.wording.footer import CAPITAL, ENTER, LETTER, MATCHES, MOVES, Doing, Scene, matter
from reader.ui.wording.onward import Onward
from reader.ui.wording.rows import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.ui.screens.main import MainScreen

__all__ = ["Status"]

_TURN = 0.15
"""Seconds between two turns of the mark that something goes on."""
_STEPPING = (Doing.CHOOSING, Doing.CUTS, Doing.MATCHES)
"""Going from one thing to the next: where one is in the text matters less than the keys."""
_TYPED = {ENTER: "Enter", LETTER: "A letter", CAPITAL: "A capital"}
_PAIRS = {MOVES: ("down", "up"), MATCHES: ("next_unread", "previous_unread")}


class Status:
    """Writes the lines anew whenever something changed."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._keys = screen.keys
        self._onward = Onward(screen.marks, self._keys["close"], lively=not screen.config.screen_reader)
        self._turning = False
        self._seen: tuple[object, bool, bool] = (None, False, False)
        """The article that was looked through last, and whether it has links and pictures."""

    @property
    def stops(self) -> bool:
        """Whether long work is going on that can be stopped."""
        return self._onward.stops

    @property
    def quiet(self) -> bool:
        """Whether work that nobody asked for shows."""
        return self._onward.quiet

    def work(self, what: str, done: int = 0, total: int = 0, *, stops: bool = True, quiet: bool = False) -> None:
        """Long work has come so far; total 0 for unknown. `quiet`: nobody asked for it; `stops`: it can be stopped."""
        self._onward.work(what, done, total, stops=stops, quiet=quiet)
        self._soon()

    def rest(self, *, quiet: bool = False) -> None:
        """The long work, or that which nobody asked for, is over."""
        self._onward.rest(quiet=quiet)
        self.tell()

    def wait(self, what: str) -> Callable[[], None]:
        """Something small was asked for, which may take long after all; returns what to call when it has come."""
        over = self._onward.wait(what)
        later = asyncio.get_running_loop().call_later(self._onward.patience, self._tick)

        def come() -> None:
            later.cancel()
            if over():
                self.tell()

        return come

    def _soon(self) -> None:
        """Tell now, and once more when what goes on has taken long enough to show."""
        self.tell()
        if not self._onward.showing:
            asyncio.get_running_loop().call_later(self._onward.patience, self._tick)

    def _tick(self) -> None:
        """Tell of what goes on, again and again as long as nothing but a turning mark tells that it does."""
        if self._screen.is_attached:
            self._tell_keys()
            if self._onward.turns and not self._turning:
                self._turning = True
                asyncio.get_running_loop().call_later(_TURN, self._turn)

    def _turn(self) -> None:
        self._turning = False
        self._tick()

    def tell(self) -> None:
        """Write all lines."""
        if not self._screen.is_mounted:
            return
        self._tell_top()
        self._tell_titles()
        self._tell_keys()

    def _tell_keys(self) -> None:
        bound = self._screen.bound
        keys = [key for key in self._matter() if bound.get(key[2], key)]  # an action without a key has no place there
        self._screen.key_line.tell(keys, self._rights())

    def _tell_top(self) -> None:
        screen, browsing = self._screen, self._screen.browsing
        sign = "offline" if screen.upkeep.refreshing.offline else ""
        note = f"filter: {browsing.filter}" if browsing.filter else ""
        if browsing.view.stories:
            screen.top.tell(browsing.view.name, note, [self._stories()], sign)
        elif browsing.query is None:
            screen.top.tell("", "", ())
        else:
            screen.top.tell(browsing.view.name, note, self._counts(), sign)

    def _counts(self) -> list[str]:
        """How many articles there are, in wordings from the longest to the shortest."""
        browsing, count, dot = self._screen.browsing, self._screen.headlines.count, self._screen.marks.dot
        counts = browsing.counts
        if browsing.complaint:
            return []  # the rows are still those of the words before
        news = f"{browsing.news:,} new {dot} " if browsing.news else ""
        if browsing.filter or browsing.view.query:
            return [f"{news}{count:,} of {counts.all:,}", f"{news}{count:,}", f"{count:,}"]
        articles, unread = f"{counts.all:,} article{'s' * (counts.all != 1)}", f"{counts.unread:,} unread"
        return [f"{news}{articles} {dot} {unread}", f"{news}{articles}", f"{news}{unread}", unread]

    def _stories(self) -> str:
        """How many stories there are, as far as they were looked at, and the news in what is followed."""
        stories, news = self._screen.story_list, self._screen.browsing.stories.news
        more = "+" if stories.more else ""
        count = f"{stories.count:,}{more} {'story' if stories.count == 1 else 'stories'}"
        return count + (f" {self._screen.marks.dot} {news:,} new" if news else "")

    def _tell_titles(self) -> None:
        screen = self._screen
        stories, told = screen.browsing.view.stories, screen.story.shown
        headline = screen.reading.headline
        star = screen.marks.star if headline is not None and headline.bookmarked else ""
        notes = {
            Pane.HEADLINES: self.place((screen.story_list if stories else screen.headlines).index),
            Pane.ARTICLE: self._reports() if told else (self._new() + star).rstrip(),
            Pane.RELATED: str(screen.related.count or ""),
        }
        names = {Pane.HEADLINES: "Stories"} if stories else {}
        names |= {Pane.ARTICLE: "Story"} if told else {}
        percent = screen.view.percent if screen.view.longer and not told else None
        for pane, title in screen.titles.items():
            read = percent / 100 if percent is not None and pane is Pane.ARTICLE else None
            title.tell(names.get(pane, pane.name.capitalize()), notes[pane], focused=pane is screen.here, read=read)

    def place(self, index: int) -> str:
        """How it is told that a row is selected."""
        screen = self._screen
        total = screen.story_list.count if screen.browsing.view.stories else screen.headlines.total
        counted = total and not screen.config.screen_reader  # it would be read out before each row
        return f"{index + 1:,}/{total:,}" if counted else ""

    def _reports(self) -> str:
        """Which of how many reports of a story one is on."""
        timeline = self._screen.timeline
        return f"{timeline.place}/{len(timeline.reports)}" if timeline.place else ""

    def _new(self) -> str:
        """How much of an article is new, where some of it is not."""
        novelty = self._screen.reading.novelty
        return f"{novelty.new}/{novelty.sentences} new " if novelty.told else ""

    # the keys

    def _matter(self) -> list[Key]:
        """The keys that matter where one is."""
        return [self._key(name, label) for name, label in matter(self._scene())]

    def _key(self, name: str, label: str) -> Key:
        if name in _TYPED:
            return _TYPED[name], label, ""
        if name in _PAIRS:
            forth, back = _PAIRS[name]
            return f"{self._keys[forth]} {self._keys[back]}", label, forth
        return self._keys[name], label, name

    def _doing(self) -> Doing:
        screen = self._screen
        if screen.prompts.typing:
            return Doing.FILTERING if screen.here is Pane.HEADLINES else Doing.FINDING
        if screen.hinting.on:
            return Doing.HINTING
        if screen.deeds.stories.rows is not None:
            return Doing.STORIES if screen.deeds.stories.in_list else Doing.TIMELINE
        if screen.reads and screen.view.choosing:
            return Doing.CHOOSING
        if screen.reads and screen.view.cuts_shown:
            return Doing.CUTS
        if screen.reads and screen.view.finding.wanted:
            return Doing.MATCHES
        return {Pane.HEADLINES: Doing.HEADLINES, Pane.ARTICLE: Doing.ARTICLE, Pane.RELATED: Doing.RELATED}[screen.here]

    def _scene(self) -> Scene:
        screen, doing = self._screen, self._doing()
        roomy = columns(screen.breadth) > 1
        filtered = bool(screen.browsing.filter)
        if doing is Doing.HEADLINES:
            empty = screen.browsing.query is not None and not screen.browsing.counts.all
            return Scene(doing, roomy, rows=bool(screen.headlines.count), empty=empty, filtered=filtered)
        if doing is Doing.STORIES:
            listed = screen.story_list.item
            followed = listed is not None and listed.followed
            return Scene(doing, roomy, rows=listed is not None, filtered=filtered, followed=followed)
        if doing is Doing.TIMELINE:
            story = screen.story.story
            return Scene(doing, roomy, followed=story is not None and story.followed)
        if doing is Doing.RELATED:
            row = screen.related.item
            held, address = row is not None and row.id is not None, row is not None and row.url is not None
            walked = screen.reading.walked
            return Scene(doing, roomy, rows=row is not None, held=held, address=address, walked=walked)
        return self._text(doing, roomy=roomy)

    def _text(self, doing: Doing, *, roomy: bool) -> Scene:
        reading, view = self._screen.reading, self._screen.view
        article = reading.article
        if article is None:
            return Scene(doing, roomy, rows=False)
        if self._seen[0] is not article:
            linked = any(span.href for block in article.blocks for span in block.spans)
            self._seen = (article, linked, bool(pictures_of(article)))
        return Scene(
            doing,
            roomy,
            cuts=len(article.cuts),
            links=self._seen[1],
            pictures=self._seen[2],
            told=bool(reading.novelty.told),
            dims=view.dims,
            address=article.url is not None,
            walked=reading.walked,
        )

    # how far things are

    def _rights(self) -> list[Pieces]:
        """What stands at the right, in wordings from the longest to the shortest."""
        going = self._onward.wordings()
        if going:
            return going
        places = self._places()
        if self._doing() in _STEPPING:
            places = places[-1:] if columns(self._screen.breadth) > 1 else []
        aside = self._onward.aside(self._screen.at_root)
        if not aside:
            return places
        longest, shortest = (places[0], places[-1]) if places else ([], [])
        gap: Pieces = [("   ", "")] if longest else []
        return [[*aside, *gap, *longest], [*aside, *gap, *shortest], shortest or aside]

    def _places(self) -> list[Pieces]:
        counted = self._screen.reads and not self._screen.config.screen_reader  # it would be read out at each key
        percent = self._screen.view.percent if counted else None
        if percent is None:
            return []
        left = self._screen.reading.minutes_left
        dot = f" {self._screen.marks.dot} "
        words = f"{percent} %"
        longer = [f"{words}{dot}{left} min left", f"{words}{dot}{left} min"] if left is not None else []
        return [[(text, "muted")] for text in (*longer, words)]
