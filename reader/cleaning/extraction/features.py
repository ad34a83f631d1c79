"""What is known of each line of a page: numbers in columns, one a line, and flags.

Of some 250 features tried, these are the ones without which pages of sites not trained on came out worse.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reader.cleaning.blocks import Line
from reader.cleaning.extraction.parts import Measures, Part, measured, parts_of
from reader.cleaning.metadata import Page
from reader.cleaning.walk import Standing
from reader.model import BlockKind
from reader.text import fold

__all__ = ["Columns", "Features", "Holding", "features_of"]

Columns = dict[str, list[float]]

_TOKEN = re.compile(r"\w+")
_COMMA = re.compile(r"[,;،、，；]")
_QUOTE = re.compile('[“”„«»「」"]')
_DESCENT = 0.8
"""Share of the prose that a part must hold to stand for the whole."""
_FAR = 30
"""Lines further away than this are all the same distance away."""
_MANY = 60
_OFTEN = 4
_AROUND = 5
_LONG = 400


@dataclass(frozen=True, slots=True)
class Features:
    """The features of a page's lines."""

    flags: list[frozenset[str]]
    """For each line what holds of it, and of the part of the page it stands in: "tag p", "around aside" ..."""
    families: dict[str, Columns]
    """Numbers by family ("shape", "links", "words", "place", "order") and name, one for each line."""
    sizes: list[int]
    """Words in each line."""


def features_of(standings: Sequence[Standing], page: Page) -> Features:
    """The features of the lines, of which there is at least one."""
    lines = [standing.line for standing in standings]
    texts = [line.block.text for line in lines]
    measures = Measures(standings, texts)
    parts, whole = parts_of(standings)
    measured(parts, measures)
    densest = _densest(whole)
    plain = [text.lower() if text.isascii() else fold(text) for text in texts]  # of a line white space is folded
    words = [_TOKEN.findall(text) for text in plain]
    counts = list(map(len, words))
    return Features(
        _flags(lines, parts),
        {
            "shape": _shape(texts, counts, measures),
            "links": _links(parts, measures),
            "words": _words(plain, words, page),
            "place": _place(parts, whole, densest, measures),
            "order": _order(lines, parts, densest, measures),
        },
        counts,
    )


def _flags(lines: Sequence[Line], parts: Sequence[Part]) -> list[frozenset[str]]:
    known: dict[tuple[Part, str], frozenset[str]] = {}
    found = []
    for line, part in zip(lines, parts, strict=True):
        key = (part, line.zone)
        if key not in known:
            outer = part.outer.tag if part.outer else ""
            known[key] = part.around | {f"tag {part.tag}", f"outer {outer}", f"zone {line.zone}"}
        found.append(known[key])
    return found


def _shape(texts: Sequence[str], counts: Sequence[int], measures: Measures) -> Columns:
    """How a line looks by itself."""
    return {
        "size": [math.log1p(size) for size in measures.sizes],
        "ends": [float(end) for end in measures.ends],
        "words": [min(count, _MANY) for count in counts],
        "commas": [len(_COMMA.findall(text)) / (count or 1) for text, count in zip(texts, counts, strict=True)],
        "quote": [float(bool(_QUOTE.search(text))) for text in texts],
        "bar": [float("|" in text) for text in texts],
    }


def _links(parts: Sequence[Part], measures: Measures) -> Columns:
    """How much of a line, and of what is around it, leads elsewhere."""
    before, behind = _windows(measures.linked)
    return {
        "linked": measures.linked,
        "linked before": before,
        "linked behind": behind,
        "linked around": [(part.outer or part).link_density for part in parts],
        "leads away": [float(bool(part.outer and part.outer.leads_away)) for part in parts],
    }


def _windows(column: Sequence[float]) -> tuple[list[float], list[float]]:
    """The sums of the numbers before, and of those behind each."""
    sums = [0.0]
    for value in column:
        sums.append(sums[-1] + value)
    size = len(column)
    return (
        [sums[number] - sums[max(0, number - _AROUND)] for number in range(size)],
        [sums[min(size, number + 1 + _AROUND)] - sums[number + 1] for number in range(size)],
    )


def _words(plain: Sequence[str], words: Sequence[list[str]], page: Page) -> Columns:
    """What a line shares with what the page says of itself, and with its other lines; lines and words are folded."""
    title = fold(page.facts.title or "")
    titled = frozenset(_TOKEN.findall(title))
    times = Counter(plain)
    description = Holding(page.description)
    return {
        "is title": [float(bool(title) and text == title) for text in plain],
        "in title": [_share(own, titled) for own in words],
        "in description": [description.holds("".join(own)) for own in words],
        "repeated": [min(times[text], _OFTEN) for text in plain],
    }


