"""Tables of a page: which hold data and which only lay it out, and the cells of the former."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.text import squash

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["data_rows"]

_LONGEST = 400
"""Characters of a cell; what holds more is a part of the page, not a datum."""
_WIDEST = 50
_MOST = 1000
"""Columns of a table; with more it is no table for people."""
_PARTING = ("br", "p", "div", "li")


def data_rows(table: HtmlElement) -> list[list[str]] | None:
    """The cells of a table that holds data; None for one that only lays out a page.

    A cell that spans several columns or rows stands in the first; the others are empty, so that columns stay columns.
    """
    if table.get("role") == "presentation" or table.find(".//table") is not None or table.find(".//pre") is not None:
        return None
    rows = [row for row in _rows(table) if row]
    if any(len(row) > _MOST for row in rows):
        return None
    cells = [cell for row in rows for cell in row if cell]
    if len(rows) < 2 or max(map(len, rows)) < 2 or not cells:
        return None
    if max(map(len, cells)) > _LONGEST or len(table.xpath(".//p | .//h1 | .//h2 | .//h3 | .//li")) > len(cells):
        return None
    return rows


def _rows(table: HtmlElement) -> Iterator[list[str]]:
    hanging: dict[int, int] = {}  # columns that a cell further up reaches down into, and how many rows yet
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            if len(cells) > _MOST:
                break
            _hang(cells, hanging)
            width = _span(cell, "colspan")
            hanging.update({len(cells) + number: _span(cell, "rowspan") - 1 for number in range(width)})
            cells += [_text(cell), *[""] * (width - 1)]
        _hang(cells, hanging)
        yield cells
        if len(cells) > _MOST:
            return


def _hang(cells: list[str], hanging: dict[int, int]) -> None:
    """Leave the next columns empty where a cell further up reaches down."""
    while hanging.get(len(cells), 0) > 0:
        hanging[len(cells)] -= 1
        cells.append("")


def _span(cell: HtmlElement, name: str) -> int:
    stated = cell.get(name) or "1"
    return min(max(int(stated), 1), _WIDEST) if stated.isascii() and stated.isdigit() and len(stated) < 4 else 1


def _text(cell: HtmlElement) -> str:
    """The words of a cell; what stands on lines of their own is not glued together."""
    if not len(cell):
        return squash(cell.text or "")
    for part in cell.iter(*_PARTING):
        part.text = f" {part.text or ''}"
        part.tail = f" {part.tail or ''}"
    return squash(cell.text_content())
