"""What a story is called: by the headline that says most of what the others say."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from reader.linking.terms import terms

__all__ = ["name_of"]

_SHORT = 4
"""Terms below which a headline says too little to stand for others."""


def name_of(titles: Sequence[str]) -> str:
    """The title that shares most terms with the others; among equals the first.

    A term counts as often as other titles have it. Long titles share more by being long, so what is shared is
    measured against the square root of the length. `titles` are at least one.
    """
    said = [set(terms(title)) for title in titles]
    holders = Counter(term for words in said for term in words)

    def standing(number: int) -> float:
        words = said[number]
        shared = sum(holders[term] - 1 for term in words)
        return shared / math.sqrt(max(len(words), _SHORT))

    best = max(range(len(titles)), key=lambda number: (standing(number), -number))
    return titles[best]
