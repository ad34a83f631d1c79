"""What the lines around a line are, by a first weighing: an article's lines stand together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.cleaning.extraction.features import Columns

__all__ = ["CONTEXT", "context_of"]

CONTEXT = "context"
"""The family of these features."""
_NEAR = 0.7
_FAR = 0.95
"""What is left of a line's say one line further on."""


def context_of(scores: Sequence[float], likely: Sequence[float], sizes: Sequence[int]) -> Columns:
    """For each line its own score, and the share of the article in the text before and behind it, near and far."""
    pairs = list(zip(likely, sizes, strict=True))
    found: Columns = {"score": list(scores)}
    for name, fading in (("near", _NEAR), ("far", _FAR)):
        found[f"{name} before"] = list(_faded(pairs, fading))
        found[f"{name} behind"] = list(_faded(reversed(pairs), fading))[::-1]
    return found


def _faded(pairs: Iterable[tuple[float, int]], fading: float) -> Iterator[float]:
    """Before each line: how much of the text so far is the article's, the more the nearer it is, 0..1."""
    wanted = total = 0.0
    for one, size in pairs:
        yield wanted / (total + 1)
        wanted = wanted * fading + one * size
        total = total * fading + size