def _share(own: Sequence[str], words: frozenset[str]) -> float:
    if not words or not own or len(own) > _MANY:
        return 0.0
    different = frozenset(own)
    return len(different & words) / len(different)


class Holding:
    """A text that lines are looked up in, whatever their spaces and punctuation."""

    _WINDOW = 24

    def __init__(self, text: str) -> None:
        self._text = _letters(text)

    def share(self, line: str) -> float:
        """How much of a line's beginning stands in the text, 0..1, by six windows of it."""
        return self.holds(_letters(line))

    def holds(self, letters: str) -> float:
        """The same of a line's folded letters."""
        size, letters = self._WINDOW, letters[:_LONG]
        if not letters or not self._text:
            return 0.0
        if letters in self._text:
            return 1.0
        if len(letters) < size:
            return 0.0
        starts = range(0, len(letters) - size + 1, max(1, (len(letters) - size) // 5))
        return sum(letters[at : at + size] in self._text for at in starts) / len(starts)


def _letters(text: str) -> str:
    return "".join(_TOKEN.findall(fold(text)))


def _place(parts: Sequence[Part], whole: Part, densest: Part, measures: Measures) -> Columns:
    """How much of the page's prose stands with a line."""
    total, size = whole.prose or 1, len(parts)
    main = max((part.outer or part for part in parts), key=lambda part: part.prose_direct)
    branches = {part: part.branch(total) for part in dict.fromkeys(parts)}
    found: Columns = {
        "prose density": [part.prose_density for part in parts],
        "lines around": [math.log1p((part.outer or part).count) for part in parts],
        "levels up": [min(branches[part][0], 12) for part in parts],
        "branch lines": [math.log1p(branches[part][1].count) for part in parts],
        "main part": [float(part.outer is main) for part in parts],
        "main prose": [main.prose_direct / total] * size,
        "densest prose": [densest.prose / total] * size,
    }
    return found | _alike(parts, measures, total)


def _densest(whole: Part) -> Part:
    """The innermost part that still holds nearly all prose."""
    part = whole
    while part.inner:
        inner = max(part.inner, key=lambda one: one.prose)
        if not inner.prose or inner.prose < _DESCENT * part.prose:
            break
        part = inner
    return part


def _alike(parts: Sequence[Part], measures: Measures, total: int) -> Columns:
    """How much prose stands in parts built just like a line's own, by their tags and classes, and by tags alone."""
    closely = [part.build for part in parts]
    loosely = [part.path for part in parts]
    found: Columns = {}
    for name, builds in (("alike prose", closely), ("tags alike prose", loosely)):
        sums: dict[object, int] = defaultdict(int)
        for build, prose in zip(builds, measures.prose, strict=True):
            sums[build] += prose
        found[name] = [sums[build] / total for build in builds]
    times = Counter(closely)
    found["alike lines"] = [math.log1p(times[build]) for build in closely]
    return found


def _order(lines: Sequence[Line], parts: Sequence[Part], densest: Part, measures: Measures) -> Columns:
    """How far down the page a line stands, counted in lines and in prose."""
    size, total = len(lines), sum(measures.prose) or 1
    running = [number for number in range(size) if measures.prose[number]]
    inside = [number for number in running if densest in parts[number].upwards()] or running or [0]
    first, last = inside[0], inside[-1]
    before, sums = 0, []
    for prose in measures.prose:
        sums.append(before / total)
        before += prose
    heading = _head(lines, first)
    return {
        "prose before": sums,
        "from first": [_bounded(number - first) for number in range(size)],
        "from last": [_bounded(number - last) for number in range(size)],
        "between": [float(first <= number <= last) for number in range(size)],
        "from heading": [_bounded(number - heading) if heading >= 0 else -_FAR - 1 for number in range(size)],
    }


def _head(lines: Sequence[Line], first: int) -> int:
    """The number of the main heading: of several the last before the text begins; -1 where there is none."""
    tops = [
        number for number, line in enumerate(lines) if line.block.kind is BlockKind.HEADING and line.block.level == 1
    ]
    return max((number for number in tops if number <= first), default=tops[0] if tops else -1)


def _bounded(distance: int) -> float:
    return max(-_FAR, min(_FAR, distance))
