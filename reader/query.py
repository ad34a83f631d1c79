"""What a person may ask for: plain words, phrases and a few `word:value` filters, read into a `Query`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from reader.errors import QueryError
from reader.text import clip, safe, squash

__all__ = ["FILTERS", "KNOWN", "Query", "parse_query"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the library; everything asked for must hold. `Query()` means every article."""

    words: tuple[str, ...] = ()
    """Each must stand in the title or the text; one that ends in `*` may go on."""
    phrases: tuple[str, ...] = ()
    """Words that must stand side by side."""
    without: tuple[str, ...] = ()
    """Words and phrases that must not occur."""
    titles: tuple[str, ...] = ()
    """Words and phrases that must stand in the title; one that ends in `*` may go on."""
    sources: tuple[str, ...] = ()
    """Names of publishers, or parts of them; one of them must fit."""
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Language tags in lower case; one of them must fit."""
    stories: tuple[str, ...] = ()
    """Ids of stories, or how they begin, in lower case; one of them must fit."""
    read: bool | None = None
    bookmarked: bool | None = None
    tagged: bool = False
    """Whether the article must have a tag of its own."""
    noted: bool = False
    """Whether there must be a note about it."""
    muted: bool = False
    """Whether what is muted is asked for, and nothing else; it is in no other list."""
    since: date | None = None
    """The first day that counts."""
    before: date | None = None
    """The first day that counts no more."""
    text: str = ""
    """The query as typed."""

    @property
    def asks_shelf(self) -> bool:
        """Whether it asks for what only the Shelf knows."""
        return bool(self.tags or self.tagged or self.noted)

    @property
    def has_words(self) -> bool:
        """Whether the full text must be looked at."""
        return bool(self.words or self.phrases or self.without or self.titles)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One thing between spaces: `-`, a name before a colon, and a value, each of which may be missing."""

    position: int
    minus: bool
    name: str
    value: str
    quoted: bool


