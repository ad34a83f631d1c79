"""Running text: paragraphs, headings, quotes, items, and what stands below pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.address import masked
from reader.model import Block, BlockKind
from reader.ui.cells import Break, Parts, breaks, clip, width_of
from reader.ui.marks import Marks
from reader.ui.typesetting.direction import runs_from_right
from reader.ui.typesetting.lead import Lead
from reader.ui.typesetting.line import Line, Piece
from reader.ui.typesetting.runs import Runs

__all__ = ["prose_lines"]

_HANGING = frozenset("“„«‹‘\"'—–「『")
"""Marks that hang into the margin where a paragraph begins with them."""
_TURN = 2
"""Cells by which a line of verse that is too long goes on further in."""
_RULED = 2
"""Level up to which headings have a line below them."""


def prose_lines(
    runs: Runs, block: Block, lead: Lead, width: int, marks: Marks, *, margin: int = 0, parts: Parts | None = None
) -> list[Line]:
    """The lines of a block of running text; into `margin` cells at its left opening marks may hang."""
    room = max(width - lead.cells, 2)
    broken = breaks(runs.measured, room, turn=_TURN if "\n" in runs.text else 0, parts=parts)
    if runs_from_right(runs.text):
        lines = list(_from_right(runs, broken, lead, width))
    else:
        lines = list(_from_left(runs, broken, lead))
        if block.kind is BlockKind.PARAGRAPH and runs.text[0] in _HANGING:
            lines[0] = replace(lines[0], hang=_hang(runs.text, margin))
        elif block.kind is BlockKind.QUOTE and runs.text[0] in _HANGING:
            lines[0] = _within_bar(lines[0])
    if block.kind is BlockKind.HEADING and block.level <= _RULED:
        lines.append(Line(((marks.rule * max(width_of(line.text) for line in lines), "rule"),)))
    elif block.kind is BlockKind.CAPTION:
        lines += _address(block, width, marks)
    return lines


def _from_left(runs: Runs, broken: Sequence[Break], lead: Lead) -> Iterator[Line]:
    """The lines; of verse, what follows a line feed begins at the edge, and what goes on with it further in."""
    before, end = lead.first, -1
    verse = "\n" in runs.text
    for (a, b, hyphen), after in zip(broken, _after(broken), strict=True):
        if verse and end >= 0 and "\n" not in runs.text[end:a]:
            before = (*lead.rest, (" " * _TURN, "text"))
        yield runs.line(a, b, before, hyphen=hyphen, goes_on=after == b)
        before, end = lead.rest, b


def _from_right(runs: Runs, broken: Sequence[Break], lead: Lead, width: int) -> Iterator[Line]:
    """Lines that end at the right edge; whoever reads them begins there."""
    before = lead.first
    for (a, b, hyphen), after in zip(broken, _after(broken), strict=True):
        pad: Piece = (" " * (width - lead.cells - width_of(runs.text[a:b]) - hyphen), "text")
        yield replace(runs.line(a, b, (pad, *before), hyphen=hyphen, goes_on=after == b), rtl=True)
        before = lead.rest


def _after(broken: Sequence[Break]) -> list[int]:
    """For every line where the next one begins."""
    return [*[a for a, _, _ in broken[1:]], -1]


def _hang(text: str, margin: int) -> int:
    """Cells of the margin that an opening mark takes, with the space that parts it from its word."""
    mark = width_of(text[0])
    with_space = mark + (text[1:2] in (" ", "\u00a0", "\u202f"))
    return next((cells for cells in (with_space, mark) if cells <= margin), 0)


def _within_bar(line: Line) -> Line:
    """The opening mark of a quote in the place of the space behind its bar."""
    (bars, role), *rest = line.pieces
    if width_of(rest[0][0][:1]) > 1:
        return line
    links = tuple((start - 1, end - 1, href) for start, end, href in line.links)
    extra = tuple((start - 1, end - 1) for start, end in line.extra)
    return replace(line, pieces=((bars[:-1], role), *rest), lead=line.lead - 1, links=links, extra=extra)


def _address(block: Block, width: int, marks: Marks) -> Iterator[Line]:
    """Where a picture is, as far as one line tells."""
    address = next((span.href for span in block.spans if span.href), None)
    if address:
        shown = clip(masked(address).partition("://")[2], max(width - 2, 1), marks.ellipsis)
        yield Line((("  ", "marker"), (shown, "muted")))
