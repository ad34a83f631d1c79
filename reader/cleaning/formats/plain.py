"""Plain text: scraped pieces, saved articles, one paragraph a line or hard-wrapped.

A scraped piece has no title line and its date glued to the first sentence (" date 2022-02-25 The Kremlin …");
a saved one begins with its title and perhaps lines for author and date. Both are told by shape.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from reader.cleaning.blocks import Line, Parsed
from reader.cleaning.boilerplate import verdict
from reader.model import Block, BlockKind, Document, Facts
from reader.text import clip, count_words, safe_lines, squash

__all__ = ["parse", "parse_text", "title_from"]

TITLE_WORDS = 25
"""Words a title line has at most."""
DATE_WORDS = 7
"""Words a date has at most."""
_TITLE_FROM_TEXT = (40, 110)
"""Characters a title made from the first sentence has: at least, before a clause ends it; and at most."""

_LABELS = (
    r"date|dated|published|posted|updated|publication date|datum|veröffentlicht|fecha|data|publicado|publicada|"
    r"publié|date de publication|pubblicato|publicat|publikováno|opublikowano|dato|publicerad|publisert|udgivet|"
    r"päivä|päivämäärä|julkaistu|дата|опубликовано|опубліковано|ημερομηνία|tarih|yayın tarihi|tanggal|ngày|dátum|"
    r"تاريخ|التاريخ|תאריך|दिनांक|तारीख|日期|发布时间|發布日期|日付|公開日|掲載日|날짜|입력|วันที่"
)
_DAY = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}[./]\d{1,2}[./]\d{4}"
)
_GLUED_DATE = re.compile(
    rf"\s*(?:(?P<label>{_LABELS})\s*[:：]?\s*)?(?P<day>{_DAY})(?:\s*[|:：–—]\s*|\s+)(?=\S)", re.IGNORECASE
)
_DATE_LABEL = re.compile(rf"\s*(?:{_LABELS})\s*[:：]?\s+", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")
_LIST_ITEM = re.compile(r"^(?P<marker>[-*•·▪–]|\d{1,3}[.)])\s+(?P<text>\S.*)$")
_RULE = re.compile(r"^\s*(?:[-*_=~]\s*){3,}$")
_SENTENCE = re.compile(r"^.+?[.!?。！？؟।…](?=[\"'”’»」』)]*(?:\s|$))|^.+?[。！？]")
_SENTENCE_END = re.compile(r"[.!?。！？؟।:：;,，、]['\"”’»」』)\]]*$")
_CLAUSE = re.compile(r"[,;:，、；：]\s|[，、；：]|\s[–—-]\s")


def parse(document: Document) -> Parsed:
    """Read a plain text document."""
    from reader.cleaning.encoding import text_of

    text, notices = text_of(document)
    parsed = parse_text(text, titled=document.facts.title is not None)
    return replace(parsed, notices=(*notices, *parsed.notices))


def parse_text(text: str, *, titled: bool = False) -> Parsed:
    """Read plain text; `titled` when its title is known from elsewhere, so that no line of it is taken for one."""
    paragraphs = _paragraphs(safe_lines(text))
    published: date | datetime | None = None
    if paragraphs:
        published, paragraphs[0] = _glued_date(paragraphs[0])
    facts = Facts(published=published)
    lines = _lines([paragraph for paragraph in paragraphs if paragraph])
    if not titled and not published and _is_title(lines):
        facts, lines = Facts(title=lines[0].block.text), lines[1:]
    return Parsed(facts, tuple(lines))


def title_from(text: str) -> str:
    """A title made from a text's first sentence, cut at a clause where that leaves enough."""
    first = squash(text)
    sentence = _SENTENCE.match(first)
    title = (sentence.group() if sentence else first).rstrip(".。 ")
    least, most = _TITLE_FROM_TEXT
    if len(title) > most:
        clauses = [match.start() for match in _CLAUSE.finditer(title) if least <= match.start() <= most]
        title = title[: clauses[-1]] if clauses else clip(title, most)
    return title


def _paragraphs(text: str) -> list[str]:
    """One string a paragraph: lines of a hard-wrapped text joined, others kept apart."""
    chunks = [chunk for chunk in re.split(r"\n[ \t]*\n+", text) if chunk.strip()]
    longest = max((len(line) for line in text.split("\n")), default=0)
    paragraphs: list[str] = []
    for chunk in chunks:
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        paragraphs += [" ".join(lines)] if _wrapped(lines, longest) else lines
    return [squash(paragraph) for paragraph in paragraphs]


def _wrapped(lines: Sequence[str], longest: int) -> bool:
    """Whether line breaks are only there because the next word would not have fitted."""
    if len(lines) < 2 or longest > 120 or any(_LIST_ITEM.match(line) for line in lines):
        return False
    full = sum(
        len(line) + 1 + len(following.split(" ", 1)[0]) > longest - 8 for line, following in itertools.pairwise(lines)
    )
    return longest >= 40 and full >= 0.7 * (len(lines) - 1)


def _glued_date(paragraph: str) -> tuple[date | datetime | None, str]:
    """The date a paragraph begins with, and the rest of it."""
    from reader.cleaning.dates import parse_date

    found = _GLUED_DATE.match(paragraph)
    if found:
        published = parse_date(found["day"])
        return (published, paragraph[found.end() :]) if published else (None, paragraph)
    label = _DATE_LABEL.match(paragraph)
    return _spelled_date(paragraph, label.end()) if label else (None, paragraph)


def _spelled_date(paragraph: str, start: int) -> tuple[date | datetime | None, str]:
    """A date in words behind a label ("date 14 October 2026 The bridge …"): the longest run that is one."""
    from reader.cleaning.dates import parse_date

    first = itertools.islice(_WORD.finditer(paragraph, start), DATE_WORDS)
    ends = [word.end() for word in first if _DIGIT.search(word.group())]
    for end in reversed(ends):
        published = parse_date(paragraph[start:end].strip(" ,|"))
        if published:
            return published, paragraph[end:].lstrip(" ,|:–—")
    return None, paragraph


def _lines(paragraphs: Sequence[str]) -> list[Line]:
    """The paragraphs as lines; a number before one alone is no list ("1. FC Köln", "14. Oktober")."""
    read = [_line(paragraph) for paragraph in paragraphs]
    numbers = [_number(line) for line in read]
    for at, number in enumerate(numbers):
        beside = numbers[max(at - 1, 0) : at] + numbers[at + 1 : at + 2]
        if number is not None and number - 1 not in beside and number + 1 not in beside:
            read[at] = Line(Block.of(paragraphs[at]))
    return read


def _number(line: Line) -> int | None:
    marker = line.block.marker[:-1]
    return int(marker) if marker.isdecimal() else None


def _line(paragraph: str) -> Line:
    if _RULE.match(paragraph):
        return Line(Block(BlockKind.RULE, ()))
    item = _LIST_ITEM.match(paragraph)
    if item:
        marker = item["marker"] if item["marker"][0].isdigit() else "•"
        return Line(Block.of(item["text"], BlockKind.ITEM, marker=marker))
    return Line(Block.of(paragraph))


def _is_title(lines: Sequence[Line]) -> bool:
    """Whether the first line is a title: short, no sentence, and real text below it."""
    if len(lines) < 2 or lines[0].block.kind is not BlockKind.PARAGRAPH:
        return False
    first = lines[0].block.text
    if count_words(first) > TITLE_WORDS or (_SENTENCE_END.search(first) and not first.endswith(("?", "!"))):
        return False
    return verdict(first) is None and any(count_words(line.block.text) > count_words(first) for line in lines[1:])
