"""Running text: paragraphs, headings, quotes, items, and what stands below pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.address import masked
from reader.model import Block, BlockKind
from reader.ui.painting.cells import Break, Parts, breaks, clip, width_of
from reader.ui.painting.marks import Marks
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
) -> Iterator[Line]:
    """The lines of a block of running text; into `margin` cells at its left opening marks may hang."""
    room = max(width - lead.cells, 2)
    broken = breaks(runs.measured, room, turn=_TURN if "\n" in runs.text else 0, parts=parts)
    if runs_from_right(runs.text):
        lines = _from_right(runs, broken, lead, width)
    else:
        lines = _from_left(runs, broken, lead)
        if runs.text[0] in _HANGING:
            lines = _hung(lines, runs, block, margin)
    if block.kind is BlockKind.HEADING and block.level <= _RULED:
        lines = _underlined(lines, marks)
    yield from lines
    if block.kind is BlockKind.CAPTION:
        yield from _address(block, width, marks)


def _from_left(runs: Runs, broken: Iterable[Break], lead: Lead) -> Iterator[Line]:
    """The lines; of verse, what follows a line feed begins at the edge, and what goes on with it further in."""
    before, end = lead.first, -1
    verse = "\n" in runs.text
    for (a, b, hyphen), after in _with_next(broken):
        if verse and end >= 0 and "\n" not in runs.text[end:a]:
            before = (*lead.rest, (" " * _TURN, "text"))
        yield runs.line(a, b, before, hyphen=hyphen, goes_on=after == b)
        before, end = lead.rest, b


def _from_right(runs: Runs, broken: Iterable[Break], lead: Lead, width: int) -> Iterator[Line]:
    """Lines that end at the right edge; whoever reads them begins there."""
    before = lead.first
    for (a, b, hyphen), after in _with_next(broken):
        pad: Piece = (" " * (width - lead.cells - width_of(runs.text[a:b]) - hyphen), "text")
        yield replace(runs.line(a, b, (pad, *before), hyphen=hyphen, goes_on=after == b), rtl=True)
        before = lead.rest


def _with_next(broken: Iterable[Break]) -> Iterator[tuple[Break, int]]:
    """Every line, and where the next one begins; -1 for none."""
    held: Break | None = None
    for line in broken:
        if held:
            yield held, line[0]
        held = line
    if held:
        yield held, -1


def _hung(lines: Iterator[Line], runs: Runs, block: Block, margin: int) -> Iterator[Line]:
    """A paragraph that hangs its opening mark into the margin, a quote into its bar."""
    first = next(lines)
    if block.kind is BlockKind.PARAGRAPH:
        first = replace(first, hang=_hang(runs.text, margin))
    elif block.kind is BlockKind.QUOTE:
        first = _within_bar(first)
    yield first
    yield from lines


def _underlined(lines: Iterator[Line], marks: Marks) -> Iterator[Line]:
    longest = 0
    for line in lines:
        longest = max(longest, width_of(line.text))
        yield line
    yield Line(((marks.rule * longest, "rule"),))


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
