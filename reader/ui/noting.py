"""Tags and notes of an article, written on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["note", "tag"]


async def note(screen: MainScreen) -> None:
    """Not there yet."""
    screen.say("Not there yet.")


async def tag(screen: MainScreen) -> None:
    """Not there yet."""
    screen.say("Not there yet.")
