"""Which panes are on the screen: a pure function of its width and of where one is."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ROOMY", "Pane", "columns", "neighbour", "shown"]

_THREE = 110
_TWO = 80
ROOMY = 150
"""Columns from which on the panes beside the article may be wider."""


class Pane(IntEnum):
    """The panes from left to right."""

    HEADLINES = 0
    ARTICLE = 1
    RELATED = 2


def shown(width: int, here: Pane, *, zen: bool) -> frozenset[Pane]:
    """The panes that a screen of `width` columns shows to someone who is in pane `here`."""
    if zen and here is Pane.ARTICLE:
        return frozenset({Pane.ARTICLE})
    if width >= _THREE:
        return frozenset(Pane)
    if width >= _TWO:
        return frozenset({Pane.ARTICLE, Pane.RELATED if here is Pane.RELATED else Pane.HEADLINES})
    return frozenset({here})


def neighbour(here: Pane, step: int) -> Pane:
    """The pane to the right (1) or left (-1); the ends meet."""
    return Pane((here + step) % len(Pane))


def columns(width: int) -> int:
    """How many panes there is room for side by side."""
    return 3 if width >= _THREE else 2 if width >= _TWO else 1
