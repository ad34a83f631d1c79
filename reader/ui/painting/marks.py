"""The marks drawn on the screen, in Unicode, in plain ASCII, and in words for a screen reader."""

from __future__ import annotations

import locale
from dataclasses import dataclass, replace

__all__ = ["ASCII", "SPOKEN", "UNICODE", "Marks", "choose"]


@dataclass(frozen=True, slots=True)
class Marks:
    """One set of marks, each one cell wide unless said otherwise; words take the place of some of them."""

    unread: str = "●"
    star: str = "★"
    note: str = "✎"
    """An article someone wrote a note about."""
    check: str = "✓"
    """What is on, of what can be switched on and off."""
    cursor: str = "▌"
    """At the left of a selected row."""
    dot: str = "·"
    """Between the parts of a line."""
    ellipsis: str = "…"
    """Of any width."""
    before: str = "‹"
    """There is more of a table at the left."""
    behind: str = "›"
    turned: str = "↪"
    """A line of code goes on here."""
    rule: str = "─"
    quote: str = "▎"
    cut: str = "✂"
    picture: str = "▣"
    told: str = "╎"
    """In the margin of what was told already."""
    percent: str = "%"
    """Behind how much of an article was read."""
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
    star="b",
    note="n",
    check="x",
    cursor=">",
    dot="-",
    ellipsis="...",
    before="<",
    behind=">",
    turned="\\",
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


SPOKEN = replace(
    ASCII,
    unread="unread",
    star="bookmarked",
    cursor=" ",
    dot=",",
    rule=" ",
    quote=">",
    cut="-",
    picture="picture:",
    told="old",
    percent="% read",
    end="end",
    bullet="-",
    trouble=" ",
    paused=" ",
    gone=" ",
    spin=" ",
    pending="loading",
    full=" ",
    empty=" ",
)
"""Words, and nothing that is only drawn: what is said in words beside a mark needs none."""


def choose(ascii_only: bool | None, *, spoken: bool = False) -> Marks:  # noqa: FBT001  # the value of a setting
    """The marks for the settings; where `ascii_only` is None the locale is asked."""
    if spoken:
        return SPOKEN
    if ascii_only is None:
        ascii_only = "utf" not in locale.getencoding().lower()
    return ASCII if ascii_only else UNICODE
