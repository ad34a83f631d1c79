"""The last resort: the bare words of a document whose own parser failed or was killed.

One pass over the text, no tree and no pattern that can run away: tags are dropped, tags that end a block
become line breaks, the contents of scripts and styles are skipped.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from reader.cleaning.blocks import Line, Parsed
from reader.cleaning.encoding import decode
from reader.model import Block, Document, Facts
from reader.text import safe_lines, squash

__all__ = ["parse", "parse_text"]

LARGEST = 4_000_000
"""Characters looked at; what is behind them is left out, with a notice."""

_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s", "small", "span"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
_HIDDEN = ("script", "style", "template", "noscript", "svg")
_NAME = re.compile(r"[/!?]?\s*([a-zA-Z][a-zA-Z0-9]*)")


def parse(document: Document) -> Parsed:
    """The words of a document, a line each block, with nothing judged by structure."""
    text, notice = decode(document.data, document.encoding)
    parsed = parse_text(text)
    return replace(parsed, notices=(notice, *parsed.notices)) if notice else parsed


def parse_text(text: str) -> Parsed:
    """The words of a text with tags in it, a line each block."""
    notices = (f"Only its first {LARGEST:,} characters were read.",) if len(text) > LARGEST else ()
    words = safe_lines(unescape(_without_tags(_without_comments(text[:LARGEST]))))
    lines = tuple(Line(Block.of(squash(line))) for line in words.split("\n") if line.strip())
    return Parsed(Facts(), lines, notices)


def _without_comments(text: str) -> str:
    """The text without its comments; one that never ends is text."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 2)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join((*kept, text[at:]))


def _without_tags(text: str) -> str:
    kept: list[str] = []
    hidden = ""
    for piece in text.split("<"):
        tag, closed, behind = piece.partition(">")
        name = _NAME.match(tag)
        if not closed or name is None:
            kept.append("" if hidden else (("<" if kept else "") + piece))
            continue
        tag_name = name.group(1).lower()
        if hidden:
            hidden = "" if tag.startswith("/") and tag_name == hidden else hidden
        elif tag_name in _HIDDEN and not tag.endswith("/"):
            hidden = tag_name
        if not hidden:
            kept.append(("" if tag_name in _INLINE else "\n") + behind)
    return "".join(kept)
