"""Lists of headlines: what a query means in SQL, and what it finds."""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from itertools import chain, islice
from typing import TypeVar

from reader.model import Counts, Headline
from reader.query import Query
from reader.store.row import HEADLINE, DamagedRowError, read_headline
from reader.store.search import MATCH_END, MATCH_START, expressions, plain
from reader.text import fold, squash

__all__ = [
    "CHUNK",
    "MUTED",
    "SHOWN",
    "Condition",
    "Tagged",
    "chunks",
    "condition",
    "count",
    "headlines",
    "listing",
    "mark",
    "mark_matching",
    "read_at",
    "search",
    "with_copies",
]

CHUNK = 500
"""How many values one statement carries."""
MUTED = "article.muted = 1 AND article.bookmarked = 0"
"""What lists leave out; as the index has it."""
SHOWN = f"NOT ({MUTED})"
"""What they do not, where an article's row is looked at anyhow."""
_SNIPPET = 24  # words
_FETCH = 500  # rows at a time, which stay in the cache: 4,000 cost a tenth more, 100,000 more still and 20 MB

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a tag stands on, as the Shelf knows."""

    articles: frozenset[str] = frozenset()
    """Their ids."""
    origins: frozenset[str] = frozenset()
    """Ids of the sources; the tag counts for all their articles."""


@dataclass(slots=True)
class Condition:
    """The part of a query that is not ranked: SQL conditions on `article` and their values."""

    parts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    match: str | None = None
    """What the full text must match."""
    span: tuple[int, int] | None = None
    """The first and last row that count, where not all do."""

    def add(self, part: str, *values: object) -> None:
        """One more that must hold."""
        self.parts.append(part)
        self.values.extend(values)

    def with_match(self) -> Condition:
        """The same with the full text as one of the conditions."""
        whole = Condition([*self.parts], [*self.values], span=self.span)
        if self.match is not None:
            whole.add(f"article.row IN ({whole.matching})", self.match, *(self.span or ()))
        return whole

    @property
    def matching(self) -> str:
        """The rows whose full text matches something; within a span its index is not walked from the beginning."""
        found = "SELECT rowid FROM fulltext WHERE fulltext MATCH ?"
        return f"{found} AND rowid BETWEEN ? AND ?" if self.span else found

    @property
    def sql(self) -> str:
        """For behind WHERE."""
        return " AND ".join(self.parts) or "1"


def condition(
    db: sqlite3.Connection,
    query: Query,
    tagged: Sequence[Tagged],
    zone: tzinfo | None,
    span: tuple[int, int] | None = None,
) -> Condition:
    """What a query asks for, of all rows or those in a span; days begin at midnight in `zone`.

    `tagged` is what each of its tags stands on. Unless the query asks for what is muted, nothing is said of that.
    """
    found = Condition(span=span)
    if span is not None:
        found.add("article.row BETWEEN ? AND ?", *span)
    found.match, unwanted = expressions(query)
    if unwanted is not None:
        found.add(f"article.row NOT IN ({found.matching})", unwanted, *(span or ()))
    _add_state(found, query)
    if query.since is not None:
        found.add("article.sort >= ?", _midnight(query.since, zone))
    if query.before is not None:
        found.add("article.sort < ?", _midnight(query.before, zone))
    if query.sources:
        _add_sources(db, found, query.sources)
    if query.languages:
        _add_languages(db, found, query.languages)
    if query.stories:
        _add_stories(found, query.stories)
    for one in tagged:
        _add_tagged(found, one)
    return found


def listing(db: sqlite3.Connection, wanted: Condition) -> tuple[array[int], array[float]]:
    """Row numbers and the instants they are ordered by, newest first."""
    whole = wanted.with_match()
    cursor = db.execute(
        f"SELECT row, sort FROM article WHERE {whole.sql} ORDER BY sort DESC, row DESC",
        whole.values,
    )
    rows, instants = array("q"), array("d")
    while found := cursor.fetchmany(_FETCH):
        rows.extend([row for row, _ in found])
        try:
            instants.extend([instant for _, instant in found])
        except TypeError as error:
            raise DamagedRowError("a time that is none") from error
    return rows, instants


def headlines(db: sqlite3.Connection, rows: Sequence[int]) -> list[Headline]:
    """The rows asked for, in that order; those that are gone are left out."""
    found: dict[int, Headline] = {}
    for chunk in chunks(rows):
        marks = ",".join("?" * len(chunk))
        cursor = db.execute(f"SELECT row, {HEADLINE} FROM article WHERE row IN ({marks})", chunk)
        found.update((row, read_headline(columns)) for row, *columns in cursor)
    return [found[row] for row in rows if row in found]


def search(db: sqlite3.Connection, wanted: Condition, limit: int) -> list[Headline]:
    """Best match first, with snippets; newest first where there is nothing to match."""
    if wanted.match is None:
        cursor = db.execute(
            f"SELECT {HEADLINE} FROM article WHERE {wanted.sql} ORDER BY sort DESC, row DESC LIMIT ?",
            [*wanted.values, limit],
        )
        return [read_headline(columns) for columns in cursor]
    # Ordered by nothing but rank: FTS5 then sorts by itself and only the rows shown get a snippet made.
    cursor = db.execute(
        f"""
        SELECT snippet(fulltext, 1, ?, ?, '…', {_SNIPPET}), {HEADLINE}
        FROM fulltext JOIN article ON article.row = fulltext.rowid
        WHERE fulltext MATCH ? AND {wanted.sql} ORDER BY fulltext.rank LIMIT ?
        """,
        [MATCH_START, MATCH_END, wanted.match, *wanted.values, limit],
    )
    return [read_headline(columns, squash(plain(snippet))) for snippet, *columns in cursor]


def count(db: sqlite3.Connection, wanted: Condition, most: int) -> Counts:
    """How many articles match, `most` at most."""
    whole = wanted.with_match()
    found = f"SELECT read, bookmarked FROM article WHERE {whole.sql} LIMIT ?"
    total, unread, bookmarked = db.execute(
        f"SELECT count(*), coalesce(sum(read = 0), 0), coalesce(sum(bookmarked), 0) FROM ({found})",
        [*whole.values, most],
    ).fetchone()
    return Counts(total, unread, bookmarked)


def mark(db: sqlite3.Connection, ids: Sequence[str], moment: float, *, read: bool) -> list[str]:
    """Set the reading state; the ids of those that were in the other."""
    changed: list[str] = []
    for chunk in chunks(ids):
        marks = ",".join("?" * len(chunk))
        cursor = db.execute(
            f"UPDATE article SET read = ?, read_at = ? WHERE id IN ({marks}) AND read <> ? RETURNING id",
            [int(read), moment if read else None, *chunk, int(read)],
        )
        changed.extend(ident for (ident,) in cursor)
    return changed


def mark_matching(db: sqlite3.Connection, wanted: Condition, moment: float) -> list[str]:
    """Mark read what matches; the ids of those that were unread."""
    whole = wanted.with_match()
    cursor = db.execute(
        f"UPDATE article SET read = 1, read_at = ? WHERE read = 0 AND {whole.sql} RETURNING id",
        [moment, *whole.values],
    )
    return [ident for (ident,) in cursor]


def read_at(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, float]:
    """When those of the articles that are read were."""
    found: dict[str, float] = {}
    for chunk in chunks(ids):
        marks = ",".join("?" * len(chunk))
        found.update(
            db.execute(f"SELECT id, coalesce(read_at, 0) FROM article WHERE id IN ({marks}) AND read = 1", chunk)
        )
    return found


def with_copies(db: sqlite3.Connection, ids: Sequence[str]) -> list[str]:
    """The articles and all that tell the same text: their originals, copies, and the copies beside them."""
    found = dict.fromkeys(ids)
    for chunk in chunks(ids):
        marks = ",".join("?" * len(chunk))
        originals = [
            original
            for (original,) in db.execute(f"SELECT coalesce(copy_of, id) FROM article WHERE id IN ({marks})", chunk)
        ]
        marks = ",".join("?" * len(originals))
        found.update(dict.fromkeys(originals))
        copies = db.execute(f"SELECT id FROM article WHERE copy_of IN ({marks}) ORDER BY sort, row", originals)
        found.update(dict.fromkeys(ident for (ident,) in copies))
    return list(found)


def chunks(values: Iterable[T]) -> Iterable[list[T]]:
    """The values in lists that fit one statement."""
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _add_state(found: Condition, query: Query) -> None:
    if query.read is not None:
        found.add("article.read = ?", int(query.read))
    if query.bookmarked is not None:
        found.add("article.bookmarked = 1" if query.bookmarked else "article.bookmarked = 0")
    if query.muted:
        found.add(MUTED)


def _midnight(day: date, zone: tzinfo | None) -> float:
    return datetime.combine(day, time(), zone).timestamp()


def _add_sources(db: sqlite3.Connection, found: Condition, wanted: Sequence[str]) -> None:
    """A part of the publisher's name, else its host's or folder's, whatever its capitals; or a Source's whole id."""
    parts = [fold(name) for name in wanted]
    names = [name for name in _distinct(db, "source", found.span) if any(part in fold(name) for part in parts)]
    outlets = [name for name in _distinct(db, "outlet", found.span) if any(part in fold(name) for part in parts)]
    asked = {
        "source": names,
        "outlet": [name for name in outlets if name not in names],
        "origin": [origin for origin in _distinct(db, "origin", found.span) if origin in wanted],
    }
    fitting = [_among(column, values) for column, values in asked.items() if values]
    found.add(f"({' OR '.join(fitting) or '0'})", *chain.from_iterable(asked.values()))


def _add_languages(db: sqlite3.Connection, found: Condition, wanted: Sequence[str]) -> None:
    """A language with all its regions: "en" means "en-gb" too."""
    starts = tuple(f"{language}-" for language in wanted)
    tags = [tag for tag in _distinct(db, "language", found.span) if f"{tag}-".startswith(starts)]
    found.add(_among("language", tags), *tags)


def _add_stories(found: Condition, wanted: Sequence[str]) -> None:
    """A story by its id or the beginning of that. In one value, as SQLite bounds how deep an expression may be."""
    begins = "story.id >= json_each.value AND story.id < json_each.value || char(0x10ffff)"
    starts = json.dumps(list(dict.fromkeys(wanted)))
    found.add(f"article.story IN (SELECT number FROM json_each(?) CROSS JOIN story ON {begins})", starts)


def _add_tagged(found: Condition, tagged: Tagged) -> None:
    """Articles that have a tag themselves or through their source."""
    parts = [(column, ids) for column, ids in (("id", tagged.articles), ("origin", tagged.origins)) if ids]
    said = [f"article.{column} IN (SELECT value FROM json_each(?))" for column, _ in parts]
    found.add(f"({' OR '.join(said) or '0'})", *(json.dumps(list(ids)) for _, ids in parts))


def _among(column: str, values: Sequence[str]) -> str:
    return f"article.{column} IN ({','.join('?' * len(values))})"


def _distinct(db: sqlite3.Connection, column: str, span: tuple[int, int] | None) -> list[str]:
    """The values of an indexed column. They are compared in Python: SQLite folds ASCII only."""
    within = "AND row BETWEEN ? AND ?" if span else ""
    found = db.execute(f"SELECT DISTINCT {column} FROM article WHERE {column} IS NOT NULL {within}", span or ())
    return [value for (value,) in found]
