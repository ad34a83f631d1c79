"""Writing an article, a story, a list or what was kept to a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.exporting.clipping import ENDINGS, Format
from reader.exporting.names import of_title
from reader.text import clip
from reader.ui.screens.export import ExportScreen, Known, Wanted, What, at_home

if TYPE_CHECKING:
    from reader.newsroom import Newsroom, Progress
    from reader.newsroom.exporting import Exports, Selection
    from reader.ui.screens.main import MainScreen

__all__ = ["export", "to_file"]

_FOLDER = "export folder"
"""Under which name the folder used last is kept."""
_SHOWN = 60
_QUICK = 0.5
"""Seconds of work that nobody needs to see a bar of."""
_NOTHING = "There is nothing here that could be exported."
_STOPPED = "Stopped; no file was left half written."


async def export(screen: MainScreen) -> None:
    """Ask what, how and where, then write it."""
    whats = [*_story_at(screen), *_article_at(screen), *_listed(screen)]
    kept = _kept(screen.browsing.counts.bookmarked)
    alone = not whats
    if alone and kept is None:
        screen.say(_NOTHING)
        return
    whats = whats or [*filter(None, (kept,))]
    article = screen.deeds.target.article
    wants_story = article is not None and screen.deeds.stories.rows is None

    def look_up(newsroom: Newsroom) -> Known:
        story = newsroom.stories.of(article) if article is not None and wants_story else None
        told = _story(story.id, story.name) if story is not None else None
        return Known(_folder(newsroom), told, None if alone else _kept(newsroom.counts().bookmarked))

    def chosen(wanted: Wanted | None) -> None:
        if wanted is not None:
            _write(screen, wanted)

    await screen.app.push_screen(ExportScreen(screen.desk, screen.marks, whats, look_up), chosen)


def to_file(screen: MainScreen, place: Path) -> Callable[[], None]:
    """What writes the story or the article one is on, else the list, to a file, in the format of its ending.

    Raises StoreError where there is nothing, or something is there already.
    """
    kept = _kept(screen.browsing.counts.bookmarked)
    what = next(iter([*_story_at(screen), *_article_at(screen), *_listed(screen), *filter(None, (kept,))]), None)
    if what is None:
        raise StoreError(_NOTHING)
    if not place.parent.is_dir():
        raise StoreError(f"There is no folder {at_home(place.parent)}.")
    form = ENDINGS.get(place.suffix.lower(), Format.MARKDOWN)
    if place.exists() and not place.is_dir():
        raise StoreError(f"{at_home(place)} is there already; take another name")
    return partial(_write, screen, Wanted(what, form, place))


def _story_at(screen: MainScreen) -> list[What]:
    """The story one is on or in."""
    stories = screen.deeds.stories
    story = screen.story.story if stories.in_timeline else screen.story_list.item if stories.in_list else None
    return [_story(story.id, story.name)] if story is not None else []


def _story(ident: str, name: str) -> What:
    def choose(newsroom: Newsroom, whole: bool) -> Selection:  # noqa: FBT001  # as every choice is called
        return newsroom.exporting.story(ident, whole=whole)

    return What(f"The story: {name}", of_title(name, "story"), choose)


def _article_at(screen: MainScreen) -> list[What]:
    target = screen.deeds.target
    article, title = target.article, target.title
    if article is None:
        return []
    return [What(f"This article: {title}", of_title(title), lambda room, _: room.exporting.article(article))]


def _listed(screen: MainScreen) -> list[What]:
    """All that the list of articles shows."""
    browsing, count = screen.browsing, screen.headlines.count
    query, title = browsing.query, browsing.filter or browsing.view.name
    if query is None or browsing.view.stories or not count:
        return []

    def choose(newsroom: Newsroom, whole: bool) -> Selection:  # noqa: FBT001
        return newsroom.exporting.matching(query, title, whole=whole)

    return [What(f"What the list shows ({count:,})", of_title(title, "articles"), choose)]


def _kept(count: int) -> What | None:
    """The bookmarks, if there are any."""
    return What(f"Bookmarks ({count:,})", "bookmarks", lambda room, _: room.exporting.bookmarks()) if count else None


def _folder(newsroom: Newsroom) -> Path:
    """Where the last file went, else where the program was started."""
    kept = newsroom.kept(_FOLDER)
    try:
        return Path(kept) if kept and Path(kept).is_dir() else Path.cwd()
    except OSError:  # the folder it was started in is gone
        return Path.home()


def _write(screen: MainScreen, wanted: Wanted) -> None:
    began = monotonic()

    def call(newsroom: Newsroom, progress: Progress) -> Exports:
        selection = wanted.what.choose(newsroom, wanted.form == "json")
        if not selection.articles:
            raise StoreError(_NOTHING)
        folder = wanted.place if wanted.place.is_dir() else wanted.place.parent
        done = newsroom.exporting.write(selection, wanted.form, wanted.place, progress, force=wanted.force)
        newsroom.keep(_FOLDER, str(folder))
        return done

    def show(done: int, total: int) -> None:
        if monotonic() - began > _QUICK:
            screen.status.work("Exporting", done, total)

    def written(exports: Exports | None) -> None:
        screen.upkeep.rest()
        screen.say(_STOPPED if exports is None else _told(exports, wanted.place))

    screen.desk.toil("Exporting", call, show, written)


def _told(exports: Exports, place: Path) -> str:
    """What was written and where, and what was not."""
    shown = at_home(place)
    shown = shown if len(shown) <= _SHOWN else f"…{shown[-_SHOWN:]}"
    said = [f"{_count(exports.written, 'article', 'articles')} written to {shown}"]
    if exports.held_back:
        said.append(f"{_count(exports.held_back, 'file was', 'files were')} there already and stayed as they were")
    if exports.masked:
        said.append(f"{_count(exports.masked, 'address is', 'addresses are')} masked because of tokens in them")
    said += [f"{len(exports.failed)} could not be read: {clip(exports.failed[0].reason, 80)}"] if exports.failed else []
    return "; ".join(said)


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
