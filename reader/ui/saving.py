"""Searches kept as views."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["keep_search"]


async def keep_search(screen: MainScreen) -> None:
    """Not there yet."""
    screen.say("Not there yet.")
