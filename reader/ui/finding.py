"""Finding words in a laid-out article: case and accents do not matter, and line breaks count as spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from reader.ui.layout import Line

__all__ = ["Match", "matches"]

Match = tuple[tuple[int, int, int], ...]
"""Where a match stands: for each line it touches the line, the first character and the one after the last."""


def matches(lines: Sequence[Line], wanted: str) -> list[Match]:
    """Every place where `wanted` stands, from the top."""
    needle = _folded(" ".join(wanted.split()))
    return [match for run in _runs(lines) for match in _in_run(lines, run, needle)] if needle else []


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Line numbers whose texts read on from one to the next."""
    numbered = ((number, (line.block, line.cut, bool(line.pieces))) for number, line in enumerate(lines))
    for (_, _, written), group in groupby(numbered, key=lambda pair: pair[1]):
        if written:
            yield [number for number, _ in group]


def _in_run(lines: Sequence[Line], run: Sequence[int], needle: str) -> Iterator[Match]:
    text, where = "", []
    for number in run:
        line = lines[number]
        written, own = line.text, line.own
        while own and written[own[-1]].isspace():
            own.pop()
        text += _folded("".join([written[column] for column in own]))
        where += [(number, column) for column in own]
        if not line.open:
            text += " "
            where.append((number, -1))
    at = text.find(needle)
    while at >= 0:
        yield _parts(where[at : at + len(needle)])
        at = text.find(needle, at + len(needle))


def _parts(characters: Sequence[tuple[int, int]]) -> Match:
    parts = []
    for number, group in groupby((pair for pair in characters if pair[1] >= 0), key=lambda pair: pair[0]):
        columns = [column for _, column in group]
        parts.append((number, columns[0], columns[-1] + 1))
    return tuple(parts)


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else "".join(map(_letter, text))


@lru_cache(4096)
def _letter(character: str) -> str:
    """One character for one, so that positions stay what they are."""
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character
