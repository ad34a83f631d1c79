"""A library in memory with the newsroom's face, whose answers a test can hold back or let fail."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from reader.address import outlet, spellings
from reader.cleaning.likeness import like, rule_id
from reader.cleaning.rules import Taught, overlay
from reader.errors import NotFoundError, ReaderError, SourceError
from reader.feed import Offer
from reader.model import (
    Article,
    Block,
    Bookmark,
    Counts,
    Cut,
    Edition,
    Headline,
    LineRule,
    Novelty,
    Place,
    Related,
    RuleAction,
    RuleOrigin,
    RuleStatus,
    ScanReport,
    Source,
    SourceKind,
    SourceStatus,
    article_id,
    instant,
)
from reader.newsroom.exporting import Exporting
from reader.newsroom.values import Cancelled, Change, Listing, Progress
from reader.query import Query
from reader.sources.pictures import Picture
from reader.text import count_words, fold
from tests.fake_annotations import FakeAnnotating, FakeSearches
from tests.fake_stories import FakeStories
from tests.fake_subscriptions import FakeMuting, FakeSubscriptions

__all__ = ["NOW", "FakeNewsroom", "made"]

NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
"""The moment all tests happen in."""


def made(key: str, title: str, *paragraphs: str, **known: object) -> Article:
    """An article of plain paragraphs; anything else of it by name."""
    blocks = known.pop("blocks", None) or tuple(Block.of(text) for text in paragraphs)
    known.setdefault("published", NOW - timedelta(hours=1))
    known.setdefault("source", "Harbour Post")
    return Article(id=article_id(key), key=key, title=title, blocks=blocks, **known)


@dataclass
class _State:
    read: bool = False
    bookmarked: bool = False
    place: Place | None = None
    restored: list[str] = field(default_factory=list)


class FakeNewsroom:
    """Holds articles newest first; row numbers are their places in the order they came in."""

    def __init__(
        self,
        articles: Iterable[Article] = (),
        related: dict[str, list[Related]] | None = None,
        sources: Iterable[Source] = (),
        notices: Iterable[str] = (),
    ) -> None:
        self.notices = list(notices)
        self.calls: list[tuple[object, ...]] = []
        """What was asked for and told, in order: the method's name and its first argument."""
        self.articles: list[Article] = list(articles)
        self.states: dict[str, _State] = {article.id: _State() for article in self.articles}
        self.coming: list[Article] = []
        """What the next look at the sources brings."""
        self.closed = False
        self.due = False
        """Whether the time of the feeds has come that bring it."""
        self.waiting = 0
        """How many articles wait for their texts and links."""
        self.versions: dict[str, list[Edition]] = {}
        """For an article what it was at each time."""
        self.subscriptions = FakeSubscriptions(self)
        self.muting = FakeMuting(self)
        self.annotating = FakeAnnotating(self)
        self.searches = FakeSearches(self)
        self.teaching = FakeTeaching(self)
        self.stories = FakeStories(self)
        self.copies: dict[str, list[str]] = {}
        """For an article the ids of what is the same text."""
        self.novelty = FakeNovelty()
        self.pictures = FakePictures(self)
        self._related = related or {}
        self._sources = list(sources)
        self._values: dict[str, str] = {"tour": "seen"}
        self._version = 0
        self._gates: dict[str, threading.Event] = {}
        self._failing: dict[str, Exception] = {}
        self._lock = threading.RLock()
        self.changed = threading.Event()
        """Set it to let the watch report a change."""

    # what tests do with it

    @contextmanager
    def held(self, method: str) -> Iterator[threading.Event]:
        """Hold back the answers of a method until the event is set."""
        self._gates[method] = gate = threading.Event()
        try:
            yield gate
        finally:
            gate.set()
            self._gates.pop(method, None)

    def fail(self, method: str, error: Exception) -> None:
        """Let a method fail from now on."""
        self._failing[method] = error

    def take(self, *articles: Article) -> None:
        """Add articles, as another process would."""
        with self._lock:
            self.articles += articles
            self.states |= {article.id: _State() for article in articles if article.id not in self.states}
            self._version += 1

    def did(self, method: str) -> list[object]:
        """What a method was called with."""
        return [call[1] for call in self.calls if call[0] == method]

    # the newsroom's face

    def close(self) -> None:
        self.closed = True

    def add(self, locations: Iterable[str], progress: Progress | None = None) -> tuple[list[Source], ScanReport]:
        self._enter("add", list(locations))
        return [], self._scan(progress)

    take_on = add

    def look(self, sources: Sequence[str] | None = None, progress: Progress | None = None) -> ScanReport:
        self._enter("look", sources)
        return self._scan(progress) if sources != [] else ScanReport()

    def look_at_due(self, progress: Progress | None = None) -> ScanReport:
        self._enter("look_at_due")
        return self._scan(progress) if self.due else ScanReport()

    def fetch_pages(self, progress: Progress | None = None) -> int:
        self._enter("fetch_pages")
        return 0

    def settle(self, report: ScanReport, progress: Progress | None = None) -> None:
        self._enter("settle", report)
        self._link(progress)

    def catch_up(self, patience: float = -1, progress: Progress | None = None) -> bool:
        self._enter("catch_up", patience)
        self._link(progress)
        return True

    def backlog(self) -> int:
        return self.waiting

    def sources(self) -> list[SourceStatus]:
        self._enter("sources")
        return [self.subscriptions.status(source) for source in self._sources]

    def source_of(self, article: str) -> Source | None:
        self._enter("source_of", article)
        held = self._held(article)
        return next(
            (one for one in self._sources if held is not None and one.id == article_id(held.source or "")), None
        )

    def offer(self, address: str) -> Offer:
        self._enter("offer", address)
        if address not in self.subscriptions.offers:
            raise SourceError("the server answers 404 (not found)")
        return self.subscriptions.offers[address]

    def subscribe(self, url: str, name: str | None = None, *, page: bool = False) -> Source:
        self._enter("subscribe", (url, name, page))
        return self.subscriptions.subscribe(url, name, page=page)

    def remove(self, source: str) -> Source:
        self._enter("remove", source)
        return self.subscriptions.remove(source)

    def editions(self, article: str) -> list[Edition]:
        self._enter("editions", article)
        return self.versions.get(article, [Edition(NOW, "")])

    def watch(self, stop: threading.Event, on_change: Callable[[], None]) -> None:
        while not stop.is_set():
            if self.changed.wait(0.05):
                self.changed.clear()
                on_change()

    def counts(self) -> Counts:
        states = self.states.values()
        return Counts(len(states), sum(not s.read for s in states), sum(s.bookmarked for s in states))

    def listing(self, query: Query, *, whole: bool = False) -> Listing:
        self._enter("listing", query)
        with self._lock:
            found = [
                (instant(article.published or NOW), row)
                for row, article in enumerate(self.articles)
                if self._fits(article, query)
            ]
        found.sort(reverse=True)
        return Listing([row for _, row in found], [at for at, _ in found])

    def head(self, count: int = 500) -> tuple[Listing, int]:
        found = self.listing(Query())
        return Listing(found.rows[:count], found.instants[:count]), len(found.rows)

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        self._enter("headlines", tuple(rows))
        return [self._headline(self.articles[row]) for row in rows if row < len(self.articles)]

    def headline(self, article: str) -> Headline | None:
        held = self._held(article)
        return self._headline(held) if held else None

    def search(self, query: Query, limit: int = 50) -> list[Headline]:
        self._enter("search", query)
        found = [article for article in self.articles if self._fits(article, query)]
        return [replace(self._headline(article), snippet=_snippet(article, query)) for article in found[:limit]]

    def count(self, query: Query, most: int) -> Counts:
        self._enter("count", query.text)
        found = [self.states[article.id] for article in self.articles if self._fits(article, query)][:most]
        return Counts(len(found), sum(not state.read for state in found), 0)

    def newest(self, query: Query, limit: int = 50) -> list[Headline]:
        self._enter("newest", query)
        return [self._headline(article) for article in self.articles if self._fits(article, query)][:limit]

    @property
    def mishaps(self) -> list[str]:
        return self.notices

    def version(self) -> tuple[int, int]:
        return self._version, 0

    def by_address(self, address: str) -> str | None:
        self._enter("by_address", address)
        ways = spellings(address)
        return next((held.id for held in self.articles if held.url in ways), None)

    def article(self, article: str) -> Article:
        self._enter("article", article)
        held = self._held(article)
        if held is None:
            raise NotFoundError(f"{article}: no such article")
        whose = outlet(held.source, held.url, held.path)
        taught = Taught(self.teaching.rules.values(), whose)
        return overlay(held, whose, restored=self.states[article].restored, taught=taught)

    def find(self, target: str) -> str:
        self._enter("find", target)
        return target

    def bookmarks(self) -> list[Bookmark]:
        kept = [held for held in map(self._held, self.states) if held and self.states[held.id].bookmarked]
        return [Bookmark(one.id, one.title, one.source, one.published, one.url, one.path, NOW) for one in kept]

    @property
    def exporting(self) -> Exporting:
        return Exporting(self, lambda: NOW, lambda _: ((), ""))

    def related(self, target: str, limit: int = 20) -> list[Related]:
        self._enter("related", target)
        return self._related.get(target, [])[:limit]

    def mark(self, articles: Sequence[str], *, read: bool, copies: bool = False) -> Change:
        self._enter("mark", (tuple(articles), read))
        beside = [other for article in articles for other in self.copies.get(article, ())] if copies else []
        changed = [article for article in (*articles, *beside) if self.states[article].read != read]
        return self._marked(changed, read)

    def mark_all(self, query: Query) -> Change:
        self._enter("mark_all", query)
        return self._marked(
            [a.id for a in self.articles if self._fits(a, query) and not self.states[a.id].read], read=True
        )

    def place(self, article: str) -> Place | None:
        return self.states[article].place

    def remember(self, article: str, place: Place) -> None:
        self._enter("remember", article)
        self.states[article].place = place

    def bookmark(self, article: str, *, text: bool = False) -> Change:
        self._enter("bookmark", article)
        return self._bookmarked(article, kept=True)

    def unbookmark(self, article: str) -> Change:
        self._enter("unbookmark", article)
        return self._bookmarked(article, kept=False)

    def restore(self, article: str, cut: Cut) -> Change:
        self._enter("restore", cut.text)
        self.states[article].restored.append(cut.text)
        self._version += 1
        return Change("Restored 1 line", lambda: self.states[article].restored.remove(cut.text))

    def keep(self, name: str, value: str) -> None:
        self._enter("keep", value)
        self._values[name] = value

    def kept(self, name: str) -> str | None:
        return self._values.get(name)

    # inside

    def _enter(self, method: str, argument: object = None) -> None:
        self.calls.append((method, argument))
        gate = self._gates.get(method)
        if gate is not None:
            gate.wait(10)
        if method in self._failing:
            raise self._failing[method]

    def _scan(self, progress: Progress | None) -> ScanReport:
        new = 0
        for number, article in enumerate(self.coming, 1):
            self._enter("step", number)
            try:
                if progress is not None:
                    progress(number, len(self.coming))
            except Cancelled:
                self.coming = self.coming[new:]
                raise
            self.take(article)
            new += 1
        self.coming = []
        return ScanReport(new=new)

    def _link(self, progress: Progress | None) -> None:
        most = self.waiting
        while self.waiting:
            self._enter("link", self.waiting)
            if progress is not None:
                progress(most - self.waiting, most)
            self.waiting -= 1

    def _held(self, article: str) -> Article | None:
        return next((held for held in self.articles if held.id == article), None)

    def _headline(self, article: Article) -> Headline:
        state = self.states[article.id]
        return self.annotating.marked(
            Headline(
                article.id,
                article.title,
                article.source,
                article.published,
                article.dated,
                NOW,
                article.url,
                article.path,
                article.language,
                count_words(article.text),
                state.read,
                state.bookmarked,
                copies=len(self.copies.get(article.id, ())),
                progress=state.place.progress if state.place else 0.0,
            )
        )

    def _marked(self, articles: list[str], read: bool) -> Change:
        def put(value: bool) -> None:
            for article in articles:
                self.states[article].read = value
            self._version += 1

        put(read)
        label = f"Marked {len(articles)} {'read' if read else 'unread'}"
        return Change(label, lambda: put(not read), nothing=not articles)

    def _bookmarked(self, article: str, kept: bool) -> Change:
        def put(value: bool) -> None:
            self.states[article].bookmarked = value
            self._version += 1

        put(kept)
        return Change("Bookmarked" if kept else "Removed the bookmark", lambda: put(not kept))

    def _fits(self, article: Article, query: Query) -> bool:
        state = self.states[article.id]
        if query.read not in (None, state.read) or query.bookmarked not in (None, state.bookmarked):
            return False
        origin = article_id(article.source or "")
        own = {tag.casefold() for tag in self.annotating.tags_of(article.id)}
        if query.tags and not (self.subscriptions.tagged(origin) | own) & {tag.casefold() for tag in query.tags}:
            return False
        if query.noted and self.annotating.note_of(article.id) is None:
            return False
        if query.sources and not any(
            name == origin or fold(name) in fold(article.source or "") for name in query.sources
        ):
            return False
        words = fold(f"{article.title} {article.text}").split()
        return all(
            any(
                held.startswith(fold(word[:-1])) if word.endswith("*") else held.strip(".,") == fold(word)
                for held in words
            )
            for word in query.words
        )


