"""Looking at the sources: because someone asks for it, or by itself when a feed's time has come; and what follows.

A look brings what is new into the list. Texts, links and stories are made behind it, quietly, and that gives way to
the next look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from reader.address import is_address
from reader.model import NO_NETWORK, ScanReport, Skipped, SourceKind

if TYPE_CHECKING:
    from reader.newsroom import Newsroom, Progress
    from reader.ui.screens.main import MainScreen

__all__ = ["STOPPED", "Refreshing", "summary", "troubles"]

T = TypeVar("T")


_EVERY = 60.0
"""Seconds between two looks at which feeds' time has come."""
_NAMED = 3
"""Failures told one by one; the rest are counted."""
_LOCAL = (SourceKind.FILE, SourceKind.FOLDER)
_NOTHING = ScanReport()
STOPPED = "Stopped; what was done so far stays."


class Refreshing:
    """Looks at sources, and what follows them."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._owed: ScanReport | None = None
        """What looks brought of which not all is derived yet; None where nothing is."""
        self._at_all = False
        """Whether a look at all sources that was asked for is going on."""
        self._told: set[str] = set()
        """Why work that nobody asked for failed, as far as it was told."""
        self._resting = False
        """Whether it is left alone until there is news."""
        self.settling = False
        """Whether texts and links are being made."""
        self.offline = False
        """Whether the last look found no network."""

    def begin(self) -> None:
        """Look at files and folders, then at feeds whose time has come; from then on by the minute."""

        def call(newsroom: Newsroom, progress: Progress) -> ScanReport:
            sources = [status.source for status in newsroom.sources()]
            local = [source.id for source in sources if source.kind in _LOCAL and not source.paused]
            return newsroom.look(local, progress)

        def done(report: ScanReport | None) -> None:
            self._came(report)
            self._owed = self._owed or _NOTHING  # what was left undone when the program ended
            if report is not None:
                self._look_at_due()

        self._quietly("Refreshing", call, done)
        self._screen.set_interval(_EVERY, self.due)

    # looks

    def look(self, sources: Sequence[str] | None = None, *, fills: bool = False) -> None:
        """Look again at all sources, or some; with `fills` a list nobody has moved in shows its newest meanwhile."""
        screen = self._screen
        if sources is None and self._at_all:
            screen.say(f"The sources are being looked at already; {screen.keys['close']} stops it.")
            return

        def call(newsroom: Newsroom, progress: Progress) -> ScanReport:
            return newsroom.look(sources, progress)

        def done(report: ScanReport | None) -> None:
            self._heard(report)
            self._at_all = self._at_all and sources is not None
            self.owe(report or ScanReport())
            screen.browsing.news = 0
            screen.upkeep.finished(report, named=sources is not None)

        self._at_all = self._at_all or sources is None
        screen.browsing.adding = screen.browsing.adding or fills
        show = partial(screen.status.work, "Refreshing")
        show()
        screen.desk.toil("Refreshing", call, show, done, about=sources[0] if sources else None)

    def due(self) -> None:
        """Look at the feeds whose time has come, unless there is other work."""
        if self._screen.desk.idle:
            self._look_at_due()

    def _look_at_due(self) -> None:
        if not self._screen.config.refresh_minutes:
            self.settle()
            return

        def call(newsroom: Newsroom, progress: Progress) -> ScanReport:
            return newsroom.look_at_due(progress)

        def done(report: ScanReport | None) -> None:
            self._came(report)
            self._screen.browsing.filling = False
            if report is not None:
                self.settle()

        self._quietly("Refreshing", call, done)

    def _came(self, report: ScanReport | None) -> None:
        """A look that nobody asked for is over: what it brought is only counted, what failed stands in the rail."""
        screen = self._screen
        self._heard(report)
        screen.status.rest(quiet=True)
        if report is None or report.new or report.changed or report.gone:
            self.owe(report or ScanReport())
            screen.browsing.news += report.new if report is not None and not screen.browsing.filling else 0
            screen.browsing.load()

    def _heard(self, report: ScanReport | None) -> None:
        """Know whether there is a network, as far as a look tells: one that asked nobody tells nothing."""
        if report is not None and report != _NOTHING:
            self.offline = any(skipped.path == NO_NETWORK for skipped in report.skipped)

    def owe(self, report: ScanReport) -> None:
        """A look brought this, of which nothing is derived yet."""
        self._resting = False
        self._owed = report if self._owed is None else self._owed + report

    # what follows

    def settle(self) -> None:
        """Fetch the pages that belong to what came, then make texts and links, if anything waits."""
        owed = self._owed
        if owed is None or self.settling or self._resting:
            return
        self.settling = True
        if owed == _NOTHING and not self._screen.config.refresh_minutes:  # nothing was asked, so nothing is
            self._link(owed)
            return

        def done(fetched: int | None) -> None:
            self._rested()
            if fetched is not None:
                self._link(owed)

        self._quietly("Fetching pages", lambda newsroom, progress: newsroom.fetch_pages(progress), done)

    def _link(self, owed: ScanReport) -> None:
        def call(newsroom: Newsroom, progress: Progress) -> bool:
            if owed != _NOTHING:
                newsroom.settle(owed, progress)
            elif newsroom.backlog():
                newsroom.catch_up(0, progress)
            else:
                return False
            return True

        def done(changed: bool | None) -> None:  # noqa: FBT001  # what came of it, None where it was stopped
            self._rested()
            if changed is not None:
                self._told.clear()
                self._owed = None if self._owed is owed else self._owed
            if changed is not False:
                self._screen.browsing.load()

        self.settling = True
        self._quietly("Linking", call, done)

    def _rested(self) -> None:
        self.settling = False
        self._screen.status.rest(quiet=True)

    def stop(self) -> bool:
        """Stop what goes on by itself, where it shows; it goes on with the next news. False where nothing shows."""
        if not self._screen.status.quiet:
            return False
        self._resting = True
        self._screen.desk.cancel()
        self._screen.say(STOPPED)
        return True

    def give_up(self) -> None:
        """A look that was asked for failed."""
        self._at_all = False

    def failed(self, why: str) -> bool:
        """Work that nobody asked for failed; whether that is news."""
        self._resting = True
        self._rested()
        new = why not in self._told
        self._told.add(why)
        return new

    def _quietly(self, what: str, call: Callable[[Newsroom, Progress], T], done: Callable[[T | None], None]) -> None:
        """Do work that nobody asked for."""
        show = partial(self._screen.status.work, what, quiet=True)
        self._screen.desk.toil(what, call, show, done, quiet=True)


def summary(report: ScanReport, views: str, *, named: bool) -> str:
    """What a look brought, in a sentence or two; key `views` shows the sources. Those named are told of one by one."""
    parts = [
        f"{count:,} {word}"
        for count, word in ((report.new, "new"), (report.changed, "changed"), (report.gone, "gone"))
        if count
    ]
    brought = f"{', '.join(parts)}." if parts else "Nothing new."
    alone = sum(_left_alone(skipped) for skipped in report.skipped)
    if not alone or named:
        return brought
    if alone == 1:
        return f"{brought} 1 feed was left alone or has moved; {views} shows it."
    return f"{brought} {alone:,} feeds were left alone or have moved; {views} shows them."


def troubles(report: ScanReport, *, named: bool) -> str:
    """What failed, a line each for the first few; of feeds that were named also why they were left alone."""
    found = [skipped for skipped in report.skipped if skipped.failed or (named and _left_alone(skipped))]
    lines = [skipped.told for skipped in found[:_NAMED]]
    more = [f"and {len(found) - _NAMED} more"] if len(found) > _NAMED else []
    return "\n".join([*lines, *more])


def _left_alone(skipped: Skipped) -> bool:
    """Whether it is a feed, and nothing failed. (Files are passed over all the time.)"""
    return not skipped.failed and is_address(skipped.path)
