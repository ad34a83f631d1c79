"""Adding sources and removing them, each of which can be undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import NotFoundError
from reader.model import Source, SourceKind
from reader.text import safe
from reader.ui.lists.views import ALL
from reader.ui.painting.cells import clip
from reader.ui.screens.add import AddScreen, Wanted

if TYPE_CHECKING:
    from reader.newsroom import Newsroom, Progress
    from reader.ui.screens.main import MainScreen

__all__ = ["add", "note_added", "remove"]

_QUOTED = 50
"""Cells of a name that a sentence about it repeats."""
_SAMPLES = "These samples are kept apart from your library; “reader add ADDRESS” begins your own."
_HELD = "{name} is held already; it is looked at again."


async def add(screen: MainScreen, typed: str = "") -> None:
    """Add what is typed, after a look at what is there; what was `typed` already is looked at."""
    if screen.sample:
        screen.say(screen.marks.requoted(_SAMPLES))
        return

    def chosen(wanted: Wanted | None) -> None:
        if wanted is None:
            return
        if wanted.path:
            screen.upkeep.add([wanted.location])
        else:
            _subscribe(screen, wanted)

    await screen.app.push_screen(AddScreen(screen.desk, screen.marks, typed), chosen)


def _subscribe(screen: MainScreen, wanted: Wanted) -> None:
    def call(newsroom: Newsroom) -> tuple[Source, bool]:
        held = {status.source.id for status in newsroom.sources()}
        source = newsroom.subscribe(wanted.location, wanted.name, page=wanted.page)
        return source, source.id not in held

    def done(found: tuple[Source, bool]) -> None:
        source, new = found
        if new:
            done_so = "Kept" if wanted.page else "Subscribed to"
            screen.keeping.note(f"{done_so} {_name(source)}", partial(_forget, screen, source))
        else:
            screen.say(_HELD.format(name=_name(source)))
        screen.upkeep.refreshing.look([source.id], fills=True)

    screen.desk.tell("Subscribing", call, done)


def note_added(screen: MainScreen, sources: list[Source]) -> None:
    """Say which sources are new, and let it be undone."""
    if not sources:
        return

    def undo(done: Callable[[], None]) -> None:
        *others, last = sources
        for source in others:
            _forget(screen, source, lambda: None)
        _forget(screen, last, done)

    what = _name(sources[0]) if len(sources) == 1 else f"{len(sources)} sources"
    screen.keeping.note(f"Added {what}", undo)


def remove(screen: MainScreen, source: Source) -> None:
    """Forget a source and its articles; undone, it is subscribed to again, as far as it comes from anywhere."""

    def done() -> None:
        if source.location:
            screen.keeping.note(f"Removed {_name(source)}", partial(_take_back, screen, source))
        else:  # what was imported once comes from nowhere
            screen.say(f"Removed {_name(source)}")
        screen.refresh_all()

    _forget(screen, source, done)


def _forget(screen: MainScreen, source: Source, done: Callable[[], None]) -> None:
    """Forget a source. Long work and no mere write: what is derived from its articles is derived anew."""

    def gone(_: Source | None) -> None:
        screen.upkeep.rest()
        if screen.browsing.view.source == source.id:
            screen.browsing.choose(ALL)
        done()

    tell = partial(screen.status.work, "Removing", stops=False)
    screen.desk.cancel_about(source.id)
    tell()
    screen.desk.toil("Removing", lambda newsroom, _: newsroom.remove(source.id), tell, gone)


def _take_back(screen: MainScreen, source: Source, done: Callable[[], None]) -> None:
    """Have a source again that was removed, as it was, with what it has now."""

    def back(found: Source | None) -> None:
        screen.upkeep.rest()
        done()
        if found is not None:
            screen.upkeep.refreshing.look([found.id])

    tell = partial(screen.status.work, "Adding", stops=False)
    tell()
    screen.desk.toil("Adding", partial(_again, source=source), tell, back)


def _again(newsroom: Newsroom, progress: Progress, source: Source) -> Source:
    if source.kind not in (SourceKind.FEED, SourceKind.PAGE):
        added, report = newsroom.add([source.location], progress)
        if not added:
            raise NotFoundError(f"{safe(source.location)}: {report.skipped[0].reason if report.skipped else 'is gone'}")
        again = added[0]
    else:
        again = newsroom.subscribe(source.location, source.name, page=source.kind is SourceKind.PAGE)
    its = newsroom.subscriptions
    its.rename(again, source.name)  # else a feed would go by the name it has for itself
    if source.tags:
        its.tag(again, source.tags)
    if source.pages is not again.pages:
        its.pages(again, source.pages)
    if source.paused:
        its.pause(again, paused=True)
    return again


def _name(source: Source) -> str:
    return f"“{clip(source.name, _QUOTED)}”"
