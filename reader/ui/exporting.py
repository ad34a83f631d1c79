"""Writing an article or a story to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["export"]


async def export(screen: MainScreen) -> None:
    """Not there yet."""
    screen.say("Not there yet.")
