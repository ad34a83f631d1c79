"""The weighing of a line: a linear model whose every weight can be read in `weights.json`.

`python -m training.pages` makes the weights from pages with known text. A weight counts from what is usual for a line
of an article, so a sum below nought speaks against the line, and the family of features that is lowest says why.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reader.cleaning.extraction.features import Columns

__all__ = ["Weighed", "Weights", "probability", "weigh", "weights"]

_LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: for each family of features each feature's weight and its usual value in an article's lines."""

    bias: float
    families: dict[str, dict[str, tuple[float, float]]]
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
    data = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))
    families = {
        family: {name: (pair[0], pair[1]) for name, pair in features.items()}
        for family, features in data["families"].items()
    }
    score, vote, bias = data["vote"]
    return Weights(data["bias"], families, (score, vote, bias))


def weigh(columns: dict[str, Columns], model: Weights) -> Weighed:
    """Score every line. `columns` holds the features by family, each a column with a number for each line."""
    families = {family: _summed(columns[family], model.families[family]) for family in model.families}
    return Weighed([model.bias + sum(shares) for shares in zip(*families.values(), strict=True)], families)


def probability(score: float) -> float:
    """Log odds as a probability, 0..1."""
    return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, score))))


def _summed(columns: Columns, features: dict[str, tuple[float, float]]) -> list[float]:
    total: Sequence[float] = ()
    offset = 0.0
    for name, (weight, usual) in features.items():
        column = columns[name]
        offset -= weight * usual
        total = [so_far + weight * value for so_far, value in zip(total or [0.0] * len(column), column, strict=True)]
    return [value + offset for value in total]
