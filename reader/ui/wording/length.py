"""How long an article is, and how much of it lies ahead of a place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from reader.model import Block, BlockKind, Place

__all__ = ["Length"]


class Length:
    """The words of an article, taken as even over its characters: counting each would keep one waiting."""

    def __init__(self, words: int, blocks: Sequence[Block]) -> None:
        self._words = words
        self._starts = list(accumulate((_size(block) for block in blocks), initial=0))

    def ahead(self, place: Place) -> int:
        """How many come after a place; one beyond the text has none ahead."""
        block = max(place.block, 0)
        if block >= len(self._starts) - 1:
            return 0
        total = self._starts[-1]
        passed = min(self._starts[block] + max(place.offset, 0), self._starts[block + 1])
        return round(self._words * (total - passed) / total) if total else 0


def _size(block: Block) -> int:
    return 0 if block.kind in (BlockKind.RULE, BlockKind.CAPTION) else len(block.text)
