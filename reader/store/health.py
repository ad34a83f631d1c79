"""Looking after the Archive: what is wrong in it, and making anew what can be derived."""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from reader.store.row import ARTICLE, read_article
from reader.store.search import segment

__all__ = ["analyse", "problems", "rebuild"]

_SAMPLE = 1_000  # rows SQLite looks at for each index: its advice, and 75 ms at 100,000 articles
_REPORT = 20
_PARTS = ("body", "text", "pointer")


def analyse(db: sqlite3.Connection) -> None:
    """Let SQLite count what it plans queries by."""
    db.execute(f"PRAGMA analysis_limit = {_SAMPLE}")
    db.execute("ANALYZE")


def problems(db: sqlite3.Connection) -> list[str]:
    """What is wrong, in words; needs a write transaction, because FTS5 takes its check as an insert."""
    return [problem for check in (_file, _index, _orphans, _bodies) for problem in _tried(check, db)]


def rebuild(db: sqlite3.Connection) -> None:
    """Drop what belongs to no article, make the index anew, and let damaged articles be read again."""
    for part in _PARTS:
        db.execute(f"DELETE FROM {part} WHERE row NOT IN (SELECT row FROM article)")
    for row in _unreadable(db):
        db.execute("UPDATE article SET digest = '', stamp = '' WHERE row = ?", (row,))
    for row, title, text in _untexted(db):
        db.execute("INSERT INTO text (row, title, text) VALUES (?, ?, ?)", (row, segment(title), segment(text)))
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('rebuild')")
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")
    analyse(db)


def _tried(check: Callable[[sqlite3.Connection], Iterator[str]], db: sqlite3.Connection) -> Iterator[str]:
    """A check may break on the very damage it looks for."""
    try:
        yield from check(db)
    except sqlite3.DatabaseError as error:
        yield f"archive: {error}"


def _file(db: sqlite3.Connection) -> Iterator[str]:
    for (line,) in db.execute(f"PRAGMA integrity_check({_REPORT})"):
        if line != "ok":
            yield f"archive: {line}"


def _index(db: sqlite3.Connection) -> Iterator[str]:
    try:
        db.execute("INSERT INTO fulltext (fulltext, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        yield "archive: the search index does not fit the texts"


def _orphans(db: sqlite3.Connection) -> Iterator[str]:
    for part in _PARTS:
        (count,) = db.execute(f"SELECT count(*) FROM {part} WHERE row NOT IN (SELECT row FROM article)").fetchone()
        if count:
            yield f"archive: {count} rows of {part} belong to no article"
    (count,) = db.execute("SELECT count(*) FROM article WHERE row NOT IN (SELECT row FROM text)").fetchone()
    if count:
        yield f"archive: {count} articles cannot be searched"


def _bodies(db: sqlite3.Connection) -> Iterator[str]:
    count = len(_unreadable(db))
    if count:
        yield f"archive: {count} articles cannot be read and must be fetched from their source again"


def _unreadable(db: sqlite3.Connection) -> list[int]:
    """SQLite keeps no checksums, so a flipped bit in a text is found only by unpacking it."""
    found = db.execute(f"SELECT article.row, {ARTICLE} FROM article LEFT JOIN body USING (row)")
    return [row for row, *columns in found if not _readable(columns)]


def _readable(columns: list[object]) -> bool:
    try:
        read_article(columns, ())
    except (ValueError, TypeError):
        return False
    return True


def _untexted(db: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    found = db.execute(
        f"SELECT article.row, {ARTICLE} FROM article JOIN body USING (row) "
        "WHERE article.row NOT IN (SELECT row FROM text)"
    ).fetchall()
    for row, *columns in found:
        if _readable(columns):
            article = read_article(columns, ())
            yield row, article.title, article.text
