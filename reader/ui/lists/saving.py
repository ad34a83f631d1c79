"""Searches kept as views: keeping what is shown or typed, renaming and removing them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.text import clip as shorten
from reader.text import squash
from reader.ui.lists.views import View, as_query
from reader.ui.painting.cells import clip
from reader.ui.screens.ask import AskScreen
from reader.ui.screens.picker import Choice, PickerScreen

if TYPE_CHECKING:
    from reader.model import SavedSearch
    from reader.newsroom import Change, Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["ask_name", "keep_search", "manage"]

_LONGEST = 60
"""Characters of a name that is proposed."""
_QUOTED = 50
"""Cells of a name that a box is called by."""
_NOTHING = "Filter the list first ({filter}); {key} then keeps what you typed as a view."
_GONE = "This search is no longer there."


async def keep_search(screen: MainScreen) -> None:
    """Keep the view and the filter, as the list shows them, under a name."""
    browsing = screen.browsing
    query = as_query(browsing.view, browsing.filter)
    if browsing.complaint:
        screen.say(browsing.complaint, severity="error")
    elif not query:
        screen.say(_NOTHING.format(filter=screen.keys["filter"], key=screen.keys["keep_search"]))
    else:
        await ask_name(screen, query, browsing.filter or browsing.view.name, stories=browsing.view.stories)


async def ask_name(screen: MainScreen, query: str, name: str, *, stories: bool = False) -> None:
    """Ask for a name to keep a query under; `name` is proposed."""

    def named(typed: str | None) -> None:
        if typed is not None:
            _change(screen, lambda newsroom: newsroom.searches.add(typed, query, stories=stories), lambda: None)

    hint = screen.marks.requoted(f"Keeps “{shorten(query, _LONGEST)}”; {screen.keys['views']} shows it.")
    await _ask(screen, "Keep the search as", shorten(squash(name), _LONGEST), hint, named)


async def manage(screen: MainScreen, view: View, renew: Callable[[], None]) -> None:
    """Rename or remove a search kept; `renew` is called when it was."""

    async def chosen(deed: str | None) -> None:
        if deed == "rename":
            await _ask(screen, "Rename", view.name, "What to call it.", named, but=view.search)
        elif deed == "remove":
            _change(screen, partial(_removed, search=view.search), renew)

    def named(typed: str | None) -> None:
        def renamed() -> None:
            screen.browsing.renamed(view.search or "", squash(typed or ""))
            screen.status.tell()
            renew()

        if typed is not None:
            _change(screen, partial(_renamed, search=view.search, name=typed), renamed)

    choices = [
        Choice("Rename", "rename", f"It looks for {screen.marks.quoted(shorten(view.query, 2 * _LONGEST))}"),
        Choice("Remove", "remove", f"The articles stay. {screen.keys['undo']} brings it back."),
    ]
    title = clip(view.name, _QUOTED, screen.marks.ellipsis)
    await screen.app.push_screen(PickerScreen(title, choices, screen.marks), chosen)


async def _ask(
    screen: MainScreen,
    title: str,
    name: str,
    hint: str,
    named: Callable[[str | None], None],
    *,
    but: str | None = None,
) -> None:
    """Ask for a name that no other search has; `but` is the id of the one that may have it."""
    taken: list[str] = []

    def check(typed: str) -> str:
        if not typed.strip():
            return "A name, please."
        return "There is a search of this name already." if squash(typed).casefold() in taken else ""

    def known(searches: list[SavedSearch]) -> None:
        taken.extend(one.name.casefold() for one in searches if one.id != but)

    await screen.app.push_screen(AskScreen(title, name, hint, check, offered=True), named)
    screen.desk.ask("searches", "Listing searches", lambda newsroom: newsroom.searches.all(), known)


def _change(screen: MainScreen, call: Callable[[Newsroom], Change | None], then: Callable[[], None]) -> None:
    screen.keeping.change("Keeping a search", call, then, _GONE)


def _removed(newsroom: Newsroom, search: str | None) -> Change | None:
    held = _held(newsroom, search)
    return newsroom.searches.remove(held) if held is not None else None


def _renamed(newsroom: Newsroom, search: str | None, name: str) -> Change | None:
    held = _held(newsroom, search)
    return newsroom.searches.rename(held, name) if held is not None else None


def _held(newsroom: Newsroom, search: str | None) -> SavedSearch | None:
    return next((one for one in newsroom.searches.all() if one.id == search), None)
