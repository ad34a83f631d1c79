"""Tells a source's boilerplate from what its articles say, by comparing those that share a line.

The whole of it in one sentence: a line is boilerplate when it stands word for word at the head or the end of three
articles of one source, or anywhere in five, that have otherwise little in common and are not about what it says.

So the copies, rewordings and updates of one article count once; what a source repeats as background in its reports
of one story stays, because the other lines of those reports are about the same; and so does a line whose words
come up again in the articles around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from reader.cleaning.likeness import like, line_number
from reader.cleaning.phrases import bare, lexicon
from reader.model import Article, BlockKind
from reader.text import count_words, fold, words

__all__ = ["FEW", "Reading", "boilerplate", "reading"]

FEW = 3
"""Articles it takes at the head and the end."""
MANY = 5
"""Articles it takes elsewhere, and for long lines."""
LONG = 45
"""Words from which on a line is long."""
LONGEST = 90
"""Words a line has at most; what is longer is an article's own, however often it stands."""
SHORTEST = 2
NUMBERED = 4
"""Words up to which a line with a number tells something ("Rating: 4/5") and stays."""
SENTENCE = 5
"""Words a line between others has at least."""
SHARED = 0.5
"""The share of the shorter article's words in lines of both from which on two are one article."""
KINDRED = 0.5
"""The share of telling words, outside of those lines, from which on they are."""
ABOUT = 0.5
"""The share of a line's telling words that come up elsewhere in an article from which on it is about that."""
MARGIN = 1
"""Lines of an article's own that may stand between a line and the head or the end."""

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.CAPTION})
_NO_TEXT = frozenset({BlockKind.RULE, BlockKind.CAPTION})
_DIGIT = re.compile(r"\d")
_UNSPACED = re.compile("[\u0e00-\u0eff\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    bare: str
    words: int
    kind: BlockKind
    telling: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What of an article is compared."""

    title: str
    telling: frozenset[str]
    """The telling words of the title."""
    lines: tuple[_Line, ...]

    def at(self, number: int) -> int | None:
        """Where a line stands first."""
        return next((at for at, line in enumerate(self.lines) if line.number == number), None)


def reading(article: Article, outlet: str) -> Reading:
    """An article ready to be compared with others of its source (as `outlet_key` makes it)."""
    name = _telling(outlet)
    lines = tuple(
        _Line(
            line_number(outlet, like(block.text)),
            block.text,
            bare(block.text),
            count_words(block.text),
            block.kind,
            _telling(block.text) - name,
        )
        for block in article.blocks
        if block.kind is not BlockKind.RULE and block.text.strip()
    )
    return Reading(bare(article.title), _telling(article.title) - name, lines)


def boilerplate(number: int, readings: Iterable[Reading]) -> str | None:
    """The line with this number, as it is written, if it is boilerplate in these articles of one source; else None."""
    chosen = _different(_word_for_word(number, readings))
    if len(chosen) < FEW:
        return None
    line = chosen[0][0].lines[chosen[0][1]]
    common = _common(one for one, _ in chosen)
    at_edge = 2 * sum(_at_edge(one, at, common) for one, at in chosen) > len(chosen)
    if not _possible(line, at_edge=at_edge) or len(chosen) < (FEW if at_edge and line.words <= LONG else MANY):
        return None
    about = sum(_is_about(line, one, common) for one, _ in chosen)
    return line.text if 2 * about < len(chosen) else None


def _word_for_word(number: int, readings: Iterable[Reading]) -> list[tuple[Reading, int]]:
    """The articles with the line as most of them have it, and where; none that has it for its title."""
    holding = [(one, at) for one in readings if (at := one.at(number)) is not None]
    usual = Counter(one.lines[at].bare for one, at in holding).most_common(1)
    return [(one, at) for one, at in holding if one.lines[at].bare == usual[0][0] != one.title]


def _possible(line: _Line, *, at_edge: bool) -> bool:
    if not at_edge and (line.kind is not BlockKind.PARAGRAPH or line.words < SENTENCE):
        return False
    numbered = line.words <= NUMBERED and _DIGIT.search(line.text)
    return line.kind in _KINDS and bool(line.telling) and SHORTEST <= line.words <= LONGEST and not numbered


def _different(holding: Sequence[tuple[Reading, int]]) -> list[tuple[Reading, int]]:
    """Those of which no two are the same article, near enough."""
    chosen: list[tuple[Reading, int]] = []
    for one, at in holding:
        if not any(_same(one, other) for other, _ in chosen):
            chosen.append((one, at))
    return chosen


def _same(one: Reading, other: Reading) -> bool:
    if one.title == other.title:
        return True
    shared = {line.number for line in one.lines} & {line.number for line in other.lines}
    mine, theirs = _rest(one, shared), _rest(other, shared)
    if min(_kept(one, mine), _kept(other, theirs)) < 1 - SHARED:
        return True
    first, second = _words_of(one, mine), _words_of(other, theirs)
    fewer = min(len(first), len(second))
    return not fewer or len(first & second) >= KINDRED * fewer


def _rest(one: Reading, without: Collection[int]) -> list[_Line]:
    return [line for line in one.lines if line.number not in without]


def _kept(one: Reading, lines: Iterable[_Line]) -> float:
    total = sum(line.words for line in one.lines if line.kind not in _NO_TEXT)
    return sum(line.words for line in lines if line.kind not in _NO_TEXT) / max(total, 1)


def _words_of(one: Reading, lines: Iterable[_Line]) -> frozenset[str]:
    return one.telling.union(*(line.telling for line in lines))


def _common(readings: Iterable[Reading]) -> frozenset[int]:
    """Lines that stand in more than one of these."""
    counts = Counter(number for one in readings for number in {line.number for line in one.lines})
    return frozenset(number for number, count in counts.items() if count > 1)


def _at_edge(one: Reading, at: int, common: Collection[int]) -> bool:
    before = sum(line.number not in common for line in one.lines[:at])
    behind = sum(line.number not in common for line in one.lines[at + 1 :])
    return min(before, behind) <= MARGIN


def _is_about(line: _Line, one: Reading, common: Collection[int]) -> bool:
    elsewhere = _words_of(one, _rest(one, common))
    return len(line.telling & elsewhere) >= ABOUT * len(line.telling)


def _telling(text: str) -> frozenset[str]:
    """The words by which one can tell what a text is about; in scripts without spaces pairs of letters."""
    folded = fold(text)
    pairs = {first + second for run in _UNSPACED.findall(folded) for first, second in pairwise(run)}
    spaced = _UNSPACED.sub(" ", folded)
    common = _commonest()
    return frozenset(
        pairs | {word for word in words(spaced) if len(word) > (3 if word.isascii() else 2) and word not in common}
    )


@lru_cache(maxsize=1)
def _commonest() -> frozenset[str]:
    return frozenset(word for stopwords in lexicon().stopwords.values() for word in stopwords)
