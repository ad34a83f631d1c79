"""Asking feeds for news: many at once, each answer into the Archive as soon as it is read.

Threads ask servers, guarded children read what comes, and the caller's own thread alone writes. An answer that is the
same as the last is not read again, and of a feed that has changed only the entries that have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from reader.address import masked
from reader.errors import SourceError
from reader.feed import Feed, FeedBytes
from reader.guard import Worker, cores
from reader.model import NO_NETWORK, Pages, ScanReport, Skipped, Source, SourceKind
from reader.newsroom.asking import Asking
from reader.newsroom.clock import clock
from reader.newsroom.hosts import Hosts
from reader.newsroom.politeness import Failure, after_failure, after_success, due, forbidden, moved
from reader.newsroom.schedule import host_of
from reader.newsroom.values import Progress
from reader.sources.feeds import read, read_page
from reader.sources.web.exchange import FetchError, Request, Response, Trouble
from reader.store.archive import Archive
from reader.store.entries import Received
from reader.store.feed_state import FeedState
from reader.text import safe

if TYPE_CHECKING:
    from reader.sources.web.fetcher import Fetcher

__all__ = ["Refreshing"]

_UNREAD = 48
"""Feeds that wait to be read at most: so many bodies are held in memory."""
_STIR = 0.5
"""Seconds after which to look whether someone wants it to stop, though nothing comes."""
_MOMENT = 0.03
"""Seconds in which what comes is written together."""
_TOGETHER = 40
"""Feeds written in one transaction at most: a key press that marks one waits no longer than that."""
_PAGES = 20
"""Pages fetched of one feed at once: the newest."""
_RHYTHM = 20
"""Articles that tell how often a feed has something new."""


class Subscribed(Protocol):
    """What is remembered of feeds, and may change by what they say."""

    def called(self, titles: Mapping[str, str]) -> None:
        """Feeds, by id, call themselves so."""

    def move(self, source: Source, address: str) -> str | None:
        """A feed has moved for good; what was done, in words."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What came of asking a server for a feed."""

    source: Source
    outcome: Response | FetchError
    took: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading a feed."""

    source: Source
    response: Response
    body: str
    outcome: Feed | Exception


class Refreshing:
    """Asks the feeds of one library."""

    def __init__(
        self,
        archive: Archive,
        worker: Worker,
        now: Callable[[], datetime],
        fetcher: Callable[[], Fetcher],
        subscriptions: Subscribed,
        every: float,
    ) -> None:
        self._archive = archive
        self._worker = worker
        self._now = now
        self._fetcher = fetcher
        self._subscriptions = subscriptions
        self._every = every

    def run(
        self,
        sources: Sequence[Source],
        bookmarked: Collection[str],
        progress: Progress | None = None,
        *,
        asked: bool,
        named: bool = False,
    ) -> ScanReport:
        """Ask feeds, and take in what they have.

        `asked`: a person wants it now, so only what servers said keeps one from being asked; `named`: this very one.
        """
        now = self._now().timestamp()
        states = self._archive.feeds.all()
        hosts = self._archive.feeds.held_off()
        run = _Run(
            self._archive,
            self._worker,
            self._fetcher(),
            self._now,
            states,
            bookmarked,
            self._every,
            self._subscriptions,
        )
        for source in sources:
            state = run.state(source)
            until = forbidden(state, hosts.get(host_of(source.location)), now)
            if not asked and not due(state, now):
                continue
            if until is not None:
                run.leave(source, f"asks to be left alone until {clock(until, now)}", tell=asked)
            elif state.gone and not named:
                run.leave(source, "is gone, its server says; name it to try again, or remove it", tell=asked)
            else:
                run.jobs.append(source)
        try:
            return run.go(progress)
        finally:
            run.close()


class _Run:
    """One go at many feeds."""

    def __init__(
        self,
        archive: Archive,
        worker: Worker,
        fetcher: Fetcher,
        now: Callable[[], datetime],
        states: Mapping[str, FeedState],
        bookmarked: Collection[str],
        every: float,
        subscriptions: Subscribed,
    ) -> None:
        self.jobs: list[Source] = []
        self._archive = archive
        self._worker = worker
        self._fetcher = fetcher
        self._now = now
        self._known = dict(states)
        self._states: list[FeedState] = []
        """How feeds are doing now, to be written."""
        self._read: list[_Read] = []
        """Feeds that were read, to be written."""
        self._bookmarked = bookmarked
        self._every = every
        self._subscriptions = subscriptions
        self._titles: dict[str, str] = {}
        """What feeds call themselves."""
        self._results: SimpleQueue[_Asked | _Read] = SimpleQueue()
        self._asking: Asking[Source] | None = None
        self._skipped: list[Skipped] = []
        self._hosts = Hosts(lambda: now().timestamp())
        self._remarks: dict[str, str | None] = {}
        """What went wrong, for each feed that was asked and is still to be noted."""
        self._new = self._changed = self._unchanged = self._left = 0

    def state(self, source: Source) -> FeedState:
        """What is known of asking a feed."""
        return self._known.get(source.id) or FeedState(source.id)

    def leave(self, source: Source, why: str, *, tell: bool) -> None:
        """Do not ask a feed."""
        if tell:
            self._skipped.append(Skipped(masked(source.location), why))

    def go(self, progress: Progress | None) -> ScanReport:
        """Ask and read until all is done."""
        self._left = len(self.jobs)
        # Of one host's feeds those that take longest go first, so that none of them is what all wait for in the end.
        slowest = sorted(self.jobs, key=lambda source: self.state(source).took or 0.0, reverse=True)
        jobs = [(self._request(source), source) for source in slowest]
        answered = lambda *asked: self._results.put(_Asked(*asked))  # noqa: E731
        if any(self.state(source).body is None for source in self.jobs):
            self._start_reading()
        self._asking = Asking(self._fetcher, jobs, answered, self._hosts.note, _UNREAD)
        while self._left:
            if progress:
                progress(len(self.jobs) - self._left, len(self.jobs))
            self._take_in()
        if progress and self.jobs:
            progress(len(self.jobs), len(self.jobs))
        self._subscriptions.called(self._titles)
        self._archive.feeds.hold_off(self._hosts.held_off, self._now().timestamp())
        return ScanReport(self._new, self._changed, 0, self._unchanged, tuple(self._told()))

    def close(self) -> None:
        """Stop asking; what is being asked is given up."""
        if self._asking:
            self._asking.close()

    def _start_reading(self) -> None:
        """Let the children that read start while servers think."""
        for _ in range(cores()):
            self._worker.submit(read, FeedBytes(b"", "", ""))

    def _request(self, source: Source) -> Request:
        state = self.state(source)
        accept = "page" if source.kind is SourceKind.PAGE else "feed"
        return Request(source.location, state.etag, state.modified, accept)

    # in the thread that writes

    def _take_in(self) -> None:
        """Take in what comes within a moment; what was read is written with what else comes then.

        A transaction for each feed would take as long as all that is in it.
        """
        until = monotonic() + _STIR
        with suppress(Empty):
            while self._left > len(self._read) and len(self._read) < _TOGETHER:
                self._take(self._results.get(timeout=max(until - monotonic(), 0.0)))
                until = min(until, monotonic() + _MOMENT)
        self._write()

    def _take(self, one: _Asked | _Read) -> None:
        if isinstance(one, _Asked):
            self._known[one.source.id] = replace(self.state(one.source), took=one.took)
        if isinstance(one, _Read):
            self._read.append(one)
        elif isinstance(one.outcome, FetchError):
            self._states.append(self._failed(one.source, one.outcome, _failure(one.outcome)))
        else:
            self._answered(one.source, one.outcome)

    def _write(self) -> None:
        """Write what was read, and how feeds are doing."""
        read, self._read = self._read, []
        self._states += self._received(read)
        states, self._states = self._states, []
        if states:
            self._known |= {state.origin: state for state in states}
            self._archive.feeds.keep(states, self._remarks, self._now().timestamp())
            self._remarks = {}

    def _taken(self) -> None:
        if self._asking:
            self._asking.taken()

    def _answered(self, source: Source, response: Response) -> None:
        """Have an answer read, unless what is in it is known."""
        state = self.state(source)
        body = "" if response.unchanged else hashlib.blake2b(response.body, digest_size=16).hexdigest()
        if response.unchanged or body == state.body:
            if not response.unchanged:
                self._taken()
            self._unchanged += 1
            self._states.append(self._succeeded(source, response, state))
            return
        known = self._archive.entries.marks(source.id) if state.succeeded else frozenset()
        data = FeedBytes(response.body, source.id, response.url, response.media, response.charset, known)
        slim = replace(response, body=b"")
        future = self._worker.submit(read_page if source.kind is SourceKind.PAGE else read, data)
        future.add_done_callback(lambda done: self._results.put(_Read(source, slim, body, _result(done))))

    def _received(self, found: Sequence[_Read]) -> list[FeedState]:
        """Take in feeds that were read, all in one transaction."""
        good: list[tuple[_Read, Feed]] = []
        states: list[FeedState] = []
        for one in found:
            self._taken()
            if isinstance(one.outcome, Feed):
                good.append((one, one.outcome))
            else:
                states.append(self._failed(one.source, one.outcome, Failure()))
        if not good:
            return states
        batch = [Received(one.source.id, feed, _pages(one.source)) for one, feed in good]
        arrivals = self._archive.entries.receive(batch, self._bookmarked)
        self._new += len(arrivals.new)
        self._changed += len(arrivals.changed)
        for one, feed in good:
            state = replace(self.state(one.source), body=one.body, rhythm=feed.rhythm)
            if feed.title:
                self._titles[one.source.id] = feed.title
            self._skipped += [Skipped(masked(one.source.location), remark) for remark in feed.remarks]
            states.append(self._succeeded(one.source, one.response, state, "; ".join(feed.remarks) or None))
        return states

    def _succeeded(self, source: Source, response: Response, state: FeedState, remark: str | None = None) -> FeedState:
        self._left -= 1
        permanent = bool(response.hops) and all(hop.permanent for hop in response.hops)
        state, address = moved(state, source.location, response.url, permanent=permanent)
        if address is not None and (said := self._subscriptions.move(source, address)):
            self._skipped.append(Skipped(masked(source.location), said))
        instants = self._archive.feeds.latest([source.id], _RHYTHM)[source.id]
        self._remarks[source.id] = remark
        state = after_success(
            state, self._now().timestamp(), every=self._every, fresh=response.fresh, instants=instants
        )
        if response.unchanged:
            return state
        return replace(state, etag=response.etag, modified=response.modified)

    def _failed(self, source: Source, error: Exception, failure: Failure) -> FeedState:
        self._left -= 1
        told = safe(str(error)) if isinstance(error, SourceError) else f"cannot be read as a feed: {safe(str(error))}"
        self._remarks[source.id] = told
        self._skipped.append(Skipped(masked(source.location), told, failed=True))
        return after_failure(self.state(source), failure, self._now().timestamp())

    def _told(self) -> list[Skipped]:
        """What is to be told; that there is no network is told once."""
        if self._hosts.unreachable():
            return [Skipped(NO_NETWORK, f"none of {len(self.jobs)} feeds could be asked", failed=True)]
        return self._skipped


_OURS = (Trouble.OFFLINE, Trouble.CANCELLED, Trouble.UNASKED)
"""Nothing that speaks against the feed."""


def _failure(error: FetchError) -> Failure:
    return Failure(error.status, error.retry_after, error.trouble in _OURS)


def _result(done: object) -> Feed | Exception:
    try:
        found = done.result()  # type: ignore[attr-defined]
    except BaseException as error:  # noqa: BLE001 - a task that was cancelled raises what is no Exception
        return SourceError(f"was not read ({type(error).__name__})")
    return found if isinstance(found, Feed | Exception) else SourceError("cannot be read as a feed")


def _pages(source: Source) -> Callable[[int, bool], bool]:
    """Whether the page of an entry is to be fetched."""

    def wanted(place: int, summary_only: bool) -> bool:  # noqa: FBT001 - as the Archive asks
        if source.pages is Pages.NEVER or place >= _PAGES:
            return False
        return summary_only or source.pages is Pages.ALWAYS

    return wanted
