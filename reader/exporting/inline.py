"""Runs of text as Markdown that reads back as the same text: what would mean something is escaped.

By the rules of CommonMark 0.31; a style whose marks would not be taken for marks where it stands is left out, the
words stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from reader.address import web_address
from reader.model import Span, Style
from reader.text import safe_lines

__all__ = ["escaped", "inline", "target"]

_MARKS = re.compile(r"[\\`*_\[\]<|]|~(?=~)|(?<=~)~|&(?=#?\w+;)")
"""What means something anywhere in a line."""
_FIRST = re.compile(
    r"(?P<before>#(?=#{0,5}(?:\s|\Z))|>|[+-](?=\s|\Z)|[=:-](?=[=:\s-]*\Z)|\d{1,9}(?=[.)](?:\s|\Z)))", re.ASCII
)
"""What means something where a line begins: a heading, a quote, an item, an underline, a table's rule."""
_UNSAFE = {char: f"%{ord(char):02X}" for char in "<>\\`()[]\"'|*_{}^ "}
_TICKS = re.compile("`+")


def inline(spans: Iterable[Span]) -> str:
    """The spans of a block; line breaks among them are hard ones."""
    runs = _merged(spans)
    out = ""
    for at, run in enumerate(runs):
        after = runs[at + 1] if at + 1 < len(runs) else None
        if run.href and out.endswith("!"):  # or the link would be a picture
            out = f"{out[:-1]}\\!"
        out += _run(run, out[-1:], _head(after))
    lines = (_begun(line.strip(" ")) for line in out.split("\n"))
    return "\\\n".join(line for line in lines if line)


def escaped(text: str) -> str:
    """Plain words within a line."""
    return _MARKS.sub(lambda found: f"\\{found[0]}", text)


def target(url: str) -> str:
    """An address as it stands in a link."""
    return "".join(_UNSAFE.get(char, char) for char in url)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one style as one; white space at the edges of a styled run stands outside of it."""
    said = (part for span in spans for part in _parted(span) if part.text)
    grouped = groupby(said, lambda span: (span.style, span.href))
    return [Span("".join(span.text for span in group), *kind) for kind, group in grouped]


def _parted(span: Span) -> Iterator[Span]:
    """A run by lines: styles and links end with each."""
    text = safe_lines(span.text)
    href = web_address(span.href) if span.href else None
    if not span.style and not href:
        yield Span(text)
        return
    for number, line in enumerate(text.split("\n")):
        core = line.strip()
        start = line.index(core)
        yield Span("\n" * (number > 0) + line[:start])
        yield Span(core, span.style, href)
        yield Span(line[start + len(core) :])


def _run(run: Span, before: str, after: str) -> str:
    return f"[{_styled(run, '[', ']')}]({target(run.href)})" if run.href else _styled(run, before, after)


def _styled(run: Span, before: str, after: str) -> str:
    if run.style & Style.CODE:
        text = _code(run.text)
        if before == "`" or after == "`":
            return escaped(run.text)
    else:
        text = escaped(run.text)
    mark = _mark(run.style, before, after)
    return f"{mark}{text}{mark[::-1]}" if mark and _takes(text, mark, before, after) else text


def _mark(style: Style, before: str, after: str) -> str:
    emphasis = "_" if before != "_" and _apart(before) and _apart(after) else "*"
    return ("**" if style & Style.STRONG else "") + (emphasis if style & Style.EMPHASIS else "")


def _takes(text: str, mark: str, before: str, after: str) -> bool:
    """Whether marks around a text are taken for such: beside a letter its edge must be one too, and no marks meet."""
    if mark[0] == before:
        return False
    opens = text[:1].isalnum() or _apart(before)
    closes = text[-1:].isalnum() or _apart(after)
    return opens and closes


def _apart(char: str) -> bool:
    return not char or char.isspace() or unicodedata.category(char).startswith("P")


def _head(run: Span | None) -> str:
    """What a run begins with, as far as that tells a letter from a mark."""
    if run is None:
        return ""
    if run.href:
        return "["
    if run.style & Style.CODE and not run.style & ~Style.CODE:
        return "`"
    return run.text[:1]  # whether its marks will be taken is not known yet; they would be no letters


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] in "` " or text[-1:] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _begun(line: str) -> str:
    """A line whose first characters mean nothing."""
    found = _FIRST.match(line)
    if not found:
        return line
    before = found["before"]
    return f"{before}\\{line[len(before) :]}" if before.isdigit() else f"\\{line}"
