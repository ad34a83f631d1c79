"""Finds the article in a page: every line that is not part of it is marked with the rule that says so.

A linear model weighs each line by how it looks, what the page says of itself, what its parts are called, and what
stands around it (`features`, `context`, `model`). Where that leaves a page in doubt, readability is asked too. Then as
many of the likeliest lines are kept as promise the best balance of text found and text let in; code, tables, quotes and
captions that stand among them stay with them. Where the page itself shows little, the text in its data stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.cleaning.blocks import Line, Piece, text_line
from reader.cleaning.extraction.features import Holding, features_of
from reader.cleaning.extraction.model import Weighed, probability, weigh, weights
from reader.cleaning.extraction.notes import noted
from reader.cleaning.extraction.vote import readable
from reader.cleaning.metadata import Page
from reader.cleaning.walk import Standing
from reader.model import BlockKind
from reader.text import unescaped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["extract"]

_REASONS = {
    "shape": "extract: does not look like a line of an article",
    "links": "extract: stands among links",
    "words": "extract: is not in what the page says of itself",
    "names": "extract: the page calls its part by another name than the text's",
    "place": "extract: stands apart from the text",
    "order": "extract: stands before the text begins or behind its end",
    "context": "extract: stands among lines that are not the article's",
}
_WORD = re.compile(r"\w")
_DATA = "extract: the page's data give the text"
_FROM_DATA = "The page shows less than its data hold; the text is taken from its data."
_UNSURE = "Which lines of the page are the article was hard to tell; what was left out is among its cuts."
_NONE = "No article was found in the page; all of its text is shown."
_LINKED = 0.5
"""A text that is links by more than this is no article."""
_DOUBT = 0.2
"""From this share of the kept text in doubt on, readability is asked and a notice says so: on one page in twenty-five,
and on every fourth of those that come out bad."""
_DATA_MORE = 1.5
"""So many times the text found, the page's data are believed to be the article."""
_DATA_LEAST = 400
"""Characters its data hold at least to be believed before a page that shows anything."""
_SHORT = 400
"""Characters below which a page is searched for text that only its scripts hold."""
_NEXT_TO_NOTHING = 200
"""Characters below which nothing can be said of whether a text in the scripts goes on with what is shown."""
_SHARED = 0.5
"""The share of what is shown that such a text holds at least."""
_SET_KINDS = frozenset([BlockKind.CODE, BlockKind.TABLE, BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.RULE])
_TERMS = ("dt", "dd")
_ELSEWHERE = frozenset(["nav", "footer", "comments", "related", "newsletter", "share", "aside", "byline"])


@dataclass(frozen=True, slots=True)
class _Found:
    """The lines to keep, how all were weighed, and how much of what is kept is in doubt, 0..1."""

    kept: frozenset[int]
    weighed: Weighed
    doubt: float


def extract(
    root: HtmlElement, standings: Sequence[Standing], said: Page, in_scripts: Callable[[], str]
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines of a page, those outside the article marked so, and notices on how it was found.

    `said` is what the page tells of itself; `in_scripts` gives the text its scripts hold, and is asked only where
    the page shows little.
    """
    lines = [standing.line for standing in standings]
    found = _found(root, standings, said) if lines else _Found(frozenset(), Weighed([], {}), doubt=0.0)
    shown = "".join(lines[number].block.text for number in sorted(found.kept))
    none = _letters_in_links(standings, found.kept) > _LINKED * len(shown)
    shown = "" if none else shown
    body = _more(said.body, shown) or (_same(_more(in_scripts(), shown), shown) if len(shown) < _SHORT else "")
    if body:
        return (*_body_lines(body), *(replace(line, outside=_DATA) for line in lines)), (_FROM_DATA,)
    if none:
        return tuple(lines), (_NONE,)
    marked = tuple(_marked(lines, found))
    unsure = found.doubt > _DOUBT and any(line.outside for line in marked)
    return marked, (_UNSURE,) if unsure else ()


def _found(root: HtmlElement, standings: Sequence[Standing], said: Page) -> _Found:
    model = weights()
    weighed = weigh(features_of(standings, said), model)
    sizes = [_said(standing.line.block.text) for standing in standings]
    likely = list(map(probability, weighed.scores))
    doubt = _doubt(likely, sizes)
    if doubt > _DOUBT:
        votes = readable(root, standings)
        if votes:
            score, vote, bias = model.vote
            likely = [
                probability(score * log_odds + vote * (number in votes) + bias)
                for number, log_odds in enumerate(weighed.scores)
            ]
    kept = _chosen(likely, sizes)
    return _Found(kept.union(_set_among(standings, kept), noted(standings, kept)), weighed, doubt)


def _said(text: str) -> int:
    """Characters of a text that says anything."""
    return len(text) if _WORD.search(text) else 0


def _doubt(likely: Sequence[float], sizes: Sequence[int]) -> float:
    """How much of the text that is likely the article's may not be, 0..1."""
    wavering = sum(size * one * (1 - one) for one, size in zip(likely, sizes, strict=True))
    return wavering / (sum(size * one for one, size in zip(likely, sizes, strict=True)) or 1)


def _chosen(likely: Sequence[float], sizes: Sequence[int]) -> frozenset[int]:
    """The lines that together have the highest F1 to be expected: likeliest first, as long as each adds to it."""
    order = sorted(range(len(likely)), key=lambda number: -likely[number])
    wanted = sum(one * size for one, size in zip(likely, sizes, strict=True))
    found = taken = 0.0
    best, count = 0.0, 0
    for rank, number in enumerate(order, 1):
        found += likely[number] * sizes[number]
        taken += sizes[number]
        expected = 2 * found / ((taken + wanted) or 1)
        if expected >= best:
            best, count = expected, rank
    return frozenset(order[:count])


def _set_among(standings: Sequence[Standing], kept: frozenset[int]) -> Iterable[int]:
    """Code, tables, quotes, captions and terms that stand among the lines kept, not in a part of another purpose."""
    among = range(min(kept, default=0), max(kept, default=-1) + 1)
    around = {standings[number].element.getparent() for number in kept}
    for number in among:
        line, element, _ = standings[number]
        if number in kept or line.zone in _ELSEWHERE:
            continue
        if line.block.kind in _SET_KINDS or (element.tag in _TERMS and element.getparent().getparent() in around):
            yield number


def _marked(lines: Sequence[Line], found: _Found) -> Iterable[Line]:
    for number, line in enumerate(lines):
        if number in found.kept:
            yield line
        else:
            yield Line(line.block, line.links, line.zone, _REASONS[found.weighed.why(number)])


def _letters_in_links(standings: Sequence[Standing], kept: Iterable[int]) -> float:
    return sum(standings[number].linked * len(standings[number].line.block.text) for number in kept)


def _more(body: str, shown: str) -> str:
    """The text of the data, where it is more than the page shows."""
    least = max(_DATA_MORE * len(shown), _DATA_LEAST) if shown else 0
    return body if len(body) > least else ""


def _same(body: str, shown: str) -> str:
    """The text of the scripts, where it goes on with what the page shows; other texts are other articles'."""
    return body if len(shown) < _NEXT_TO_NOTHING or Holding(body).share(shown) >= _SHARED else ""


def _body_lines(body: str) -> Iterable[Line]:
    lines = (text_line(BlockKind.PARAGRAPH, [Piece(unescaped(text))]) for text in body.splitlines())
    return filter(None, lines)
