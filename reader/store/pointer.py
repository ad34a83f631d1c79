"""The publishers' own related links, and the addresses by which articles are found for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.model import Pointer
from reader.store.row import stored

__all__ = [
    "by_url",
    "pointers",
    "pointing_to",
    "resolve",
    "unresolved",
]


def pointers(db: sqlite3.Connection, row: int) -> list[Pointer]:
    """An article's pointers in order, each with the article it means where that is known."""
    found = db.execute(
        "SELECT pointer.title, pointer.url, article.id FROM pointer LEFT JOIN article ON article.row = pointer.target "
        "WHERE pointer.row = ? ORDER BY position",
        (row,),
    )
    return [Pointer(title, url, article) for title, url, article in found]


def unresolved(db: sqlite3.Connection, limit: int) -> list[tuple[str, int, str, str | None]]:
    """Article id, position, title and address of pointers that mean no article yet."""
    return db.execute(
        "SELECT article.id, position, pointer.title, pointer.url FROM pointer JOIN article USING (row) "
        "WHERE target IS NULL LIMIT ?",
        (limit,),
    ).fetchall()


def resolve(db: sqlite3.Connection, found: Iterable[tuple[str, int, str]]) -> None:
    """Note which article each pointer (article id, position) means."""
    db.executemany(
        "UPDATE pointer SET target = (SELECT row FROM article WHERE id = ?) "
        "WHERE row = (SELECT row FROM article WHERE id = ?) AND position = ?",
        [(target, article, position) for article, position, target in found],
    )


def pointing_to(db: sqlite3.Connection, article: str) -> list[str]:
    """Ids of the articles with a pointer that means this one, newest first."""
    found = db.execute(
        "SELECT id FROM article WHERE row IN "
        "(SELECT row FROM pointer WHERE target = (SELECT row FROM article WHERE id = ?)) ORDER BY sort DESC, row DESC",
        (article,),
    )
    return [ident for (ident,) in found]


def by_url(db: sqlite3.Connection, urls: Iterable[str]) -> dict[str, str]:
    """The newest article of each address that is held."""
    held: dict[str, str] = {}
    for url in dict.fromkeys(urls):
        found = db.execute(
            "SELECT id FROM article WHERE url = ? ORDER BY sort DESC, row DESC LIMIT 1", (stored(url),)
        ).fetchone()
        if found:
            held[url] = found[0]
    return held
