"""How well the ranking of articles with a date does: the part of the kit on which time can tell."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from statistics import fmean

__all__ = ["dated_part", "gain", "reciprocal_rank"]


def dated_part(
    related: Mapping[str, Sequence[str]], relevant: Mapping[str, Collection[str]], dated: Collection[str]
) -> tuple[float, float]:
    """nDCG@5 and MRR@10 as the mean over all queries that are dated, each counting the same whatever its set.

    Neither the others of its story nor what else is held need have a date.
    """
    asked = [one for one in relevant if one in dated]
    found = {one: [other for other in related.get(one, ()) if other != one] for one in asked}
    return (
        fmean(gain(found[one], relevant[one]) for one in asked),
        fmean(reciprocal_rank(found[one], relevant[one]) for one in asked),
    )


def gain(found: Sequence[str], relevant: Collection[str], most: int = 5) -> float:
    """Normalised discounted cumulative gain of the first few."""
    ideal = sum(1 / math.log2(place + 2) for place in range(min(most, len(relevant))))
    return sum(1 / math.log2(place + 2) for place, one in enumerate(found[:most]) if one in relevant) / ideal


def reciprocal_rank(found: Sequence[str], relevant: Collection[str], most: int = 10) -> float:
    """One through the place of the first that is relevant; 0 where none of the first few is."""
    return next((1 / place for place, one in enumerate(found[:most], 1) if one in relevant), 0.0)
