"""The marks drawn on the screen, in Unicode and in plain ASCII."""

from __future__ import annotations

import locale
from dataclasses import dataclass

__all__ = ["ASCII", "UNICODE", "Marks", "choose"]


@dataclass(frozen=True, slots=True)
class Marks:
    """One set of marks, each one cell wide unless said otherwise."""

    unread: str = "●"
    star: str = "★"
    cursor: str = "▌"
    """At the left of a selected row."""
    dot: str = "·"
    """Between the parts of a line."""
    ellipsis: str = "…"
    rule: str = "─"
    quote: str = "▎"
    cut: str = "✂"
    picture: str = "▣"
    told: str = "╎"
    """In the margin of what was told already."""
    found: str = "▪"
    """At the edge of the text where there are matches."""
    end: str = "■"
    bullet: str = "•"
    trouble: str = "!"
    """A source that could not be read."""
    paused: str = "‖"
    gone: str = "×"
    """A source that is there no more."""
    added: str = "+"
    removed: str = "−"
    spin: str = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
    """One after another while something is waited for."""
    quotes: tuple[str, str] = ("“", "”")
    """Around what is quoted."""
    pending: str = "·····"
    """Five cells: a row that is not there yet."""
    full: str = "━"
    """A part of a progress bar that is done."""
    empty: str = "─"

    def quoted(self, text: str) -> str:
        """A text in quotes."""
        return text.join(self.quotes)

    def requoted(self, sentence: str) -> str:
        """A sentence of the program's own, which is written with typographic quotes and dots."""
        opening, closing = self.quotes
        return sentence.replace("“", opening).replace("”", closing).replace("…", self.ellipsis)


UNICODE = Marks()
ASCII = Marks(
    unread="*",
    star="+",
    cursor=">",
    dot="-",
    ellipsis=".",
    rule="-",
    quote="|",
    cut="%",
    picture="#",
    told=":",
    found="=",
    end="#",
    bullet="*",
    paused="=",
    gone="x",
    removed="-",
    spin="|/-\\",
    quotes=('"', '"'),
    pending=".....",
    full="=",
    empty="-",
)


def choose(ascii_only: bool | None) -> Marks:  # noqa: FBT001  # the value of a setting
    """The marks for a setting; None asks the locale."""
    if ascii_only is None:
        ascii_only = "utf" not in locale.getencoding().lower()
    return ASCII if ascii_only else UNICODE
