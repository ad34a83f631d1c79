"""Takes out of an article what a publisher says for itself, and never too much of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reader.cleaning.blocks import Line
from reader.cleaning.lines.place import beside
from reader.cleaning.lines.rules import Verdict, verdict
from reader.model import Block, BlockKind, Reason
from reader.text import count_words

__all__ = ["MANY", "Verdict", "judge", "verdict"]

MANY = 20_000
"""Lines of a text that are judged at most; what is longer is no article."""
MOST = 0.4
"""The share of an article's lines and of its words that may go by phrases; when it is more, nothing goes."""

_CONTENT_KINDS = frozenset({BlockKind.CODE, BlockKind.TABLE, BlockKind.QUOTE})
_ZONES = {
    "share": Reason.SHARE,
    "newsletter": Reason.SUBSCRIBE,
    "related": Reason.RELATED,
    "nav": Reason.NAVIGATION,
    "footer": Reason.NAVIGATION,
    "header": Reason.NAVIGATION,
    "aside": Reason.NAVIGATION,
    "comments": Reason.NAVIGATION,
    "byline": Reason.CREDIT,
    "figure": Reason.CREDIT,
}


def judge(lines: Sequence[Line], settled: frozenset[int]) -> tuple[dict[int, Verdict], str | None]:
    """Verdicts by line number for all that goes, and a notice when the guard held them back.

    `settled` are lines judged already (a related list), which count neither way.
    """
    verdicts = {
        number: _outside(line.zone, line.outside)
        for number, line in enumerate(lines)
        if line.outside and number not in settled
    }
    body = [number for number, line in enumerate(lines) if not line.outside and number not in settled]
    if len(body) > MANY:
        return verdicts, f"Its {len(body):,} lines are too many to be judged one by one; nothing was cut."
    blocks = [lines[number].block for number in body]
    found = {at: judged for at, block in enumerate(blocks) if (judged := _judged(block))}
    phrases = {body[at]: judged for at, judged in (found | beside(blocks, found)).items()}
    held_back = _too_much(lines, body, phrases)
    if held_back:
        return verdicts, held_back
    return verdicts | phrases, None


def _judged(block: Block) -> Verdict | None:
    found = None if block.kind in _CONTENT_KINDS else verdict(block.text)
    told = found and found.reason is Reason.CREDIT and block.kind is BlockKind.CAPTION
    return None if told else found  # who took a picture belongs under it


@lru_cache(maxsize=64)
def _outside(zone: str, rule: str) -> Verdict:
    return Verdict(_ZONES.get(zone, Reason.NAVIGATION), rule)


def _too_much(lines: Sequence[Line], body: Sequence[int], phrases: dict[int, Verdict]) -> str | None:
    if len(body) < 3 or len(phrases) <= MOST * len(body):
        return None
    total = sum(count_words(lines[number].block.text) for number in body)
    going = sum(count_words(lines[number].block.text) for number in phrases)
    if going <= MOST * total:
        return None
    return f"{len(phrases)} lines look like promotion, too much of so short a text; nothing was cut."
