"""Text measured in terminal cells: clipping, padding, and breaking into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

__all__ = ["clip", "fit", "prefix", "width_of", "wrap"]

width_of = cell_len

# One cell each and nothing that joins: what most articles are made of, measured by counting.
_PLAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*\\Z"
)
_WORD = re.compile(r"\S+")
# Closing marks never begin a line.
_CLOSING = frozenset("、。，．・：；？！」』】）〕〉》”’…‥ー々〜%）］｝,.;:?!)]}")
_OPENING = frozenset("「『【（〔〈《“‘([{［｛")

Range = tuple[int, int]


def clip(text: str, width: int, ellipsis: str = "…") -> str:
    """At most `width` cells of `text`, ended by the ellipsis where something was left off."""
    if width <= 0:
        return ""
    if len(text) <= width and _PLAIN.match(text):
        return text
    if width_of(text) <= width:
        return text
    ellipsis = ellipsis[:width]
    kept = prefix(text, width - width_of(ellipsis))
    return text[:kept].rstrip() + ellipsis


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` in exactly `width` cells: clipped, or filled with spaces."""
    text = clip(text, width, ellipsis)
    return text + " " * (width - width_of(text))


def wrap(text: str, width: int) -> list[Range]:
    """Where the lines of `text` begin and end, none wider than `width` cells (at least 2).

    White space at a line's end belongs to no line; line feeds always break.
    """
    width = max(width, 2)
    lines: list[Range] = []
    start = 0
    for part in text.split("\n"):
        plain = _PLAIN.match(part) is not None
        if plain and len(part) <= width:
            lines.append((start, start + len(part.rstrip())))
        else:
            pieces = _plain_units(part) if plain else _units(part)
            lines += [(start + a, start + b) for a, b in _fill(part, pieces, width)]
        start += len(part) + 1
    return lines


def prefix(text: str, width: int) -> int:
    """How many characters of `text` fit in `width` cells."""
    if _PLAIN.match(text):
        return max(min(width, len(text)), 0)
    used = 0
    for start, _, size in split_graphemes(text)[0]:
        if used + size > width:
            return start
        used += size
    return len(text)


Unit = tuple[int, int, int]
"""Something not to be broken: start, end, cells."""


def _plain_units(text: str) -> Iterator[Unit]:
    for match in _WORD.finditer(text):
        start, end = match.span()
        yield start, end, end - start


def _units(text: str) -> Iterator[Unit]:
    """Words, and each wide character for itself, but never a closing mark alone."""
    start, end, size, before = 0, 0, 0, " "
    for a, b, cells in split_graphemes(text)[0]:
        piece = text[a:b]
        if not piece.isspace():
            if a > start and _breaks(before, piece, cells):
                yield start, end, size
                start, size = a, 0
            elif before.isspace():
                start = a
            size += cells
            end = b
        elif not before.isspace():
            yield start, end, size
            start, size = b, 0
        before = piece
    if end > start:
        yield start, end, size


def _breaks(before: str, piece: str, cells: int) -> bool:
    """Whether a line may end between two characters with no space between them."""
    if before.isspace() or piece[0] in _CLOSING or before in _OPENING:
        return False
    return cells == 2 or width_of(before) == 2


def _fill(text: str, units: Iterator[Unit], width: int) -> Iterator[Range]:
    """Lines as full as they can be; what is wider than a line is broken inside."""
    begin, end, used = 0, 0, 0
    for start, stop, size in units:
        gap = width_of(text[end:start])
        if end > begin and used + gap + size > width:
            yield begin, end
            end = begin
        if end == begin:
            begin, used, gap = start, 0, 0
        if size > width:
            *whole, (begin, _) = _chop(text, start, stop, width)
            yield from whole
            used = width_of(text[begin:stop])
        else:
            used += gap + size
        end = stop
    yield begin, max(begin, end)


def _chop(text: str, start: int, stop: int, width: int) -> list[Range]:
    pieces: list[Range] = []
    while True:
        taken = prefix(text[start:stop], width)
        if start + taken >= stop:
            return [*pieces, (start, stop)]
        pieces.append((start, start + max(taken, 1)))
        start += max(taken, 1)