# A name is letters only, so that 10:30 stays a word; and no slashes follow, so that an address does.
_PIECE = re.compile(
    r"\s*(?P<minus>-?)(?:(?P<name>[^\W\d_]+):(?!//))?"
    r'(?:(?P<open>")(?P<quoted>[^"]*)(?P<close>"?)|(?P<bare>[^\s"]\S*))?'
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AGO = re.compile(r"(\d{1,6})([dw])", re.ASCII)
_DAYS = {"d": 1, "w": 7}


def parse_query(text: str, today: date) -> Query:
    """Read a query; `today` is what `since:3d` counts back from. Raises QueryError saying what is wrong and where."""
    query = Query(text=safe(text))
    for piece in _pieces(text):
        query = _filtered(query, piece, today) if piece.name else _plain(query, piece)
    return query


def _pieces(text: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(text):
        if match["open"] and not match["close"]:
            raise _error('This quote is never closed; end the phrase with "', match.start("open"))
        value = squash(safe(match["quoted"] or match["bare"] or ""))
        name = safe(match["name"] or "").lower()
        yield _Piece(match.start("minus"), bool(match["minus"]), name, value, bool(match["open"]))


def _plain(query: Query, piece: _Piece) -> Query:
    if not any(char.isalnum() for char in piece.value):
        return query
    if piece.minus:
        return replace(query, without=(*query.without, piece.value))
    if piece.quoted:
        return replace(query, phrases=(*query.phrases, piece.value))
    return replace(query, words=(*query.words, piece.value))


def _filtered(query: Query, piece: _Piece, today: date) -> Query:
    if piece.name not in _FILTERS:
        if not piece.value:
            return _plain(query, replace(piece, value=piece.name))
        raise _unknown(piece)
    if piece.minus:
        raise _error(f"'-' takes away words and phrases only, not '{piece.name}:'", piece.position)
    example, add = _FILTERS[piece.name]
    if not piece.value:
        raise _error(f"'{piece.name}:' needs a value right behind the colon, such as {example}", piece.position)
    return add(query, piece, today)


def _source(query: Query, piece: _Piece, _today: date) -> Query:
    return replace(query, sources=(*query.sources, piece.value))


def _tag(query: Query, piece: _Piece, _today: date) -> Query:
    return replace(query, tags=(*query.tags, piece.value))


def _title(query: Query, piece: _Piece, _today: date) -> Query:
    return replace(query, titles=(*query.titles, piece.value))


def _lang(query: Query, piece: _Piece, _today: date) -> Query:
    return replace(query, languages=(*query.languages, piece.value.lower()))


def _story(query: Query, piece: _Piece, _today: date) -> Query:
    return replace(query, stories=(*query.stories, piece.value.lower()))


def _is(query: Query, piece: _Piece, _today: date) -> Query:
    value = piece.value.lower()
    if value == "bookmarked":
        return replace(query, bookmarked=True)
    if value == "tagged":
        return replace(query, tagged=True)
    if value == "noted":
        return replace(query, noted=True)
    if value == "muted":
        return replace(query, muted=True)
    if value not in {"read", "unread"}:
        known = "unread, read, bookmarked, tagged, noted or muted"
        raise _error(f"'is:' takes {known}, not '{_shown(value)}'", piece.position)
    _once(query.read, value == "read", piece)
    return replace(query, read=value == "read")


def _since(query: Query, piece: _Piece, today: date) -> Query:
    day = _day(piece, today)
    _once(query.since, day, piece)
    return replace(query, since=day)


def _before(query: Query, piece: _Piece, today: date) -> Query:
    day = _day(piece, today)
    _once(query.before, day, piece)
    return replace(query, before=day)


_FILTERS: Mapping[str, tuple[str, Callable[[Query, _Piece, date], Query]]] = MappingProxyType(
    {
        "source": ('source:times or source:"The Times"', _source),
        "tag": ("tag:economy", _tag),
        "is": ("is:unread", _is),
        "since": ("since:2022-02-20 or since:3d", _since),
        "before": ("before:2022-02-20 or before:2w", _before),
        "title": ("title:election", _title),
        "lang": ("lang:en", _lang),
        "story": ("story:1f0c, as 'reader stories' gives them", _story),
    }
)
FILTERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "source": ("source:times", "Of a publisher, or a part of its name; one of several must fit."),
        "tag": ("tag:economy", "With a tag of yours, of the article or its source."),
        "is": ("is:unread", "Unread, read, bookmarked, tagged, noted or muted."),
        "since": ("since:3d", "From a day on: 2022-02-20, or 3d (days) or 2w (weeks) ago."),
        "before": ("before:2w", "Before a day."),
        "title": ("title:election", "With a word or a phrase in the headline."),
        "lang": ("lang:en", "In a language."),
        "story": ("story:1f0c", "Of the story with this id."),
    }
)
"""The filters, each with an example and what it asks for, for help and completion."""
KNOWN = tuple(f"{name}:" for name in _FILTERS)
"""The names that may stand before a value, for help and completion."""


def _day(piece: _Piece, today: date) -> date:
    try:
        if _DAY.fullmatch(piece.value):
            return date.fromisoformat(piece.value)
        if ago := _AGO.fullmatch(piece.value.lower()):
            return today - timedelta(days=int(ago[1]) * _DAYS[ago[2]])
    except (ValueError, OverflowError):
        pass
    example, _ = _FILTERS[piece.name]
    raise _error(f"'{_shown(piece.value)}' is no day; write {example} (d days, w weeks ago)", piece.position)


def _once(held: object, value: object, piece: _Piece) -> None:
    if held is not None and held != value:
        raise _error(f"'{piece.name}:' stands here a second time and says something else; keep one", piece.position)


def _unknown(piece: _Piece) -> QueryError:
    from difflib import get_close_matches

    near = get_close_matches(piece.name, _FILTERS, n=1)
    hint = f"did you mean '{near[0]}:'? " if near else ""
    plain = f'"{_shown(piece.name)}:{_shown(piece.value)}"'
    known = ", ".join(KNOWN)
    return _error(
        f"Unknown word '{_shown(piece.name)}:'; {hint}known are {known}; to find it as text write {plain}",
        piece.position,
    )


def _shown(text: str) -> str:
    return clip(text, 40)


def _error(message: str, position: int) -> QueryError:
    return QueryError(f"{message} (character {position + 1} of the query)", position)
