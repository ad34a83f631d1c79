"""How long an article is, and how much of it lies ahead of a place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from reader.model import Block, Place
from reader.text import count_words

__all__ = ["Length"]


class Length:
    """The words of an article, block by block."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._sizes = [len(block.text) for block in blocks]
        self._starts = list(accumulate((count_words(block.text) for block in blocks), initial=0))

    @property
    def words(self) -> int:
        """How many there are."""
        return self._starts[-1]

    def ahead(self, place: Place) -> int:
        """How many come after a place; one beyond the text has none ahead, inside a block they are taken as even."""
        if place.block >= len(self._sizes):
            return 0
        block = max(place.block, 0)
        size = self._sizes[block]
        share = min(max(place.offset / size, 0.0), 1.0) if size else 1.0
        passed = round((self._starts[block + 1] - self._starts[block]) * share)
        return self.words - self._starts[block] - passed
