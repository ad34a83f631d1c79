"""Looking at the pictures of an article; until somebody does, none is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Article
from reader.ui.article.pictured import pictures_of
from reader.ui.opening.choosing import open_address
from reader.ui.painting.marks import ASCII
from reader.ui.screens.pictures import PicturesScreen
from reader.ui.terminal.environment import colourless

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["show_pictures"]

_NONE = "This article has no pictures."
_UNDRAWN = "Pictures are not drawn {where}; o opens this one in the browser."


async def show_pictures(screen: MainScreen, article: Article) -> None:
    """Show the pictures of an article, or say that it has none."""
    pictures = pictures_of(article)
    if not pictures:
        screen.say(_NONE)
        return

    def closed(_: None) -> None:
        screen.desk.ask("pictures", "Closing the pictures", lambda newsroom: newsroom.pictures.rest(), lambda _: None)

    def visit(url: str) -> None:
        open_address(screen, url)

    box = PicturesScreen(screen.desk, screen.marks, pictures, visit, _undrawn(screen))
    await screen.app.push_screen(box, closed)


def _undrawn(screen: MainScreen) -> str:
    """Why no picture can be drawn on this screen; empty where it can."""
    if screen.config.screen_reader:
        return _UNDRAWN.format(where="for a screen reader")
    if screen.marks is ASCII:
        return _UNDRAWN.format(where="in plain ASCII")
    return _UNDRAWN.format(where="without colour") if colourless() else ""
