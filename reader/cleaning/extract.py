"""Finds the article in a page: every line that is not part of it is marked with the rule that says so.

Two opinions are asked. Readability knows how pages are built, but drops lists and headings, and keeps nothing of many
pages in scripts it finds no commas in (F1 on four sets of pages: .961 .903 .884 .903). The densest part of the page
holds all of the text and a little more. Where both mean the same text, readability's is taken and its gaps are filled
from the other; where they do not, the densest part is (.958 .957 .946 .949).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from reader.cleaning.blocks import Line, Piece, text_line
from reader.cleaning.walk import Standing, upwards
from reader.model import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["extract"]

_READABILITY = "extract: readability left it out"
_DENSEST = "extract: outside the densest part"
_DATA = "extract: the page's data give the text"

_MARK = "data-standing"
_PROSE_KINDS = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM)
_SET_KINDS = (BlockKind.QUOTE, BlockKind.CODE, BlockKind.TABLE)
_OTHER_ZONES = frozenset(["nav", "footer", "comments", "related", "newsletter", "share", "aside", "figure", "byline"])
_PROSE = 80
"""Characters that make a line count as prose; a letter of an unspaced script counts as three."""
_AGREED = 0.6
"""Share of the densest part's prose that readability must keep to be believed."""
_DESCENT = 0.8
"""Share of the prose that a part must hold to stand for the whole."""
_DATA_MORE = 1.5
"""So many times the text found, the page's data are believed to be the article."""
_DATA_LEAST = 400


def extract(
    root: HtmlElement, standings: Sequence[Standing], body: str = ""
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines of a page, those outside the article marked so, and notices on how it was found.

    `body` is the article's text as the page's data give it; it stands in where the page itself shows far less.
    """
    lines = [standing.line for standing in standings]
    prose = [_prose(line) for line in lines]
    readable = _readable(root, standings)
    densest = _densest(root, standings, prose)
    kept, rule, notices = _agreed(lines, prose, readable, densest)
    shown = sum(len(lines[number].block.text) for number in kept)
    if len(body) > max(_DATA_MORE * shown, _DATA_LEAST):
        notice = "The page shows less than its data hold; the text is taken from its data."
        return (*_body_lines(body), *_marked(lines, frozenset(), _DATA)), (notice,)
    if not kept and lines:
        kept, notices = frozenset(range(len(lines))), ("No article was found in the page; all of its text is shown.",)
    return tuple(_marked(lines, kept, rule)), notices


def _agreed(
    lines: Sequence[Line], prose: Sequence[int], readable: frozenset[int] | None, densest: frozenset[int]
) -> tuple[frozenset[int], str, tuple[str, ...]]:
    """Which lines to keep, the rule for the others, and notices."""
    if readable is None:
        return _ended(lines, prose, densest), _DENSEST, ("readability failed; the densest part of the page is shown.",)
    if sum(prose[number] for number in densest & readable) < _AGREED * sum(prose[number] for number in densest):
        notice = "readability kept too little of this page; its densest part is shown."
        return _ended(lines, prose, densest), _DENSEST, (notice,)
    if not readable:
        return readable, _READABILITY, ()
    gaps = range(min(readable), max(readable))
    filled = {number for number in gaps if number in densest and (prose[number] or _is_set(lines[number]))}
    return readable | filled, _READABILITY, ()


def _marked(lines: Iterable[Line], kept: frozenset[int], rule: str) -> Iterable[Line]:
    return (line if number in kept else replace(line, outside=rule) for number, line in enumerate(lines))


def _body_lines(body: str) -> Iterable[Line]:
    lines = (text_line(BlockKind.PARAGRAPH, [Piece(unescape(text))]) for text in body.splitlines())
    return filter(None, lines)


def _link_share(line: Line) -> float:
    return sum(len(text) for text, _ in line.links) / max(len(line.block.text), 1)


def _prose(line: Line) -> int:
    """How much running text a line is; 0 for menus, captions and short labels."""
    text = line.block.text
    if line.block.kind not in _PROSE_KINDS or line.zone in _OTHER_ZONES:
        return 0
    size = len(text) if text.isascii() else len(text) + 2 * sum("\u2e80" <= char <= "\ud7ff" for char in text)
    return size if size >= _PROSE and _link_share(line) <= 0.4 else 0


def _is_set(line: Line) -> bool:
    """Whether a line is a heading, list item, quote, code or table of the body, which readability drops at times."""
    kind = line.block.kind
    if line.zone in _OTHER_ZONES:
        return False
    return kind in (BlockKind.HEADING, *_SET_KINDS) or (kind is BlockKind.ITEM and _link_share(line) < 0.3)


def _densest(root: HtmlElement, standings: Sequence[Standing], prose: Sequence[int]) -> frozenset[int]:
    """The lines of the innermost part of the page that still holds nearly all prose, menus and the like left out."""
    sizes: dict[HtmlElement, int] = {}
    for standing, size in zip(standings, prose, strict=True):
        for element in upwards(standing.element) if size else ():
            sizes[element] = sizes.get(element, 0) + size
    part = root
    while part in sizes:
        inner = max(part, key=lambda child: sizes.get(child, 0), default=None)
        if inner is None or sizes.get(inner, 0) < _DESCENT * sizes[part]:
            break
        part = inner
    return frozenset(
        number
        for number, standing in enumerate(standings)
        if part in upwards(standing.element) and _may_stay(standing.line)
    )


def _may_stay(line: Line) -> bool:
    if line.zone in _OTHER_ZONES and line.block.kind is not BlockKind.CAPTION:
        return False
    return _link_share(line) < 0.6


def _ended(lines: Sequence[Line], prose: Sequence[int], kept: frozenset[int]) -> frozenset[int]:
    """The lines without the labels that trail behind the last that reads like text."""
    order = sorted(kept)
    while order and not prose[order[-1]] and not _is_end(lines[order[-1]]):
        order.pop()
    return frozenset(order) or kept


def _is_end(line: Line) -> bool:
    ends = line.block.text.endswith((".", "!", "?", "…", "。", "”", '"', "»"))
    return line.block.kind in _SET_KINDS or (ends and not line.links)


def _readable(root: HtmlElement, standings: Sequence[Standing]) -> frozenset[int] | None:
    """Which lines readability keeps; None where it fails.

    Its copy of the page carries marks on the elements, so that no text need be compared.
    """
    from lxml.etree import tostring
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)  # a failure is said in a notice, not on the screen
    for standing in standings:
        standing.element.set(_MARK, "")
    for number, standing in enumerate(standings):
        standing.element.set(_MARK, f"{standing.element.get(_MARK)} {number}")
    document = Document(root)
    document.get_clean_html = lambda: tostring(document.html, encoding="unicode")  # its own is slow, and not needed
    try:
        document.summary()
    except Exception:  # noqa: BLE001 - it raises whatever its parsers raise
        return None
    return frozenset(int(number) for marks in document.html.xpath(f"//@{_MARK}") for number in marks.split())
