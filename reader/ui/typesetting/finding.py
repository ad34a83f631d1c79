"""Finding words in a laid-out article: case and accents do not matter, and line breaks count as spaces."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.ui.typesetting.layout import Line
from reader.ui.typesetting.passages import Passage, Stretch

__all__ = ["Finding", "Index", "Match", "folded"]

Match = tuple[tuple[int, int, int], ...]
"""Where a match stands: for each line it touches the line, the first character and the one after the last."""


class Index:
    """Passages prepared to be looked through; made once for a layout, so that a key costs only the looking."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        texts: list[str] = []
        self._stretches: list[tuple[int, Stretch]] = []  # where in all the text its passage begins
        self._starts: list[int] = []
        at = 0
        for passage in passages:
            self._stretches += [(at, stretch) for stretch in passage.stretches]
            self._starts += [at + stretch.start for stretch in passage.stretches]
            texts.append(passage.text)
            at += len(passage.text) + 1
        self._lines = [stretch.line for _, stretch in self._stretches]
        self._text = folded("\0".join(texts))

    def places(self, needle: str) -> list[int]:
        """The characters of all the text where a folded text begins, from the top."""
        found: list[int] = []
        at = self._text.find(needle) if needle else -1
        while at >= 0:
            found.append(at)
            at = self._text.find(needle, at + len(needle))
        return found

    def match(self, start: int, end: int) -> Match:
        """Where the characters from `start` to `end` stand."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        parts = []
        for base, stretch in self._stretches[first:last]:
            a, b = stretch.columns(start - base, end - base)
            if a < b:
                parts.append((stretch.line, a, b))
        return tuple(parts)

    def line(self, place: int) -> int:
        """The line on which a character stands."""
        return self._lines[bisect_right(self._starts, place) - 1]

    def reach(self, first: int, end: int) -> tuple[int, int]:
        """The characters on the lines from `first` to before `end`: the first, and the one after the last."""
        begin, stop = bisect_left(self._lines, first), bisect_left(self._lines, end)
        after = self._starts[stop] if stop < len(self._starts) else len(self._text)
        return (self._starts[begin], after) if begin < stop else (after, after)


class _Spot(NamedTuple):
    """Where a match begins, whatever the width."""

    block: int
    cut: int
    character: int


class Finding:
    """The words looked for in an article, where they stand, and which of the matches one is at.

    Where on the screen a match stands is worked out only for lines that are painted: a letter has thousands.
    """

    def __init__(self) -> None:
        self.wanted = ""
        self._needle = ""
        self._lines: Sequence[Line] = ()
        self._passages: Callable[[], Sequence[Passage]] = tuple
        self._index: Index | None = None
        self._places: list[int] = []
        self._at = -1
        self.wrapped = 0
        """1 where the last step went on from the top, -1 where from the end, else 0."""

    def take(self, lines: Sequence[Line], passages: Callable[[], Sequence[Passage]]) -> None:
        """Look in other lines, made passages of when something is looked for; one stays at the same match."""
        spot = self._spot(self._places[self._at]) if self._places else None
        self._lines, self._passages, self._index = lines, passages, None
        if self.wanted:
            self._look()
            after = (at for at, place in enumerate(self._places) if spot is not None and self._spot(place) >= spot)
            self._at = next(after, len(self._places) - 1)

    def find(self, wanted: str, top: int) -> None:
        """Find words; one is at the first match from a line on, else at the first of all."""
        self.wanted, self._needle = wanted, folded(" ".join(wanted.split()))
        self._look()
        below = bisect_left(self._places, self._found_in.reach(top, len(self._lines))[0])
        self.wrapped = int(bool(self._places) and below == len(self._places))
        self._at = below if below < len(self._places) else min(len(self._places), 1) - 1

    def step(self, step: int) -> None:
        """Go to the next match, or the one before; the ends meet."""
        if self._places:
            wanted = self._at + step
            self._at = wanted % len(self._places)
            self.wrapped = 0 if wanted == self._at else step

    @property
    def count(self) -> tuple[int, int] | None:
        """Which match one is at, from 1, and how many there are; None when nothing is looked for."""
        return (self._at + 1, len(self._places)) if self.wanted else None

    @property
    def line(self) -> int | None:
        """The line where the match begins one is at."""
        return self._found_in.line(self._places[self._at]) if self._places else None

    def within(self, first: int, end: int) -> bool:
        """Whether a match begins on the lines from `first` to before `end`."""
        start, stop = self._found_in.reach(first, end) if self._places else (0, 0)
        return bisect_left(self._places, start) < bisect_left(self._places, stop)

    def on(self, line: int) -> list[tuple[int, int, str]]:
        """What was found on a line: from which character to which, and in which role it is shown."""
        if not self._places:
            return []
        start, stop = self._found_in.reach(line, line + 1)
        first = bisect_right(self._places, start - len(self._needle))
        found = []
        for at in range(first, bisect_left(self._places, stop)):
            place, role = self._places[at], "match-now" if at == self._at else "match"
            parts = self._found_in.match(place, place + len(self._needle))
            found += [(a, b, role) for number, a, b in parts if number == line]
        return found

    @property
    def _found_in(self) -> Index:
        if self._index is None:
            self._index = Index(self._passages())
        return self._index

    def _look(self) -> None:
        self._places = self._found_in.places(self._needle)

    def _spot(self, place: int) -> _Spot:
        number, column, _ = self._found_in.match(place, place + 1)[0]
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
