"""Which lines are alike: the same words, whatever their capitals, accents, outer marks and numbers."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from reader.cleaning.phrases import bare
from reader.model import Article, BlockKind
from reader.text import fold

__all__ = ["article_lines", "begins", "like", "line_number", "outlet_key", "rule_id"]

FIRST, LAST = 60, 60
"""Lines at the head and at the end of an article by which it is found; what is longer is a list of many things."""
_LONGEST = 4_000
"""Characters by which a line is told: some texts are one line of two million."""

_LIST_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WORD = re.compile(rf"[^\W\d_]{{4}}|{_UNSPACED.pattern}{{2}}")


@lru_cache(maxsize=512)
def like(text: str) -> str:
    """What all lines like this one have in common; "" for a blank line.

    Numbers count as equal ("Updated 12:31") where the line has a word to tell it by; a line of numbers alone is
    only like itself.
    """
    text = text[:_LONGEST]
    line = bare(_LIST_NUMBER.sub("", text)) or fold(text)
    return _NUMBER.sub("0", line) if _WORD.search(line) else line


def begins(line: str, start: str) -> bool:
    """Whether a line begins with the words of another, both as `like` makes them."""
    follows = line[len(start) : len(start) + 1]
    within = follows.isalnum() and start[-1:].isalnum() and not _UNSPACED.match(follows)
    return line.startswith(start) and not within


def outlet_key(outlet: str | None) -> str:
    """A source's name for comparing; "" for none."""
    return fold(outlet) if outlet else ""


def line_number(outlet: str, line: str) -> int:
    """A number of 63 bits for a line (as `like` makes it) of a source (as `outlet_key` makes it)."""
    whole = f"{outlet}\n{line}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(whole, digest_size=8).digest(), "big") >> 1


def article_lines(article: Article, outlet: str) -> dict[int, str]:
    """The lines of an article's text by their numbers, as `like` makes them."""
    texts = [block.text for block in article.blocks if block.kind is not BlockKind.RULE]
    if len(texts) > FIRST + LAST:
        texts = texts[:FIRST] + texts[-LAST:]
    return {line_number(outlet, line): line for line in map(like, texts) if line}


def rule_id(source: str | None, text: str, *, begins: bool = False) -> str:
    """The id of the rule about a line of a source (None for all), whatever it says and whoever made it."""
    line = f"{like(text)}\n" if begins else like(text)
    return f"{line_number(outlet_key(source), line):016x}"[:8]
