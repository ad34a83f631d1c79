"""A line of an article as it is drawn, and which characters of it are the text's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Line", "LinkSpan", "Piece", "over"]

Piece = tuple[str, str]
"""Text, and its roles separated by spaces."""

LinkSpan = tuple[int, int, str]
"""From which character of a line to which a link stands, and where it leads."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet."""

    pieces: tuple[Piece, ...] = ()
    block: int = -1
    """Index of the block it belongs to; -1 for what is around the text."""
    start: int = 0
    """Character of the block's text it begins with."""
    lead: int = 0
    """Characters before the text: indent, bullet, bar."""
    cut: int = -1
    """Index of the cut it shows; -1 for none."""
    fill: str = ""
    """Role of the rest of the line, where it is painted to the edge."""
    aside: str = ""
    """What stands in the margin, one cell."""
    links: tuple[LinkSpan, ...] = ()
    """The parts of links that stand on it."""
    extra: tuple[tuple[int, int], ...] = ()
    """From which of its characters to which it holds what is not of the text: a link's number, a hyphen at its end."""
    hang: int = 0
    """Cells by which it begins further left, in the margin."""
    rtl: bool = False
    """Whether it is of a text that runs from right to left; its first piece is what pushes it to the right edge."""
    open: bool = False
    """Whether the word at its end goes on with the next line."""

    @property
    def text(self) -> str:
        """The line's characters, the lead too."""
        return "".join([text for text, _ in self.pieces])

    @property
    def own(self) -> list[int]:
        """Where on the line the characters of the text stand, in order."""
        places = range(self.lead, len(self.text))
        if not self.extra:
            return list(places)
        return [at for at in places if not any(start <= at < end for start, end in self.extra)]

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """Where on the line the text's characters from `start` to `end` stand, as far as they do."""
        first, last = max(start - self.start, 0) + self.lead, end - self.start + self.lead
        for opening, closing in self.extra:
            first += closing - opening if first >= opening else 0
            last += closing - opening if last > opening else 0
        return first, min(last, len(self.text))


def over(pieces: Sequence[Piece], start: int, end: int, role: str) -> tuple[Piece, ...]:
    """`pieces` with a role added to the characters from `start` to `end`."""
    result: list[Piece] = []
    at = 0
    for text, roles in pieces:
        a, b = min(max(start - at, 0), len(text)), min(max(end - at, 0), len(text))
        parts = ((text[:a], roles), (text[a:b], f"{roles} {role}"), (text[b:], roles))
        result += [part for part in parts if part[0]]
        at += len(text)
    return tuple(result)
