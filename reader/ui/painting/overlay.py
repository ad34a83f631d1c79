"""What is laid over the pieces of a line when it is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from rich.style import Style
from textual.strip import Strip

from reader.ui.painting.cells import width_of
from reader.ui.typesetting.layout import LinkSpan, Piece
from reader.ui.visiting.addresses import destination

__all__ = ["linked", "written"]

_LONGEST = 2000
"""Characters of an address that terminals take."""


def written(pieces: Sequence[Piece], at: int, label: str, role: str) -> tuple[Piece, ...]:
    """The pieces with a label written over them from a character on, in as many cells; nothing else moves."""
    text = "".join(piece for piece, _ in pieces)
    end, cells = at, 0
    while end < len(text) and (cells < len(label) or not width_of(text[end])):
        cells += width_of(text[end])
        end += 1
    while at > 0 and cells < len(label):  # at the end of a line there may be too little room behind
        at -= 1
        cells += width_of(text[at])
    space = [(" " * (cells - len(label)), "")] if cells > len(label) else []
    return (*_between(pieces, 0, at), (label, role), *space, *_between(pieces, end, len(text)))


def _between(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The characters from `start` to `end`, each in its roles."""
    found, at = [], 0
    for text, roles in pieces:
        part = text[max(start - at, 0) : max(end - at, 0)]
        if part:
            found.append((part, roles))
        at += len(text)
    return found


def linked(
    strip: Strip, text: str, links: Sequence[LinkSpan], words: Callable[[LinkSpan], str] = lambda _: ""
) -> Strip:
    """The strip of a line, its links made links of the terminal where nothing about their addresses is in doubt.

    `words` tells those that the whole of a link is made of.
    """
    parts: list[Strip] = []
    at = 0
    for start, end, href in links:
        style = _terminal_link(href, words((start, end, href)))
        if style is not None:
            first, last = width_of(text[:start]), width_of(text[:end])
            parts += [strip.crop(at, first), strip.crop(first, last).apply_style(style)]
            at = last
    return Strip.join([*parts, strip.crop(at)]) if parts else strip


@lru_cache(1024)
def _terminal_link(href: str, words: str) -> Style | None:
    """One style an address, so that the terminal takes the parts of a link for one.

    The address goes out within a control sequence (OSC 8): only plain ASCII without spaces may stand in it.
    """
    found = destination(href, words)
    if found is None or found.doubt is not None or len(found.url) > _LONGEST:
        return None
    plain = found.url.isascii() and found.url.isprintable() and " " not in found.url
    return Style(link=found.url) if plain else None
