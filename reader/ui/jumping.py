"""What was opened, to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["show_opened"]


async def show_opened(screen: MainScreen) -> None:
    """Not there yet."""
    screen.say("Not there yet.")
