"""What was opened, the newest first, to go back to at its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.ui.arrangement import Pane
from reader.ui.dates import short_date
from reader.ui.lately import OPENED
from reader.ui.rows import Look, outlet
from reader.ui.screens.picker import Choice, PickerScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Headline, Place
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["show_opened"]

_NOTHING = "Nothing was opened yet; {key} opens what is selected."


async def show_opened(screen: MainScreen) -> None:
    """Choose among what was opened; it opens at its place. What is no longer held is left out."""
    opened = list(screen.lately.of(OPENED))
    if not opened:
        screen.say(_NOTHING.format(key=screen.keys["open"]))
        return

    def chosen(article: str | None) -> None:
        if article:
            screen.show_article()
            screen.reading.open(article)
            index = screen.headlines.index_of(article)
            if index is not None:
                screen.headlines.select(index)
            screen.go(Pane.ARTICLE)

    def fill(found: Sequence[tuple[Headline, Place | None]]) -> None:
        if picker.is_attached:
            shown = screen.reading.article
            look = screen.look()
            picker.fill([_choice(*one, look, now=shown is not None and shown.id == one[0].id) for one in found])

    screen.reading.keep_place()
    waiting = [Choice(f"Finding what was opened {screen.marks.ellipsis}", "")]
    picker: PickerScreen[str] = PickerScreen("Opened, the last first", waiting, screen.marks)
    await screen.app.push_screen(picker, chosen)
    screen.desk.ask("opened", "Finding what was opened", partial(_held, opened=opened), fill)


def _held(newsroom: Newsroom, opened: Sequence[str]) -> list[tuple[Headline, Place | None]]:
    headlines = ((newsroom.headline(article), article) for article in opened)
    return [(headline, newsroom.place(article)) for headline, article in headlines if headline is not None]


def _choice(headline: Headline, place: Place | None, look: Look, *, now: bool) -> Choice[str]:
    """Its title, where it is from and when, and how far one was in it."""
    percent = f"{round(100 * place.progress)} %" if place is not None and place.progress else ""
    date = short_date(headline.published, look.now) if headline.published is not None else ""
    about = f" {look.marks.dot} ".join(part for part in (outlet(headline.source, headline.path), date) if part)
    return Choice(headline.title, headline.id, about, "open now" if now else percent)
