"""Following a link: to the article held that it leads to, else with the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.arrangement import Pane
from reader.ui.opening import choosing

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["visit"]


def visit(screen: MainScreen, url: str, words: str) -> None:
    """Follow a link of the article shown, made of these `words`.

    What is typed meanwhile waits for the article it may lead to.
    """
    reading = screen.reading

    def ask(newsroom: Newsroom) -> str | None:
        return newsroom.by_address(url)

    def answered(article: str | None) -> None:
        shown = reading.article.id if reading.article is not None else None
        if article is not None and article != shown:
            screen.show_article()
            reading.follow(article)
            screen.go(Pane.ARTICLE)
            return
        reading.give_up()
        if article is None:
            choosing.open_address(screen, url, words)
        else:
            screen.say("This link leads to the article you are reading.")
        screen.deeds.go_on()

    reading.expect()
    screen.desk.ask("article", "Looking for the article a link leads to", ask, answered)
