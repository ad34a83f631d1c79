"""Keeping the library up: taking in what was given, looking at the sources, noticing what others changed."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from reader.model import ScanReport

if TYPE_CHECKING:
    from reader.newsroom import Newsroom, Progress
    from reader.ui.screens.main import MainScreen

__all__ = ["Upkeep"]

_POLL = 0.5
"""Seconds between two looks at whether another process changed the library."""
_UNSEEN = 0.5
"""Seconds that work nobody asked for may take before it shows."""
_NAMED = 3
"""Failures told one by one; the rest are counted."""


class Upkeep:
    """Long work and the watch for changes."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._version: tuple[int, int] | None = None
        self._asking = False

    def begin(self, locations: Sequence[str]) -> None:
        """Take in what was given, else look at the sources; then watch."""
        if locations:
            self.add(locations)
        elif not self._screen.sample:
            self.rescan(quiet=True)
            self._watch()
        self._poll()
        self._screen.set_interval(_POLL, self._poll)

    def _watch(self) -> None:
        if self._screen.config.watch and not self._screen.sample:
            self._screen.desk.watch(self._screen.browsing.load)

    def add(self, locations: Sequence[str]) -> None:
        """Remember files and folders and read them."""

        def call(newsroom: Newsroom, progress: Progress) -> ScanReport:
            return newsroom.add(locations, progress)[1]

        def done(report: ScanReport | None) -> None:
            self._done(report, quiet=self._screen.sample)
            self._screen.browsing.adding = False
            self._watch()

        self._screen.browsing.adding = True
        self._screen.status.work("Adding")
        self._screen.desk.toil("Adding", call, lambda *so_far: self._screen.status.work("Adding", *so_far), done)

    def rescan(self, sources: Sequence[str] | None = None, *, quiet: bool = False) -> None:
        """Look again at all sources, or some; `quiet` says nothing when nothing is new."""

        def call(newsroom: Newsroom, progress: Progress) -> ScanReport:
            return newsroom.rescan(sources, progress)

        begun = monotonic()

        def progress(done: int, total: int) -> None:
            if not quiet or monotonic() - begun > _UNSEEN:
                self._screen.status.work("Refreshing", done, total)

        if not quiet:
            self._screen.status.work("Refreshing")
        self._screen.desk.toil("Refreshing", call, progress, lambda report: self._done(report, quiet=quiet))

    def _done(self, report: ScanReport | None, *, quiet: bool) -> None:
        screen = self._screen
        screen.status.rest()
        screen.browsing.load()
        if report is None:
            screen.say("Stopped; what was done so far stays.")
            return
        if not quiet or report.new:
            screen.say(_summary(report))
        failed = [skipped for skipped in report.skipped if skipped.failed]
        if failed and not quiet:
            lines = [f"{skipped.path}: {skipped.reason}" for skipped in failed[:_NAMED]]
            more = [f"and {len(failed) - _NAMED} more"] if len(failed) > _NAMED else []
            screen.say("\n".join([*lines, *more]), severity="warning")

    def give_up(self) -> None:
        """The work failed. (Where looking for changes fails, it is told once and not tried again.)"""
        self._screen.browsing.adding = False
        self._screen.status.rest()

    def _poll(self) -> None:
        if self._asking:
            return
        self._asking = True
        self._screen.desk.ask("version", "Looking for changes", lambda newsroom: newsroom.version(), self._noticed)

    def _noticed(self, version: tuple[int, int]) -> None:
        self._asking = False
        if self._version is not None and version != self._version:
            self._screen.browsing.load()
            self._screen.reading.look_again()
            self._screen.story.look_again()
        self._version = version


def _summary(report: ScanReport) -> str:
    parts = [
        f"{count:,} {word}"
        for count, word in ((report.new, "new"), (report.changed, "changed"), (report.gone, "gone"))
        if count
    ]
    return f"{', '.join(parts)}." if parts else "Nothing new."
