"""What is known of each line of a page, as columns of numbers: one column a feature, one number a line."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from reader.cleaning.blocks import Line
from reader.cleaning.extraction.parts import AROUND, NAMES, Measures, Part, measured, parts_of
from reader.cleaning.metadata import Page
from reader.cleaning.walk import Standing
from reader.model import BlockKind, Style
from reader.text import fold

__all__ = ["Columns", "columns"]

Columns = dict[str, list[float]]

_TAGS = (
    "p", "div", "li", "td", "span", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "figcaption", "dd", "dt", "header", "footer", "a", "body", "time", "address", "table",
)  # fmt: skip
_ZONES = ("nav", "aside", "footer", "header", "figure", "share", "related", "newsletter", "comments", "byline")
_TOKEN = re.compile(r"\w+")
_COMMA = re.compile(r"[,;،、，；]")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d\b|\d{1,2}/\d{1,2}")
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('[“”„«»「」"]')
_DATE_WORDS = 15
_DESCENT = 0.8
"""Share of the prose that a part must hold to stand for the whole."""
_FAR = 30
"""Lines further away than this are all the same distance away."""
_SEEN = 4
_AROUND = (-3, -2, -1, 1, 2, 3)
_CARRIED = (
    "size", "linked", "ends", "kind paragraph", "kind heading", "kind item", "kind caption", "alike prose", "densest",
    "levels up", "main part",
)  # fmt: skip
"""What of the lines before and behind is told of a line."""


def columns(standings: Sequence[Standing], said: Page) -> dict[str, Columns]:
    """The features of the lines, of which there is at least one, by family."""
    lines = [standing.line for standing in standings]
    texts = [line.block.text for line in lines]
    measures = Measures(standings, texts)
    parts, page = parts_of(standings)
    measured(parts, measures)
    place, links = _place(parts, page, measures)
    found = {
        "shape": _shape(lines, texts, measures),
        "links": links | {"linked": measures.linked},
        "words": _words(texts, said),
        "names": _names(lines, parts),
        "place": place,
        "order": _order(lines, measures, place["densest"], page.prose or 1),
    }
    found["around"] = _around(
        {name: column for family in found.values() for name, column in family.items()}, parts, measures
    )
    return found


def _flags(name: str, values: Iterable[object], wanted: Iterable[object]) -> Columns:
    held = list(values)
    return {f"{name} {one}": [float(value == one) for value in held] for one in wanted}


def _shape(lines: Sequence[Line], texts: Sequence[str], measures: Measures) -> Columns:
    """How a line looks by itself."""
    found = _flags("kind", [line.block.kind.value for line in lines], [kind.value for kind in BlockKind])
    found["size"] = [math.log1p(size) for size in measures.sizes]
    found["ends"] = [float(end) for end in measures.ends]
    found["level"] = [line.block.level for line in lines]
    found["bold"] = [_styled(line, text, Style.STRONG) for line, text in zip(lines, texts, strict=True)]
    found["italic"] = [_styled(line, text, Style.EMPHASIS) for line, text in zip(lines, texts, strict=True)]
    return found | _columns(_LETTERS, list(map(_letters, texts)))


_LETTERS = (
    "words", "commas", "comma density", "digits", "capitals", "all capitals", "starts small", "colon", "quote",
    "copyright", "bar", "at", "exclamation", "question", "slash", "bracket", "dash", "date",
)  # fmt: skip


def _letters(text: str) -> tuple[float, ...]:
    words = _TOKEN.findall(text)
    count = len(words)
    commas = len(_COMMA.findall(text))
    capitals = sum(map(str.isupper, [word[0] for word in words]))
    letters = sum(map(str.isalpha, [word[0] for word in words]))
    return (
        min(count, 60),
        min(commas, 10),
        commas / (count or 1),
        len(_DIGIT.findall(text)) / (len(text) or 1),
        capitals / (letters or 1),
        float(text.isupper()),
        float(text[:1].islower()),
        float(text.endswith((":", "："))),
        float(bool(_QUOTE.search(text))),
        float("©" in text or "(c)" in text),
        float("|" in text),
        float("@" in text),
        float("!" in text),
        float("?" in text),
        float("/" in text),
        float(text[:1] in "(["),
        float(text[:1] in "-–—•*►"),
        float(count < _DATE_WORDS and bool(_DATE.search(text))),
    )


def _styled(line: Line, text: str, style: Style) -> float:
    return sum(len(span.text) for span in line.block.spans if style in span.style) / (len(text) or 1)


def _words(texts: Sequence[str], said: Page) -> Columns:
    """What a line shares with what the page says of itself, and with its other lines."""
    plain = [fold(text) for text in texts]
    title = fold(said.facts.title or "")
    titled = frozenset(_TOKEN.findall(title))
    times = Counter(texts)
    description, body = _Holding(said.description), _Holding(said.body)
    return {
        "is title": [float(bool(title) and text == title) for text in plain],
        "in title": [_share(text, titled) for text in plain],
        "in description": [description.share(text) for text in texts],
        "in data": [body.share(text) if body.text else -1.0 for text in texts],
        "data": [float(bool(body.text))] * len(texts),
        "repeated": [min(times[text], _SEEN) for text in texts],
    }


def _share(text: str, words: frozenset[str]) -> float:
    if not words or len(text) > 400:
        return 0.0
    own = frozenset(_TOKEN.findall(text))
    return len(own & words) / (len(own) or 1)


class _Holding:
    """A text that lines are looked up in, whatever their spaces and punctuation."""

    _WINDOW = 24

    def __init__(self, text: str) -> None:
        self.text = self._bare(text)

    def share(self, line: str) -> float:
        """How much of a line stands in the text, 0..1, by its start, its middle and its end."""
        bare = self._bare(line)
        if not self.text or not bare:
            return 0.0
        if bare in self.text:
            return 1.0
        size = self._WINDOW
        if len(bare) < size:
            return 0.0
        starts = range(0, len(bare) - size + 1, max(1, (len(bare) - size) // 5))
        return sum(bare[at : at + size] in self.text for at in starts) / len(starts)

    @staticmethod
    def _bare(text: str) -> str:
        return "".join(_TOKEN.findall(text)).lower()


def _names(lines: Sequence[Line], parts: Sequence[Part]) -> Columns:
    """What the page calls the part a line stands in, and those around it."""
    found = _flags("tag", [part.tag for part in parts], _TAGS)
    found |= _flags("outer", [part.outer.tag if part.outer else "" for part in parts], ("div", "li", "td"))
    found |= _flags("zone", [line.zone for line in lines], _ZONES)
    found |= _bits("around", [part.around for part in parts], AROUND)
    spoken = {part: _spoken(part) for part in frozenset(parts)}
    for number, distance in enumerate(("near", "middle", "far")):
        found |= _bits(distance, [spoken[part][number] for part in parts], NAMES)
    return found


def _bits(name: str, masks: Sequence[int], names: Iterable[str]) -> Columns:
    return {f"{name} {one}": [float(mask >> bit & 1) for mask in masks] for bit, one in enumerate(names)}


def _spoken(part: Part) -> tuple[int, int, int]:
    """What the names of the nearest two parts around speak of, the next three, and all others."""
    named = [0, 0, 0]
    for distance, around in enumerate(part.upwards()):
        if distance == 5:
            named[2] = around.named_all
            break
        named[0 if distance < 2 else 1] |= around.named
    return named[0], named[1], named[2]


def _place(parts: Sequence[Part], page: Part, measures: Measures) -> tuple[Columns, Columns]:
    """How much of the page's prose stands with a line; and how much of what is around it is links."""
    total, size = page.prose or 1, len(parts)
    densest = _densest(page)
    main = max((around for part in parts for around in (part.outer,) if around), key=lambda one: one.prose_direct)
    standing = {part: _standing(part, total, densest, main) for part in frozenset(parts)}
    linked = {part: _linked(part, total) for part in standing}
    place = _columns(_STANDING, [standing[part] for part in parts]) | _alike(parts, measures, total)
    place |= {
        "page lines": [math.log1p(size)] * size,
        "page prose": [math.log1p(total)] * size,
        "main prose": [main.prose_direct / total] * size,
        "densest prose": [densest.prose / total] * size,
    }
    return place, _columns(_LINKED, [linked[part] for part in parts])


