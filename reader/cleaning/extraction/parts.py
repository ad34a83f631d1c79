"""The parts of a page: its elements, each with what the lines inside it add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.cleaning.walk import Standing
from reader.model import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Measures", "Part", "measured", "parts_of"]

_AROUND = frozenset([
    "article", "main", "aside", "footer", "header", "nav", "form", "figure", "table", "ul", "ol", "section",
    "blockquote", "a", "details", "body",
])  # fmt: skip
"""The elements it matters to stand in, at whatever distance."""

_WORD = re.compile(r"\w")
_UNSPACED = re.compile("[\u2e80-\ud7ff]")
_PROSE = 80
"""Characters that make a line count as prose; a letter of an unspaced script counts as three."""
_LINKED = 0.4
_WHOLLY = 0.8
_SMALL = 6
_NONE: frozenset[str] = frozenset()
_PROSE_KINDS = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM)
_ELSEWHERE = frozenset(["comments", "footer", "nav", "related", "newsletter", "aside"])
_END = re.compile(r"""[.!?…。！？।؟۔]['"”’»」』)\]]*$""")


class Measures:
    """What is measured of each line once: its size, how much of it is links, whether it ends a sentence, its prose."""

    __slots__ = ("ends", "linked", "prose", "sizes")

    def __init__(self, standings: Sequence[Standing], texts: Sequence[str]) -> None:
        lines = [standing.line for standing in standings]
        self.sizes = [_size(text) for text in texts]
        self.linked = [standing.linked for standing in standings]
        self.ends = [bool(_END.search(text[-12:])) for text in texts]
        running = [
            size if size >= _PROSE and linked <= _LINKED and line.block.kind in _PROSE_KINDS else 0
            for line, size, linked in zip(lines, self.sizes, self.linked, strict=True)
        ]
        sentences = [
            size if ends and line.zone not in _ELSEWHERE else 0
            for line, size, ends in zip(lines, running, self.ends, strict=True)
        ]
        self.prose = sentences if any(sentences) else running


class Part:
    """An element of the page and the sums of the lines inside it."""

    __slots__ = ("around", "build", "classes", "count", "inner", "linked", "outer", "path", "prose", "prose_direct",
                 "size", "tag", "wholly_linked")  # fmt: skip

    def __init__(self, element: HtmlElement, outer: Part | None) -> None:
        self.tag: str = element.tag
        self.classes: str = element.get("class") or ""
        self.outer = outer
        self.inner: list[Part] = []
        self.around: frozenset[str] = _standing_in(self.tag, outer.around if outer else _NONE)
        self.build = (self.tag, self.classes, outer.tag if outer else "", outer.classes if outer else "")
        self.path: tuple[str, ...] = (self.tag, *(outer.path if outer else ()))[:4]
        self.size = self.prose = self.count = self.prose_direct = self.wholly_linked = 0
        self.linked = 0.0
        if outer:
            outer.inner.append(self)

    def upwards(self) -> Iterator[Part]:
        """This part and those around it, from the inside out."""
        part: Part | None = self
        while part:
            yield part
            part = part.outer

    def branch(self, total: int) -> tuple[int, Part]:
        """How far up the first part with half of all prose is, and the part inside it that this one belongs to."""
        inside = self
        for distance, part in enumerate(self.upwards()):
            if 2 * part.prose >= total:
                return distance, inside
            inside = part
        return 0, self

    @property
    def leads_away(self) -> bool:
        """Whether it is a small box with a link that stands for itself."""
        return bool(self.wholly_linked) and self.count <= _SMALL

    @property
    def link_density(self) -> float:
        """Share of the text that is links, 0..1."""
        return self.linked / (self.size or 1)

    @property
    def prose_density(self) -> float:
        """Share of the text that is prose, 0..1."""
        return self.prose / (self.size or 1)


def parts_of(standings: Sequence[Standing]) -> tuple[list[Part], Part]:
    """The part each line stands in, and the one that holds all."""
    known: dict[HtmlElement, Part] = {}
    return [_part(standing.element, known) for standing in standings], next(iter(known.values()))


def measured(parts: Sequence[Part], measures: Measures) -> None:
    """Sum up the lines in each part."""
    for part, size, linked, prose in zip(parts, measures.sizes, measures.linked, measures.prose, strict=True):
        part.size += size
        part.linked += size * linked
        part.prose += prose
        part.count += 1
        part.wholly_linked += linked >= _WHOLLY
        if part.outer:
            part.outer.prose_direct += prose
    every = list(_downwards(next(iter(parts))))
    for part in reversed(every):
        outer = part.outer
        if outer:
            outer.size += part.size
            outer.linked += part.linked
            outer.prose += part.prose
            outer.count += part.count
            outer.wholly_linked += part.wholly_linked


def _downwards(part: Part) -> Iterator[Part]:
    """All parts of the page that `part` is of, each before those inside it."""
    *_, whole = part.upwards()
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += part.inner


def _part(element: HtmlElement, known: dict[HtmlElement, Part]) -> Part:
    chain = [element]
    while chain[-1] not in known and (around := chain[-1].getparent()) is not None:
        chain.append(around)
    part = known.get(chain[-1]) or known.setdefault(chain[-1], Part(chain[-1], None))
    for one in reversed(chain[:-1]):
        part = known[one] = Part(one, part)
    return part


@lru_cache(maxsize=2_000)
def _standing_in(tag: str, around: frozenset[str]) -> frozenset[str]:
    return around | {f"around {tag}"} if tag in _AROUND else around


def _size(text: str) -> int:
    """Characters of a text that says anything."""
    if not _WORD.search(text):
        return 0
    return len(text) if text.isascii() else len(text) + 2 * len(_UNSPACED.findall(text))
