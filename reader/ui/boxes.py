"""Whether what opens over the panes is still there, for answers that come to it."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

__all__ = ["is_open"]


def is_open(box: Screen[Any]) -> bool:
    """Whether a box is shown, maybe below another. One being closed is attached still, but its widgets may be gone."""
    return box.is_attached and box in box.app.screen_stack
