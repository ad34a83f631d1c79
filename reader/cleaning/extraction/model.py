"""The weighing of lines: a linear model whose every weight can be read in `weights.json`.

Lines are weighed twice: by themselves, and then again with what the first weighing made of the lines around them.
`python -m training.pages` makes the weights from pages with known text. A weight counts from what is usual for a line
of an article, so a sum below nought speaks against the line, and the family of features that is lowest says why.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import mul
from pathlib import Path
from typing import Any

from reader.cleaning.extraction.context import CONTEXT, context_of
from reader.cleaning.extraction.features import Columns, Features

__all__ = ["FLAGS", "Linear", "Weighed", "Weights", "probability", "read", "weigh", "weights"]

FLAGS = "names"
"""The family of the flags."""
_LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class Linear:
    """One weighing: each feature's weight and its usual value in an article's lines."""

    bias: float
    flags: dict[str, tuple[float, float]]
    families: dict[str, dict[str, tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Weights:
    """The model."""

    alone: Linear
    """Weighs a line by itself."""
    among: Linear
    """Weighs it again, among the others."""
    vote: tuple[float, float, float]
    """How readability's opinion joins in: the factors of the score and of its vote, and what is added."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The scores of a page's lines as log odds, and of each family of features its share in them."""

    scores: list[float]
    families: dict[str, list[float]]

    def why(self, number: int) -> str:
        """The family that speaks most against a line."""
        return min(self.families, key=lambda family: self.families[family][number])


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that come with the program."""
    return read(Path(__file__).with_name("weights.json").read_text("utf-8"))


def read(text: str) -> Weights:
    """The weights in a JSON text as the training writes it."""
    data = json.loads(text)
    score, vote, bias = data["vote"]
    return Weights(_linear(data["alone"]), _linear(data["among"]), (score, vote, bias))


def _linear(data: dict[str, Any]) -> Linear:
    families = {
        family: {name: (weight, usual) for name, (weight, usual) in features.items()}
        for family, features in data["families"].items()
    }
    return Linear(data["bias"], families.pop(FLAGS), families)


def weigh(features: Features, model: Weights) -> Weighed:
    """Score every line."""
    alone = _weighed(features, model.alone)
    around = context_of(alone.scores, list(map(probability, alone.scores)), features.sizes)
    return _weighed(replace(features, families=features.families | {CONTEXT: around}), model.among)


def _weighed(features: Features, model: Linear) -> Weighed:
    families = {family: _summed(columns, model.families[family]) for family, columns in features.families.items()}
    families[FLAGS] = _flagged(features.flags, model.flags)
    return Weighed([model.bias + sum(shares) for shares in zip(*families.values(), strict=True)], families)


def probability(score: float) -> float:
    """Log odds as a probability, 0..1."""
    return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, score))))


def _flagged(flags: Sequence[frozenset[str]], weights: dict[str, tuple[float, float]]) -> list[float]:
    offset = sum(weight * usual for weight, usual in weights.values())
    sums = {held: sum(weights[flag][0] for flag in held if flag in weights) - offset for held in frozenset(flags)}
    return [sums[held] for held in flags]


def _summed(columns: Columns, features: dict[str, tuple[float, float]]) -> list[float]:
    factors = [weight for weight, _ in features.values()]
    offset = sum(weight * usual for weight, usual in features.values())
    rows = zip(*(columns[name] for name in features), strict=True)
    return [sum(map(mul, factors, row)) - offset for row in rows]
