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

_NAMES = {
    "body": "article story body content entry post text main paragraph maincontent articlebody copy richtext prose"
    " wysiwyg rte markdown txt detail news",
    "lead": "lead intro standfirst summary dek deck excerpt subtitle subheadline teaser description abstract kicker"
    " lede ingress vorspann chapo sapo entradilla perex sumario",
    "head": "headline title heading hed",
    "caption": "caption figcaption figure credit credits image photo picture img gallery media video legend foto bild"
    " slideshow carousel imagen lightbox",
    "byline": "byline author authors meta date time timestamp dateline published info metadata writer reporter autor"
    " reading posted updated publish created",
    "related": "related recommended recommendation recirc more also read popular trending latest most recommend"
    " similar readmore list card cards feed stories links next previous",
    "share": "share social sharing facebook twitter follow whatsapp toolbar tools actions sharebar addthis",
    "newsletter": "newsletter subscribe signup subscription email mail form paywall login register donate membership",
    "ad": "ad ads advert advertisement sponsored promo promotion banner cta affiliate commercial sponsor outbrain"
    " taboola",
    "nav": "nav navigation menu breadcrumb breadcrumbs footer sidebar side rail header masthead pagination topbar"
    " navbar aside skip widget widgets module cookie consent gdpr modal popup overlay",
    "tag": "tag tags topic topics category categories label labels keyword keywords section",
    "comment": "comment comments disqus reply replies respond feedback discussion",
    "bio": "bio about profile contributor authorbox biography copyright disclaimer legal license disclosure correction",
    "inset": "box inset infobox callout factbox pullquote note toc table contents faq embed blockquote quote"
    " highlight key takeaways",
}
"""What the words of classes and ids speak of, as publishers and their systems use them."""

_AROUND = frozenset([
    "article", "main", "aside", "footer", "header", "nav", "form", "figure", "table", "ul", "ol", "section",
    "blockquote", "a", "details", "body",
])  # fmt: skip
"""The elements it matters to stand in, at whatever distance."""

_SPOKEN = {word: f"near {name}" for name, words in _NAMES.items() for word in words.split()}
_FRAMES = ("html", "body")
"""Their names speak of the whole page."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SPOKEN_WORD = re.compile(r"\w")
_UNSPACED = re.compile("[\u2e80-\ud7ff]")
_NAMED_BY = ("class", "id", "itemprop", "data-testid", "data-component")
_PROSE = 80
"""Characters that make a line count as prose; a letter of an unspaced script counts as three."""
_LINKED = 0.4
_WHOLLY = 0.8
_CARDS = 3
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

    __slots__ = ("around", "build", "card", "cards", "classes", "count", "inner", "linked", "named", "outer", "path",
                 "prose", "prose_direct", "size", "tag", "wholly_linked")  # fmt: skip

    def __init__(self, element: HtmlElement, outer: Part | None) -> None:
        self.tag: str = element.tag
        self.classes: str = element.get("class") or ""
        self.outer = outer
        self.inner: list[Part] = []
        self.named = _spoken(" ".join(filter(None, map(element.get, _NAMED_BY)))) if self.tag not in _FRAMES else _NONE
        self.around: frozenset[str] = outer.around if outer else _NONE
        if self.tag in _AROUND:
            self.around |= {f"around {self.tag}"}
        self.build = (self.tag, self.classes, outer.tag if outer else "", outer.classes if outer else "")
        self.path: tuple[str, ...] = (self.tag, *(outer.path if outer else ()))[:4]
        self.size = self.prose = self.count = self.prose_direct = self.wholly_linked = 0
        self.linked = self.cards = 0.0
        self.card: Part = self
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
    for part in every:
        _deal(part)


def _downwards(part: Part) -> Iterator[Part]:
    """All parts of the page that `part` is of, each before those inside it."""
    *_, whole = part.upwards()
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += part.inner


def _deal(outer: Part) -> None:
    """Tell parts built alike what share of them lead elsewhere: teasers are cards."""
    alike: dict[tuple[str, str], list[Part]] = {}
    for part in outer.inner:
        alike.setdefault((part.tag, part.classes), []).append(part)
    for cards in alike.values():
        if len(cards) >= _CARDS:
            share = sum(card.wholly_linked > 0 and card.count > 1 for card in cards) / len(cards)
            for card in cards:
                card.cards = share
    for part in outer.inner:
        part.card = part if part.cards > outer.card.cards else outer.card


def _part(element: HtmlElement, known: dict[HtmlElement, Part]) -> Part:
    chain = [element]
    while chain[-1] not in known and (around := chain[-1].getparent()) is not None:
        chain.append(around)
    part = known.get(chain[-1]) or known.setdefault(chain[-1], Part(chain[-1], None))
    for one in reversed(chain[:-1]):
        part = known[one] = Part(one, part)
    return part


@lru_cache(maxsize=20_000)
def _spoken(names: str) -> frozenset[str]:
    return frozenset(filter(None, (_SPOKEN.get(word.lower()) for word in _WORD.findall(names[:200]))))


def _size(text: str) -> int:
    """Characters of a text that says anything."""
    if not _SPOKEN_WORD.search(text):
        return 0
    return len(text) if text.isascii() else len(text) + 2 * len(_UNSPACED.findall(text))
