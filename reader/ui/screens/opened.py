"""Whether a box is still there for an answer that comes."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

__all__ = ["is_open"]


def is_open(box: Screen[Any]) -> bool:
    """Whether nobody has begun to close it: from then on it loses its parts, though it is attached for a while yet."""
    return box.is_attached and box in box.app.screen_stack
