"""Tables in columns: as wide as their words where there is room, wrapped where there is less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.ui.cells import width_of, wrap
from reader.ui.marks import Marks

__all__ = ["lay_table"]

Piece = tuple[str, str]

_GAP = 2
_NARROWEST = 4
"""Cells below which a column says nothing; the rows are told one by one then."""
_NUMBER = re.compile(r"[-+−(]?[\d.,:  ]*\d[\d.,  ]*\)?\s*(?:%|°|[A-Za-z€$£¥]{1,3})?")


def lay_table(rows: Sequence[Sequence[str]], width: int, marks: Marks) -> list[tuple[Piece, ...]]:
    """The lines of a table whose first row is its head, none wider than `width` cells."""
    count = max(len(row) for row in rows)
    if not count:
        return []
    cells = [[*row, *[""] * (count - len(row))] for row in rows]
    room = width - _GAP * (count - 1)
    if room < _NARROWEST * count:
        return list(_records(cells, width))
    widths = _share([max(_widest(row[column]) for row in cells) for column in range(count)], room)
    numeric = [all(_is_number(row[column]) for row in cells[1:]) for column in range(count)]
    lines = list(_row(cells[0], widths, numeric, "table-head" if len(cells) > 1 else "table"))
    if len(cells) > 1:
        lines.append(((marks.rule * (sum(widths) + _GAP * (count - 1)), "rule"),))
    for row in cells[1:]:
        lines += _row(row, widths, numeric, "table")
    return lines


def _widest(cell: str) -> int:
    return max(width_of(line) for line in cell.split("\n"))


def _is_number(cell: str) -> bool:
    return not cell.strip() or _NUMBER.fullmatch(cell.strip()) is not None


def _share(wanted: Sequence[int], room: int) -> list[int]:
    """What each column gets: the slim ones all they want, the others equal parts of the rest."""
    shares = [max(width, 1) for width in wanted]
    open_columns = sorted(range(len(shares)), key=lambda column: shares[column])
    for place, column in enumerate(open_columns):
        fair = room // (len(open_columns) - place)
        shares[column] = min(shares[column], max(fair, _NARROWEST - 1))
        room -= shares[column]
    return shares


def _row(
    cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool], role: str
) -> Iterator[tuple[Piece, ...]]:
    columns = [[cell[a:b] for a, b in wrap(cell, width)] for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(len(column) for column in columns)):
        parts: list[str] = []
        for column, width, right in zip(columns, widths, numeric, strict=True):
            text = column[number] if number < len(column) else ""
            space = " " * (width - width_of(text))
            parts.append(space + text if right else text + space)
        yield (((" " * _GAP).join(parts).rstrip(), role),)


def _records(rows: Sequence[Sequence[str]], width: int) -> Iterator[tuple[Piece, ...]]:
    """Row by row, each cell after the name of its column."""
    head, *body = rows if len(rows) > 1 else [[""] * len(rows[0]), *rows]
    for number, row in enumerate(body):
        if number:
            yield ()
        for name, cell in zip(head, row, strict=True):
            text = f"{name}: {cell}" if name else cell
            yield from (((text[a:b], "table"),) for a, b in wrap(text, width) if text)
