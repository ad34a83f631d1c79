"""The command line of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["command"]


async def command(screen: MainScreen) -> None:
    """Not there yet."""
    screen.say("Not there yet.")
