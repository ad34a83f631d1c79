"""Searches kept under a name: they are on the Shelf, and stand among the views of the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from reader.errors import AnnotationError, NotFoundError
from reader.model import SavedSearch, article_id
from reader.newsroom.values import Change
from reader.query import parse_query
from reader.store.shelf import Shelf
from reader.text import clip, safe, squash

__all__ = ["Searches"]

_LONGEST = 80
_QUOTED = 50
_GONE = "no such search any more; 'reader searches' lists them"

Held = Mapping[str, SavedSearch]


class Searches:
    """The saved searches of one library, in the order they were added. Every method may raise StoreError."""

    def __init__(self, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._shelf = shelf
        self._now = now

    def all(self) -> list[SavedSearch]:
        """All of them."""
        return self._shelf.searches()

    def named(self, name: str) -> SavedSearch:
        """The search meant by its name, its id, or the start of that. Raises NotFoundError."""
        typed = squash(safe(name))
        searches = self.all()
        found = [one for one in searches if one.name.casefold() == typed.casefold()] or [
            one for one in searches if len(typed) >= 4 and one.id.startswith(typed.lower())
        ]
        if len(found) == 1:
            return found[0]
        problem = f"{len(found)} searches are meant; name one by its name" if found else "no such search"
        raise NotFoundError(f"{clip(typed, _QUOTED)}: {problem}; 'reader searches' lists them")

    def add(self, name: str, query: str, *, stories: bool = False) -> Change:
        """Keep a query under a name. Raises AnnotationError where the name is taken or empty, QueryError."""
        wanted, asked = _name(name), squash(safe(query))
        parse_query(asked, self._now().date())
        if not asked:
            raise AnnotationError("a search needs words to look for")
        now = self._now()
        new = SavedSearch(article_id(f"search:{wanted.casefold()}\n{now.isoformat()}")[:8], wanted, asked, now, stories)

        def change(held: Held) -> dict[str, SavedSearch | None]:
            _free(held, new)
            return {new.id: new}

        self._shelf.revise_searches(change)
        return Change(f"Kept the search “{clip(wanted, _QUOTED)}” among the views", lambda: self._put({new.id: None}))

    def rename(self, search: SavedSearch, name: str) -> Change | None:
        """Call a search otherwise; None where it is called so. Raises AnnotationError, NotFoundError."""
        wanted = _name(name)
        before: list[str] = []

        def change(held: Held) -> dict[str, SavedSearch | None]:
            now = _there(held, search)
            before.append(now.name)
            renamed = replace(now, name=wanted)
            _free(held, renamed)
            return {search.id: renamed}

        self._shelf.revise_searches(change)
        if before[0] == wanted:
            return None
        label = f"Renamed the search “{clip(before[0], _QUOTED)}” to “{clip(wanted, _QUOTED)}”"
        return Change(label, lambda: self._call_again(search, before[0]))

    def remove(self, search: SavedSearch) -> Change:
        """Keep a search no more; undone, it stands where it stood. Raises NotFoundError."""
        before: list[SavedSearch] = []

        def change(held: Held) -> dict[str, SavedSearch | None]:
            before.append(_there(held, search))
            return {search.id: None}

        self._shelf.revise_searches(change)
        label = f"Removed the search “{clip(before[0].name, _QUOTED)}”"
        return Change(label, lambda: self._put({search.id: before[0]}))

    def _put(self, searches: dict[str, SavedSearch | None]) -> None:
        def change(held: Held) -> dict[str, SavedSearch | None]:
            for one in filter(None, searches.values()):
                _free(held, one)
            return searches

        self._shelf.revise_searches(change)

    def _call_again(self, search: SavedSearch, name: str) -> None:
        def change(held: Held) -> dict[str, SavedSearch | None]:
            renamed = replace(_there(held, search), name=name)
            _free(held, renamed)
            return {search.id: renamed}

        self._shelf.revise_searches(change)


def _name(text: str) -> str:
    name = squash(safe(text))
    if not name:
        raise AnnotationError("a search needs a name")
    if len(name) > _LONGEST:
        raise AnnotationError(f"“{clip(name, _QUOTED)}”: the name of a search has {_LONGEST} characters at most")
    return name


def _free(held: Held, wanted: SavedSearch) -> None:
    taken = next(
        (one for one in held.values() if one.id != wanted.id and one.name.casefold() == wanted.name.casefold()), None
    )
    if taken is not None:
        raise AnnotationError(f"there is a search “{clip(taken.name, _QUOTED)}” already; take another name")


def _there(held: Held, search: SavedSearch) -> SavedSearch:
    if search.id not in held:
        raise NotFoundError(f"{clip(search.name, _QUOTED)}: {_GONE}")
    return held[search.id]
