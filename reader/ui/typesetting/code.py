"""Code on a panel: its lines stay lines, and where one is too wide a mark says that it goes on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.model import Block
from reader.ui.painting.cells import clip, prefix
from reader.ui.painting.marks import Marks
from reader.ui.typesetting.highlight import Part, highlights
from reader.ui.typesetting.line import Line, Piece

__all__ = ["code_lines"]

_PANEL = "code-block"
_NEAR = 3
"""The share of a line, as a divisor, at whose end a space is looked for to part it at."""


def code_lines(index: int, block: Block, width: int, marks: Marks) -> Iterator[Line]:
    """The lines of code, its language above them."""
    room = max(width - 1, 2)
    if block.marker:
        yield Line(((" " + clip(block.marker, room - 1, marks.ellipsis), f"{_PANEL} code-comment"),), fill=_PANEL)
    text = block.text
    parts = highlights(text, block.marker) if block.marker else ()
    ends = [end for _, end, _ in parts]
    start = 0
    for row in text.split("\n"):
        for a, b, lead in _rows(row, room - 1, marks):
            own = _colored(text, start + a, start + b, parts[bisect_left(ends, start + a + 1) :])
            pieces = ((lead, f"{_PANEL} code-comment"), *own)
            yield Line(pieces, index, start + a, len(lead), fill=_PANEL, open=b < len(row))
        start += len(row) + 1


def _rows(row: str, room: int, marks: Marks) -> Iterator[tuple[int, int, str]]:
    """The parts that a row is shown in, and what stands before each; all of its characters are in one of them."""
    lead, begin = " ", 0
    indent = min(len(row) - len(row.lstrip(" ")), room // _NEAR)
    while True:
        left = max(room + 1 - len(lead), 1)
        taken = max(prefix(row[begin:], left), 1)
        if begin + taken >= len(row):
            yield begin, len(row), lead
            return
        space = row.rfind(" ", begin + taken - taken // _NEAR, begin + taken) + 1
        end = space if space > begin + indent else begin + taken
        yield begin, end, lead
        begin, lead = end, f" {' ' * indent}{marks.turned} "


def _colored(text: str, a: int, b: int, parts: Sequence[Part]) -> Iterator[Piece]:
    at = a
    for start, end, role in parts:
        if start >= b:
            break
        if at < start:
            yield text[at:start], _PANEL
        at = min(end, b)
        yield text[max(start, a) : at], f"{_PANEL} {role}"
    if at < b:
        yield text[at:b], _PANEL
