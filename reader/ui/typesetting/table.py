"""Tables: as wide as their words where there is room, wrapped where there is less, else to be moved sideways.

Too narrow a page for that has the rows told one by one, each cell after the name of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reader.ui.painting.cells import clip, is_plain, width_of, wrap
from reader.ui.painting.marks import Marks
from reader.ui.typesetting.line import Piece

__all__ = ["lay_table", "slides"]

Row = tuple[Piece, ...]

_GAP = 2
_NARROWEST = 4
"""Cells below which a column says nothing; the rows are told one by one then."""
_WORD = 14
"""Cells a word of a column may ask for; longer ones are broken."""
_TALLEST = 7
"""Lines that the cells of a wrapped column may take, about."""
_WINDOW = 26
"""Cells of a column at most where the table is moved sideways."""
_PAGE = 44
"""Cells of a page below which no table is moved sideways."""
_NUMBER = re.compile(
    r"(?P<whole>[-+−–~≈<>]?[(]?(?:[$€£¥]\s?)?[-+−–]?\d[\d  '’.,:/]*?)(?P<part>[.,]\d{1,2}|[.,]\d{4,})?"
    r"(?P<unit>\)?\s?(?:%|‰|°[CF]?|[A-Za-zµ$€£¥]{1,4}[²³]?)?)"
)
"""A number, what stands behind its point, and its unit; three digits behind a point count as thousands."""
_NOTHING = frozenset(["", "-", "–", "—", "n/a", "N/A", "…", "?", ".", "x"])
"""What stands in a column of numbers where there is none."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Which columns are shown, how wide, and how many more there are on either side of those that move."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    before: int = 0
    behind: int = 0


def lay_table(
    rows: Sequence[Sequence[str]], width: int, marks: Marks, *, slid: int = 0, keys: tuple[str, str] = ("<", ">")
) -> list[Row]:
    """The lines of a table whose first row is its head, none wider than `width` cells.

    Where it is wider than the page and `slides`, its first column stays and the others are moved by `slid` columns;
    a line below it says how many more there are, and with which keys they come.
    """
    cells = _squared(rows)
    if not cells or not cells[0]:
        return []
    frame = _frame(cells, width, slid)
    if frame is None:
        return list(_records(cells, width))
    table = [[row[column] for column in frame.columns] for row in cells]
    right = [_is_numeric([row[column] for row in table[1:]]) for column in range(len(frame.columns))]
    lines = list(_row(table[0], frame.widths, right, "table-head" if len(table) > 1 else "table"))
    if len(table) > 1:
        lines.append(((marks.rule * (sum(frame.widths) + _GAP * (len(frame.widths) - 1)), "rule"),))
    body = [list(_row(row, frame.widths, right, "table")) for row in table[1:]]
    apart = [()] if any(len(row) > 1 for row in body) else []
    lines += chain.from_iterable([*apart, *row] if number else row for number, row in enumerate(body))
    sign = _sign(frame, marks, keys)
    return [*lines, *apart, ((clip(sign, width, marks.ellipsis), "muted"),)] if sign else lines


def slides(rows: Sequence[Sequence[str]], width: int) -> int:
    """By how many columns a table can be moved sideways at most; 0 where it fits, or is told row by row."""
    cells = _squared(rows)
    frame = _frame(cells, width, 0) if cells and cells[0] else None
    return _most(cells, width) if frame is not None and frame.behind else 0