@dataclass
class FakePictures:
    """Every address has a picture: as many pixels as there is room for, of a colour of its own."""

    room: FakeNewsroom

    def at(self, url: str, width: int, height: int) -> Picture:
        self.room._enter("picture", (url, width, height))
        return Picture(width, height, bytes([200, 100, sum(url.encode()) % 256]) * width * height, (1600, 1000))

    def rest(self) -> None:
        self.room._enter("rest")


class FakeNovelty:
    """Answers with what a test says is known of an article, by id; of others nothing is."""

    def __init__(self) -> None:
        self.known: dict[str, Novelty] = {}
        self.asked: list[tuple[str, list[str]]] = []
        """Articles asked about, each with the others of its story."""

    def of(self, article: Article, story: Iterable[str]) -> Novelty:
        self.asked.append((article.id, list(story)))
        return self.known.get(article.id, Novelty(0))


class FakeTeaching:
    """Rules about lines, in memory; the newsroom's gates and failures hold for it too."""

    def __init__(self, room: FakeNewsroom) -> None:
        self._room = room
        self.rules: dict[str, LineRule] = {}
        self.learned: list[RuleStatus] = []

    def rule(self, text: str, action: RuleAction, source: str | None, *, begins: bool = False) -> LineRule:
        return LineRule(rule_id(source, text, begins=begins), text, action, source, begins, added=NOW)

    def teach(self, rule: LineRule) -> Change:
        self._room._enter("teach", (rule.text, rule.action, rule.source))
        before = self.rules.get(rule.id)
        self.rules[rule.id] = rule
        self._room._version += 1
        done = "are cut" if rule.action is RuleAction.CUT else "stay"
        label = f"Lines like “{rule.text}” of {rule.source or 'all sources'} {done} from now on"
        return Change(label, lambda: self._undo(rule, before))

    def all(self) -> list[RuleStatus]:
        self._room._enter("rules")
        yours = [RuleStatus(rule, self.standing(rule.text, rule.source)) for rule in self.rules.values()]
        return [*yours, *(one for one in self.learned if one.rule.id not in self.rules)]

    def pin(self, rule: LineRule) -> Change:
        return self.teach(replace(rule, origin=RuleOrigin.YOURS))

    def forget(self, rule: LineRule) -> Change:
        if rule.origin is RuleOrigin.LEARNED:
            return self.pin(replace(rule, action=RuleAction.KEEP))
        self._room._enter("forget", rule.text)
        del self.rules[rule.id]
        return Change("Forgot a rule", lambda: self.rules.update({rule.id: rule}))

    def standing(self, text: str, source: str | None) -> int:
        self._room._enter("standing", text)
        return sum(
            like(block.text) == like(text)
            for article in self._room.articles
            if source in (None, article.source)
            for block in article.blocks
        )

    def _undo(self, rule: LineRule, before: LineRule | None) -> None:
        self.rules.pop(rule.id)
        if before is not None:
            self.rules[before.id] = before


def _snippet(article: Article, query: Query) -> str:
    text = article.text[:120]
    for word in query.words:
        plain = word.rstrip("*")
        at = fold(text).find(fold(plain))
        if at >= 0:
            text = f"{text[:at]}\ue000{text[at : at + len(plain)]}\ue001{text[at + len(plain) :]}"
    return text


def broken(message: str) -> ReaderError:
    """An error as the core raises it."""
    return ReaderError(message)


def source(name: str, location: str = "/news") -> Source:
    """A folder of articles."""
    return Source(article_id(name), SourceKind.FOLDER, location, name, NOW)
