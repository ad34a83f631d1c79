"""What a trial is, and what comes of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Outcome", "Trial"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often something was tried, what went wrong, and what was measured on the way."""

    tried: int
    failures: tuple[str, ...] = ()
    """A line each, with what is needed to try this one again."""
    figures: Mapping[str, str] = field(default_factory=dict)
    skipped: str = ""
    """Why nothing could be tried."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Something that is done to the program again and again; the same seed does the same."""

    goal: str
    """What must hold, for a person."""
    count: int
    """How often `make ordeal` tries it; `make test` tries a few."""
    run: Callable[[int, int, Path], Outcome]
    """Try it so many times with a seed, in an empty folder."""