def _squared(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows of the same length, without columns in which there is nothing, with numbers below one another."""
    count = max((len(row) for row in rows), default=0)
    filled = [at for at in range(count) if any(row[at].strip() for row in rows if at < len(row))]
    cells = [[row[at] if at < len(row) else "" for at in filled] for row in rows]
    for column in range(len(filled)):
        if _is_numeric([row[column] for row in cells[1:]]):
            _align(cells, column)
    return cells


def _frame(cells: Sequence[Sequence[str]], width: int, slid: int) -> _Frame | None:
    count = len(cells[0])
    room = width - _GAP * (count - 1)
    wanted = [max(_widest(row[column]) for row in cells) or 1 for column in range(count)]
    every = tuple(range(count))
    if sum(wanted) <= room:
        return _Frame(every, tuple(wanted))
    least = [_least([row[column] for row in cells], one) for column, one in enumerate(wanted)]
    if sum(least) <= room or (count == 1 and room >= _NARROWEST):
        return _Frame(every, _share(wanted, least, room))
    if width < _PAGE:
        return _Frame(every, _share(wanted, [_NARROWEST] * count, room)) if _is_sparse(cells, room) else None
    at = min(max(slid, 0), _most(cells, width))
    shown = _window(wanted, least, width, at + 1)
    sizes = (_first(wanted, least, width), *(min(wanted[column], _WINDOW) for column in shown))
    widths = _share([wanted[column] for column in (0, *shown)], sizes, width - _GAP * len(shown))
    return _Frame((0, *shown), widths, at, count - 1 - at - len(shown))


def _is_sparse(cells: Sequence[Sequence[str]], room: int) -> bool:
    """Whether even a narrow page has room for all columns: words are not broken into pieces there."""
    count = len(cells[0])
    return room >= _NARROWEST * count and all(
        _longest(row[column]) <= max(room // count, _NARROWEST) for row in cells for column in range(count)
    )


def _first(wanted: Sequence[int], least: Sequence[int], width: int) -> int:
    return min(wanted[0], max(least[0], width // 4), width // 2)


def _window(wanted: Sequence[int], least: Sequence[int], width: int, start: int) -> tuple[int, ...]:
    """The columns from `start` on for which there is room beside the first: one at least."""
    room = width - _first(wanted, least, width)
    shown: list[int] = []
    for column in range(start, len(wanted)):
        room -= _GAP + min(wanted[column], _WINDOW)
        if shown and room < 0:
            break
        shown.append(column)
    return tuple(shown)


def _most(cells: Sequence[Sequence[str]], width: int) -> int:
    """How far a table can be moved: until its last column is in view."""
    count = len(cells[0])
    wanted = [max(_widest(row[column]) for row in cells) or 1 for column in range(count)]
    least = [_least([row[column] for row in cells], one) for column, one in enumerate(wanted)]
    reaching = (at for at in range(count - 1) if _window(wanted, least, width, at + 1)[-1] == count - 1)
    return next(reaching, max(count - 2, 0))


def _least(column: Sequence[str], wanted: int) -> int:
    """Cells without which a column cannot be read: its words stay whole, its cells do not become towers."""
    words = max((_longest(cell) for cell in column), default=1)
    return min(wanted, max(min(words, _WORD), -(-wanted // _TALLEST), _NARROWEST))


def _longest(cell: str) -> int:
    return max((width_of(word) for word in cell.split()), default=0) if is_plain(cell) else min(_widest(cell), 8)


def _widest(cell: str) -> int:
    return max(width_of(line) for line in cell.split("\n"))


def _share(wanted: Sequence[int], least: Sequence[int], room: int) -> tuple[int, ...]:
    """What each column gets: its least, the slim ones all they want, the others equal parts of the rest."""
    shares = list(wanted)
    order = sorted(range(len(shares)), key=lambda column: shares[column])
    for place, column in enumerate(order):
        behind = sum(min(least[other], shares[other]) for other in order[place + 1 :])
        fair = max(room // (len(order) - place), min(least[column], room - behind))
        shares[column] = max(min(shares[column], fair, room - behind), 1)
        room -= shares[column]
    return tuple(shares)


def _is_numeric(column: Sequence[str]) -> bool:
    told = [cell.strip() for cell in column if cell.strip() not in _NOTHING]
    return bool(told) and all(_NUMBER.fullmatch(cell) for cell in told)


def _align(table: Sequence[list[str]], column: int) -> None:
    """Numbers with their points below one another once they end in the same column."""
    numbers = [row for row in table[1:] if row[column].strip() not in _NOTHING]
    tails = [width_of(_tail(row[column].strip())) for row in numbers]
    for row, tail in zip(numbers, tails, strict=True):
        row[column] = row[column].strip() + " " * (max(tails) - tail)


def _tail(number: str) -> str:
    """What stands behind the last of a number's whole digits."""
    match = _NUMBER.fullmatch(number)
    return (match["part"] or "") + match["unit"] if match else ""


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], role: str) -> Iterator[Row]:
    columns = [
        [cell] if width_of(cell) <= width and "\n" not in cell else [cell[a:b] for a, b in wrap(cell, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for number in range(max(len(column) for column in columns)):
        parts: list[str] = []
        for column, width, is_right in zip(columns, widths, right, strict=True):
            text = column[number] if number < len(column) else ""
            space = " " * (width - width_of(text))
            parts.append(space + text if is_right else text + space)
        yield (((" " * _GAP).join(parts).rstrip(), role),)


def _sign(frame: _Frame, marks: Marks, keys: tuple[str, str]) -> str:
    """What says that there is more of a table, and how one gets there."""
    if not (frame.before or frame.behind):
        return ""
    before = f"{marks.before} {_columns(frame.before)}" if frame.before else ""
    behind = f"{_columns(frame.behind)} {marks.behind}" if frame.behind else ""
    return f" {marks.dot} ".join(filter(None, (before, behind, f"{keys[0]} {keys[1]} move the table")))


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"


def _records(rows: Sequence[Sequence[str]], width: int) -> Iterator[Row]:
    """Row by row, each cell after the name of its column; without those that are empty in this row alone."""
    head, *body = rows if len(rows) > 1 else [[""] * len(rows[0]), *rows]
    hollow = [not any(row[column].strip() for row in body) for column in range(len(head))]
    for number, row in enumerate(body):
        if number:
            yield ()
        for name, cell, is_hollow in zip(head, row, hollow, strict=True):
            if cell.strip() or is_hollow:
                yield from _told(f"{name.strip()}: " if name.strip() else "", cell.strip(), width)


def _told(name: str, cell: str, width: int) -> Iterator[Row]:
    """A cell behind the name of its column; what does not fit stands below, further in."""
    text, end = name + cell, len(name)
    for a, b in _turned(text, width):
        lead: Row = ((" " * _GAP, "table"),) if a else ()
        parts = ((text[a : min(b, max(end, a))], "table-head"), (text[max(a, end) : b], "table"))
        yield (*lead, *(part for part in parts if part[0]))


def _turned(text: str, width: int) -> Iterator[tuple[int, int]]:
    (a, b), *more = wrap(text, width)
    yield a, b
    if more:
        start = more[0][0]
        yield from ((start + a, start + b) for a, b in wrap(text[start:], max(width - _GAP, 2)))
