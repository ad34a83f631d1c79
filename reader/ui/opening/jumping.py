"""What was opened, the newest first, to go back to at its place."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.address import outlet
from reader.ui.arrangement import Pane
from reader.ui.lately import OPENED
from reader.ui.opening.asking import answer
from reader.ui.screens.picker import Choice, PickerScreen
from reader.ui.wording.dates import short_date
from reader.ui.wording.rows import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Headline
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["show_opened"]

_PATIENCE = 1.0
"""Seconds that the keys typed behind wait for what was opened."""
_BUSY = "The library is busy; try again in a moment."
_NOTHING = "Nothing was opened yet; {key} opens what is selected."


async def show_opened(screen: MainScreen) -> None:
    """Choose among what was opened and is still held; selected is what was open before the one that is."""
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

    screen.reading.keep_place()
    call = partial(_held, opened=opened)
    try:
        found = await asyncio.wait_for(answer(screen.desk, "Finding what was opened", call), _PATIENCE)
    except TimeoutError:
        screen.say(_BUSY)
        return
    shown = screen.reading.article.id if screen.reading.article is not None and screen.reads else None
    choices = [_choice(one, screen.look(), now=one.id == shown) for one in found]
    before = next((choice.value for choice in choices if choice.value != shown), None)
    await screen.app.push_screen(PickerScreen("Opened, the last first", choices, screen.marks, current=before), chosen)


def _held(newsroom: Newsroom, opened: Sequence[str]) -> list[Headline]:
    return [headline for headline in map(newsroom.headline, opened) if headline is not None]


def _choice(headline: Headline, look: Look, *, now: bool) -> Choice[str]:
    """Its title, where it is from and when, and how far one was in it."""
    percent = f"{round(100 * headline.progress)} %" if headline.progress else ""
    date = short_date(headline.published, look.now) if headline.published is not None else ""
    about = f" {look.marks.dot} ".join(
        part for part in (outlet(headline.source, headline.url, headline.path), date) if part
    )
    return Choice(headline.title, headline.id, about, "open now" if now else percent)
