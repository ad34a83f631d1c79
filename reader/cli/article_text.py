"""An article as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reader.address import masked
from reader.cleaning.receipts import told
from reader.cli.columns import columns
from reader.cli.console import Console
from reader.cli.table import wrap
from reader.model import Article, Attachment, Block, BlockKind, Cut
from reader.text import safe, safe_lines, size

__all__ = ["write"]

_MEASURE = 72


def write(article: Article, console: Console, *, cuts: bool) -> None:
    """Print an article: title, where it is from, its blocks, its pointers; wrapped where a person is looking."""
    for paragraph in (*_head(article), *_paragraphs(article, console, cuts=cuts)):
        if paragraph.apart:
            console.write("")
        for line in _lines(paragraph, console):
            console.write(console.bold(line) if paragraph.strong else line)
    besides = [*_categories(article), *map(_attached, article.attachments)]
    for note in ["", *besides] if besides else ():
        console.write(safe(note))
    if article.pointers:
        console.write("\nThe article points to:")
        for pointer in article.pointers:
            held = pointer.article or "not in your library"
            console.write(safe(f"• {pointer.title} [{held}]{' ' + masked(pointer.url) if pointer.url else ''}"))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines that belong together."""

    text: str
    first: str = ""
    """What stands before its first line."""
    rest: str = ""
    """What stands before the others."""
    apart: bool = True
    """Whether a blank line is before it."""
    strong: bool = False
    wraps: bool = True


def _head(article: Article) -> Iterator[_Paragraph]:
    yield _Paragraph(article.title, apart=False, strong=True)
    origin = (article.source, _day(article.published), article.byline)
    if any(origin):
        yield _Paragraph(" · ".join(part for part in origin if part), apart=False)


def _categories(article: Article) -> Iterator[str]:
    if article.categories:
        yield f"Filed under: {' · '.join(article.categories)}"


def _attached(one: Attachment) -> str:
    """A file that came with an article: what it is and where."""
    parts = (one.title, one.media, size(one.size) if one.size else None, masked(one.url))
    return f"Attached: {' · '.join(filter(None, parts))}"


def _paragraphs(article: Article, console: Console, *, cuts: bool) -> Iterator[_Paragraph]:
    removed: dict[int, list[Cut]] = {}
    for cut in article.cuts if cuts else ():
        removed.setdefault(cut.after, []).append(cut)
    yield from _cut_lines(removed.get(-1, []))
    before = None
    for index, block in enumerate(article.blocks):
        yield from _block(block, before, console)
        yield from _cut_lines(removed.get(index, []))
        before = block


def _cut_lines(cuts: list[Cut]) -> Iterator[_Paragraph]:
    for cut in cuts:
        yield _Paragraph(f"✂ {cut.text} [{cut.reason.value}; {told(cut.rule)}]")


def _block(block: Block, before: Block | None, console: Console) -> Iterator[_Paragraph]:
    """A block in letters and signs alone."""
    match block.kind:
        case BlockKind.RULE:
            yield _Paragraph("* * *")
        case BlockKind.HEADING:
            yield _Paragraph(block.text, strong=True)
        case BlockKind.ITEM:
            lead = f"{'  ' * block.level}{block.marker or ' '} "
            yield _Paragraph(block.text, lead, " " * len(lead), before is None or before.kind is not block.kind)
        case BlockKind.QUOTE:
            bars = "> " * (block.level + 1)
            yield _Paragraph(block.text, bars, bars)
        case BlockKind.CODE:
            language = f"[{block.marker}]\n" if block.marker else ""
            yield _Paragraph(language + block.text, "    ", "    ", wraps=False)
        case BlockKind.TABLE if console.pretty and block.rows:
            yield _Paragraph("\n".join(columns(block.rows, console.width)), wraps=False)
        case BlockKind.CAPTION:
            yield _Paragraph(f"[{block.text}]")
            address = next((span.href for span in block.spans if span.href), "")
            yield from [_Paragraph(f"<{address}>", apart=False, wraps=False)] if address else []
        case _:
            yield _Paragraph(block.text)


def _lines(paragraph: _Paragraph, console: Console) -> Iterator[str]:
    """The lines of a paragraph, wrapped where a person is looking."""
    before = paragraph.first
    room = max(min(_MEASURE, console.width) - len(before), _MEASURE // 4)
    for line in safe_lines(paragraph.text).split("\n"):
        for part in wrap(line, room) if console.pretty and paragraph.wraps else [line]:
            yield before + part
            before = paragraph.rest


def _day(when: date | datetime | None) -> str:
    if isinstance(when, datetime):
        return f"{when:%Y-%m-%d %H:%M}"
    return when.isoformat() if when else ""
