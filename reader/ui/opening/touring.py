"""The five lines that one begins with: at the very first start, and whenever they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.widgets.tour import Tour

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["TOUR", "end_tour", "tour", "welcome"]

TOUR = "tour"
"""The name under which it is kept that they were seen."""
_CLOSING = ("tour", "leave", "close")
"""Actions that mean no more than taking it away, while it is there."""


async def tour(screen: MainScreen) -> None:
    """Show them."""
    await screen.query(Tour).remove()
    await screen.mount(Tour(screen.marks, screen.keys))


def welcome(screen: MainScreen) -> None:
    """Show them to someone who has not seen them in this library."""
    if not screen.query(Tour):  # they may have been asked for before the library was open
        screen.mount(Tour(screen.marks, screen.keys))
    screen.desk.tell("Remembering the first steps", lambda room: room.keep(TOUR, "seen"))


def end_tour(screen: MainScreen, actions: list[str]) -> bool:
    """A key was pressed that calls one of some actions: take the lines away; whether that was all it meant."""
    shown = [child for child in screen.children if isinstance(child, Tour)]  # asked at every key: a query takes longer
    if not shown:
        return False
    screen.remove_children(Tour)
    return any(name in _CLOSING for name in actions)
