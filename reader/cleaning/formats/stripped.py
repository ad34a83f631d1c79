"""The last resort: the bare words of a document whose own parser failed or was killed.

One pass over the text, no tree and no pattern that can run away: tags are dropped, tags that end a block
become line breaks, the contents of scripts and styles are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reader.cleaning.blocks import Line, Parsed
from reader.cleaning.encoding import decode
from reader.model import Block, Document, Facts
from reader.text import safe_lines, squash, unescaped

__all__ = ["parse", "parse_text"]

LARGEST = 2_000_000
"""Characters of text that are kept; what is behind them is left out, with a notice."""
LINES = 20_000
"""Lines that are kept, likewise: with more, what keeps, shows and searches an article takes longer than the parser."""

_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s", "small", "span"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
_HIDDEN = ("script", "style", "template", "noscript", "svg")
_NAME = re.compile(r"[/!?]?\s{0,20}([a-zA-Z][a-zA-Z0-9]{0,20})")


def parse(document: Document) -> Parsed:
    """The words of a document, a line each block, with nothing judged by structure."""
    text, notice = decode(document.data, document.encoding)
    parsed = parse_text(text)
    return replace(parsed, notices=(notice, *parsed.notices)) if notice else parsed


def parse_text(text: str) -> Parsed:
    """The words of a text with tags in it, a line each block."""
    words = _bare(text)
    notices = (f"Only the first {LARGEST:,} characters of its text are shown.",) if len(words) > LARGEST else ()
    found = [line for line in safe_lines(unescaped(words[:LARGEST])).split("\n") if line.strip()]
    if len(found) > LINES:
        notices = (f"Only the first {LINES:,} lines of its text are shown.",)
    return Parsed(Facts(), tuple(Line(Block.of(squash(line))) for line in found[:LINES]), notices)


def _bare(text: str) -> str:
    """The text without its tags, and of that not much more than is kept."""
    kept: list[str] = []
    size = 0
    for piece in _without_tags(_without_comments(text)):
        kept.append(piece)
        size += len(piece)
        if size > LARGEST:
            break
    return "".join(kept)


def _without_comments(text: str) -> str:
    """The text without its comments; one that never ends is text."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 2)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join((*kept, text[at:]))


def _without_tags(text: str) -> Iterator[str]:
    hidden, sign = "", ""
    for piece in _parted(text):
        tag, closed, behind = piece.partition(">")
        name = _NAME.match(tag) if closed and sign else None
        if name is None:
            yield "" if hidden else sign + piece
        else:
            tag_name = name.group(1).lower()
            if hidden:
                hidden = "" if tag.startswith("/") and tag_name == hidden else hidden
            elif tag_name in _HIDDEN and not tag.endswith("/"):
                hidden = tag_name
            if not hidden:
                yield ("" if tag_name in _INLINE else "\n") + behind
        sign = "<"


def _parted(text: str) -> Iterator[str]:
    """What stands before, between and behind the signs that tags begin with."""
    at = 0
    while (sign := text.find("<", at)) >= 0:
        yield text[at:sign]
        at = sign + 1
    yield text[at:]
