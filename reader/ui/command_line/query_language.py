"""How a query that is being typed may go on: its filters and their values. Pure; what can be named is handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reader.query import FILTERS
from reader.text import fold

__all__ = ["Candidate", "Completion", "Known", "complete_query", "ranked"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be put in place of what was typed last."""

    text: str
    note: str = ""
    """A word of help."""
    label: str = ""
    """Shown in place of the text, where that would say too little."""
    id: str = field(default="", compare=False)
    """What is meant by it in the library, where a name alone would not tell."""
    brief: str | None = None
    """A shorter word of help, or none, for where there is no room for the other; where this is None it is cut off."""

    @property
    def shown(self) -> str:
        """What stands in a list of candidates."""
        return self.label or self.text.rstrip()


@dataclass(frozen=True, slots=True)
class Completion:
    """Candidates for what was typed from `start` on."""

    start: int
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a line may name."""

    views: tuple[Candidate, ...] = ()
    sources: tuple[Candidate, ...] = ()
    tags: tuple[Candidate, ...] = ()
    searches: tuple[Candidate, ...] = ()
    """Queries kept, and those searched for lately."""
    themes: tuple[Candidate, ...] = ()
    titles: tuple[Candidate, ...] = ()
    """Articles that what was typed may mean."""


_IS = {
    "unread": "not read yet",
    "read": "read already",
    "bookmarked": "kept",
    "tagged": "with tags",
    "noted": "with a note",
    "muted": "kept out of the lists",
}
_AGO = {"1d": "since yesterday", "3d": "three days", "1w": "a week", "2w": "two weeks", "4w": "four weeks"}
_LAST = re.compile(r'-?(?:(?P<name>[^\W\d_]+:)(?P<value>"[^"]*|[^\s"]*)|(?P<bare>[^\s":]*))\Z')


def complete_query(typed: str, known: Known) -> Completion:
    """What may stand in place of the last word of a query: a filter by its beginning, or the value of one."""
    match = _LAST.search(typed)
    if match is None or _in_quotes(typed[: match.start()]):
        return Completion(len(typed))
    if match["name"] is not None:
        return Completion(match.start("value"), tuple(_values(match["name"].lower(), match["value"], known)))
    bare = match["bare"]
    if not bare or match.group().startswith("-"):
        return Completion(len(typed))
    names = (Candidate(f"{name}:", said) for name, (_, said) in FILTERS.items())
    return Completion(match.start("bare"), tuple(one for one in names if one.text.startswith(bare.lower())))


def _in_quotes(text: str) -> bool:
    return text.count('"') % 2 == 1


def _values(name: str, typed: str, known: Known) -> Iterator[Candidate]:
    wanted = typed.removeprefix('"')
    if name == "source:":
        yield from (_quoted(one) for one in ranked(wanted, known.sources, within=True))
    elif name == "tag:":
        yield from (_quoted(one) for one in ranked(wanted, known.tags, within=True))
    elif name == "is:":
        yield from ranked(wanted, (Candidate(f"{value} ", note, value) for value, note in _IS.items()))
    elif name in ("since:", "before:"):
        yield from ranked(wanted, (Candidate(f"{value} ", note, value) for value, note in _AGO.items()))


def _quoted(one: Candidate) -> Candidate:
    """A name as the value of a filter; a query cannot name one with a quote in it, so that is left out of it."""
    name = one.text.replace('"', " ").strip()
    text = f'"{name}" ' if not name.isalnum() else f"{name} "
    return Candidate(text, one.note, one.text, one.id)


def ranked(typed: str, candidates: Iterable[Candidate], *, within: bool = False) -> Iterator[Candidate]:
    """Those that begin as typed; then, with `within`, those that have a word that does, or it anywhere."""
    wanted = fold(typed)
    begin, word, anywhere = [], [], []
    for one in candidates:
        name = fold(one.shown)
        if name.startswith(wanted):
            begin.append(one)
        elif within and f" {wanted}" in f" {name}":
            word.append(one)
        elif within and wanted in name:
            anywhere.append(one)
    yield from (*begin, *word, *anywhere)
