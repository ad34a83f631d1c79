"""What opens over the panes: themes, the search and what it finds, and addresses on their way to the browser."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.address import masked
from reader.model import Article
from reader.text import clip, size
from reader.ui.arrangement import Pane
from reader.ui.command_line.recall import Recall
from reader.ui.lately import SEARCHES
from reader.ui.lists import saving
from reader.ui.lists.views import View
from reader.ui.screens.confirm import ConfirmScreen
from reader.ui.screens.picker import Choice, PickerScreen
from reader.ui.screens.search import Found, SearchScreen
from reader.ui.visiting.addresses import destination

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = [
    "choose_address",
    "choose_theme",
    "filter_by",
    "go_to",
    "has_more_to_open",
    "open_address",
    "open_found",
    "search",
    "take_theme",
]


async def choose_theme(screen: MainScreen) -> None:
    """Choose a theme, seeing each as one moves."""
    app = screen.app
    before = app.theme
    ours = [name for name in app.available_themes if name.startswith("reader-")]
    others = sorted(name for name in app.available_themes if name not in ours)
    choices = [Choice(name, name, group="Reader") for name in ours]
    choices += [Choice(name, name, group="Others") for name in others]

    def preview(name: str) -> None:
        app.theme = name

    def chosen(name: str | None) -> None:
        app.theme = name or before
        if name is not None:
            take_theme(screen, name)

    await app.push_screen(PickerScreen("Theme", choices, screen.marks, current=before, preview=preview), chosen)


def take_theme(screen: MainScreen, name: str) -> None:
    """Have another theme, from now on."""
    screen.app.theme = name
    screen.desk.tell("Keeping the theme", lambda newsroom: newsroom.keep("theme", name))


async def search(screen: MainScreen, typed: str = "") -> None:
    """Search everything, first for what was `typed`; the article chosen opens, or the list shows only what matches."""

    def chosen(found: Found | None) -> None:
        if found is None:
            return
        screen.lately.note(SEARCHES, found.query)
        if found.article is not None:
            open_found(screen, found.article)
        else:
            filter_by(screen, found.query)

    recall = Recall(screen.lately.of(SEARCHES))
    keep = partial(saving.ask_name, screen)
    box = SearchScreen(screen.desk, screen.look(), keep, lambda: screen.knowing.now, recall, typed)
    await screen.app.push_screen(box, chosen)
    screen.knowing.renew(box.offer)


def filter_by(screen: MainScreen, query: str) -> None:
    """Have the list show only what matches."""
    screen.prompts.end_filter()
    screen.go(Pane.HEADLINES)
    screen.browsing.narrow(query)


def open_found(screen: MainScreen, article: str) -> None:
    """Open an article that was found; where the list has it, it is selected there."""
    screen.show_article()
    screen.reading.follow(article)
    index = screen.headlines.index_of(article)
    if index is not None:
        screen.headlines.select(index)
    screen.go(Pane.ARTICLE)


def go_to(screen: MainScreen, view: View) -> None:
    """Show another view."""
    screen.prompts.end_filter()
    screen.browsing.choose(view)
    screen.go(Pane.HEADLINES)


def has_more_to_open(article: Article) -> bool:
    """Whether an article came with something else than pictures, or with nothing but what came with it."""
    return any(article.url is None or not one.is_picture for one in article.attachments)


async def choose_address(screen: MainScreen, article: Article) -> None:
    """Choose which address of an article to open: that of its page, or of something that came with it."""

    def chosen(url: str | None) -> None:
        if url is not None:
            open_address(screen, url)

    choices = [Choice("The article's page", article.url, clip(masked(article.url), 300))] if article.url else []
    choices += [
        Choice(
            one.media or "Attached", one.url, clip(masked(one.url), 300), size(one.size) if one.size else "", "Attached"
        )
        for one in article.attachments
    ]
    await screen.app.push_screen(PickerScreen("Open in the browser", choices, screen.marks), chosen)


def open_address(screen: MainScreen, url: str, words: str = "") -> None:
    """Open a web address, after asking where its host is not what it seems, or what the `words` of its link name."""
    found = destination(url, words)
    if found is None:
        screen.say("This is no web address, so it is not opened.")
        return

    def answered(wanted: bool | None) -> None:  # noqa: FBT001  # what the screen was closed with
        if wanted:
            screen.app.open_url(found.url)

    if found.doubt is None:
        screen.app.open_url(found.url)
        return
    question = f"Open {found.host} in the browser?"
    screen.app.push_screen(
        ConfirmScreen(question, found.doubt, clip(masked(found.url), 300), does="opens it"), answered
    )
