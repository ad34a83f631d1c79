"""Finding words in a laid-out article: case and accents do not matter, and line breaks count as spaces."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.ui.layout import Line
from reader.ui.runs import Run, Stretch

__all__ = ["Finding", "Index", "Match"]

Match = tuple[tuple[int, int, int], ...]
"""Where a match stands: for each line it touches the line, the first character and the one after the last."""


class Index:
    """Runs prepared to be looked through; made once for a layout, so that a key costs only the looking."""

    def __init__(self, runs: Sequence[Run]) -> None:
        texts: list[str] = []
        self._stretches: list[tuple[int, Stretch]] = []  # where in all the text its run begins
        self._starts: list[int] = []
        at = 0
        for run in runs:
            self._stretches += [(at, stretch) for stretch in run.stretches]
            self._starts += [at + stretch.start for stretch in run.stretches]
            texts.append(run.text)
            at += len(run.text) + 1
        self._text = folded("\0".join(texts))

    def matches(self, wanted: str) -> list[Match]:
        """Every place where `wanted` stands, from the top."""
        needle = folded(" ".join(wanted.split()))
        found: list[Match] = []
        at = self._text.find(needle) if needle else -1
        while at >= 0:
            found.append(self._parts(at, at + len(needle)))
            at = self._text.find(needle, at + len(needle))
        return found

    def _parts(self, start: int, end: int) -> Match:
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        parts = []
        for base, stretch in self._stretches[first:last]:
            a, b = stretch.columns(start - base, end - base)
            if a < b:
                parts.append((stretch.line, a, b))
        return tuple(parts)


class _Spot(NamedTuple):
    """Where a match begins, whatever the width."""

    block: int
    cut: int
    character: int


class Finding:
    """The words looked for in an article, where they stand, and which of the matches one is at."""

    def __init__(self) -> None:
        self.wanted = ""
        self._lines: Sequence[Line] = ()
        self._runs: Callable[[], Sequence[Run]] = tuple
        self._index: Index | None = None
        self._matches: list[Match] = []
        self._at = -1
        self._on: dict[int, list[tuple[int, int, int]]] = {}
        self.wrapped = 0
        """1 where the last step went on from the top, -1 where from the end, else 0."""

    def take(self, lines: Sequence[Line], runs: Callable[[], Sequence[Run]]) -> None:
        """Look in other lines, made runs of when something is looked for; one stays at the same match."""
        spot = self._spot(self._matches[self._at]) if self._matches else None
        self._lines, self._runs, self._index = lines, runs, None
        if self.wanted:
            self._look()
            after = (at for at, match in enumerate(self._matches) if spot is not None and self._spot(match) >= spot)
            self._at = next(after, len(self._matches) - 1)

    def find(self, wanted: str, top: int) -> None:
        """Find words; one is at the first match from a line on, else at the first of all."""
        self.wanted = wanted
        self._look()
        below = (at for at, match in enumerate(self._matches) if match[0][0] >= top)
        self._at = next(below, 0 if self._matches else -1)
        self.wrapped = int(bool(self._matches) and self._matches[self._at][0][0] < top)

    def step(self, step: int) -> None:
        """Go to the next match, or the one before; the ends meet."""
        if self._matches:
            wanted = self._at + step
            self._at = wanted % len(self._matches)
            self.wrapped = 0 if wanted == self._at else step

    @property
    def count(self) -> tuple[int, int] | None:
        """Which match one is at, from 1, and how many there are; None when nothing is looked for."""
        return (self._at + 1, len(self._matches)) if self.wanted else None

    @property
    def line(self) -> int | None:
        """The line where the match begins one is at."""
        return self._matches[self._at][0][0] if self._matches else None

    @property
    def lines(self) -> Sequence[int]:
        """The lines where something was found, from the top."""
        return list(self._on)

    def on(self, line: int) -> list[tuple[int, int, str]]:
        """What was found on a line: from which character to which, and in which role it is shown."""
        found = self._on.get(line, ())
        return [(start, end, "match-now" if at == self._at else "match") for start, end, at in found]

    def _look(self) -> None:
        if self._index is None:
            self._index = Index(self._runs())
        self._matches = self._index.matches(self.wanted)
        self._on = {}
        for at, match in enumerate(self._matches):
            for line, start, end in match:
                self._on.setdefault(line, []).append((start, end, at))

    def _spot(self, match: Match) -> _Spot:
        number, column, _ = match[0]
        line = self._lines[number]
        return _Spot(line.block, line.cut, line.start + column - line.lead)


class _Letters(dict[int, str]):
    """What each character is looked for as; one character for one, so that positions stay what they are."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = " " if character.isspace() else unicodedata.normalize("NFD", character)[0].lower()
        self[code] = plain if len(plain) == 1 else character
        return self[code]


_LETTERS = _Letters(
    dict.fromkeys(map(ord, "‘’‚‛′"), "'")
    | dict.fromkeys(map(ord, "“”„‟″"), '"')
    | dict.fromkeys(map(ord, "‐‑–—−"), "-")
)


def folded(text: str) -> str:
    """A text without case and accents, its quotes and dashes those of a keyboard; as long as it was."""
    return text.translate(_LETTERS)
