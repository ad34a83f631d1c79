"""The five lines that one begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["tour"]


async def tour(screen: MainScreen) -> None:
    """Not there yet."""
    screen.say("Not there yet.")
