"""Texts for the clipboard: the words as they stand in the article, without what the screen adds to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.selection import Selection

from reader.model import Article
from reader.text import count_words
from reader.ui.typesetting.passages import Passage

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

__all__ = ["copy", "copy_selected", "selected_text", "whole_text", "word_at"]

_WORD = re.compile(r"[\w’'-]+")


def selected_text(passages: Sequence[Passage], selection: Selection) -> str:
    """What is selected: paragraphs whole, whatever the width; apart by an empty line where they are on the screen."""
    said = ""
    last = -1
    for passage in passages:
        parts = [] if passage.drawn else _selected(passage, selection)
        if parts:
            gap = "\n" if passage.stretches[0].line == last + 1 else "\n\n"
            said += (gap if said else "") + passage.text[parts[0][0] : parts[-1][1]]
            last = passage.stretches[-1].line
    return said.strip("\n")


def _selected(passage: Passage, selection: Selection) -> list[tuple[int, int]]:
    found = []
    for stretch in passage.stretches:
        span = selection.get_span(stretch.line)
        if span is not None:
            first, last = span
            end = stretch.stop
            part = stretch.characters(first, end if last == -1 else last)
            if part is not None:
                found.append(part)
    return found


def word_at(text: str, column: int) -> tuple[int, int] | None:
    """Where the word begins and ends that a character of a line belongs to; None between words."""
    return next((found.span() for found in _WORD.finditer(text) if found.start() <= column < found.end()), None)


def whole_text(article: Article, byline: Sequence[str]) -> str:
    """An article to be pasted elsewhere: title, source and date, address, text."""
    head = "\n".join(filter(None, (article.title, " · ".join(byline), article.url or "")))
    return f"{head}\n\n{article.text}"


def copy(app: App[None], text: str, what: str) -> str:
    """Give a text to the clipboard; a sentence on what was copied and how much."""
    app.copy_to_clipboard(text)
    words = count_words(text)
    return f"Copied {what}: {words:,} word{'s' * (words != 1)}."


def copy_selected(screen: Screen[Any]) -> str:
    """Copy what the mouse has selected, and say so; empty where it has selected nothing."""
    text = screen.get_selected_text()
    return copy(screen.app, text, "what is selected") if text else ""
