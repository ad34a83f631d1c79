"""The page: how wide the text is, and the margin beside it."""

from __future__ import annotations

__all__ = ["aside_at", "hanging", "page"]

_ROOMY = 48
"""Cells from which on two stay free on each side of the text; one below that."""
_LEAST = 8


def page(width: int, measure: int) -> tuple[int, int]:
    """The cells at the left of the text, and those of the text, at most `measure`, in the middle of `width`."""
    side = 2 if width >= _ROOMY else 1
    room = max(min(measure, width - 2 * side), _LEAST)
    return max((width - room) // 2, 0), room


def hanging(left: int) -> int:
    """Into how many cells of a margin marks may hang; what stands in the margin by itself keeps its place."""
    return 2 if left > 2 else min(left, 1)


def aside_at(left: int, hang: int) -> int:
    """Where in a margin of `left` cells stands what belongs beside a line that hangs by `hang`; -1 for nowhere."""
    return left - max(hang, 1) - 1 if left > 1 else left - 1 - hang
