"""What its publisher changed in an article: asking for it and showing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Edition
from reader.ui.opening.boxes import is_open
from reader.ui.screens.editions import EditionsScreen

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["show_editions"]

_SAME = "Nothing has changed in this article since it came in."


async def show_editions(screen: MainScreen, article: str) -> None:
    """Show what changed in an article, or say that nothing did."""
    box = EditionsScreen("What changed", screen.marks, screen.now())

    def call(newsroom: Newsroom) -> list[Edition]:
        return newsroom.editions(article)

    def give(editions: list[Edition]) -> None:
        if not is_open(box):
            return
        if len(editions) > 1:
            box.give(editions)
        else:
            box.dismiss(None)
            screen.say(_SAME)

    await screen.app.push_screen(box)
    screen.desk.ask("editions", "Looking for what changed", call, give)
