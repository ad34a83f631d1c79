"""Inline elements that say something by how they are set: raised, above the line, in quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text import squash

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["BRACKETS", "has_brackets", "is_mark", "quoted", "raised", "raised_text", "stands_for"]

BRACKETS = {"q": ("“", "”"), "q q": ("‘", "’"), "rt": ("(", ")")}
"""What stands around a short quotation, one within another, and the reading of a word in Chinese characters."""
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_RAISABLE = re.compile(r"[0-9+\-−=()n]{1,6}")
_MARK = re.compile(r"\[?([0-9]{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})\]?")
_QUOTES = "\"'“”„‟«»‹›‘’‚「『"


def raised(element: HtmlElement) -> str:
    """What is set high, so that it does not run into the word before: "[1]" for a note, "²"; "" where it may."""
    text = squash(element.text_content())
    mark = _MARK.fullmatch(text)
    if mark and _leads_within(element):
        return f"[{mark[1]}]"
    return raised_text(text)


def is_mark(link: HtmlElement) -> bool:
    """Whether a link is the mark of a note on this page: set high, it leads to another place in it."""
    high = link.getparent().tag == "sup" or link.find("sup") is not None
    return high and (link.get("href") or "").startswith("#") and bool(_MARK.fullmatch(squash(link.text_content())))


def raised_text(text: str) -> str:
    """The characters that stand above the line for these; "" where there are none, or it reads well without."""
    return text.translate(_RAISED) if _RAISABLE.fullmatch(text) else ""


def stands_for(element: HtmlElement) -> str:
    """What a formula is called in text; "" where its letters must do."""
    return squash(element.get("alttext") or "")


def quoted(element: HtmlElement) -> bool:
    """Whether a short quotation has its marks in the text."""
    return squash(element.text_content())[:1] in _QUOTES


def has_brackets(element: HtmlElement) -> bool:
    """Whether the page itself sets a reading in brackets, for those who do not know `ruby`."""
    return any(beside is not None and beside.tag == "rp" for beside in (element.getprevious(), element.getnext()))


def _leads_within(element: HtmlElement) -> bool:
    """Whether a link to another place of this page stands in the element or around it."""
    around = element.getparent()
    links = [*element.iter("a"), *([around] if around is not None and around.tag == "a" else [])]
    return any("#" in (link.get("href") or "") for link in links)
