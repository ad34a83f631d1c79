"""What matches, newest first and at once: words that stand in many articles stand in some of the newest.

Asked of the full text itself, the newest of 100,000 articles with a common word take 20 to 40 ms, and those with a word
that begins with "th" half a second. Looking whether the newest articles match takes 4 µs each by the index, and 0.1 ms
by reading the text, which is what a short beginning of a word needs. What is rare is not found so and asked for whole.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from reader.query import Query
from reader.store.listing import Condition
from reader.store.search import tokens

__all__ = ["newest"]

_LOOKED_UP = 1_000
"""Articles looked up in the index before all that match are asked for."""
_READ = 80
"""Articles read before that."""
_NEAR = "SELECT row, sort FROM article WHERE {} ORDER BY sort DESC, row DESC LIMIT ?"
_SHORT = 3
"""Letters of a beginning that so many words have in common that the index answers slowly."""


def newest(db: sqlite3.Connection, query: Query, wanted: Condition, limit: int) -> list[int]:
    """The rows of at most `limit` articles; `wanted` is what the query asks for."""
    beginnings = [text for text in (*query.words, *query.titles) if text.endswith("*")]
    rows: list[int] = []
    if wanted.match is not None and not beginnings:
        rows = _looked_up(db, wanted, limit)
    elif any(len(text) <= _SHORT + 1 for text in beginnings):
        rows = list(islice(_read(db, query, wanted), limit))
    return rows if len(rows) == limit else _whole(db, wanted, limit)


def _looked_up(db: sqlite3.Connection, wanted: Condition, limit: int) -> list[int]:
    found = db.execute(
        f"SELECT row FROM ({_NEAR.format(wanted.sql)}) AS near "
        "WHERE EXISTS (SELECT 1 FROM fulltext WHERE fulltext MATCH ? AND rowid = near.row) "
        "ORDER BY sort DESC, row DESC LIMIT ?",
        [*wanted.values, _LOOKED_UP, wanted.match, limit],
    )
    return [row for (row,) in found]


def _read(db: sqlite3.Connection, query: Query, wanted: Condition) -> Iterator[int]:
    """The rows among the newest whose words match, one after another."""
    anywhere = _patterns((*query.words, *query.phrases))
    titled = _patterns(query.titles)
    found = db.execute(
        f"SELECT row, title, text FROM ({_NEAR.format(wanted.sql)}) JOIN text USING (row) ORDER BY sort DESC, row DESC",
        [*wanted.values, _READ],
    )
    for row, title, text in found:
        told = f" {' '.join(tokens(title))} "
        if not all(pattern.search(told) for pattern in titled):
            continue
        if _match(anywhere, told) or _match(anywhere, f" {' '.join(tokens(text))} ", told):
            yield row


def _match(patterns: Sequence[re.Pattern[str]], *texts: str) -> bool:
    return all(any(pattern.search(text) for text in texts) for pattern in patterns)


def _patterns(texts: Sequence[str]) -> list[re.Pattern[str]]:
    """For each text how its words stand in a line of words with a space around each."""
    found = ((" ".join(tokens(text)), text.endswith("*")) for text in texts)
    return [re.compile(re.escape(f" {words}") + ("" if begins else " ")) for words, begins in found if words]


def _whole(db: sqlite3.Connection, wanted: Condition, limit: int) -> list[int]:
    whole = wanted.with_match()
    found = db.execute(
        f"SELECT row FROM article WHERE {whole.sql} ORDER BY sort DESC, row DESC LIMIT ?", [*whole.values, limit]
    )
    return [row for (row,) in found]
