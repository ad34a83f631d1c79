"""Keeping the library up: taking in what was given, having the sources looked at, noticing what others changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from reader.model import ScanReport, Source
from reader.ui.sources import subscribing
from reader.ui.sources.refreshing import STOPPED, Refreshing, summary, troubles

if TYPE_CHECKING:
    from reader.newsroom import Newsroom, Progress
    from reader.ui.screens.main import MainScreen

__all__ = ["Upkeep"]

_POLL = 0.5
"""Seconds between two looks at whether another process changed the library."""
_CALM = 2.0
"""Seconds between two looks at what changes all the time: lists while texts and links are made, sources in the rail."""


class Upkeep:
    """Long work and the watch for changes."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.refreshing = Refreshing(screen)
        self._version: tuple[int, ...] | None = None
        self._noted = self._renewed = 0.0
        """When a change was last noticed, and when what is open over the panes was last shown anew."""
        self._stale = False
        """Whether that is to be shown anew."""
        self._asking = False
        self._warned: set[str] = set()
        self._going = False
        """Whether the sources are seen to."""

    def begin(self, locations: Sequence[str]) -> None:
        """Take in what was given, then look at the sources, now and from time to time; and watch."""
        if locations:
            self.add(locations)
        else:
            self._go_on()
        self._poll()
        self._screen.set_interval(_POLL, self._poll)

    def _go_on(self) -> None:
        """Once what was given is there, see to all that is."""
        if self._going or self._screen.sample:
            return
        self._going = True
        self.refreshing.begin()
        if self._screen.config.watch:
            self._screen.desk.watch(self._screen.browsing.load)

    def add(self, locations: Sequence[str]) -> None:
        """Remember files and folders and read them."""
        screen = self._screen

        def call(newsroom: Newsroom, progress: Progress) -> tuple[list[Source], ScanReport]:
            held = {status.source.id for status in newsroom.sources()}
            sources, report = newsroom.take_on(locations, progress)
            return [source for source in sources if source.id not in held], report

        def done(added: tuple[list[Source], ScanReport] | None) -> None:
            if added is not None and not screen.sample:
                subscribing.note_added(screen, added[0])
            report = added[1] if added is not None else None
            self.refreshing.owe(report or ScanReport())
            self.finished(report, quiet=screen.sample)
            self._go_on()

        screen.browsing.adding = True
        show = partial(screen.status.work, "Adding")
        show()
        screen.desk.toil("Adding", call, show, done)

    def finished(self, report: ScanReport | None, *, named: bool = False, quiet: bool = False) -> None:
        """Work that was asked for is over, or was stopped: show what there is now, and say what it brought.

        Of sources that were named, what was left alone is told too; `quiet` says nothing where nothing is new.
        """
        screen = self._screen
        self.rest()
        screen.browsing.load()
        screen.browsing.adding = screen.browsing.filling = False
        if report is None:
            screen.say(STOPPED)
            return
        if not quiet or report.new:
            screen.say(summary(report, screen.keys["views"], named=named))
        told = troubles(report, named=named)
        if told and not quiet:
            screen.say(told, severity="warning")

    def rest(self) -> None:
        """Nothing that was asked for is going on; what waited for it may."""
        self._screen.status.rest()
        self.refreshing.settle()

    def give_up(self) -> None:
        """The work failed. (Where looking for changes fails, it is told once and not tried again.)"""
        self._screen.browsing.adding = False
        self.refreshing.give_up()
        self.rest()

    def warn(self, notices: Iterable[str]) -> None:
        """Say what happened to the library, each once: its files may be damaged while the screen is open, too."""
        for notice in notices:
            if notice not in self._warned:
                self._warned.add(notice)
                self._screen.say(notice, severity="warning")

    def _poll(self) -> None:
        if self._asking:
            return
        self._asking = True
        desk = self._screen.desk
        desk.ask("version", "Looking for changes", lambda held: (desk.openings, *held.version()), self._noticed)

    def _noticed(self, version: tuple[int, ...]) -> None:
        self._asking = False
        before = self._version or (1, *version[1:])  # where it was opened anew already, damage was met with
        changed = version != before
        if changed and self.refreshing.settling and monotonic() - self._noted < _CALM:
            return
        self._version = version
        if changed:
            self._noted = monotonic()
            self._stale = True
            self._screen.desk.ask("mishaps", "Looking after the library", lambda newsroom: newsroom.mishaps, self.warn)
            self._screen.browsing.load()
            self._screen.reading.look_again()
            self._screen.story.look_again()
        if self._stale and monotonic() - self._renewed >= _CALM:
            self._stale, self._renewed = False, monotonic()
            from reader.ui.screens.picker import PickerScreen

            for box in self._screen.app.screen_stack:
                if isinstance(box, PickerScreen):
                    box.renew()
