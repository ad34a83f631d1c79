"""How each command is made ready: what it means is found out while the line is open, and done once it is closed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING

from reader.config import changed
from reader.errors import CommandError, ConfigError, NotFoundError
from reader.paths import unfollowed
from reader.query import parse_query
from reader.text import clip, fold
from reader.ui.arrangement import Pane
from reader.ui.lately import SEARCHES
from reader.ui.lists.views import View, as_query, growing
from reader.ui.opening import choosing, exporting
from reader.ui.opening.asking import answer
from reader.ui.sources import sourcing, subscribing

if TYPE_CHECKING:
    from reader.model import Source
    from reader.newsroom import Change, Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["SETTINGS", "Deed", "Way"]

Deed = Callable[[], Awaitable[None] | None]
"""What is done once the line is closed."""
Way = Callable[["MainScreen", str], Awaitable[Deed]]

_LONGEST = 40
_SPACED = "A space parts two tags here; {key} gives and takes off those with spaces in them."
_ID = 4
"""Letters of an id from which on it is taken for one."""


async def act(name: str, screen: MainScreen, _: str) -> Deed:
    """An action, as its key calls it."""
    return lambda: screen.action_do(name)


# going somewhere


async def row(screen: MainScreen, number: str) -> Deed:
    """The row of the list with this number, 0 for the last."""
    stories = screen.browsing.view.stories
    count = screen.story_list.count if stories else screen.headlines.count
    if int(number) > count:
        raise CommandError(f"The list has {count:,} row{'s' * (count != 1)}." if count else "The list is empty.")
    rows = screen.story_list if stories else screen.headlines

    def go() -> None:
        screen.go(Pane.HEADLINES)
        if number == "0":
            rows.move("bottom")
        else:
            rows.select(int(number) - 1)
        screen.peek()
        screen.status.tell()

    return go


async def open_article(screen: MainScreen, text: str) -> Deed:
    """An article by its id, its address or path, or the one that fits a query best."""
    if not text:
        return lambda: screen.action_do("open")
    meant = next((one.id for one in screen.knowing.titles if one.text.strip() == text), None)
    if meant is None:
        query = parse_query(growing(text), screen.now().date())

        def call(newsroom: Newsroom) -> str | None:
            if _is_target(text):
                try:
                    return newsroom.find(text)
                except NotFoundError:
                    pass  # it may be a word
            found = newsroom.search(query, 1)
            return found[0].id if found else None

        meant = await answer(screen.desk, "Looking for the article", call)
    if meant is None:
        raise CommandError(f"No article matches “{clip(text, _LONGEST)}”.")
    return partial(choosing.open_found, screen, meant)


def _is_target(text: str) -> bool:
    hexadecimal = len(text) >= _ID and all(letter in "0123456789abcdef" for letter in text)
    return hexadecimal or "/" in text


async def search(screen: MainScreen, text: str) -> Deed:
    """The search over everything."""
    parse_query(text, screen.now().date())
    return lambda: choosing.search(screen, text)


async def narrow(screen: MainScreen, text: str) -> Deed:
    """The filter of the list."""
    if not text:
        return screen.prompts.filter
    parse_query(text, screen.now().date())

    def do() -> None:
        screen.lately.note(SEARCHES, text)
        choosing.filter_by(screen, text)

    return do


async def view(screen: MainScreen, name: str) -> Deed:
    """A view, a source or a tag by its name."""
    await _know(screen)
    views = screen.knowing.views()
    wanted = fold(name).removesuffix(" (unread)")
    meant = views.get(wanted) or _only(wanted, views)
    if meant is None:
        raise CommandError(_unknown("view", name, views, [one for one in views if wanted in one]))
    return partial(choosing.go_to, screen, meant)


def _only(wanted: str, views: dict[str, View]) -> View | None:
    """The only view that begins so, else the only one with this in its name."""
    begun = [view for name, view in views.items() if name.startswith(wanted)]
    within = [view for name, view in views.items() if wanted in name]
    return next((few[0] for few in (begun, within) if len(few) == 1), None)


def _unknown(kind: str, name: str, known: Iterable[str], several: Sequence[str] = ()) -> str:
    """That nothing is called so, or that `several` are."""
    shown = clip(name, _LONGEST)
    if several:
        return f"“{shown}” may be {', '.join(f'“{one}”' for one in several[:3])}{' …' * (len(several) > 3)}; type more."
    near = get_close_matches(fold(name), list(known), n=1, cutoff=0.5)
    hint = f"; did you mean “{near[0]}”?" if near else "; Tab shows what there is."
    return f"No {kind} is called “{shown}”{hint}"


async def _know(screen: MainScreen) -> None:
    if not screen.knowing.fetched:
        await screen.knowing.fetch()


async def story(screen: MainScreen, text: str) -> Deed:
    """A story by its id."""
    if not text:
        return lambda: screen.action_do("story")
    found, _ = await answer(screen.desk, "Looking for the story", lambda newsroom: newsroom.stories.story(text))
    return lambda: screen.deeds.stories.enter(found.id, None)


# sources


async def add(screen: MainScreen, text: str) -> Deed:
    """Adding what stands there, after a look at it."""
    return lambda: subscribing.add(screen, text)


async def source(screen: MainScreen, name: str) -> Deed:
    """The box of a source."""
    if not name:
        return lambda: screen.action_do("source")
    meant = await _source(screen, name)
    return lambda: sourcing.show(screen, meant.id)


async def refresh(screen: MainScreen, name: str) -> Deed:
    """A look at a source, or at all."""
    if not name:
        return lambda: screen.action_do("refresh")
    meant = await _source(screen, name)
    return lambda: screen.upkeep.refreshing.look([meant.id])


async def pause(screen: MainScreen, name: str) -> Deed:
    """Leaving a source alone, or asking it again."""
    meant = await _source(screen, name)
    call = partial(_paused, source=meant)
    return lambda: screen.keeping.change("Changing a source", call, screen.refresh_all)


def _paused(newsroom: Newsroom, source: Source) -> Change:
    return newsroom.subscriptions.pause(source, not source.paused)


async def rename(screen: MainScreen, name: str) -> Deed:
    """Another name for the source one is at."""
    meant = await _source(screen, "")

    def renamed() -> None:
        screen.browsing.called(replace(meant, name=name))
        screen.refresh_all()

    def call(newsroom: Newsroom) -> Change:
        return newsroom.subscriptions.rename(meant, name)

    return lambda: screen.keeping.change("Changing a source", call, renamed)


async def _source(screen: MainScreen, name: str) -> Source:
    """The source meant by a name; without one that of the view, else of the article."""
    await screen.knowing.fetch()  # a source may be paused meanwhile
    if name:
        status = screen.knowing.source(name)
        if status is None:
            names = [one.text for one in screen.knowing.now.sources]
            raise CommandError(_unknown("source", name, names, [one for one in names if fold(name) in fold(one)]))
        return status.source
    held, article = screen.browsing.view.source, screen.deeds.target.article
    if held is None and article is not None:
        found = await answer(screen.desk, "Finding the source", lambda newsroom: newsroom.source_of(article))
        held = found.id if found is not None else None
    status = screen.knowing.source(held) if held is not None else None
    if status is None:
        raise CommandError("There is no article of a source here; name the source.")
    return status.source


# marking and setting


async def mark(screen: MainScreen, _: str, *, read: bool) -> Deed:
    """Marking the article read or unread, whatever it is now."""
    article = _article(screen)

    def call(newsroom: Newsroom) -> Change:
        return newsroom.mark([article], read=read)

    return lambda: screen.keeping.change("Marking an article", call, screen.refresh_all)


async def theme(screen: MainScreen, name: str) -> Deed:
    """Another theme, kept."""
    if not name:
        return lambda: choosing.choose_theme(screen)
    themes = list(screen.app.available_themes)
    begun = [one for one in themes if one.startswith(fold(name))]
    if name not in themes and len(begun) != 1:
        raise CommandError(_unknown("theme", name, themes))
    return lambda: choosing.take_theme(screen, name if name in themes else begun[0])


async def tag(screen: MainScreen, text: str, *, on: bool) -> Deed:
    """Tags, separated by spaces, given to the article or taken from it; without any, the box of tags."""
    if any(quote in text for quote in '"“”'):
        raise CommandError(_SPACED.format(key=screen.keys["tag"]))
    article, tags = _article(screen), text.split()
    if not tags:
        return lambda: screen.action_do("tag")

    def call(newsroom: Newsroom) -> Change | None:
        its = newsroom.annotating
        return its.tag([article], tags) if on else its.untag([article], tags)

    otherwise = "It has these tags already." if on else "It has none of these tags."
    return lambda: screen.keeping.change("Tagging an article", call, screen.refresh_all, otherwise)


async def note(screen: MainScreen, text: str) -> Deed:
    """A note about the article; added to the one there is, if there is one. Without words, the box of the note."""
    article = _article(screen)
    if not text:
        return lambda: screen.action_do("note")

    def call(newsroom: Newsroom) -> Change | None:
        held = newsroom.annotating.note_of(article)
        return newsroom.annotating.write(article, f"{held.text}\n{text}" if held is not None else text)

    return lambda: screen.keeping.change("Keeping a note", call, screen.refresh_all)


async def export(screen: MainScreen, text: str) -> Deed:
    """The article or story one is on, or the list, written to a file."""
    if not text:
        return lambda: screen.action_do("export")
    return exporting.to_file(screen, unfollowed(text))


async def keep_search(screen: MainScreen, name: str) -> Deed:
    """What the list shows, kept under a name."""
    browsing = screen.browsing
    query, stories = as_query(browsing.view, browsing.filter), browsing.view.stories
    if not name:
        return lambda: screen.action_do("keep_search")
    if browsing.complaint or not query:
        raise CommandError(browsing.complaint or "Filter the list first; this keeps what it shows.")

    def call(newsroom: Newsroom) -> Change:
        return newsroom.searches.add(name, query, stories=stories)

    return lambda: screen.keeping.change("Keeping a search", call, screen.refresh_all)


def _article(screen: MainScreen) -> str:
    article = screen.deeds.target.article
    if article is None:
        raise CommandError("There is no article here that is held.")
    return article


SETTINGS: dict[str, tuple[str, ...]] = {
    "measure": ("60", "66", "72", "80", "90"),
    "mark_read_after": ("0", "2", "5", "10"),
    "refresh_minutes": ("0", "15", "30", "60"),
}
"""What takes effect at once, with some values to choose from."""


async def set_value(screen: MainScreen, text: str) -> Deed:
    """A setting, for this session."""
    name, _, value = text.replace("=", " ", 1).partition(" ")
    name, value = name.strip().replace("-", "_"), value.strip()
    if name not in SETTINGS:
        near = get_close_matches(name, list(SETTINGS), n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"those that can be are {', '.join(SETTINGS)}."
        raise CommandError(f"“{clip(name, _LONGEST)}” cannot be set while Reader runs; {hint}")
    if not value:
        raise CommandError(f"{name} is {getattr(screen.config, name)} now; write the value behind it.")
    before = screen.config
    try:
        wanted = changed(before, name, value)
    except ConfigError as error:
        raise CommandError(str(error)) from None

    def undo(done: Callable[[], None]) -> None:
        screen.configure(replace(screen.config, **{name: getattr(before, name)}))
        done()

    def do() -> None:
        screen.configure(wanted)
        said = f"{name} is {value} until you quit; “{name} = {value}” in the settings file is for good"
        screen.keeping.note(screen.marks.requoted(said), undo)

    return do


async def help_on(screen: MainScreen, word: str) -> Deed:
    """The help, narrowed."""
    from reader.ui.opening import helping  # which names the commands in turn

    return lambda: helping.show_help(screen, word)
