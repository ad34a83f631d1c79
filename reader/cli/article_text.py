"""An article as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from reader.cli.console import Console
from reader.cli.table import wrap
from reader.model import Article, Block, BlockKind, Cut
from reader.text import safe, safe_lines

__all__ = ["write"]

_MEASURE = 72


def write(article: Article, console: Console, *, cuts: bool) -> None:
    """Print an article: title, where it is from, its blocks, its pointers; wrapped where a person is looking."""
    console.write(console.bold(safe(article.title)))
    origin = (article.source, _day(article.published), article.byline)
    if any(origin):
        console.write(safe(" · ".join(part for part in origin if part)))
    for paragraph, strong in _paragraphs(article, cuts=cuts):
        console.write("")
        for line in _lines(paragraph, console):
            console.write(console.bold(line) if strong else line)
    if article.pointers:
        console.write("\nThe article points to:")
        for pointer in article.pointers:
            held = pointer.article or "not in your library"
            console.write(safe(f"• {pointer.title} [{held}]{' ' + pointer.url if pointer.url else ''}"))


def _paragraphs(article: Article, *, cuts: bool) -> Iterator[tuple[str, bool]]:
    """The texts in order, and whether each is to stand out."""
    removed: dict[int, list[Cut]] = {}
    for cut in article.cuts if cuts else ():
        removed.setdefault(cut.after, []).append(cut)
    yield from _cut_lines(removed.get(-1, []))
    for index, block in enumerate(article.blocks):
        yield _block(block), block.kind is BlockKind.HEADING
        yield from _cut_lines(removed.get(index, []))


def _cut_lines(cuts: list[Cut]) -> Iterator[tuple[str, bool]]:
    for cut in cuts:
        yield f"✂ {cut.text} [{cut.reason}; {cut.rule}]", False


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.RULE:
            return "* * *"
        case BlockKind.ITEM:
            return f"{'  ' * block.level}{block.marker or '•'} {block.text}"
        case BlockKind.QUOTE:
            return f"> {block.text}"
        case BlockKind.CODE:
            return "\n".join(f"    {line}" for line in block.text.split("\n"))
        case _:
            return block.text


def _lines(paragraph: str, console: Console) -> Iterator[str]:
    for line in safe_lines(paragraph).split("\n"):
        if not console.pretty or line.startswith("    "):
            yield line
        else:
            yield from wrap(line, min(_MEASURE, console.width))


def _day(when: date | datetime | None) -> str:
    if isinstance(when, datetime):
        return f"{when:%Y-%m-%d %H:%M}"
    return when.isoformat() if when else ""
