"""Work that goes on, and how far it is, in words: nothing shows before it has taken half a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from reader.ui.painting.marks import Marks
from reader.ui.widgets.bars import bar
from reader.ui.wording.rows import Pieces

__all__ = ["Onward"]

_PATIENCE = 0.5
"""Seconds that something may take before it shows: what is over sooner only flickers."""
_BAR = 10
"""Cells of a progress bar."""


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """How far something is."""

    what: str
    done: int = 0
    total: int = 0
    """0 while it is unknown."""
    stops: bool = False
    """Whether it can be stopped."""
    begun: float = field(default_factory=monotonic)

    @property
    def shows(self) -> bool:
        """Whether it has taken long enough to be told of."""
        return monotonic() - self.begun >= _PATIENCE


class Onward:
    """What somebody asked for, what goes on by itself, and small things that take unexpectedly long."""

    patience = _PATIENCE + 0.01
    """Seconds after which to look again whether something shows."""

    def __init__(self, marks: Marks, close: str, *, lively: bool) -> None:
        self._marks = marks
        self._close = close
        """The key that stops it."""
        self._lively = lively
        """Whether a mark may turn and a bar grow; for a screen reader neither says anything."""
        self._asked: _Work | None = None
        self._quiet: _Work | None = None
        self._waits: list[_Work] = []

    @property
    def stops(self) -> bool:
        """Whether work that was asked for can be stopped, seen or not."""
        return self._asked is not None and self._asked.stops

    @property
    def quiet(self) -> bool:
        """Whether work that nobody asked for shows."""
        return self._quiet is not None and self._quiet.shows

    @property
    def showing(self) -> bool:
        """Whether all work there is shows."""
        return all(work.shows for work in (self._asked, self._quiet) if work is not None)

    @property
    def turns(self) -> bool:
        """Whether a mark turns."""
        shown = self._first
        return self._lively and shown is not None and not shown.total

    def work(self, what: str, done: int, total: int, *, stops: bool, quiet: bool) -> None:
        """Work has come so far; what follows it at once is as old as it is."""
        before = self._quiet if quiet else self._asked
        work = _Work(what, done, total, stops, before.begun if before is not None else monotonic())
        if quiet:
            self._quiet = work
        else:
            self._asked = work

    def rest(self, *, quiet: bool) -> None:
        """The work is over."""
        if quiet:
            self._quiet = None
        else:
            self._asked = None

    def wait(self, what: str) -> Callable[[], bool]:
        """Something is waited for; returns what to call when it has come, which tells whether it showed."""
        wait = _Work(what)
        self._waits.append(wait)

        def over() -> bool:
            self._waits.remove(wait)
            return wait.shows

        return over

    @property
    def _first(self) -> _Work | None:
        """What is told of: what was asked for before what is waited for."""
        return next((work for work in (self._asked, *self._waits) if work is not None and work.shows), None)

    def wordings(self) -> list[Pieces]:
        """How far it is, from the longest wording to the shortest; none where there is nothing to tell."""
        work, marks = self._first, self._marks
        if work is None:
            return []
        stops: Pieces = [("  ", ""), (self._close, "key"), (" stops", "label")] if work.stops else []
        if not work.total or not self._lively:
            turning: Pieces = [(f"{marks.spin[int(monotonic() * 7) % len(marks.spin)]} ", "mark")]
            words: Pieces = [(f"{work.what} {marks.ellipsis}", "text"), *stops]
            return [[*turning, *words], words, [*turning, *stops[1:]]] if self._lively else [words]
        count: Pieces = [(f"{work.done:,}/{work.total:,}", "muted"), *stops]
        name: Pieces = [(f"{work.what} ", "text")]
        return [[*name, *bar(work.done / work.total, _BAR, marks), (" ", ""), *count], [*name, *count], count]

    def aside(self, stops: bool) -> Pieces:  # noqa: FBT001  # a state, not an option
        """What goes on without having been asked for, in passing; and how to stop it where the key means that."""
        work = self._quiet
        if work is None or not work.shows:
            return []
        count = f"{work.done:,}/{work.total:,}" if work.total else self._marks.ellipsis
        end: Pieces = [("  ", ""), (self._close, "key"), (" stops", "label")] if stops else []
        return [(f"{work.what} {count}", "muted"), *end]