def _columns(names: Sequence[str], rows: Sequence[tuple[float, ...]]) -> Columns:
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def _densest(page: Part) -> Part:
    """The innermost part that still holds nearly all prose."""
    part = page
    while part.inner:
        inner = max(part.inner, key=lambda one: one.prose)
        if not inner.prose or inner.prose < _DESCENT * part.prose:
            break
        part = inner
    return part


_NEAR = ("own", "outer", "second", "third")
_STANDING = (
    *(f"{where} {what}" for where in _NEAR for what in ("prose share", "prose density", "lines")),
    "levels up", "branch prose", "branch lines", "branch prose lines", "branch size", "densest", "main part",
    "in main part", "depth",
)  # fmt: skip
_LINKED = (*(f"{where} link density" for where in _NEAR), "branch link density", "cards", "card prose", "leads away")


def _standing(part: Part, total: int, densest: Part, main: Part) -> tuple[float, ...]:
    chain = list(part.upwards())
    near = [chain[min(distance, len(chain) - 1)] for distance in range(len(_NEAR))]
    sums = [value for one in near for value in (one.prose / total, one.prose_density, math.log1p(one.count))]
    up, branch = _branch(chain, total)
    return (
        *sums,
        min(up, 12),
        branch.prose / total,
        math.log1p(branch.count),
        math.log1p(branch.prose_count),
        math.log1p(branch.size),
        float(densest in chain),
        float(main in chain),
        float(part.outer is main),
        len(chain),
    )


