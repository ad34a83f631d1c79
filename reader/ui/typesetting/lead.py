"""What stands before the lines of a block: bars, bullets, numbers and indents, so that the text hangs in one edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.model import Block, BlockKind, Style
from reader.ui.painting.cells import clip, width_of
from reader.ui.painting.marks import UNICODE, Marks
from reader.ui.typesetting.line import Piece

__all__ = ["Lead", "is_term", "leads"]

_INDENT = 2
_WITHIN = (BlockKind.CODE, BlockKind.CAPTION)
"""What may stand between two items of a list."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before the lines of a block."""

    first: tuple[Piece, ...] = ()
    rest: tuple[Piece, ...] = ()
    cells: int = 0


_NONE = Lead()


def leads(blocks: Sequence[Block], width: int, marks: Marks) -> Iterator[Lead]:
    """For every block what stands before it; numbers of a list end, and its texts begin, in the same column."""
    columns = _columns(blocks)
    edges: dict[int, int] = {}
    """For every level of the lists that are open the column where its texts begin."""
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.ITEM:
            edges = edges if block.kind in _WITHIN else {}
            yield _before(block, width, marks)
        elif block.marker or block.level in edges or (index and is_term(blocks[index - 1])):
            edges = {level: edge for level, edge in edges.items() if level < block.level}
            indent, column = min(max(edges.values(), default=0), width // 3), min(columns[index], width // 2 - 1)
            edges[block.level] = indent + column + 1
            yield _item(block, indent, column, marks)
        else:  # a part of a page that was built as a list
            yield _NONE


def is_term(block: Block) -> bool:
    """Whether an item without a marker that follows a block tells what it means."""
    return block.kind is BlockKind.PARAGRAPH and all(Style.STRONG & span.style for span in block.spans)


def _before(block: Block, width: int, marks: Marks) -> Lead:
    if block.kind is BlockKind.QUOTE:
        bars = (marks.quote + " ") * min(block.level + 1, max(width // 8, 1))
        return Lead(((bars, "bar"),), ((bars, "bar"),), len(bars))
    if block.kind is BlockKind.CAPTION:
        return Lead(((marks.picture + " ", "marker"),), (("  ", "marker"),), 2)
    return _NONE


def _item(block: Block, indent: int, column: int, marks: Marks) -> Lead:
    """The marker of an item at the right end of its column; without one, what an item goes on with or a term means."""
    marker = marks.bullet if block.marker == UNICODE.bullet else clip(block.marker, column, marks.ellipsis)
    space = " " * (indent + column + 1)
    cells = len(space)
    first = " " * (indent + column - width_of(marker)) + marker + " "
    return Lead(((first, "marker"),), ((space, "marker"),), cells)


def _columns(blocks: Sequence[Block]) -> dict[int, int]:
    """For every item the width of the widest marker in its list."""
    widths: dict[int, int] = {}
    open_lists: dict[int, list[int]] = {}

    def close(least: int) -> None:
        for level in [level for level in open_lists if level >= least]:
            items = open_lists.pop(level)
            widest = max([_INDENT - 1, *(width_of(blocks[index].marker) for index in items)])
            for item in items:
                widths[item] = widest

    for index, block in enumerate(blocks):
        if block.kind is BlockKind.ITEM:
            close(block.level + 1)
            open_lists.setdefault(block.level, []).append(index)
        elif block.kind not in _WITHIN:
            close(0)
    close(0)
    return widths
