"""A source in its box: what is known of it, and renaming, tagging, pausing, muting, refreshing and removing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.model import Pages, Source, SourceKind, SourceStatus
from reader.ui.opening.boxes import is_open
from reader.ui.painting.cells import clip
from reader.ui.screens.ask import AskScreen
from reader.ui.screens.confirm import ConfirmScreen
from reader.ui.screens.picker import Choice, More, PickerScreen
from reader.ui.screens.source import SourceScreen
from reader.ui.sources import subscribing
from reader.ui.wording.health import PAGES, facts

if TYPE_CHECKING:
    from reader.model import Mute, MuteStatus
    from reader.newsroom import Change, Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["refresh_of", "show", "show_of"]

_QUOTED = 50
"""Cells of a name that a sentence about it repeats."""
_UNKNOWN = "No source is known for this article; {views} lists all of them."
_GONE = "This source is no longer there."
_STAYS = "{goes} from the library. What you bookmarked, tagged or noted stays."
_IS_LOST = " This cannot be undone: what was imported has to be imported again."
_MUTES = "Words that must all stand in an article, “a phrase” in quotes, title:word, lang:en …"


@dataclass(frozen=True, slots=True)
class _Held:
    """A source as it is now, and the mutes that are about it."""

    status: SourceStatus
    mutes: tuple[MuteStatus, ...]


async def show(screen: MainScreen, source: str) -> None:
    """Show a source and what can be done with it."""
    await _Box(screen, lambda _: source).open()


async def show_of(screen: MainScreen, article: str) -> None:
    """Show the source of an article."""
    await _Box(screen, partial(_source_of, article=article)).open()


def refresh_of(screen: MainScreen, article: str) -> None:
    """Look again at the source of an article."""

    def found(source: str | None) -> None:
        if source is None:
            screen.say(f"No source is known for this article; {screen.keys['refresh']} looks at all of them.")
        else:
            screen.upkeep.refreshing.look([source])

    screen.desk.ask("source of", "Finding the source", partial(_source_of, article=article), found)


def _source_of(newsroom: Newsroom, article: str) -> str | None:
    source = newsroom.source_of(article)
    return source.id if source is not None else None


class _Box:
    """One source in its box, which stays open while it is changed."""

    def __init__(self, screen: MainScreen, which: Callable[[Newsroom], str | None]) -> None:
        self._screen = screen
        self._which = which
        self._held: _Held | None = None
        undo: More[str] = More(screen.bound["undo"], f"{screen.keys['undo']} undoes", self._undo)
        self._box = SourceScreen(screen.marks, self._do, self._ask, undo)

    async def open(self) -> None:
        """Open it; what there is to show comes in once it is known."""
        await self._screen.app.push_screen(self._box)
        self._ask()

    def _ask(self) -> None:
        def call(newsroom: Newsroom) -> _Held | None:
            source = self._held.status.source.id if self._held is not None else self._which(newsroom)
            status = next((one for one in newsroom.sources() if one.source.id == source), None)
            if source is None or status is None:
                return None
            mutes = tuple(one for one in newsroom.muting.all() if one.mute.source in (source, None))
            return _Held(status, mutes)

        self._screen.desk.ask("source", "Finding the source", call, self._fill)

    def _fill(self, held: _Held | None) -> None:
        screen = self._screen
        if not is_open(self._box):
            return
        if held is None:
            screen.say(_GONE if self._held else _UNKNOWN.format(views=screen.keys["views"]))
            self._close()
            return
        self._held = held
        known = [*facts(held.status, screen.now())]
        its = [one.articles for one in held.mutes if one.mute.source is not None]
        if its:
            articles = sum(its)
            known.append(("Muted", f"{articles:,} article{'s' * (articles != 1)}"))
        title = clip(held.status.source.name, _QUOTED, screen.marks.ellipsis)
        self._box.give(title, known, list(_choices(held)))
        screen.browsing.called(held.status.source)
        screen.status.tell()

    def _close(self) -> None:
        if self._box.is_current:
            self._box.dismiss(None)

    async def _undo(self, _: str) -> None:
        self._screen.keeping.undo()

    def _do(self, name: str) -> None:
        if self._held is None:
            return
        deeds: dict[str, Callable[[_Held], None]] = {
            "refresh": self._refresh,
            "rename": self._rename,
            "tags": self._tag,
            "pages": self._pages,
            "pause": self._pause,
            "mute": self._mute,
            "mutes": self._lift,
            "remove": self._remove,
        }
        deeds[name](self._held)

    # the deeds

    def _refresh(self, held: _Held) -> None:
        self._screen.upkeep.refreshing.look([held.status.source.id])
        self._close()

    def _rename(self, held: _Held) -> None:
        source = held.status.source

        def named(name: str | None) -> None:
            if name is not None and name.strip() != source.name:
                self._change(lambda newsroom: newsroom.subscriptions.rename(source, name))

        self._screen.app.push_screen(AskScreen("Rename", source.name, "What to call it.", _nameless), named)

    def _tag(self, held: _Held) -> None:
        source = held.status.source
        between = ";" if any("," in tag for tag in source.tags) else ","

        def tagged(typed: str | None) -> None:
            if typed is not None:
                tags = [tag for tag in typed.split(between) if tag.strip()]
                self._change(lambda newsroom: newsroom.subscriptions.tag(source, tags))

        hint = f"A “{between}” stands between two of them. They count for its articles too, and each is a view."
        held_now = f"{between} ".join(source.tags)
        self._screen.app.push_screen(AskScreen("Tags", held_now, self._screen.marks.requoted(hint)), tagged)

    def _pages(self, held: _Held) -> None:
        source = held.status.source
        choices = [Choice(pages.value.capitalize(), pages, said.capitalize()) for pages, said in PAGES.items()]

        def chosen(pages: Pages | None) -> None:
            if pages is not None and pages is not source.pages:
                self._change(lambda newsroom: newsroom.subscriptions.pages(source, pages))

        picker = PickerScreen("Fetch the full pages", choices, self._screen.marks, current=source.pages)
        self._screen.app.push_screen(picker, chosen)

    def _pause(self, held: _Held) -> None:
        source = held.status.source
        self._change(lambda newsroom: newsroom.subscriptions.pause(source, not source.paused))

    def _mute(self, held: _Held) -> None:
        screen, source = self._screen, held.status.source
        places = [
            Choice(f"In articles of {self._name(source)}", "its", "They stand in no list then; is:muted finds them."),
            Choice("In articles of all sources", "all"),
        ]

        def typed(query: str | None) -> None:
            if query is not None:
                title = f"Mute {screen.marks.quoted(clip(query.strip(), _QUOTED, screen.marks.ellipsis))}"
                screen.app.push_screen(PickerScreen(title, places, screen.marks), partial(placed, query))

        def placed(query: str, where: str | None) -> None:
            if where is not None:
                self._change(partial(_muted, query=query, source=source if where == "its" else None))

        screen.app.push_screen(AskScreen("Mute words", "", screen.marks.requoted(_MUTES), self._complaint), typed)

    def _complaint(self, query: str) -> str:
        """What is wrong with a query."""
        from reader.query import parse_query

        try:
            parse_query(query, self._screen.now().date())
        except QueryError as error:
            return str(error)
        return "" if query.strip() else "Some words, please."

    def _lift(self, held: _Held) -> None:
        choices = [_mute_choice(one) for one in held.mutes]

        def chosen(mute: Mute | None) -> None:
            if mute is not None:
                self._change(lambda newsroom: newsroom.muting.lift(mute))

        self._screen.app.push_screen(PickerScreen("Lift a mute", choices, self._screen.marks), chosen)

    def _remove(self, held: _Held) -> None:
        status = held.status
        goes = "Its only article goes" if status.articles == 1 else f"Its {status.articles:,} articles go"

        def answered(wanted: bool | None) -> None:  # noqa: FBT001  # what the screen was closed with
            if wanted:
                self._close()
                subscribing.remove(self._screen, status.source)

        what = _STAYS.format(goes=goes) + ("" if status.source.location else _IS_LOST)
        ask = ConfirmScreen(f"Remove {self._name(status.source)}?", what, does="removes it")
        self._screen.app.push_screen(ask, answered)

    def _name(self, source: Source) -> str:
        return self._screen.marks.quoted(clip(source.name, _QUOTED, self._screen.marks.ellipsis))

    def _change(self, call: Callable[[Newsroom], Change]) -> None:
        def done() -> None:
            self._ask()
            self._screen.refresh_all()

        self._screen.keeping.change("Changing a source", call, done)


def _nameless(name: str) -> str:
    return "" if name.strip() else "A name, please."


def _choices(held: _Held) -> Iterator[Choice[str]]:
    source = held.status.source
    if source.location:
        yield Choice("Refresh now", "refresh")
        yield Choice("Rename", "rename")
        yield Choice("Tags", "tags", right=", ".join(source.tags))
    if source.kind is SourceKind.FEED:
        yield Choice("Full pages", "pages", right=source.pages.value)
        if source.paused:
            yield Choice("Resume", "pause", "It is asked again by itself.")
        else:
            yield Choice("Pause", "pause", "It is left alone until you resume it.")
    yield Choice("Mute words", "mute", "Keeps articles with certain words out of the lists.")
    if held.mutes:
        yield Choice("Mutes", "mutes", "Lists them, and lifts one.", f"{len(held.mutes):,}")
    yield Choice("Remove", "remove", "Its articles go; bookmarked ones stay.")


def _mute_choice(status: MuteStatus) -> Choice[Mute]:
    mute = status.mute
    whose = f"of {status.source or 'a source that is gone'}" if mute.source else "of all sources"
    return Choice(mute.query, mute, status.problem or whose, f"{status.articles:,}")


def _muted(newsroom: Newsroom, query: str, source: Source | None) -> Change:
    return newsroom.muting.apply(newsroom.muting.mute(query, source))
