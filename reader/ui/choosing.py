"""What opens over the panes: views, themes, actions, help, search, and addresses on their way to the browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from reader.actions import ACTIONS
from reader.address import masked
from reader.model import Article, Headline, SourceStatus
from reader.text import clip, size
from reader.ui.addresses import Destination, destination
from reader.ui.arrangement import Pane
from reader.ui.screens.confirm import ConfirmScreen
from reader.ui.screens.picker import Choice, PickerScreen
from reader.ui.screens.search import SearchScreen
from reader.ui.views import ALL, BOOKMARKS, INBOX, STORIES, View, source_view

if TYPE_CHECKING:
    from reader.model import Counts
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = [
    "choose_action",
    "choose_address",
    "choose_theme",
    "choose_view",
    "has_more_to_open",
    "open_address",
    "refresh_source_of",
    "search",
    "show_help",
]


async def choose_view(screen: MainScreen) -> None:
    """Choose a view or a source; the sources come in once they are known."""

    def chosen(view: View | None) -> None:
        if view is not None:
            screen.prompts.end_filter()
            screen.browsing.choose(view)
            screen.go(Pane.HEADLINES)

    views = _views(screen.browsing.counts, screen.browsing.stories.news)
    picker = PickerScreen("Views", views, screen.marks, current=screen.browsing.view)

    def call(newsroom: Newsroom) -> tuple[Counts, int, list[SourceStatus]]:
        return newsroom.counts(), newsroom.stories.news(), newsroom.sources()

    def fill(found: tuple[Counts, int, list[SourceStatus]]) -> None:
        if picker.is_attached:
            counts, news, sources = found
            picker.fill([*_views(counts, news), *map(_source_choice, sources)])

    await screen.app.push_screen(picker, chosen)
    screen.desk.ask("views", "Listing sources", call, fill)


def _views(counts: Counts, news: int) -> list[Choice[View]]:
    return [
        Choice("Inbox (unread)", INBOX, right=f"{counts.unread:,}"),
        Choice("All", ALL, right=f"{counts.all:,}"),
        Choice("Bookmarks", BOOKMARKS, right=f"{counts.bookmarked:,}"),
        Choice("Stories", STORIES, right=f"{news:,} new" if news else ""),
    ]


def _source_choice(status: SourceStatus) -> Choice[View]:
    count = f"{status.unread:,} of {status.articles:,}"
    return Choice(status.source.name, source_view(status), status.notice or "", count, "Sources")


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
            screen.desk.tell("Keeping the theme", lambda newsroom: newsroom.keep("theme", name))

    await app.push_screen(PickerScreen("Theme", choices, screen.marks, current=before, preview=preview), chosen)


async def choose_action(screen: MainScreen) -> None:
    """Call an action by its name."""
    choices = [
        Choice(action.label.capitalize(), action.name, action.help, " ".join(screen.all_keys[action.name]))
        for action in ACTIONS
        if action.palette
    ]
    await screen.app.push_screen(PickerScreen("Actions", choices, screen.marks, typing=True), _doer(screen))


async def show_help(screen: MainScreen) -> None:
    """Show all keys; Enter does what is selected."""
    choices = [
        Choice(
            action.help,
            action.name,
            right=" ".join(screen.all_keys[action.name]),
            group=action.group,
            also=f"{action.name} {action.label}",
        )
        for action in ACTIONS
    ]
    await screen.app.push_screen(PickerScreen("Help", choices, screen.marks, typing=True), _doer(screen))


def _doer(screen: MainScreen) -> Callable[[str | None], Awaitable[None]]:
    async def chosen(name: str | None) -> None:
        if name is not None:
            await screen.action_do(name)

    return chosen


async def search(screen: MainScreen) -> None:
    """Search everything; the article chosen opens, the list stays as it is."""

    def chosen(headline: Headline | None) -> None:
        if headline is not None:
            screen.show_article()
            screen.reading.follow(headline.id)
            index = screen.headlines.index_of(headline.id)
            if index is not None:
                screen.headlines.select(index)
            screen.go(Pane.ARTICLE)

    await screen.app.push_screen(SearchScreen(screen.desk, screen.look()), chosen)


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


def open_address(screen: MainScreen, url: str) -> None:
    """Open a web address, after asking where its host is not what it seems."""
    found = destination(url)
    if found is None:
        screen.say("This is no web address, so it is not opened.")
        return

    def answered(wanted: bool | None) -> None:  # noqa: FBT001  # what the screen was closed with
        if wanted:
            _open(screen, found)

    if found.doubt is None:
        _open(screen, found)
        return
    screen.app.push_screen(ConfirmScreen(found), answered)


def _open(screen: MainScreen, found: Destination) -> None:
    screen.app.open_url(found.url)
    screen.say(f"Opened {found.host} in the browser.")


def refresh_source_of(screen: MainScreen, article: str) -> None:
    """Look again at the source an article came from."""

    def call(newsroom: Newsroom) -> str | None:
        headline = newsroom.headline(article)
        path = headline.path if headline is not None else None
        fitting = [status.source for status in newsroom.sources() if path and path.startswith(status.source.location)]
        return max(fitting, key=lambda source: len(source.location)).id if fitting else None

    def found(source: str | None) -> None:
        if source is None:
            screen.say(f"No source is known for this article; {screen.keys['refresh']} looks at all of them.")
        else:
            screen.upkeep.rescan([source])

    screen.desk.ask("source", "Finding the source", call, found)
