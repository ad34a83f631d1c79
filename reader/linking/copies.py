"""Which texts are copies of one another: the same words, cut, edited, reworded, wrapped in something else.

Candidates share a few marks: the smallest hashes of a text's three-word runs, so that two texts with runs in common
have marks in common too, however long each is (bottom-k sketches, Broder 1997). Candidates are then laid side by side,
word by word. Two texts are copies when one of these holds:

- nearly all three-word runs of the shorter stand in the longer, in whatever order;
- most words of the *longer* one stand in the shorter in the same order, close together: a text reworded word by word
  keeps its frame, while two reports of one event seldom share more than half;
- the shorter is in the main one stretch from the beginning of the longer: a text cut short, with something added.

Where the titles are alike as well, less will do. Where the words are the same and the numbers are others, it is a form
filled in anew (a market report, a quake), not a copy. Words are what stands between spaces and marks, single letters in
scripts without spaces; nothing here knows a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise
from zlib import crc32

from reader.text import fold

__all__ = ["FEWEST", "MARKS", "Wording", "likeness", "marks"]

MARKS = 14
"""Marks of a text: with 12, one of the kit's 700 copies has none in common with its original; 16 gain nothing more."""
FEWEST = 16
"""Words that a text has at least to be anybody's copy; shorter ones are too often alike by chance."""

_RUN = 3
_LONGEST = 1_000
"""Words of a text that are looked at."""
_LETTERS = 8_000
"""Letters that so many words are looked for in."""
_GAP = 4
"""Words that one common word may stand behind the one before it for the two to hang together."""
_FAMILIAR = 0.45
"""Words of the shorter below which, if no more are known to the longer, the runs of the two are not compared."""
_SOME = 0.1
"""Runs in common below which they are not laid side by side."""
_CONTAINED = 0.8
_TITLES_ALIKE, _TITLES_SAME = 0.6, 0.9
_HEAD = 20
"""Words of something else that may stand before what was cut short."""
_SHORT = 60
"""Words below which two leads by different hands can be as alike as a text and its rewording…"""
_MORE, _LESS = 0.2, 0.14
"""… so that the more is asked, the fewer there are, and less of a rewording, up to twice as many: so much at most."""
_LEAST = 0.52
"""What is asked of a rewording at least."""
_NUMBERS = 40
"""One number in so many common words may be another."""
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]|[^\\W_]+"
)


@dataclass(frozen=True, slots=True)
class _Bars:
    """What is asked of two texts, as shares from 0 to 1."""

    reworded: float
    """Words of the longer that stand in the shorter."""
    stretch: float
    """The shorter in one stretch, where the longer begins with that…"""
    contained: float
    """… and at the same time its runs that stand in the longer."""


_STRANGE = _Bars(reworded=0.66, stretch=0.75, contained=0.65)
_ALIKE = _Bars(reworded=0.54, stretch=0.55, contained=0.45)
"""For titles of which most is the same."""
_SAME = _Bars(reworded=0.54, stretch=0.38, contained=0.3)
"""For titles of which all is the same, but for the name of a site."""


@dataclass(frozen=True)
class Wording:
    """The words of an article, made once and compared with many."""

    title: Sequence[str]
    words: Sequence[str]

    @classmethod
    def of(cls, title: str, text: str) -> Wording:
        """Folded words of a title and of the beginning of a text."""
        return cls(_WORD.findall(fold(title)), _WORD.findall(fold(text[:_LETTERS]))[:_LONGEST])

    @cached_property
    def runs(self) -> frozenset[int]:
        """The runs of three words, as numbers below 2^32."""
        joined = " ".join
        words = self.words
        return frozenset(crc32(joined(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1))


@dataclass(frozen=True, slots=True)
class _Match:
    """Two texts side by side."""

    linked: int
    """Common words that hang together with the one before."""
    stretch: int
    """Words of the longest stretch that hangs together."""
    start: int
    """Where in the longer text that begins."""
    renumbered: int
    """Places where the words around are the same and the numbers are others."""


def marks(wording: Wording) -> list[int]:
    """Numbers below 2^32 that a copy most likely has in common with its original; none where it is too short."""
    return nsmallest(MARKS, wording.runs) if len(wording.words) >= FEWEST else []


def likeness(one: Wording, other: Wording) -> float:
    """How far one text is the other's copy: from about 0.5 to 1, or 0 where it is none."""
    short, long = sorted((one, other), key=lambda wording: len(wording.words))
    if len(short.words) < FEWEST:
        return 0.0
    kinds = frozenset(short.words)
    if len(kinds.intersection(long.words)) < _FAMILIAR * len(kinds):
        return 0.0
    contained = len(short.runs & long.runs) / min(len(short.runs), len(long.runs))
    if contained < _SOME:
        return 0.0
    match = _side_by_side(short.words, long.words)
    if match.renumbered > 1 and match.renumbered * _NUMBERS > match.linked:
        return 0.0
    reworded = match.linked / (len(long.words) - 1)
    stretch = match.stretch / len(short.words)
    bars = _bars(one.title, other.title)
    length = len(short.words) / _SHORT
    more, less = _MORE * max(1 - length, 0), _LESS * min(max(length - 1, 0), 1)
    is_reworded = reworded >= max(bars.reworded + more - less, _LEAST)
    is_cut = match.start <= _HEAD and stretch >= bars.stretch + more and contained >= bars.contained + more
    return max(contained, reworded) if contained >= _CONTAINED or is_reworded or is_cut else 0.0


def _bars(one: Sequence[str], other: Sequence[str]) -> _Bars:
    """By how much of the shorter title stands in the longer, in order; a site's name may stand behind it."""
    short, long = sorted((one, other), key=len)
    if not short:
        return _STRANGE
    shared = _side_by_side(short, long).linked / max(len(short) - 1, 1)
    if shared >= _TITLES_SAME:
        return _SAME
    return _ALIKE if shared >= _TITLES_ALIKE else _STRANGE


def _side_by_side(short: Sequence[str], long: Sequence[str]) -> _Match:
    linked = stretch = start = renumbered = 0
    run, begun = 1, 0
    for (here, there), (here_next, there_next) in pairwise(_common(short, long)):
        if here_next - here > _GAP or there_next - there > _GAP:
            run = 1
            continue
        if run == 1:
            begun = there
        linked, run = linked + 1, run + 1
        renumbered += _are_others(short[here + 1 : here_next], long[there + 1 : there_next])
        if run > stretch:
            stretch, start = run, begun
    return _Match(linked, stretch, start, renumbered)


def _common(short: Sequence[str], long: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of the longest common subsequence in both."""
    from rapidfuzz.distance import LCSseq

    for step in LCSseq.opcodes(short, long):
        if step.tag == "equal":
            length = step.src_end - step.src_start
            yield from ((step.src_start + at, step.dest_start + at) for at in range(length))


def _are_others(here: Sequence[str], there: Sequence[str]) -> bool:
    mine = {word for word in here if word[0].isdigit()}
    return bool(mine) and any(word[0].isdigit() and word not in mine for word in there)
