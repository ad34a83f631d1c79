"""The register of sources: which files and folders are remembered, and finding one by what a person calls it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from reader.address import masked
from reader.errors import NotFoundError, SourceError
from reader.model import Health, Source, SourceKind, SourceStatus, article_id
from reader.newsroom.naming import IMPORTED_NAME
from reader.newsroom.values import IMPORTED
from reader.paths import absolute
from reader.sources import is_there, kind_problem
from reader.store.archive import Archive
from reader.store.row import moment
from reader.store.shelf import Shelf
from reader.text import safe

__all__ = ["Register"]


_ON_DISK = frozenset({SourceKind.FILE, SourceKind.FOLDER})


class Register:
    """Sources by location, id and name."""

    def __init__(self, archive: Archive, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._archive = archive
        self._shelf = shelf
        self._now = now

    def at(self, location: str) -> Source:
        """The source for a location: one remembered that holds it already, or a new one. Raises SourceError."""
        if not location.strip():
            raise SourceError("an empty name; name a file or folder")
        place = absolute(location)
        remembered = {source.location: source for source in self._shelf.sources()}
        holder = next((name for name in (str(place), *map(str, place.parents)) if name in remembered), None)
        if holder:
            return remembered[holder]
        if not is_there(place):
            raise SourceError("there is no such file or folder")
        if not place.is_dir() and (problem := kind_problem(place)):
            raise SourceError(problem)
        kind = SourceKind.FOLDER if place.is_dir() else SourceKind.FILE
        name = safe(place.name or str(place))
        return Source(article_id(f"source:{place}")[:8], kind, str(place), name, self._now())

    def remember(self, source: Source) -> None:
        """Keep a source on the Shelf."""
        self._shelf.remember(source)

    def all(self) -> list[SourceStatus]:
        """All sources by name, and last what was imported without one."""
        states = self._archive.origins()
        health = self._health()
        sources = sorted(self._shelf.sources(), key=lambda source: source.name.casefold())
        imported = states.get(IMPORTED)
        if imported and imported.articles:
            sources.append(Source(IMPORTED, SourceKind.FILE, "", IMPORTED_NAME, imported.checked or self._now()))
        found = []
        for source in sources:
            state = states.get(source.id)
            its = health.get(source.id, Health())
            if state:
                found.append(SourceStatus(source, state.articles, state.unread, state.checked, state.notice, its))
            else:
                found.append(SourceStatus(source, 0, 0, None, None, its))
        return found

    def _health(self) -> dict[str, Health]:
        """How each feed is doing."""
        weekly = self._archive.feeds.weekly(self._now().timestamp())
        return {
            origin: Health(
                moment(state.succeeded) if state.succeeded else None,
                None if state.gone or not state.next else moment(state.next),
                state.failures,
                state.gone,
                weekly.get(origin, 0.0),
            )
            for origin, state in self._archive.feeds.all().items()
        }

    def named(self, name: str) -> Source:
        """The source meant by an id or the start of one, a location or a name. Raises NotFoundError."""
        sources = [status.source for status in self.all()]
        place = str(absolute(name))
        exact = [source for source in sources if name in _names(source) or place == source.location]
        found = exact or [source for source in sources if name and source.id.startswith(name)]
        if len(found) == 1:
            return found[0]
        problem = f"{len(found)} sources are meant" if found else "no such source"
        raise NotFoundError(f"{safe(name)}: {problem}; 'reader sources' lists them")

    def of(self, origin: str | None) -> Source | None:
        """The source with this id, if it is remembered."""
        return next((source for source in self._shelf.sources() if source.id == origin), None)

    def lost(self, apart_from: Source) -> list[str]:
        """Ids of the other sources that are no longer where they were."""
        others = [source for source in self._shelf.sources() if source.id != apart_from.id and source.kind in _ON_DISK]
        return [source.id for source in others if _is_lost(Path(source.location))]

    def forget(self, source: Source) -> None:
        """Forget a source and its articles; those with a bookmark, tag or note stay."""
        self._shelf.forget(source.id)
        self._archive.forget(source.id, self._shelf.kept())


def _is_lost(place: Path) -> bool:
    try:
        return not is_there(place)
    except SourceError:  # it may be there
        return False


def _names(source: Source) -> tuple[str, ...]:
    """What a person may call a source: an address also as it is shown."""
    return source.id, source.name, source.location, masked(source.location)
