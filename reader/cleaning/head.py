"""The lines between a title and its text: who wrote it, when, for whom.

"By Ann Example", "14 October 2026, 07:55", "Agency report | Friday 30 October 2026 | Maren Courier". They are
facts, not text, so they go to the head of the article, with a receipt like everything that goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.cleaning.blocks import Line
from reader.cleaning.dates import parse_date
from reader.model import BlockKind, Facts
from reader.text import count_words, squash

__all__ = ["read_head"]

DEEPEST = 4
"""How many lines from the top may belong to the head."""
LONGEST = 14
"""Words such a line has at most."""
LONGEST_NAME = 5
"""Words the name of a source has at most."""

_BYLINE = re.compile(
    r"(?:by|von|par|por|di|da|door|av|af|od|oleh|автор|yazan|作者|文|記者|记者|글)\s*[:：]?\s+(?P<name>[^\d,.;:!?|]{3,60})$",
    re.IGNORECASE,
)
_BARS = re.compile(r"\s*[|·•]\s*|\s+[–—]\s+")
_LABEL = re.compile(r"^[^\W\d_]+\s*[:：]\s*")
_SENTENCE_END = re.compile(r"[.!?。！？…]['\"”’»]*$")


def read_head(lines: Sequence[Line], known: Facts) -> tuple[Facts, list[Line]]:
    """The facts with what the head adds to them, and the lines with those of the head marked as outside."""
    facts, read = known, list(lines)
    inside = [number for number, line in enumerate(lines) if not line.outside]
    for number in inside[:DEEPEST]:
        line = read[number]
        found = _facts_in(_text(line)) if line.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else None
        if found is None:
            if count_words(line.block.text) > LONGEST:
                break
            continue
        facts = replace(
            facts,
            byline=found.byline if facts.byline in (None, facts.source) and found.byline else facts.byline,
            published=facts.published or found.published,
            source=facts.source or found.source,
        )
        read[number] = replace(line, zone="byline", outside="head: who, when, for whom")
    return facts, read


def _text(line: Line) -> str:
    """The line as written: "14. Oktober 2026" is no item of a list."""
    block = line.block
    return squash(f"{block.marker} {block.text}" if block.marker[:1].isdigit() else block.text)


def _facts_in(text: str) -> Facts | None:
    """What a head line states; None when it is none."""
    if not text or count_words(text) > LONGEST or _SENTENCE_END.search(text):
        return None
    whole = _fact(text)
    if whole:
        return whole
    name, comma, rest = text.partition(",")
    first, second = _fact(name), _fact(rest)
    if comma and first and second:
        return Facts(byline=first.byline or second.byline, published=first.published or second.published)
    return _between_bars(_BARS.split(text, maxsplit=LONGEST))


def _between_bars(parts: Sequence[str]) -> Facts | None:
    found = [_fact(part) for part in parts]
    if len(parts) < 2 or not any(found) or any(count_words(part) > LONGEST_NAME + 3 for part in parts):
        return None
    others = [
        part for part, fact in zip(parts, found, strict=True) if not fact and 0 < count_words(part) <= LONGEST_NAME
    ]
    byline = next((fact.byline for fact in found if fact and fact.byline), None)
    published = next((fact.published for fact in found if fact and fact.published), None)
    return Facts(byline=byline, published=published, source=others[-1] if others else None)


def _fact(text: str) -> Facts | None:
    """A byline or a date, and nothing else."""
    byline = _BYLINE.match(text.strip())
    if byline and count_words(byline["name"]) <= LONGEST_NAME + 1:
        return Facts(byline=squash(byline["name"]))
    published = parse_date(text.strip()) or parse_date(_LABEL.sub("", text.strip()))
    return Facts(published=published) if published else None
