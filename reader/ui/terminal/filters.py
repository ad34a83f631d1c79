"""What every line goes through on its way to a terminal that shows no colours, or nothing but ASCII.

What tells things apart where there are no colours is said in styles/colourless.tcss.
"""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["Colourless", "InAscii"]

_IN_ASCII = str.maketrans("“”„«»‘’‚–—−…·•→←↑↓×\u00a0", '"""""\'\'\'---.-*><^vx ')
"""One cell for one, so that nothing moves."""


class Colourless(LineFilter):
    """Takes all colours from a line; Textual's own filters leave greys, or the codes of the default colours."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, bold, dim, italic, underlined and reversed as they were."""
        del background
        return [Segment(text, style and _bare(style), control) for text, style, control in segments]


class InAscii(LineFilter):
    """Writes typographic signs as ASCII has them, in our own sentences and in texts."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, other signs in the same cells."""
        del background
        return [Segment(text.translate(_IN_ASCII), style, control) for text, style, control in segments]


@lru_cache(1024)
def _bare(style: Style) -> Style:
    return style.without_color + Style.from_meta(style.meta)
