"""What every action does on the main screen."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from reader.ui.arrangement import Pane, neighbour
from reader.ui.article import noting, teaching
from reader.ui.article.target import Target
from reader.ui.article.text_deeds import TextDeeds
from reader.ui.command_line import commanding
from reader.ui.lists import saving
from reader.ui.lists.browsing import Unread
from reader.ui.opening import choosing, exporting, helping, jumping, palette, touring
from reader.ui.sources import rail, sourcing, subscribing
from reader.ui.stories.deeds import StoryDeeds

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["Deeds"]

_AT_ONCE = ("close", "leave", "quit")
"""Never wait, and drop what does."""
_OPENING = (
    *("search", "filter", "views", "palette", "help", "theme", "teach", "rules"),
    *(
        "browser",
        "add",
        "source",
        "editions",
        "tag",
        "note",
        "export",
        "jumps",
        "keep_search",
        "command",
        "tour",
        "hint",
        "pictures",
    ),
)
"""Open something that takes the keys typed next."""
_PATIENCE = 1.0
"""Seconds these wait at most for what is on its way."""
_ON_ROW = (
    *("open", "next_unread", "previous_unread", "browser", "copy_address", "tag", "note", "export"),
    *("bookmark", "toggle_read", "copies_read", "story", "follow", "pin", "unlink"),
    *("refresh_source", "source", "editions"),
)
"""Need to know the row one is on."""
_IN_WHOLE = ("bottom", "next_unread", "previous_unread")
"""Need the whole list."""
_IN_TEXT = ("cuts", "teach", "hint", "pictures", "copy_text")
"""Need to know the article one is on."""
_OF_ARTICLE = (
    *("bookmark", "toggle_read", "copies_read", "mark_all_read", "refresh_source", "editions"),
    *("browser", "copy_address", "cuts", "teach", "dim", "zen", "hint", "pictures", "table_left", "table_right"),
)
"""Mean an article, or all that are listed."""
_WAYS = ("down", "up", "top", "bottom", "page_down", "page_up")


class Deeds:
    """The actions by name."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.stories = StoryDeeds(screen)
        self.target = Target(screen)
        self.text = TextDeeds(screen, self.target, self.stories)
        self._queue: deque[str] = deque()
        self._deeds: dict[str, Callable[[], Awaitable[None] | None]] = {
            **{way: partial(self._move, way) for way in _WAYS},
            "pane_left": lambda: screen.go(neighbour(screen.here, -1)),
            "pane_right": lambda: screen.go(neighbour(screen.here, 1)),
            "open": self._open,
            "next_unread": lambda: self._next(1),
            "previous_unread": lambda: self._next(-1),
            "story": lambda: self.stories.story(self.target.article),
            "editions": self.text.editions,
            "back": lambda: self._walk(screen.reading.back, "Nothing was open before this."),
            "forward": lambda: self._walk(screen.reading.forward, "There is nothing to go forward to."),
            "cuts": self.text.cuts,
            "teach": self.text.teach,
            "dim": self.text.dim,
            "zen": self.text.zen,
            "browser": self.text.browser,
            "copy_address": self.text.copy_address,
            "copy_text": self.text.copy_text,
            "hint": self.text.hint,
            "pictures": self.text.pictures,
            "table_left": lambda: self.text.slide(-1),
            "table_right": lambda: self.text.slide(1),
            "export": lambda: exporting.export(screen),
            "jumps": lambda: jumping.show_opened(screen),
            "bookmark": lambda: self._mark(screen.keeping.toggle_bookmark),
            "toggle_read": self._toggle_read,
            "copies_read": lambda: self._mark(screen.keeping.copies_read),
            "mark_all_read": self._mark_all_read,
            "follow": lambda: self.stories.follow(self.target.article),
            "pin": lambda: self.stories.correct(together=True),
            "unlink": lambda: self.stories.correct(together=False),
            "tag": lambda: noting.tag(screen),
            "note": lambda: noting.note(screen),
            "undo": screen.keeping.undo,
            "search": self._search,
            "filter": screen.prompts.filter,
            "keep_search": lambda: saving.keep_search(screen),
            "views": lambda: rail.choose_view(screen),
            "add": lambda: subscribing.add(screen),
            "source": self._source,
            "rules": lambda: teaching.show_rules(screen),
            "refresh": screen.upkeep.refreshing.look,
            "refresh_source": self._refresh_source,
            "command": lambda: commanding.command(screen),
            "palette": lambda: palette.choose_action(screen),
            "help": lambda: helping.show_help(screen),
            "tour": lambda: touring.tour(screen),
            "theme": lambda: choosing.choose_theme(screen),
            "leave": self._leave,
            "close": self._close,
            "quit": self._quit,
        }

    async def do(self, name: str) -> None:
        """Do one of them; what needs something that is still on its way is done once it is there.

        What opens something to type in is not put off but waited for: the keys behind it are meant for it.
        """
        if name in _AT_ONCE:
            self._queue.clear()
        elif name in _OPENING:
            await self._rest(name)
        elif self._queue or self._must_wait(name):
            self._queue.append(name)
            return
        opening = self._begin(name)
        if opening is not None:
            await opening

    def go_on(self) -> None:
        """Do what waited, as far as it need not wait any more."""
        while self._queue and not self._must_wait(self._queue[0]):
            self._begin(self._queue.popleft())

    def _begin(self, name: str) -> Awaitable[None] | None:
        if name in _OF_ARTICLE and self._is_in_empty_list():
            self._screen.say("There is no article here.")
            return None
        return self._deeds[name]()

    def _is_in_empty_list(self) -> bool:
        screen = self._screen
        return screen.here is Pane.HEADLINES and self.stories.rows is None and not screen.headlines.count

    async def _rest(self, name: str) -> None:
        deadline = monotonic() + _PATIENCE
        while (self._queue or self._must_wait(name)) and monotonic() < deadline:
            await asyncio.sleep(0.01)

    def _must_wait(self, name: str) -> bool:
        screen = self._screen
        if self.stories.rows is not None or screen.story.waiting:
            return name in (*_ON_ROW, *_WAYS, *_IN_TEXT) and self.stories.waiting
        if screen.here is Pane.HEADLINES:
            unknown = screen.headlines.row is not None and screen.headlines.headline is None
            if name in (*_ON_ROW, *_IN_TEXT) and unknown:
                return True
            if name in _IN_WHOLE and not screen.browsing.whole:
                return True
            listing = name in (*_ON_ROW, *_WAYS, *_IN_TEXT) and screen.browsing.waiting
            return listing or (name in _IN_TEXT and screen.reading.waiting)
        if name not in (*_ON_ROW, *_WAYS, *_IN_TEXT, "back", "forward", "search"):
            return False
        awaited = screen.reading.waiting or screen.browsing.waiting
        return awaited or (screen.here is Pane.RELATED and screen.reading.relating)

    # moving

    def _move(self, way: str) -> None:
        screen, stories = self._screen, self.stories.rows
        if stories is not None:
            stories.move(way)
        elif screen.here is Pane.HEADLINES:
            screen.headlines.move(way)
            screen.browsing.news *= screen.headlines.index > 0
            screen.status.tell()
            screen.answer()  # before the article is asked for: the row is what one looks at
            screen.peek()
            return
        elif screen.here is Pane.RELATED:
            screen.related.move(way)
        elif way == "page_down" and screen.view.at_end:
            self._next(1)
        else:
            screen.view.move(way)
        screen.status.tell()

    def _open(self) -> Awaitable[None] | None:
        screen = self._screen
        if self.stories.open():
            return None
        if screen.here is Pane.ARTICLE and screen.view.choosing:
            return self.text.teach()
        if screen.here is Pane.HEADLINES:
            headline = screen.headlines.headline
            if headline is not None:
                screen.reading.open(headline.id)
                screen.go(Pane.ARTICLE)
        elif screen.here is Pane.RELATED:
            self._follow()
        return None

    def _follow(self) -> None:
        screen, related = self._screen, self._screen.related.item
        if related is None:
            return
        if related.id is not None:
            screen.reading.follow(related.id)
            screen.go(Pane.ARTICLE)
        elif related.url is not None:
            choosing.open_address(screen, related.url, related.title)
        else:
            screen.say("This article is not in your library, and the publisher gave no address.")

    def _walk(self, walk: Callable[[], bool], otherwise: str) -> None:
        screen = self._screen
        if screen.story.shown and screen.story.origin is not None and walk == screen.reading.back:
            self.stories.step_out()
        elif walk():
            screen.show_article()
            screen.go(Pane.ARTICLE)
        else:
            screen.say(otherwise)

    def _next(self, step: int) -> None:
        screen = self._screen
        if screen.reads and screen.prompts.finding:
            screen.view.next_match(step)
            screen.prompts.count()
            return
        if screen.reads:
            screen.reading.finished()
        if not self.stories.next_unread(step):
            screen.browsing.next_unread(step, self._open_unread)

    def _open_unread(self, found: Unread | None) -> None:
        screen = self._screen
        if found is None:
            screen.say("No other unread article here.")
            return
        screen.headlines.give({found.row: found.headline})
        screen.headlines.select(found.index)
        screen.reading.open(found.headline.id)
        screen.go(Pane.ARTICLE)

    # keeping

    def _mark(self, mark: Callable[[str], None]) -> None:
        article = self.target.article
        if article is not None:
            mark(article)
        elif self.stories.no_report():
            return
        elif self._screen.here is Pane.RELATED and self._screen.related.item is not None:
            self._screen.say("This article is not in your library.")

    def _toggle_read(self) -> None:
        if not self.stories.mark_read():
            self._mark(self._screen.keeping.toggle_read)

    def _mark_all_read(self) -> None:
        query = self._screen.browsing.query
        if not self.stories.mark_all_read() and query is not None:
            self._screen.keeping.mark_all_read(query)

    # finding

    def _search(self) -> Awaitable[None]:
        if self._screen.reads:
            return self._screen.prompts.find()
        return choosing.search(self._screen)

    def _refresh_source(self) -> None:
        view = self._screen.browsing.view
        if view.source is not None:
            self._screen.upkeep.refreshing.look([view.source])
            return
        article = self.target.article
        if not self.stories.no_report() and article is not None:
            sourcing.refresh_of(self._screen, article)

    async def _source(self) -> None:
        article, view = self.target.article, self._screen.browsing.view
        if article is not None:
            await sourcing.show_of(self._screen, article)
        elif view.source is not None:
            await sourcing.show(self._screen, view.source)
        elif not self.stories.no_report():
            self._screen.say(f"There is no article of a source here; {self._screen.keys['views']} lists all sources.")

    # leaving

    def _close(self) -> None:
        if self._screen.status.stops:
            self._screen.desk.cancel()
            self._screen.status.work("Stopping", stops=False)
        elif self._screen.get_selected_text():
            self._screen.clear_selection()
        elif not self._step_out():
            self._screen.upkeep.refreshing.stop()

    def _leave(self) -> None:
        if not self._step_out():
            self._quit()

    def _quit(self) -> None:
        self._screen.app.exit()

    def _step_out(self) -> bool:
        """Close the innermost thing open; False at the root."""
        screen = self._screen
        if screen.reads and screen.prompts.end_find():
            return True
        told = screen.story.shown
        if screen.view.choosing and not told:
            screen.view.choose(on=False)
            screen.status.tell()
        elif screen.view.cuts_shown and not told:
            screen.view.show_cuts(shown=False)
            screen.status.tell()
        elif screen.zen:
            screen.zen = False
            screen.go(Pane.ARTICLE)
        elif self.stories.step_out():
            return True
        elif screen.here is not Pane.HEADLINES:
            screen.go(Pane(screen.here - 1))
        else:
            return screen.prompts.end_filter()
        return True
