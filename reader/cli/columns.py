"""Tables for a terminal: in columns where they fit, else row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.cli.table import cells, wrap

__all__ = ["columns"]

_GAP = "  "
_NUMBER = re.compile(r"\W{0,2}\d[\d.,:\s]*\)?\s?[^\W\d]{0,3}\W?")


def columns(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The lines of a table whose first row is its head, numbers under one another."""
    count = max(map(len, rows))
    full = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [max(cells(row[column]) for row in full) for column in range(count)]
    if sum(widths) + len(_GAP) * (count - 1) > width:
        yield from _records(full, width)
        return
    right = [all(_is_number(row[column]) for row in full[1:]) for column in range(count)]
    for row in full:
        yield _GAP.join(map(_filled, row, widths, right)).rstrip()


def _is_number(cell: str) -> bool:
    return not cell or _NUMBER.fullmatch(cell) is not None


def _filled(cell: str, width: int, right: bool) -> str:  # noqa: FBT001 - one of three columns of values
    space = " " * (width - cells(cell))
    return space + cell if right else cell + space


def _records(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    head, *body = rows if len(rows) > 1 else ([""] * len(rows[0]), *rows)
    for number, row in enumerate(body):
        if number:
            yield ""
        for name, cell in zip(head, row, strict=True):
            if cell:
                yield from wrap(f"{name}: {cell}" if name else cell, width)
