"""Finds the text that a page holds only in its scripts, as state for a program to show: nothing of it is run.

Pages built in the browser carry their text in JSON (`__NEXT_DATA__`, `window.__STATE__ = {…}`, data islands) or in
script calls. Their shapes are as many as their makers, but in all of them the text stands in string literals, each
after a key; so the literals that read like prose are taken, those of one key together, in their order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from reader.text import fold, unescaped, words

__all__ = ["state_body"]

_OPENING = re.compile(r"<script\b[^>]{0,2000}>", re.IGNORECASE)
_CLOSING = re.compile(r"</script", re.IGNORECASE)
_QUOTE = re.compile(r'(?<!\\)"')
_KEY = re.compile(r"\w{1,40}")
_PARAGRAPH = re.compile(r"</?(?:p|div|li|h[1-6]|blockquote|section|ul|ol|br)\b[^>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,4000}>")
_NESTED = re.compile(r'\\"\w{1,40}\\"\s?:')
_SENTENCE = re.compile(r"""\w[.!?…。！？।؟۔]['"”’»」』)]*(?:\s|$)""")
_CODE = re.compile(r"[{}<>\\=;]|https?:")
_LARGEST = 4_000_000
_ABOUT = re.compile(
    r"description|caption|title|headline|^alt|alt$|teaser|summary|excerpt|promo|about|message|label", re.IGNORECASE
)
"""Keys whose texts speak of an article, of this page's or of others."""
_DEPTH = 2
_PROSE = 60
_LEAST_SHARED = 0.3


def state_body(source: str, title: str = "") -> str:
    """The longest text that the scripts of a page hold, a paragraph a line; "" where none speaks of what `title` does.

    A text with fewer than a third of the title's words is another article's, or none.
    """
    texts: dict[tuple[int, str], list[str]] = {}
    for number, script in enumerate(_scripts(source[:_LARGEST])):
        for key, text in _literals(script, _DEPTH):
            if not _ABOUT.search(key):
                found = [paragraph for paragraph in _paragraphs(text) if _is_prose(paragraph)]
                texts.setdefault((number, key), []).extend(found)
    bodies = ("\n".join(dict.fromkeys(paragraphs)) for paragraphs in texts.values())
    return max((body for body in bodies if _speaks_of(title, body)), key=len, default="")


def _scripts(source: str) -> Iterator[str]:
    """What stands in each script; where one is not closed, the search ends, lest it go to the end from each opening."""
    at = 0
    while opening := _OPENING.search(source, at):
        closing = _CLOSING.search(source, opening.end())
        if not closing:
            return
        yield source[opening.end() : closing.start()]
        at = closing.end()


def _literals(script: str, depth: int) -> Iterator[tuple[str, str]]:
    """Each long string and the key before it; state that is JSON in a string is looked into.

    What stands between any two quotes is taken for a string: code between strings does not read like prose, and one
    quote too many spoils nothing.
    """
    between = _QUOTE.split(script)
    for number, literal in enumerate(between):
        if len(literal) < _PROSE:
            continue
        if depth and _NESTED.search(literal):
            yield from _literals(_decoded(literal), depth - 1)
        else:
            key = between[number - 2] if number > 1 and between[number - 1].strip() == ":" else ""
            yield key if _KEY.fullmatch(key) else "", _decoded(literal)


def _decoded(literal: str) -> str:
    try:
        return str(json.loads(f'"{literal}"', strict=False))
    except ValueError:
        return ""


def _paragraphs(text: str) -> Iterator[str]:
    for part in _PARAGRAPH.sub("\n", text).splitlines():
        yield " ".join(unescaped(_TAG.sub("", part)).split())


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and bool(_SENTENCE.search(text)) and len(_CODE.findall(text)) <= len(text) / 200


def _speaks_of(title: str, body: str) -> bool:
    wanted = frozenset(words(fold(title)))
    return len(wanted & frozenset(words(fold(body)))) >= _LEAST_SHARED * len(wanted)
