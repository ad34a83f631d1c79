"""What was typed, called and opened lately, kept for another time: a few lists of words on the Shelf."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeGuard

from reader.text import safe
from reader.ui.work import Desk

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.newsroom import Newsroom

__all__ = ["ACTIONS", "COMMANDS", "OPENED", "SEARCHES", "Lately"]

COMMANDS, SEARCHES, ACTIONS, OPENED = "commands", "searches", "actions", "opened"
_MOST = {COMMANDS: 100, SEARCHES: 50, ACTIONS: 20, OPENED: 50}
"""The lists there are, and how long they grow."""
_LONGEST = 300
"""Characters of what is kept; a longer line is remembered until the program ends only."""
_RESTING = 2.0
"""Seconds until what is new is written: a write of the Shelf takes a flush of the disk."""


class Lately:
    """The lists, the newest first in each."""

    def __init__(self, desk: Desk, timer: Callable[[float, Callable[[], None]], Timer]) -> None:
        self._desk = desk
        self._timer = timer
        self._waiting: Timer | None = None
        self._lists: dict[str, list[str]] = {name: [] for name in _MOST}
        self._new: dict[str, list[str]] = {name: [] for name in _MOST}
        """What is not written yet, the newest first."""

    def load(self, then: Callable[[], None]) -> None:
        """Bring what was kept, behind what was noted since the start; articles that are gone are left out."""

        def call(newsroom: Newsroom) -> dict[str, list[str]]:
            kept = {name: _read(newsroom, name) for name in _MOST}
            kept[OPENED] = [article for article in kept[OPENED] if newsroom.headline(article) is not None]
            return kept

        def give(kept: dict[str, list[str]]) -> None:
            for name, lines in kept.items():
                self._lists[name] = _first((*self._lists[name], *lines), _MOST[name])
            then()

        self._desk.ask("lately", "Looking up what was done lately", call, give)

    def of(self, name: str) -> Sequence[str]:
        """One of the lists."""
        return self._lists[name]

    def note(self, name: str, line: str, *, keep: bool = True) -> None:
        """Put a line first; unless it is to be kept it is forgotten when the program ends."""
        self._lists[name] = _first((line, *self._lists[name]), _MOST[name])
        if keep and len(line) <= _LONGEST:
            self._new[name] = _first((line, *self._new[name]), _MOST[name])
            if self._waiting is None:
                self._waiting = self._timer(_RESTING, self.keep)

    def keep(self) -> None:
        """Write what is new, to what another process may have kept meanwhile."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        new = {name: lines for name, lines in self._new.items() if lines}
        if not new or not self._desk.ready:
            return
        self._new = {name: [] for name in _MOST}

        def call(newsroom: Newsroom) -> None:
            for name, lines in new.items():
                held = _first((*lines, *_read(newsroom, name)), _MOST[name])
                newsroom.keep(name, json.dumps(held, ensure_ascii=False))

        self._desk.tell("Remembering what was done", call)


def _read(newsroom: Newsroom, name: str) -> list[str]:
    """A list as it was kept; whatever else stands there, or could not be typed in a line, is left out."""
    try:
        held = json.loads(newsroom.kept(name) or "[]")
    except (ValueError, RecursionError):
        return []
    return _first(filter(_is_line, held), _MOST[name]) if isinstance(held, list) else []


def _is_line(held: object) -> TypeGuard[str]:
    return isinstance(held, str) and len(held) <= _LONGEST and safe(held) == held


def _first(lines: Iterable[str], most: int) -> list[str]:
    """The first of them, each once."""
    return list(dict.fromkeys(lines))[:most]
