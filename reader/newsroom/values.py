"""What the facade hands out beside the words of the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["IMPORTED", "Cancelled", "Change", "Finding", "Listing", "Progress"]

IMPORTED = "import"
"""The origin of articles that were imported once and belong to no source."""

Progress = Callable[[int, int], None]
"""Told (done, total) as work goes on; total 0 while unknown. Raise `Cancelled` from it to stop."""


class Cancelled(Exception):  # noqa: N818 - not an error: somebody wanted it so
    """Raised out of a Progress callback to stop long work; what was done so far stays."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a list, newest first, as bare numbers so that 100,000 of them cost little."""

    rows: Sequence[int]
    """Row numbers to hand to `Newsroom.headlines`."""
    instants: Sequence[float]
    """For each row the seconds since the epoch it is ordered by (for day groups)."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something done to the library that can be undone."""

    label: str
    """What was done, past tense, for a toast: "Marked 12 articles read"."""
    undo: Callable[[], None]
    nothing: bool = False
    """Whether all was so before."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What `doctor` found, and what it did about it."""

    text: str
    repaired: bool = False
    problem: bool = False
