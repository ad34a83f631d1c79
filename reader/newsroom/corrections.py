"""What a person said of how articles were grouped."""

from __future__ import annotations

from reader.store.shelf import Shelf

__all__ = ["Corrections", "Pairs", "apart_of", "corrections", "nothing_corrected"]

Pairs = frozenset[tuple[str, str]]
Corrections = tuple[Pairs, Pairs]
"""Pairs of articles' ids that were put together, and that were told apart; in each pair the smaller id first."""


def corrections(shelf: Shelf) -> Corrections:
    """All that was said; the last word on a pair holds."""
    words = {one.articles: one.together for one in shelf.corrections()}
    together = frozenset(pair for pair, joined in words.items() if joined)
    return together, frozenset(words) - together


def apart_of(said: Corrections) -> frozenset[frozenset[str]]:
    """The pairs told apart, in no order."""
    return frozenset(map(frozenset, said[1]))


def nothing_corrected() -> Corrections:
    """Nobody has said anything."""
    return frozenset(), frozenset()
