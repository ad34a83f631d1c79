"""Putting articles into the Archive, and taking them out."""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from reader.model import Article, article_id, instant
from reader.store import copies, entries, kin, kin_health, salvage
from reader.store.lines import put_lines, recount
from reader.store.row import pack, restored, stored, stored_day
from reader.store.search import segment
from reader.text import count_words, title_words

__all__ = ["Incoming", "Known", "forget", "known", "mark_gone", "move", "put"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article on its way in. Its texts have passed `reader.text.safe`."""

    article: Article
    origin: str
    """Id of the Source it came through."""
    digest: str
    """Tells one content from another; the same digest means nothing to do."""
    stamp: str
    """What the carrier said cheaply (a file's size and time), so that it need not be read again."""
    outlet: str | None = None
    """Whose lines it holds, as a key; None where they are taken later."""
    lines: Collection[int] = ()
    """The numbers of its lines."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is held of an article, to compare with what a source brings."""

    id: str
    key: str
    digest: str
    stamp: str
    gone: bool
    path: str | None


_INSERT = """
    INSERT INTO article (id, key, origin, path, url, title, byline, published, dated, source, language, words, sort,
                         added, updated, digest, stamp, bookmarked)
    VALUES (:id, :key, :origin, :path, :url, :title, :byline, :published, :dated, :source, :language, :words, :sort,
            :moment, :moment, :digest, :stamp, :bookmarked)
"""
_UPDATE = """
    UPDATE article SET key = :key, path = :path, url = :url, title = :title, byline = :byline,
        published = :published, dated = :dated, source = :source, language = :language, words = :words,
        sort = CASE WHEN :received THEN sort ELSE coalesce(:instant, added) END,
        updated = :moment, digest = :digest, stamp = :stamp, gone = 0,
        origin = CASE WHEN origin = '' OR gone THEN :origin ELSE origin END
    WHERE row = :row
"""
_REFRESH = """
    UPDATE article SET stamp = :stamp, gone = 0,
        origin = CASE WHEN origin = '' OR gone THEN :origin ELSE origin END
    WHERE row = :row AND (stamp <> :stamp OR gone OR origin = '')
"""


def put(
    db: sqlite3.Connection, batch: Sequence[Incoming], bookmarked: Collection[str], moment: float
) -> tuple[int, int]:
    """Insert or update; how many were new and how many had changed."""
    new = changed = 0
    for incoming in batch:
        held = _held(db, incoming.article.key)
        if held is None:
            _insert(db, incoming, bookmarked, moment)
            new += 1
        elif held[1] != incoming.digest:
            _update(db, held[0], incoming, moment)
            changed += 1
        else:
            db.execute(_REFRESH, {"row": held[0], "stamp": incoming.stamp, "origin": incoming.origin})
    return new, changed


def known(db: sqlite3.Connection, origin: str) -> dict[str, Known]:
    """What is held of one source, by key."""
    rows = db.execute("SELECT id, key, digest, stamp, gone, path FROM article WHERE origin = ?", (origin,))
    held = [
        Known(ident, str(restored(key)), digest, stamp, bool(gone), restored(path))
        for ident, key, digest, stamp, gone, path in rows
    ]
    return {one.key: one for one in held}


def mark_gone(db: sqlite3.Connection, keys: Sequence[str]) -> int:
    """Note that these are no longer where they came from; how many were there before."""
    return sum(
        db.execute("UPDATE article SET gone = 1 WHERE key = ? AND NOT gone", (stored(key),)).rowcount for key in keys
    )


def move(db: sqlite3.Connection, old_key: str, incoming: Incoming, moment: float) -> None:
    """Let the article of `old_key` go on under its id with another key, path and content.

    Where no such article is held, or the new key already is, `incoming` is put in like any other.
    """
    held = _held(db, old_key)
    if held is None or _held(db, incoming.article.key) is not None:
        put(db, [incoming], (), moment)
    else:
        _update(db, held[0], incoming, moment)


def forget(db: sqlite3.Connection, origin: str, keep: Collection[str]) -> int:
    """Delete what came through a source, except the ids in `keep`, which stay without one; how many were deleted."""
    entries.hand_over(db, origin)
    chosen = (origin, json.dumps(list(keep)))
    doomed = "SELECT row FROM article WHERE origin = ? AND id NOT IN (SELECT value FROM json_each(?))"
    db.execute(
        "INSERT INTO fulltext (fulltext, rowid, title, text) "
        f"SELECT 'delete', row, title, text FROM text WHERE row IN ({doomed})",
        chosen,
    )
    kin.let_go(db, [row for (row,) in db.execute(doomed, chosen).fetchall()])
    deleted = db.execute(f"DELETE FROM article WHERE row IN ({doomed})", chosen).rowcount
    recount(db)
    copies.tidy(db)
    kin_health.drop_empty(db)
    db.execute("UPDATE article SET gone = 1, origin = '' WHERE origin = ?", (origin,))
    db.execute("DELETE FROM origin_state WHERE origin = ?", (origin,))
    db.execute("DELETE FROM feed WHERE origin = ?", (origin,))
    return deleted


def _held(db: sqlite3.Connection, key: str) -> tuple[int, str] | None:
    row: tuple[int, str] | None = db.execute("SELECT row, digest FROM article WHERE key = ?", (stored(key),)).fetchone()
    return row


def _insert(db: sqlite3.Connection, incoming: Incoming, bookmarked: Collection[str], moment: float) -> None:
    article = incoming.article
    fields = _fields(incoming, moment)
    fields["id"] = _free_id(db, article)
    fields["bookmarked"] = fields["id"] in bookmarked
    row = int(db.execute(_INSERT, fields).lastrowid or 0)
    db.execute("INSERT INTO body (row, blocks) VALUES (?, ?)", (row, pack(article)))
    _index(db, row, article)
    _point(db, row, article)
    put_lines(db, row, incoming.outlet, incoming.lines)
    salvage.give_back(db, row, fields["key"])


def _update(db: sqlite3.Connection, row: int, incoming: Incoming, moment: float) -> None:
    article = incoming.article
    db.execute(_UPDATE, {**_fields(incoming, moment), "row": row})
    copies.reconsider(db, row)
    db.execute("INSERT OR REPLACE INTO body (row, blocks) VALUES (?, ?)", (row, pack(article)))
    db.execute(
        "INSERT INTO fulltext (fulltext, rowid, title, text) SELECT 'delete', row, title, text FROM text WHERE row = ?",
        (row,),
    )
    _index(db, row, article)
    db.execute("DELETE FROM pointer WHERE row = ?", (row,))
    _point(db, row, article)
    put_lines(db, row, incoming.outlet, incoming.lines)


def _fields(incoming: Incoming, moment: float) -> dict[str, Any]:
    article = incoming.article
    published = instant(article.published) if article.published else None
    return {
        "key": stored(article.key),
        "origin": incoming.origin,
        "path": stored(article.path),
        "url": stored(article.url),
        "title": article.title,
        "byline": article.byline,
        "published": stored_day(article.published),
        "dated": article.dated,
        "source": article.source,
        "language": article.language,
        "words": count_words(article.text),
        "instant": published,
        "sort": moment if published is None else published,
        "received": article.key.startswith("feed:") and article.path is None,
        "moment": moment,
        "digest": incoming.digest,
        "stamp": incoming.stamp,
    }


def _free_id(db: sqlite3.Connection, article: Article) -> str:
    """The article's id, or another where a moved article kept it: a new file may stand where that one was."""
    ident, attempt = article.id, 1
    while db.execute("SELECT 1 FROM article WHERE id = ?", (ident,)).fetchone():
        attempt += 1
        ident = article_id(f"{article.key}\n{attempt}")
    return ident


def _index(db: sqlite3.Connection, row: int, article: Article) -> None:
    texts = (row, segment(article.title), segment(article.text))
    db.execute("INSERT OR REPLACE INTO text (row, title, text) VALUES (?, ?, ?)", texts)
    db.execute("INSERT INTO fulltext (rowid, title, text) VALUES (?, ?, ?)", texts)
    db.execute(
        "INSERT INTO titled (row, words) VALUES (?, ?) ON CONFLICT (row) DO UPDATE SET words = excluded.words",
        (row, " ".join(title_words(article.title))),
    )


def _point(db: sqlite3.Connection, row: int, article: Article) -> None:
    db.executemany(
        "INSERT INTO pointer (row, position, title, url) VALUES (?, ?, ?, ?)",
        [(row, position, pointer.title, pointer.url) for position, pointer in enumerate(article.pointers)],
    )
