"""Looking after the Archive: what is wrong in it, and making anew what can be derived."""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from reader.store import copies, kin_health, salvage
from reader.store.connection import is_damage
from reader.store.legible import legible
from reader.store.lines import recount
from reader.store.row import ARTICLE, HEADLINE, DamagedRowError, read_article, read_headline
from reader.store.schema import POINTERS, WITHOUT_POINTERS, Migration
from reader.store.search import segment

__all__ = ["analyse", "is_broken", "problems", "rebuild", "refill"]

_SAMPLE = 1_000  # rows SQLite looks at for each index: its advice, and 75 ms at 100,000 articles
_REPORT = 20
_STRAY = "story IS NOT NULL AND story NOT IN (SELECT number FROM story)"
_PARTS = ("body", "text", "pointer", "line", "sketch", "counted", "parcel", "version", "entry")
_SOUND = f"""
    row BETWEEN 1 AND {salvage.MOST_ROWS} AND typeof(sort) = 'real' AND length(id) > 0 AND id NOT GLOB '*[^0-9a-f]*'
    AND length(key) > 0 AND instr(CAST(key AS BLOB), x'00') = 0
"""
"""What is true of every article; where a page was cut, zeros stand for the rest of it."""
_UNCLEANED = "SELECT row FROM parcel WHERE cleaned = ''"
"""Articles whose text is still to be made."""


def analyse(db: sqlite3.Connection) -> None:
    """Let SQLite count what it plans queries by."""
    db.execute(f"PRAGMA analysis_limit = {_SAMPLE}")
    db.execute("ANALYZE")


def problems(db: sqlite3.Connection) -> list[str]:
    """What is wrong, in words; needs a write transaction, because FTS5 takes its check as an insert."""
    return [problem for check in (_file, _index, _orphans, _headlines, _bodies) for problem in _tried(check, db)]


def rebuild(db: sqlite3.Connection) -> None:
    """Drop what belongs to no article, make the indexes anew, and let damaged articles be read again."""
    _run(db, WITHOUT_POINTERS)
    db.execute("REINDEX")
    for row in _misshapen(db):
        salvage.save(db, row)
        db.execute("DELETE FROM article WHERE row = ?", (row,))
    for part in _PARTS:
        db.execute(f"DELETE FROM {part} WHERE row NOT IN (SELECT row FROM article)")
    newest = "(SELECT coalesce(max(row), 0) FROM article)"
    db.execute(f"UPDATE sqlite_sequence SET seq = {newest} WHERE name = 'article' AND seq > {salvage.MOST_ROWS}")
    # What was lost is to be had again, though its feed or file may not have changed since.
    db.execute("UPDATE feed SET etag = NULL, modified = NULL, body = NULL")
    db.execute("UPDATE article SET stamp = ''")
    recount(db)
    copies.tidy(db)
    db.execute(f"UPDATE article SET story = NULL WHERE {_STRAY}")
    kin_health.start_anew(db)
    kin_health.drop_empty(db)
    for row in _unreadable(db):
        db.execute("UPDATE article SET digest = '', stamp = '' WHERE row = ?", (row,))
        db.execute("UPDATE parcel SET cleaned = '' WHERE row = ?", (row,))
    for row, title, text in _untexted(db):
        db.execute("INSERT INTO text (row, title, text) VALUES (?, ?, ?)", (row, segment(title), segment(text)))
    _run(db, POINTERS)
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('rebuild')")
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")
    analyse(db)


def refill(db: sqlite3.Connection, path: Path) -> str:
    """Fill an empty database, without foreign keys, with what can be read of a damaged file; tells how much that is."""
    (pattern,) = (Path(file) for _, name, file in db.execute("PRAGMA database_list") if name == "main")
    with legible(path, pattern) as copy:
        return _refill(db, copy)


def _refill(db: sqlite3.Connection, path: Path) -> str:
    salvage.bring_over(path, db)
    # What the other tables say of them is to be found anew, and what was lost to come in again.
    db.execute("UPDATE article SET matched = 0, copy_of = NULL, outlet = NULL, digest = '', stamp = ''")
    rebuild(db)
    held = {key for (key,) in db.execute("SELECT key FROM article")}
    saved = [state for state in salvage.states(path) if state[0] not in held]
    salvage.keep(db, saved)
    waiting = f", the reading state of {len(saved)} more" if saved else ""
    return f"{len(held)} articles were saved out of it{waiting}"


