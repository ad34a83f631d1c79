"""What a person said of how articles were grouped."""

from __future__ import annotations

from typing import NamedTuple

from reader.store.shelf import Shelf

__all__ = ["Corrections", "Pairs", "corrections", "nothing_corrected"]

Pairs = frozenset[tuple[str, str]]


class Corrections(NamedTuple):
    """Pairs of articles' ids; in each pair the smaller id first."""

    together: Pairs
    """Those that were put together."""
    apart: Pairs
    """Those that were told apart."""

    @property
    def strangers(self) -> frozenset[frozenset[str]]:
        """The pairs told apart, in no order."""
        return frozenset(map(frozenset, self.apart))


def corrections(shelf: Shelf) -> Corrections:
    """All that was said; the last word on a pair holds."""
    words = {one.articles: one.together for one in shelf.corrections()}
    together = frozenset(pair for pair, joined in words.items() if joined)
    return Corrections(together, frozenset(words) - together)


def nothing_corrected() -> Corrections:
    """Nobody has said anything."""
    return Corrections(frozenset(), frozenset())
