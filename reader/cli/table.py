"""Rows of fields: tab-separated for programs, aligned and fitted to the terminal for people; and wrapped text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from reader.cli.console import Console
from reader.text import safe

__all__ = ["cells", "fit", "line", "row", "wrap"]

_GAP = "  "
_PIECE = re.compile(r"\s+|[^\s\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]+|\S")


def cells(text: str) -> int:
    """How many columns of a terminal a safe text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` columns: filled up, or clipped with an ellipsis."""
    taken = cells(text)
    if taken <= width:
        return text + " " * (width - taken)
    head = _head(text, width - 1)
    return head + "…" + " " * (width - 1 - cells(head))


def row(console: Console, fields: Sequence[str], widths: Sequence[int], *, strong: bool = False) -> None:
    """Write a record. On a terminal all fields but the last get `widths`, the last the rest, bold if `strong`."""
    shown = [safe(field) for field in fields]
    if not console.pretty:
        console.write("\t".join(shown))
        return
    head = _GAP.join(fit(field, width) for field, width in zip(shown[:-1], widths, strict=True))
    rest = console.width - cells(head) - len(_GAP)
    last = fit(shown[-1], max(rest, 20)).rstrip()
    console.write(head + _GAP + (console.bold(last) if strong else last))


def line(console: Console, fields: Sequence[str]) -> None:
    """Write a record that is read as a sentence on a terminal, and never clipped."""
    console.write((" " if console.pretty else "\t").join(map(safe, fields)))


def wrap(text: str, width: int) -> Iterator[str]:
    """The lines of a paragraph, none wider than `width` columns; breaks at spaces and between wide letters."""
    filled, taken = "", 0
    for piece in _pieces(text, width):
        size = cells(piece)
        if taken + size > width:
            yield filled.rstrip()
            filled, taken = "", 0
        if filled or not piece.isspace():
            filled, taken = filled + piece, taken + size
    if filled:
        yield filled.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        piece = match[0]
        while cells(piece) > width:
            head = _head(piece, width) or piece[0]
            yield head
            piece = piece[len(head) :]
        yield piece


def _head(text: str, width: int) -> str:
    """As much of the beginning as `width` columns hold."""
    taken = 0
    for index, char in enumerate(text):
        taken += _cell(char)
        if taken > width:
            return text[:index]
    return text


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