def _branch(chain: Sequence[Part], total: int) -> tuple[int, Part]:
    """How far up the first part with half the prose is, and the part inside it that a line stands in."""
    up = next((distance for distance, one in enumerate(chain) if 2 * one.prose >= total), 0)
    return up, chain[max(up - 1, 0)]


def _linked(part: Part, total: int) -> tuple[float, ...]:
    chain = list(part.upwards())
    near = [chain[min(distance, len(chain) - 1)].link_density for distance in range(len(_NEAR))]
    card = max(chain, key=lambda one: one.cards)
    return (
        *near,
        _branch(chain, total)[1].link_density,
        card.cards,
        card.prose / total if card.cards else 0.0,
        float(bool(part.outer and part.outer.wholly_linked and 2 <= part.outer.count <= 6)),
    )


def _alike(parts: Sequence[Part], measures: Measures, total: int) -> Columns:
    """How much prose stands in parts built just like a line's own."""
    closely = [(part.tag, part.classes, part.outer and (part.outer.tag, part.outer.classes)) for part in parts]
    loosely = [tuple(around.tag for around, _ in zip(part.upwards(), range(4), strict=False)) for part in parts]
    found: Columns = {}
    for name, likes in (("alike prose", closely), ("tags alike prose", loosely)):
        sums: dict[object, int] = defaultdict(int)
        for like, prose in zip(likes, measures.prose, strict=True):
            sums[like] += prose
        found[name] = [sums[like] / total for like in likes]
    times = Counter(closely)
    found["alike lines"] = [math.log1p(times[like]) for like in closely]
    return found


def _order(lines: Sequence[Line], measures: Measures, densest: Sequence[float], total: int) -> Columns:
    """How far down the page a line stands, counted in lines and in prose."""
    size = len(lines)
    running = [number for number in range(size) if measures.prose[number]]
    inside = [number for number in running if densest[number]] or running or [0]
    first, last = inside[0], inside[-1]
    before, sums = 0, []
    for prose in measures.prose:
        sums.append(before / total)
        before += prose
    heading = _head(lines, first)
    return {
        "position": [number / size for number in range(size)],
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


def _around(own: Columns, parts: Sequence[Part], measures: Measures) -> Columns:
    """What stands before and behind a line."""
    size = len(parts)
    found: Columns = {}
    for distance in _AROUND:
        for name in _CARRIED:
            found[f"{name} {distance:+d}"] = _shifted(own[name], distance)
        outer = [part.outer for part in parts]
        found[f"beside {distance:+d}"] = [
            float(0 <= number + distance < size and outer[number + distance] is outer[number]) for number in range(size)
        ]
    prose = [float(one > 0) for one in measures.prose]
    found["prose lines before"], found["prose lines behind"] = _windows(prose, 6)
    before, behind = _windows(measures.linked, 5)
    found["linked before"], found["linked behind"] = before, behind
    return found


def _shifted(column: list[float], distance: int) -> list[float]:
    nothing = [-1.0] * min(abs(distance), len(column))
    return nothing + column[:distance] if distance < 0 else column[distance:] + nothing


def _windows(column: Sequence[float], width: int) -> tuple[list[float], list[float]]:
    """The sums of the numbers before, and of those behind each."""
    sums = [0.0]
    for value in column:
        sums.append(sums[-1] + value)
    size = len(column)
    return (
        [sums[number] - sums[max(0, number - width)] for number in range(size)],
        [sums[min(size, number + 1 + width)] - sums[number + 1] for number in range(size)],
    )