def is_broken(db: sqlite3.Connection) -> bool:
    """Whether after `rebuild` anything is left that it should have mended; needs a write transaction too."""
    try:
        _unreadable(db)
        return any(True for check in (_file, _index, _headlines) for _ in check(db))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if is_damage(error):
            return True
        raise


def _run(db: sqlite3.Connection, statements: Migration) -> None:
    for statement in statements:
        db.execute(statement)


def _tried(check: Callable[[sqlite3.Connection], Iterator[str]], db: sqlite3.Connection) -> Iterator[str]:
    """A check may break on the very damage it looks for."""
    try:
        yield from check(db)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
        yield f"archive: {'text that is no UTF-8' if isinstance(error, UnicodeDecodeError) else error}"


def _file(db: sqlite3.Connection) -> Iterator[str]:
    for (line,) in db.execute(f"PRAGMA integrity_check({_REPORT})"):
        if line != "ok":
            yield f"archive: {line}"


def _index(db: sqlite3.Connection) -> Iterator[str]:
    try:
        db.execute("INSERT INTO fulltext (fulltext, rank) VALUES ('integrity-check', 1)")
        for index in ("title", "wanted_title"):
            db.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
        yield "archive: the search index does not fit the texts"


def _orphans(db: sqlite3.Connection) -> Iterator[str]:
    for part in _PARTS:
        (count,) = db.execute(f"SELECT count(*) FROM {part} WHERE row NOT IN (SELECT row FROM article)").fetchone()
        if count:
            yield f"archive: {count} rows of {part} belong to no article"
    (count,) = db.execute(
        f"SELECT count(*) FROM article WHERE row NOT IN (SELECT row FROM text) AND row NOT IN ({_UNCLEANED})"
    ).fetchone()
    if count:
        yield f"archive: {count} articles cannot be searched"
    count = copies.lost(db)
    if count:
        yield f"archive: {count} articles are copies of nothing held"
    (count,) = db.execute(f"SELECT count(*) FROM article WHERE {_STRAY}").fetchone()
    if count:
        yield f"archive: {count} articles are of stories that are not there"
    for problem in kin_health.lost(db):
        yield f"archive: {problem}"


def _headlines(db: sqlite3.Connection) -> Iterator[str]:
    count = len(_misshapen(db))
    if count:
        yield f"archive: {count} rows are no articles any more"


def _misshapen(db: sqlite3.Connection) -> list[int]:
    """Rows that would keep a list from being shown."""
    found = db.execute(f"SELECT row, {_SOUND}, {HEADLINE} FROM article")
    return [row for row, sound, *columns in found if not (sound and _is_headline(columns))]


def _is_headline(columns: list[object]) -> bool:
    with suppress(DamagedRowError):
        read_headline(columns)
        return True
    return False


def _bodies(db: sqlite3.Connection) -> Iterator[str]:
    count = len(_unreadable(db))
    if count:
        yield f"archive: {count} articles cannot be read; 'reader refresh' fetches them from their source again"


def _unreadable(db: sqlite3.Connection) -> list[int]:
    """SQLite keeps no checksums, so a flipped bit in a text is found only by unpacking it."""
    found = db.execute(
        f"SELECT article.row, {ARTICLE} FROM article LEFT JOIN body USING (row) WHERE article.row NOT IN ({_UNCLEANED})"
    )
    return [row for row, *columns in found if not _readable(columns)]


def _readable(columns: list[object]) -> bool:
    with suppress(DamagedRowError):
        read_article(columns, ())
        return True
    return False


def _untexted(db: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    found = db.execute(
        f"SELECT article.row, {ARTICLE} FROM article JOIN body USING (row) "
        "WHERE article.row NOT IN (SELECT row FROM text)"
    ).fetchall()
    for row, *columns in found:
        if _readable(columns):
            article = read_article(columns, ())
            yield row, article.title, article.text
