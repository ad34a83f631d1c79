"""Pictures drawn with half cells: an upper half block has one pixel as its colour and the one below as its ground.

Every terminal with colours can do that; nothing has to be asked of it, and nothing is left behind on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from reader.sources.pictures import Picture

__all__ = ["drawn"]

_UPPER = "▀"

Pair = tuple[bytes, bytes]
"""The upper and the lower pixel of a cell; the lower is empty below the last row."""


def drawn(picture: Picture) -> list[Strip]:
    """A line of cells for each two rows of pixels, a cell for each column."""
    wide = picture.width * 3
    rows = [picture.pixels[start : start + wide] for start in range(0, picture.height * wide, wide)]
    lower = [*rows[1::2], b""] if len(rows) % 2 else rows[1::2]
    return [_line(one, other, picture.width) for one, other in zip(rows[::2], lower, strict=True)]


def _line(upper: bytes, lower: bytes, width: int) -> Strip:
    segments: list[Segment] = []
    before: Pair | None = None
    since = 0
    for at in range(width + 1):
        pair = (upper[3 * at : 3 * at + 3], lower[3 * at : 3 * at + 3]) if at < width else None
        if pair != before:
            if before is not None:
                segments.append(Segment(_UPPER * (at - since), _style(before)))
            before, since = pair, at
    return Strip(segments, width)


def _style(pair: Pair) -> Style:
    upper, lower = pair
    return Style.from_color(Color.from_rgb(*upper), Color.from_rgb(*lower) if lower else None)
