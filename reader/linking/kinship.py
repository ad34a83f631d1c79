"""How sure two articles tell of one event, and which of an article's kin stands first.

Every article has its kin: the twenty articles most like it, each with a base score (likeness times nearness in
time). Two articles alike in words are often only alike in topic; what tells the same event from the same topic is
whether each stands high among the other's kin. So besides likeness and days between them this weighs how many
stand nearer to the other one ("ahead"), and how near its nearest stands (reciprocal neighbours; for images:
Jegou et al., "Accurate image search using the contextual dissimilarity measure", 2010).

The weights were fitted by `training/linking.py`: `order` ranks an article's kin (a softmax over each list), `bond`
is the probability of one event (a logistic regression over pairs).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reader.linking.sketch import Likeness

__all__ = [
    "KIN",
    "Circle",
    "Pair",
    "base_score",
    "bond",
    "bond_features",
    "days_between",
    "order",
    "order_features",
]

KIN = 20
"""Articles kept as the kin of each."""
DAYS = 8.0
"""Days in which nearness in time falls by a factor of e."""
FAR = 0.3
"""What remains of a score however far apart two dates are."""
UNDATED = 0.6
"""Nearness where a date is not known: about that of an average pair, so that nobody is favoured or punished."""
_CROWD = 5
_ALIKE = 0.12
"""The likeness below which two articles are never bound: in a small library of all sorts something is always nearest.
Of the bonds between reports of one event in the development kit 0.1 % are below."""
_DAYS_APART = 60.0
"""Days beyond which they never are; 0.02 % of those are."""


@dataclass(frozen=True, slots=True)
class Circle:
    """The base scores of an article's kin, highest first."""

    scores: Sequence[float]

    @property
    def top(self) -> float:
        """The score of the nearest."""
        return self.scores[0] if self.scores else 0.0

    @property
    def crowd(self) -> float:
        """How crowded it is around the article: the mean score of the five nearest."""
        return sum(self.scores[:_CROWD]) / _CROWD

    def ahead(self, score: float) -> int:
        """How many of the kin stand nearer than one with this score."""
        return bisect_left(self.scores, -score, key=lambda held: -held)


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of two articles together."""

    likeness: Likeness
    days: float | None
    """Days between them; None where a date is not known."""
    score: float
    """The base score."""


def base_score(whole: float, days: float | None) -> float:
    """Likeness times nearness in time."""
    if days is None:
        return whole * UNDATED
    return whole * (FAR + (1 - FAR) * math.exp(-days / DAYS))


def days_between(one: float | None, other: float | None) -> float | None:
    """Days between two instants in seconds since the epoch; None where one is not known."""
    return None if one is None or other is None else abs(one - other) / 86400


ORDER = {
    "whole": 11.85,
    "head": 9.64,
    "title": 0.24,
    "dated": 1.21,
    "days apart, 10": 3.71,
    "days apart, 40": 2.05,
    "ahead": -0.48,
    "beside the nearest": 2.32,
    "crowd": -8.75,
}
BOND = {
    "whole": 3.03,
    "head": 16.76,
    "title": 1.57,
    "dated": -2.14,
    "days apart, 10": 4.1,
    "days apart, 40": -0.94,
    "ahead": -0.43,
    "beside the nearest": 2.81,
    "crowd": -4.37,
}
BOND_BIAS = -3.81
ONE_STORY = 1.0
"""What being grouped into one story is worth beside the weights of `ORDER`. To let stories always come first would cost
half a point where articles were grouped wrongly."""
_MIDDLE = -8.0


def order(pair: Pair, circle: Circle, *, one_story: bool) -> float:
    """How far up a candidate belongs, 0 to 1; only the order of such scores means something.

    `circle` is the candidate's; `one_story` says that both were grouped into one story.
    """
    return _squashed(_weighed(order_features(pair, circle), ORDER) + (ONE_STORY if one_story else 0.0) + _MIDDLE)


def bond(pair: Pair, one: Circle, other: Circle) -> float:
    """The probability that two articles tell of one event, 0 to 1."""
    if pair.likeness.whole < _ALIKE or (pair.days is not None and pair.days > _DAYS_APART):
        return 0.0
    return _squashed(_weighed(bond_features(pair, one, other), BOND) + BOND_BIAS)


def order_features(pair: Pair, circle: Circle) -> tuple[float, ...]:
    """What `ORDER` weighs, in its order."""
    return (
        *_shared(pair),
        math.log1p(circle.ahead(pair.score)),
        _relative(pair.score, circle),
        circle.crowd,
    )


def bond_features(pair: Pair, one: Circle, other: Circle) -> tuple[float, ...]:
    """What `BOND` weighs, in its order: both sides count the same."""
    return (
        *_shared(pair),
        math.log1p(max(one.ahead(pair.score), other.ahead(pair.score))),
        min(_relative(pair.score, one), _relative(pair.score, other)),
        one.crowd + other.crowd,
    )


def _shared(pair: Pair) -> tuple[float, ...]:
    likeness = pair.likeness
    if pair.days is None:
        return likeness.whole, likeness.head, likeness.title, 0.0, 0.0, 0.0
    return (
        likeness.whole,
        likeness.head,
        likeness.title,
        1.0,
        math.exp(-pair.days / 10),
        math.exp(-pair.days / 40),
    )


def _weighed(features: tuple[float, ...], weights: dict[str, float]) -> float:
    return sum(feature * weight for feature, weight in zip(features, weights.values(), strict=True))


def _relative(score: float, circle: Circle) -> float:
    """A score beside that of the nearest of the kin."""
    return min(score / circle.top, 1.0) if circle.top else 1.0


def _squashed(weight: float) -> float:
    return 1 / (1 + math.exp(-weight))
