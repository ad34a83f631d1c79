"""An article as Markdown: CommonMark with the tables of GitHub, below front matter in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.address import web_address
from reader.exporting.clipping import Clipping
from reader.exporting.front_matter import front_matter
from reader.exporting.inline import escaped, inline, target
from reader.model import Block, BlockKind, Span
from reader.text import safe, safe_lines, squash

__all__ = ["document"]

_TICKS = re.compile("`{3,}")
_INFO = re.compile(r"[^\w+#.-]")
_NUMBER = re.compile(r"(\d{1,9})[.)]\Z", re.ASCII)
_CLOSING = re.compile(r"(?<!\\)(?:\\\\)*#\Z")
"""A last # that is not escaped yet: an odd number of backslashes before it would be that."""
_TASK = re.compile(r"\[[ xX]\]\Z")
_BULLETS = frozenset("•◦▪‣*-+·–—")


def document(clipping: Clipping) -> str:
    """Facts, headline and text; ends with a line feed."""
    article = clipping.article
    parts = [front_matter(clipping), _heading([Span(safe(article.title))], 1), _body(article.blocks)]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts if part)


def _body(blocks: Sequence[Block]) -> str:
    lists = _Lists()
    text, before = "", None
    for block in blocks:
        if block.kind is not BlockKind.ITEM:
            lists.end()
        written = lists.item(block) if block.kind is BlockKind.ITEM else _block(block)
        if written:
            text += f"{_between(before, block) if before else ''}{written}"
            before = block
    return text


def _between(before: Block, block: Block) -> str:
    if before.kind is block.kind is BlockKind.ITEM and block.marker:
        return "\n"
    if before.kind is block.kind is BlockKind.QUOTE:  # one quote of several paragraphs
        return f"\n{'>' * (min(before.level, block.level) + 1)}\n"
    return "\n\n"


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return _heading(block.spans, block.level)
        case BlockKind.QUOTE:
            return _prefixed(inline(block.spans), "> " * (block.level + 1))
        case BlockKind.CODE:
            return _code(block)
        case BlockKind.TABLE if block.rows:
            return "\n".join(_table(block.rows))
        case BlockKind.CAPTION:
            return _caption(block)
        case BlockKind.RULE:
            return "***"
        case _:
            return inline(block.spans)


def _heading(spans: Sequence[Span], level: int) -> str:
    text = inline(Span(safe(span.text), span.style, span.href) for span in spans)
    if _CLOSING.search(text):  # or it would count as the heading's end
        text = f"{text[:-1]}\\#"
    return f"{'#' * min(max(level, 1), 6)} {text}" if text else ""


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join(prefix + line for line in text.split("\n")) if text else ""


def _code(block: Block) -> str:
    text = safe_lines(block.text)
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{_INFO.sub('', block.marker)}\n{text}\n{fence}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first row is the head, as this kind of table needs one."""
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        cells = [escaped(squash(safe(cell))) for cell in row] + [""] * (width - len(row))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * width}"


def _caption(block: Block) -> str:
    url = next(filter(None, (web_address(span.href or "") for span in block.spans)), None)
    words = escaped(squash(safe(block.text)))
    if url:
        return f"![{words}]({target(url)})"
    return inline([Span(safe(block.text))])


class _Lists:
    """The lists that are open: how far the text of an item in each is indented, and how it numbers."""

    def __init__(self) -> None:
        self._open: list[tuple[int, int, str]] = []
        """Columns its marker takes, its last number (0: none), what stands behind numbers."""

    def end(self) -> None:
        """Something else than an item follows."""
        self._open.clear()

    def item(self, block: Block) -> str:
        """An item, or where it has no marker another paragraph of the one before."""
        text = inline(block.spans)
        if not text:
            return ""
        if not block.marker and self._open:
            return self._indented(text, "", min(block.level + 1, len(self._open)))
        level = min(block.level, len(self._open))
        last = self._open[level] if level < len(self._open) else None
        del self._open[level:]
        mark, said, number, end = _marker(block.marker, last)
        apart = "\n" if level and last is None and number > 1 else ""  # within a text a list begins with 1 alone
        self._open.append((len(mark), number, end))
        return apart + self._indented(said + text, mark, level)

    def _indented(self, text: str, mark: str, level: int) -> str:
        indent = " " * sum(columns for columns, _, _ in self._open[:level])
        first, *rest = text.split("\n")
        under = indent + " " * len(mark)
        return "\n".join([indent + mark + first, *(under + line for line in rest)])


def _marker(marker: str, last: tuple[int, int, str] | None) -> tuple[str, str, int, str]:
    """What Markdown has for a marker, what of it is to be said in words, its number and what stands behind that.

    Markdown counts by itself; where the numbers do not go on, another sign behind them begins another list.
    """
    number = _NUMBER.match(marker)
    if number:
        _, before, sign = last or (0, 0, "")
        sign = sign or "."
        goes_on = last is None or (before and int(number[1]) == before + 1)
        if not goes_on and before:
            sign = ")" if sign == "." else "."
        return f"{int(number[1])}{sign} ", "", int(number[1]), sign
    if _TASK.match(marker):
        return "- ", f"{marker} ", 0, ""
    return "- ", "" if marker in _BULLETS else f"{escaped(safe(marker))} ", 0, ""
