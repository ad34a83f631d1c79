"""Which article does a headline mean?

A printed headline is rarely the title letter for letter: it is cut short, turned round, reworded word by word,
dressed with the site's name. Every title that shares its rarer words is laid beside it (`alignment`), and a logistic
model weighs what speaks for and against. A second one asks how clearly the best leaves the others behind. "Not in
your library" is a fine answer. `python -m training.titles` makes the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from reader.linking.headline import Wording, readings
from reader.linking.resemblance import Rarity, features

__all__ = [
    "LEAST",
    "MARGIN",
    "SHORTLIST",
    "SURE",
    "Candidate",
    "Match",
    "best",
    "likelihood",
    "outdone",
    "shortlist",
    "weigh",
]

SURE = 0.4
"""The least score that counts as the same headline. The model is wary, as it learned from more that is not held than
people ask for: on stories it had not seen, nine in ten of the answers between 0.4 and 0.6 were right."""
SHORTLIST = 10
"""Titles laid beside a headline: what shares the most; on the development kit the right one was always among them."""
MARGIN = 4.0
"""How far the best leaves the runner-up behind, in log odds, at most: more says no more."""
LEAST = -6.0
"""Log odds of a title that is worth a thought, be it as a rival."""
NEVER = -20.0
"""Log odds where a name or number lies opposite another: however much is alike, it is another event."""

Candidate = tuple[str, Wording]
"""Id and title of an article."""


@dataclass(frozen=True, slots=True)
class Match:
    """An article a headline may mean."""

    article: str
    title: str
    score: float
    """How likely it is the one, 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Weights:
    bias: float
    single: dict[str, float]
    """Of each feature."""
    product: list[tuple[str, str, float]]
    """Of two features together."""
    choice: tuple[float, float, float, float]
    """Of the best title's log odds, of its lead, of both together, and what is added."""


def best(headline: str, candidates: Iterable[Candidate], rarity: Rarity) -> Match | None:
    """The one article this headline means, or None when nothing is sure enough."""
    ways = readings(headline)
    near = shortlist(ways, candidates, rarity)
    weighed = [(likelihood(ways, title, rarity), article, title) for article, title in near]
    if not weighed:
        return None
    weighed.sort(key=lambda found: -found[0])
    first, article, title = weighed[0]
    rival = next((odds for odds, _, other in weighed[1:] if other.words != title.words), -math.inf)
    score = weigh(first, first - rival)
    sure = score >= SURE and not outdone(ways, title, (other for _, other in near))
    return Match(article, title.text, score) if sure else None


def shortlist(ways: Sequence[Wording], candidates: Iterable[Candidate], rarity: Rarity) -> list[Candidate]:
    """The candidates that share the most with any way to read a headline, for their length."""
    asked = {word for way in ways for word in way.words}
    rated = []
    for number, (article, title) in enumerate(candidates):
        words = frozenset(title.words)
        shared = sum(rarity(word) for word in words & asked)
        if shared:
            rated.append((shared / math.sqrt(sum(map(rarity, words))), -number, (article, title)))
    return [candidate for _, _, candidate in sorted(rated, key=itemgetter(0, 1), reverse=True)[:SHORTLIST]]


def outdone(ways: Sequence[Wording], title: Wording, others: Iterable[Wording]) -> bool:
    """Whether another title holds each word of the whole headline that this one holds, and more: that is a doubt."""
    whole = frozenset(ways[0].words)
    mine = whole.intersection(title.words)
    return any(mine < whole.intersection(other.words) for other in others)


def likelihood(ways: Sequence[Wording], title: Wording, rarity: Rarity) -> float:
    """The log odds that a headline means a title, before others are looked at."""
    if not title.words:
        return -math.inf
    return max((_odds(features(way, title, rarity)) for way in ways), default=-math.inf)


def weigh(odds: float, lead: float) -> float:
    """How likely the best title is the one, 0 to 1, by its log odds and how far it leads."""
    near, clear, both, bias = _weights().choice
    odds, lead = max(NEVER, min(odds, -NEVER)), min(lead, MARGIN)
    return 1 / (1 + math.exp(-(near * odds + clear * lead + both * odds * lead + bias)))


def _odds(found: dict[str, float]) -> float:
    if found["renamed"]:
        return NEVER
    weights = _weights()
    single = sum(weight * found[name] for name, weight in weights.single.items())
    return weights.bias + single + sum(weight * found[one] * found[other] for one, other, weight in weights.product)


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    held: dict[str, Any] = json.loads((Path(__file__).parent / "titles.json").read_text("utf-8"))
    product = [(*pair.split("*"), weight) for pair, weight in held["product"].items()]
    return _Weights(held["bias"], held["single"], product, tuple(held["choice"]))
