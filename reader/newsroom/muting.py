"""What a person does not want to see: rules, each a query, that keep articles out of the lists.

The rules are on the Shelf. Which articles they fit is marked in the Archive, when they come in and when a rule is
made or lifted; such an article is in no list and no count, and is found by its id and by `is:muted`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.errors import NotFoundError, QueryError, RuleError
from reader.model import Mute, MuteStatus, Source, article_id
from reader.newsroom.naming import names
from reader.newsroom.values import Change
from reader.query import Query, parse_query
from reader.store.archive import Archive
from reader.store.muted import Rule
from reader.store.shelf import Shelf
from reader.text import clip, fold, safe, squash

__all__ = ["Muting"]

_QUOTED = 50
"""Characters of a query that a sentence about it repeats."""
_CHANGING = "a mute goes by what articles say, and {name} changes; take words, phrases, title:, source:, lang: or days"
_GONE = "its source is no longer there"


@dataclass(frozen=True, slots=True)
class _Held:
    """The mutes as they were at one version of the Shelf."""

    version: int
    rules: tuple[Rule, ...]


class Muting:
    """The mutes of one library. Every method may raise StoreError."""

    def __init__(self, archive: Archive, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._archive = archive
        self._shelf = shelf
        self._now = now
        self._cached: _Held | None = None

    def rules(self) -> Sequence[Rule]:
        """What is muted now; a mute that is none any more, edited by hand, mutes nothing."""
        version = self._shelf.version()
        held = self._cached
        if held is None or held.version != version:
            found = (_rule(mute) for mute in self._shelf.mutes())
            held = self._cached = _Held(version, tuple(rule for rule in found if isinstance(rule, Rule)))
        return held.rules

    def all(self) -> list[MuteStatus]:
        """All mutes in the order they were made, with how many articles held each fits."""
        names = self._names()
        return [self._status(mute, names) for mute in self._shelf.mutes()]

    def named(self, name: str) -> Mute:
        """The mute meant by its id, the start of one, or its query. Raises NotFoundError."""
        mutes = self._shelf.mutes()
        typed = _typed(name)
        found = [mute for mute in mutes if name == mute.id] or [
            mute for mute in mutes if fold(mute.query) == fold(typed)
        ]
        found = found or [mute for mute in mutes if len(name) >= 4 and mute.id.startswith(name.lower())]
        if len(found) == 1:
            return found[0]
        problem = f"{len(found)} mutes are meant; name one by its id" if found else "no such mute"
        raise NotFoundError(f"{clip(typed, _QUOTED)}: {problem}; 'reader sources mutes' lists them")

    def mute(self, query: str, source: Source | None = None) -> Mute:
        """A mute to be applied: what a query matches, of one source or of all. Raises QueryError, RuleError."""
        typed = _typed(query)
        now = self._now()
        _checked(parse_query(typed, now.date()))
        whose = source.id if source else None
        return Mute(article_id(f"mute:{whose or ''}\n{fold(typed)}")[:8], typed, whose, now)

    def apply(self, mute: Mute) -> Change:
        """Keep what a mute fits out of the lists, of what is held and of what comes."""
        new = self._shelf.mute(mute)
        self.settle()
        rule = _rule(mute)
        count = self._archive.muted.count(rule) if isinstance(rule, Rule) else 0
        label = f"Muted {self._words(mute)}, {'1 article' if count == 1 else f'{count:,} articles'} now"
        return Change(label, lambda: self._take_back(mute) if new else None)

    def lift(self, mute: Mute) -> Change:
        """Show again what a mute, and no other, kept out of the lists. Raises NotFoundError where it is gone."""
        held = self._shelf.unmute(mute.id)
        if held is None:
            raise NotFoundError(f"{mute.id}: no such mute; 'reader sources mutes' lists them")
        self.settle()
        return Change(f"No longer muted: {self._words(held)}", lambda: self._put_back(held))

    def settle(self) -> int:
        """Make the marks of all articles what the mutes of now say; how many changed."""
        return self._archive.muted.settle()

    def _take_back(self, mute: Mute) -> None:
        self._shelf.unmute(mute.id)
        self.settle()

    def _put_back(self, mute: Mute) -> None:
        self._shelf.mute(mute)
        self.settle()

    def _status(self, mute: Mute, names: dict[str, str]) -> MuteStatus:
        rule = _rule(mute)
        if not isinstance(rule, Rule):
            return MuteStatus(mute, 0, names.get(mute.source or ""), rule)
        gone = _GONE if mute.source and mute.source not in names else None
        return MuteStatus(mute, self._archive.muted.count(rule), names.get(mute.source or ""), gone)

    def _words(self, mute: Mute) -> str:
        whose = f" of “{clip(self._names().get(mute.source, mute.source), _QUOTED)}”" if mute.source else ""
        return f"“{clip(mute.query, _QUOTED)}”{whose}"

    def _names(self) -> dict[str, str]:
        return names(self._shelf)


def _typed(query: str) -> str:
    return squash(safe(query))


def _rule(mute: Mute) -> Rule | str:
    """What a mute means; or why it means nothing, in words. Its days count back from when it was made."""
    try:
        return Rule(_checked(parse_query(mute.query, mute.added.date())), mute.source)
    except (QueryError, RuleError) as error:
        return str(error)


def _checked(query: Query) -> Query:
    """A query that says the same of an article whenever it is asked. Raises RuleError."""
    changing = {
        "is:": query.read is not None or query.bookmarked is not None or query.tagged or query.noted or query.muted,
        "tag:": bool(query.tags),
        "story:": bool(query.stories),
    }
    for name, asked in changing.items():
        if asked:
            raise RuleError(_CHANGING.format(name=name))
    if Query(text=query.text) == query:
        raise RuleError(
            "a mute without words would be about every article; 'reader sources pause' leaves a source alone"
        )
    return query
