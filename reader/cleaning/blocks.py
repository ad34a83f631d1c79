"""What a format hands to cleaning: the facts and the lines of a document, and how inline text becomes spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.model import Block, BlockKind, Facts, Span, Style
from reader.text import safe, safe_lines

__all__ = [
    "BREAK",
    "Line",
    "Parsed",
    "Piece",
    "code_line",
    "illustrated",
    "links_of",
    "spans_of",
    "table_line",
    "text_line",
]

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate block of a document before boilerplate is judged."""

    block: Block
    links: tuple[tuple[str, str], ...] = ()
    """The links inside it: anchor text and absolute http(s) address."""
    zone: str = ""
    """Where it stood in the page, read from tags, classes and ids: "nav", "aside", "footer", "header", "figure",
    "share", "related", "newsletter", "comments", "byline"; "" in the body."""
    outside: str = ""
    """The rule by which extraction left it out, e.g. "extract: readability left it out"; "" when it is in."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document read by its format."""

    facts: Facts
    lines: tuple[Line, ...]
    notices: tuple[str, ...] = ()


class Piece(NamedTuple):
    """A run of inline text as it stands in the document, white space and all."""

    text: str
    style: Style = Style.PLAIN
    href: str | None = None
    anchor: bool = False
    """Whether it stands in a link, be its address of the web or not."""


BREAK = Piece("\n")
"""A line break that is meant; told from other pieces by identity."""


def spans_of(pieces: Sequence[Piece]) -> tuple[Span, ...]:
    """Safe spans with white space folded, neighbours alike merged, and only the breaks that are meant."""
    if len(pieces) == 1 and pieces[0] is not BREAK:  # as most lines are
        text = _folded(pieces[0].text).strip()
        return (Span(text, pieces[0].style, pieces[0].href),) if text else ()
    runs: list[tuple[list[str], Style, str | None]] = []  # texts are joined at the end: there may be 100,000 of them
    for piece in pieces:
        text = "\n" if piece is BREAK else _folded(piece.text)
        if not runs or runs[-1][0][-1].endswith((" ", "\n")):
            text = text.lstrip(" ") if runs else text.lstrip()
        if not text:
            continue
        if runs and text == "\n":
            before = runs[-1][0]
            before[-1] = before[-1].rstrip(" ") + text
        elif runs and runs[-1][1:] == (piece.style, piece.href):
            runs[-1][0].append(text)
        else:
            runs.append(([text], piece.style, piece.href))
    return _right_stripped([Span("".join(texts), style, href) for texts, style, href in runs])


def _folded(text: str) -> str:
    """Safe text with white space folded, one blank left where it stands at an end."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    shown = safe(words) if words == text else safe((" " * text[0].isspace()) + words + (" " * text[-1].isspace()))
    return _BLANKS.sub(" ", shown) if "  " in shown else shown  # what goes may have stood between two


def _right_stripped(spans: list[Span]) -> tuple[Span, ...]:
    while spans:
        last = spans[-1]
        text = last.text.rstrip()
        if text:
            spans[-1] = Span(text, last.style, last.href)
            break
        spans.pop()
    return tuple(spans)


def links_of(spans: Iterable[Span]) -> tuple[tuple[str, str], ...]:
    """The links in a run of spans; spans of one link that differ only in style are one."""
    links: list[tuple[str, str]] = []
    joined = False
    for span in spans:
        if span.href is None:
            joined = False
        elif joined and links[-1][1] == span.href:
            links[-1] = (links[-1][0] + span.text, span.href)
        else:
            links.append((span.text, span.href))
            joined = True
    return tuple((_BLANKS.sub(" ", text).strip(), url) for text, url in links if text.strip())


def text_line(
    kind: BlockKind, pieces: Sequence[Piece], *, level: int = 0, marker: str = "", zone: str = ""
) -> Line | None:
    """A line of running text; None where the pieces hold nothing to see."""
    spans = spans_of(pieces)
    if not spans:
        return None
    links = links_of(spans) if any(span.href for span in spans) else ()
    return Line(Block(kind, spans, level, marker), links, zone)


def illustrated(line: Line, address: str | None) -> Line:
    """A caption that leads to what it is about. `Line.links` stay the page's own."""
    if address is None:
        return line
    spans = tuple(replace(span, href=span.href or address) for span in line.block.spans)
    return replace(line, block=replace(line.block, spans=spans))


def code_line(text: str, language: str = "", *, zone: str = "") -> Line | None:
    """A block of code with its line breaks and indents; None where it is blank."""
    shown = safe_lines(text.expandtabs(4)).strip("\n").rstrip()
    if not shown.strip():
        return None
    return Line(Block(BlockKind.CODE, (Span(shown, Style.CODE),), marker=safe(language)[:40]), zone=zone)


def table_line(
    rows: Sequence[Sequence[str]], *, links: tuple[tuple[str, str], ...] = (), zone: str = ""
) -> Line | None:
    """A table of safe cells; None where all are empty."""
    cells = tuple(tuple(_BLANKS.sub(" ", safe(cell)).strip() for cell in row) for row in rows)
    cells = tuple(row for row in cells if any(row))
    if not cells:
        return None
    text = "\n".join(" | ".join(row) for row in cells)
    return Line(Block(BlockKind.TABLE, (Span(text),), rows=cells), links, zone)
