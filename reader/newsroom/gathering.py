"""Looking at sources: files, folders, feeds and pages, remembered or given once, and bringing in what they hold."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.address import is_address, masked
from reader.errors import NotFoundError, SourceError
from reader.model import ScanReport, Skipped, Source, SourceKind
from reader.newsroom.politeness import due
from reader.newsroom.register import Register
from reader.newsroom.values import Cancelled, Progress
from reader.paths import absolute
from reader.store.archive import Archive
from reader.store.feed_state import FeedState
from reader.store.shelf import Shelf
from reader.store.turn import Turn
from reader.text import safe

if TYPE_CHECKING:  # heavy to load, and asking feeds needs none of it
    from reader.newsroom.apart import Apart
    from reader.newsroom.intake import Intake
    from reader.newsroom.online import Online
    from reader.newsroom.preparing import Preparing
    from reader.newsroom.settling import Settling

__all__ = ["ONLINE", "Gathering"]

_FEW = 32
"""Articles whose text is made right here, where the work could be done apart."""
ONLINE = (SourceKind.FEED, SourceKind.PAGE)
"""Sources that are asked over the network."""


class Gathering:
    """Brings articles into one library. May be used from several threads; one look goes on at a time."""

    def __init__(
        self,
        archive: Archive,
        shelf: Shelf,
        now: Callable[[], datetime],
        register: Register,
        intake: Callable[[], Intake],
        preparing: Callable[[], Preparing],
        settling: Callable[[], Settling],
        online: Callable[[], Online],
        turn: Turn,
        catching_up: Turn,
        apart: Apart | None = None,
    ) -> None:
        """With `apart`, what takes long is done in another process."""
        self._archive = archive
        self._shelf = shelf
        self._now = now
        self._register = register
        self._intake = intake
        self._preparing = preparing
        self._settling = settling
        self._online = online
        self._turn = turn
        self._catching_up = catching_up
        self._apart = apart
        self._looking = threading.Lock()

    def add(self, locations: Iterable[str], progress: Progress | None = None) -> tuple[list[Source], ScanReport]:
        """Remember files, folders, feeds and pages, read them, and settle what came."""
        added, report = self.take_on(locations, progress)
        self.pages(progress)
        self.settle(report)
        return added, report

    def take_on(self, locations: Iterable[str], progress: Progress | None = None) -> tuple[list[Source], ScanReport]:
        """Remember files, folders, feeds and pages, and read them; what follows is left to `settle`.

        One that cannot be had never stops the rest; it stands in `ScanReport.skipped` as failed.
        """
        added: list[Source] = []
        report = ScanReport()
        for location in locations:
            try:
                source, its = self._added(location, progress)
                report += its
                added.append(source)
            except (SourceError, NotFoundError) as error:
                report += ScanReport(skipped=(Skipped(_shown(location), safe(str(error)), failed=True),))
        return added, report

    def look(self, sources: Sequence[str] | None = None, progress: Progress | None = None) -> ScanReport:
        """Look at all sources, or those with these ids, because a person wants it."""
        report = ScanReport()
        for source in self._chosen(sources):
            if source.kind in ONLINE:
                continue
            try:
                report += self._scan(source, progress)
            except SourceError as error:
                self._archive.checked(source.id, safe(str(error)))
                report += ScanReport(skipped=(Skipped(safe(source.location), safe(str(error)), failed=True),))
        report += self._ask(self._feeds(sources), progress, asked=True, named=sources is not None)
        self._archive.flag_bookmarks(self._shelf.bookmarked())
        return report

    def due(self, progress: Progress | None = None) -> ScanReport:
        """Ask the feeds whose time it is; nothing where another look is going on."""
        if self._looking.locked():
            return ScanReport()
        states, now = self._archive.feeds.all(), self._now().timestamp()
        feeds = [one for one in self._feeds(None) if due(states.get(one.id) or FeedState(one.id), now)]
        return self._ask(feeds, progress, asked=False, named=False)

    def ask(self, feeds: Collection[str], progress: Progress | None = None, *, asked: bool, named: bool) -> ScanReport:
        """Ask the feeds with these ids, unless they are asked already."""
        with self._looking:
            if self._apart:
                report: ScanReport = self._apart.call("ask_feeds", feeds, asked, named, progress=progress)
                return report

            def waiting() -> None:
                if progress:
                    progress(0, len(feeds))

            with self._turn.taken(-1 if asked else 0, waiting) as ours:
                if not ours:  # another process is at it
                    return ScanReport()
                sources = [source for source in self._shelf.sources() if source.id in feeds]
                refreshing = self._online().refreshing()
                try:
                    return refreshing.run(sources, self._shelf.bookmarked(), progress, asked=asked, named=named)
                finally:
                    self._drop_forgotten(sources)

    def pages(self, progress: Progress | None = None) -> int:
        """Fetch the pages that entries link to where their feeds carry only a summary; how many came."""
        if not self._archive.entries.wanted(1):
            return 0
        with self._looking:
            if self._apart:
                return int(self._apart.call("fetch_pages", progress=progress))
            with self._turn.taken(0) as ours:
                return self._online().pages(progress) if ours else 0

    def settle(self, report: ScanReport, progress: Progress | None = None) -> None:
        """After a look: make the texts of what came, and all that is derived."""
        if self._apart and self._archive.entries.count_waiting() > _FEW:
            self._apart.call("settle", report, progress=progress)
            return
        prepared = self._preparing().catch_up(progress)
        self._intake().learning.catch_up()
        self._settling().after(report + ScanReport(new=prepared), progress)

    def catch_up(self, patience: float, progress: Progress | None = None) -> bool:
        """Settle what waits, giving way to every look at feeds; False where another process is at it.

        That one is waited for so many seconds at most (negative: as long as it takes).
        """

        def giving_way(done: int, total: int) -> None:
            self._turn.wait()
            if progress:
                progress(done, total)

        with self._catching_up.taken(patience) as ours:
            if ours:
                self.settle(ScanReport(), giving_way)
            return ours

    def take(self, path: str, progress: Progress | None = None) -> ScanReport:
        """Take in a JSON Lines file of articles, once. Raises SourceError."""
        place = absolute(path)
        if not place.is_file():
            raise SourceError(f"{safe(path)}: there is no such file")
        if place.suffix.lower() != ".jsonl":
            raise SourceError(
                f"{safe(path)}: only JSON Lines (.jsonl) can be imported; for other files use 'reader add'"
            )
        report = self._intake().take(place, self._shelf.bookmarked(), progress)
        self._settling().after(report)
        return report

    def forget(self, name: str) -> Source:
        """Forget a source, by what a person calls it, and its articles. Raises NotFoundError.

        Those with a bookmark, tag or note stay.
        """
        found = self._register.named(name)
        self._register.forget(found)
        self._settling().after(ScanReport(changed=1))
        return found

    def watch(self, stop: threading.Event, on_change: Callable[[], None]) -> None:
        """Wait for changes in the sources' files, read them, tell; until `stop` is set."""
        from reader.sources import watch

        def places() -> list[Path]:
            return [Path(source.location) for source in self._chosen(None) if source.kind not in ONLINE]

        def unless_stopped(_done: int, _total: int) -> None:
            if stop.is_set():
                raise Cancelled

        def changed(_paths: Collection[str]) -> None:
            local = [source.id for source in self._chosen(None) if source.kind not in ONLINE]
            with suppress(Cancelled):  # what was read so far stays; the rest is read at the next start
                report = self.look(local, unless_stopped)
                self.settle(report, unless_stopped)
                on_change()

        watch(places, stop, changed)

    def _added(self, location: str, progress: Progress | None) -> tuple[Source, ScanReport]:
        if is_address(location):
            source = self._online().subscribing.subscribe(location)
            return source, self._ask([source], progress, asked=True, named=True)
        source = self._register.at(location)
        self._register.remember(source)
        return source, self._scan(source, progress)

    def _chosen(self, sources: Sequence[str] | None) -> list[Source]:
        """Those with these ids, or all that are not paused."""
        held = self._shelf.sources()
        return [source for source in held if (not source.paused if sources is None else source.id in sources)]

    def _feeds(self, sources: Sequence[str] | None) -> list[Source]:
        """What is to be asked of these: feeds, and pages where they are named."""
        kinds = (SourceKind.FEED,) if sources is None else ONLINE
        return [source for source in self._chosen(sources) if source.kind in kinds]

    def _ask(self, feeds: Sequence[Source], progress: Progress | None, *, asked: bool, named: bool) -> ScanReport:
        ids = [source.id for source in feeds]
        return self.ask(ids, progress, asked=asked, named=named) if ids else ScanReport()

    def _drop_forgotten(self, asked: Sequence[Source]) -> None:
        """What came of feeds that someone has removed while they were asked goes again."""
        held = {source.id for source in self._shelf.sources()}
        for source in asked:
            if source.id not in held:
                self._archive.forget(source.id, self._shelf.kept())

    def _scan(self, source: Source, progress: Progress | None) -> ScanReport:
        with self._looking:
            lost = self._register.lost(source)
            report = self._intake().scan(source, self._shelf.bookmarked(), progress, lost)
        failed = [skipped for skipped in report.skipped if skipped.failed]
        notice = f"{len(failed)} files could not be read as they are, first: {failed[0].reason}" if failed else None
        self._archive.checked(source.id, notice)
        return report


def _shown(location: str) -> str:
    return masked(location) if is_address(location) else safe(location)
