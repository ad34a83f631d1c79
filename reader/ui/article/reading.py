"""Reading one article: showing it at its place, walking back and forth, counting it as read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from reader.address import outlet
from reader.config import Config
from reader.errors import NotFoundError
from reader.model import Article, Headline, Novelty, Place, Related, RelatedGroup, Story
from reader.text import count_words, minutes
from reader.ui.article.dwelling import Dwelling
from reader.ui.article.history import History
from reader.ui.typesetting.layout import Sheet
from reader.ui.widgets.article_view import ArticleView
from reader.ui.wording.dates import long_date
from reader.ui.wording.length import Length
from reader.ui.work import Desk

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.newsroom import Newsroom

__all__ = ["Reading", "sheet_of"]

_LOOKING = 0.12
"""Seconds a row must stay selected before its article is fetched."""
_THINKING = 0.25
"""Seconds an article must stay before what is related is asked for."""
_RESTING = 1.0
"""Seconds the text must stand still before the place is written down."""


_UNKNOWN = Novelty(0)


@dataclass(frozen=True, slots=True)
class _Fetched:
    """An article and how it stands in the library."""

    article: Article
    headline: Headline | None
    place: Place | None
    written: _Written


@dataclass(frozen=True, slots=True)
class _Written:
    """What someone wrote about an article."""

    tags: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def about(cls, article: str, newsroom: Newsroom) -> _Written:
        """What there is now."""
        note = newsroom.annotating.note_of(article)
        return cls(newsroom.annotating.tags_of(article), note.text if note is not None else "")


class Reading:
    """The article shown, and what was open before it."""

    def __init__(
        self,
        view: ArticleView,
        desk: Desk,
        now: Callable[[], datetime],
        shown: Callable[[], None],
        related: Callable[[list[Related], Story | None], None],
        novelty: Callable[[], None],
        read: Callable[[str], None],
        opened: Callable[[str], None],
        placed: Callable[[Headline], None],
    ) -> None:
        self._view = view
        self._desk = desk
        self._now = now
        self._shown = shown
        """Called when another article is shown."""
        self._related = related
        """Called with what is related to it, and with its story."""
        self._novelty = novelty
        self._read = read
        """Called with the id of an article that has been read."""
        self._by_hand = False
        self._dwelling = Dwelling(view, self.finished)
        self._length: Length | None = None
        """Of the article shown, once that was asked for."""
        self._opened = opened
        """Called with the id of each article that is opened."""
        self._placed = placed
        """Called with the headline of an article in which the place was written down."""
        self._history = History()
        self._places: dict[str, Place] = {}
        self._wanted: str | None = None
        self._resting: Timer | None = None
        self.article: Article | None = None
        self.headline: Headline | None = None
        self._written = _Written()
        self.novelty = Novelty(0)
        """What of the article was told already, as far as that is known."""
        self.waiting = False
        """Whether another article, or another state of this one, is on its way."""
        self.relating = False
        """Whether what is related to it is on its way."""
        self._unread_on_purpose = False

    def demand(self, config: Config) -> None:
        """When an article counts as read."""
        self._by_hand = config.mark_read_by_hand
        self._dwelling.demand(config.mark_read_after, config.mark_read_at / 100)

    # which article

    def preview(self, article: str) -> None:
        """Show an article in passing."""
        if article != self._wanted:
            self._fetch(article, _LOOKING if self._wanted is not None else 0)

    def open(self, article: str) -> None:
        """Show an article to be read; it becomes part of the history."""
        self._history.visit(article)
        self._opened(article)
        if article != self._wanted or self.waiting:
            self._fetch(article)

    def follow(self, article: str) -> None:
        """Open an article from the one shown, to which one may come back."""
        if self.article is not None:
            self._history.visit(self.article.id)
        self.open(article)

    def remembered(self, earlier: Sequence[str]) -> None:
        """Have articles that were opened another time, the newest first, to go back to."""
        self._history.begin(earlier)

    def back(self) -> bool:
        """Go back to what was open before; False when there is nothing."""
        return self._go(self._history.back(self._wanted))

    def forward(self) -> bool:
        """Go forward again; False when there is nothing."""
        return self._go(self._history.forward())

    def expect(self) -> None:
        """Something in the article is about to change; `reload` will follow."""
        self.waiting = True

    def reload(self) -> None:
        """Show the article anew, at the same place, after something in it changed."""
        if self.article is not None and self._wanted == self.article.id:
            self._fetch(self._wanted, again=True)

    def look_again(self) -> None:
        """Show the article anew if somebody else changed it, or how it is to be shown."""
        shown = self.article
        if shown is None or self.waiting:
            return

        def call(newsroom: Newsroom) -> tuple[Article | None, _Written]:
            return _held(newsroom, shown.id), _Written.about(shown.id, newsroom)

        def compare(found: tuple[Article | None, _Written]) -> None:
            there = found[0] is not None and self.article is shown and not self.waiting
            if there and found != (shown, self._written):
                self.reload()

        self._desk.ask("again", "Looking at the article again", call, compare)

    def give_up(self) -> None:
        """What is on its way will not come; what is shown stays."""
        self.waiting = self.relating = False
        self._wanted = self.article.id if self.article is not None else None

    @property
    def walked(self) -> bool:
        """Whether there is something to go back to."""
        return self._history.walked

    def _go(self, article: str | None) -> bool:
        if article is not None and article != self._wanted:
            self._fetch(article)
        return article is not None

    def _fetch(self, article: str, delay: float = 0, *, again: bool = False) -> None:
        self.keep_place()
        self._wanted, self.waiting = article, True

        def call(newsroom: Newsroom) -> _Fetched | None:
            held = _held(newsroom, article) if again else newsroom.article(article)
            if held is None:
                return None
            self._view.prepare(held)
            written = _Written.about(article, newsroom)
            return _Fetched(held, newsroom.headline(article), newsroom.place(article), written)

        self._desk.ask("article", "Opening an article", call, lambda fetched: self._show(fetched, again), delay=delay)

    def _show(self, fetched: _Fetched | None, again: bool) -> None:  # noqa: FBT001
        if fetched is None:  # it went while it was open, and stays on the screen until one moves on
            self.give_up()
            self._shown()
            return
        if fetched.article.id != self._wanted:
            return
        if not (again and self.article is not None and self.article.blocks == fetched.article.blocks):
            self.novelty = Novelty(0)  # it tells of places in another text
        self.article, self.headline, self._written = fetched.article, fetched.headline, fetched.written
        self.waiting, self._length = False, None
        sheet = self._sheet(fetched.article)
        if again:
            self._view.replace(sheet)
        else:
            self._unread_on_purpose = False
            self._dwelling.begin()
            if fetched.place is not None:
                self._places.setdefault(fetched.article.id, fetched.place)
            self._view.show(sheet, self._places.get(fetched.article.id, Place()))
        self._ask_related(fetched.article.id)
        self._shown()

    def _ask_related(self, article: str) -> None:
        def call(newsroom: Newsroom) -> tuple[list[Related], Story | None]:
            return newsroom.related(article), newsroom.stories.of(article)

        def give(found: tuple[list[Related], Story | None]) -> None:
            if article == self._wanted:
                self.relating = False
                self._related(*found)
                self._ask_novelty(found[0])

        self.relating = True
        self._desk.ask("related", "Finding what is related", call, give, delay=_THINKING)

    def _ask_novelty(self, related: list[Related]) -> None:
        shown = self.article
        story = [row.id for row in related if row.id and row.group is RelatedGroup.STORY]
        if shown is None:
            return

        def give(novelty: Novelty) -> None:
            if self.article is shown and novelty != self.novelty:
                self.novelty = novelty
                self._view.replace(self._sheet(shown))
                self._novelty()

        self._desk.ask("novelty", "Finding what is new", lambda room: room.novelty.of(shown, story), give)

    def _sheet(self, article: Article) -> Sheet:
        sheet = sheet_of(article, self.headline, self._now(), self.novelty)
        return replace(sheet, tags=self._written.tags, note=self._written.note)

    def nothing(self) -> None:
        """There is no article to show."""
        self.keep_place()
        self.article = self.headline = self._wanted = None
        self.novelty = Novelty(0)
        self.waiting = self.relating = False
        self._dwelling.begin()
        self._view.say("")

    # having read it

    def attend(self, *, here: bool) -> None:
        """Count the time one is in the article, `here`, and what comes into view of it."""
        away = not here or self.waiting  # what is shown while another is on its way is not being read
        if away or self._by_hand or self.headline is None or self.headline.read:
            self._dwelling.pause()
            return
        self._dwelling.see(self._view.seen)

    def finished(self) -> None:
        """Count the article as read."""
        if self._by_hand or self.headline is None or self.headline.read or self._unread_on_purpose:
            return
        self.headline = replace(self.headline, read=True)
        self._read(self.headline.id)

    def marked(self, headline: Headline) -> None:
        """The article shown was marked or kept; what was marked unread while it is open stays so."""
        if self.headline is not None and self.headline.id == headline.id:
            self._unread_on_purpose = self.headline.read and not headline.read
            self.headline = headline

    # where in it

    @property
    def minutes_left(self) -> int | None:
        """Minutes to read what lies ahead; None where all of it is in view, or the end."""
        if self.article is None or not self._view.longer or self._view.at_end:
            return None
        if self._length is None:
            self._length = Length(_words_of(self.article, self.headline), self.article.blocks)
        return minutes(self._length.ahead(self._view.place))

    def scrolled(self) -> None:
        """Write the place down once the text rests."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self._view.set_timer(_RESTING, self.keep_place)

    def keep_place(self) -> None:
        """Write down where in the article one is."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if self.article is None or not self._desk.ready:
            return
        article, place = self.article.id, self._view.place
        unmoved = place if not self._view.scroll_offset.y else None
        if place != self._places.get(article, unmoved):
            self._places[article] = place
            self._desk.tell("Remembering the place", lambda room: _remembered(room, article, place), self._kept)

    def _kept(self, headline: Headline | None) -> None:
        if headline is not None:
            self._placed(headline)


def _remembered(newsroom: Newsroom, article: str, place: Place) -> Headline | None:
    newsroom.remember(article, place)
    return newsroom.headline(article)


def _held(newsroom: Newsroom, article: str) -> Article | None:
    with suppress(NotFoundError):
        return newsroom.article(article)
    return None


def _words_of(article: Article, headline: Headline | None) -> int:
    """How many it has: they were counted when it came in."""
    return headline.words if headline is not None else count_words(article.text)


def sheet_of(article: Article, headline: Headline | None, now: datetime, novelty: Novelty = _UNKNOWN) -> Sheet:
    """What is laid out of an article."""
    date = long_date(article.published, now, article.dated) if article.published else ""
    length = f"{minutes(_words_of(article, headline))} min"
    parts = (outlet(article.source, article.url, article.path) or "", date, article.byline or "", length)
    return Sheet(
        article.title,
        tuple(filter(None, parts)),
        article.notices,
        article.blocks,
        article.cuts,
        novelty,
        article.categories,
        article.attachments,
        article.language or "",
    )
