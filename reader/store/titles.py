"""The titles of articles by their words, and the headlines that pointers name and wait with.

Both are indexes of `text.title_words` without places (`detail=none`), so that a word's titles take little to read.
Triggers keep them.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.store.database import Database
from reader.store.row import restored, stored
from reader.text import title_words

__all__ = ["Arrival", "Titles", "Wanted"]

_READ = 4_000
"""Titles that are looked up for the words of one headline, rarest word first."""
_WANTED = 200
"""The same for the waiting headlines that a title may be."""
_COMPANY = 4
"""Other words one of which must stand beside a common one."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article whose title no waiting pointer was compared with."""

    number: int
    """Another one when it changes again."""
    id: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A pointer that is to be looked at, or looked at again."""

    article: str
    """Id of the article it stands in."""
    position: int
    title: str
    url: str | None
    target: str | None
    """Id of the article that it has meant so far."""
    doubts: int
    """How often its headline came into doubt."""


class Titles:
    """An Archive's titles and pointers. Every method may raise StoreError, with a message for a person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def total(self) -> int:
        """How many articles are held."""
        with self._database.read() as db:
            return int(db.execute("SELECT count(*) FROM article").fetchone()[0])

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many titles each word (as `text.title_words` gives it) stands."""
        with self._database.read() as db:
            return _frequencies(db, "title_word", words)

    def candidates(self, rarities: Mapping[str, float], limit: int) -> list[tuple[str, str]]:
        """Id and title of the articles whose titles share most with these words, each counting as it is rare."""
        with self._database.read() as db:
            found = _sharing(db, "title", _frequencies(db, "title_word", rarities), rarities, _READ)[:limit]
            held = db.execute(
                "SELECT row, id, title FROM article WHERE row IN (SELECT value FROM json_each(?))", (json.dumps(found),)
            )
            named = {row: (ident, title) for row, ident, title in held}
        return [named[row] for row in found if row in named]

    def arrivals(self, limit: int) -> list[Arrival]:
        """Articles that came in, or have another title or address, since waiting pointers were compared."""
        with self._database.read() as db:
            found = db.execute(
                "SELECT number, id, title, url FROM arrived JOIN article USING (row) ORDER BY number LIMIT ?", (limit,)
            ).fetchall()
        return [Arrival(number, ident, title, restored(url)) for number, ident, title, url in found]

    def wanted(self, rarities: Mapping[str, float]) -> list[tuple[str, frozenset[str]]]:
        """Headlines of pointers, looked at before, that share most with the words of a title; each with its words."""
        with self._database.read() as db:
            found = _sharing(db, "wanted_title", _frequencies(db, "wanted_word", rarities), rarities, _WANTED)
            titles = db.execute(
                "SELECT title, words FROM wanted WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(found),),
            )
            return [(title, frozenset(words.split())) for title, words in titles]

    def compared(self, arrivals: Sequence[Arrival], headlines: Iterable[str]) -> None:
        """Note that these articles were compared, and that the pointers of these headlines are to be looked at again.

        So are those that have the address of one of the articles.
        """
        with self._database.write() as db:
            doubt = "UPDATE wanted SET doubts = doubts + 1 WHERE title"
            db.executemany(f"{doubt} = ?", [(title,) for title in headlines])
            db.executemany(
                f"{doubt} IN (SELECT title FROM pointer WHERE url = ?)",
                [(stored(one.url),) for one in arrivals if one.url],
            )
            db.executemany("DELETE FROM arrived WHERE number = ?", [(one.number,) for one in arrivals])

    def nothing_to_compare(self) -> bool:
        """Whether no pointer was looked at before; then what arrived counts as compared."""
        with self._database.read() as db:
            if db.execute("SELECT 1 FROM wanted WHERE words IS NOT NULL LIMIT 1").fetchone():
                return False
        with self._database.write() as db:
            db.execute("DELETE FROM arrived WHERE NOT EXISTS (SELECT 1 FROM wanted WHERE words IS NOT NULL)")
        return True

    def open_pointers(self, limit: int) -> list[Wanted]:
        """The pointers of up to `limit` headlines that are to be looked at, those of one headline together."""
        with self._database.read() as db:
            found = db.execute(
                "SELECT article.id, position, pointer.title, pointer.url, held.id, doubts "
                "FROM (SELECT * FROM wanted WHERE settled < doubts ORDER BY number LIMIT ?) AS asked "
                "JOIN pointer ON pointer.title = asked.title JOIN article ON article.row = pointer.row "
                "LEFT JOIN article AS held ON held.row = pointer.target ORDER BY number, pointer.row",
                (limit,),
            )
            return [Wanted(*row) for row in found]

    def settled(self, found: Sequence[tuple[Wanted, str | None]]) -> None:
        """Note which articles (ids) pointers mean, None for none held. An answer to an older doubt changes nothing."""
        doubts = {one.title: one.doubts for one, _ in found}
        with self._database.write() as db:
            current = {
                title
                for title, doubt in doubts.items()
                if db.execute(
                    "UPDATE wanted SET settled = ?, words = ? WHERE title = ? AND settled < ? "
                    "RETURNING doubts = settled",
                    (doubt, " ".join(title_words(title)), title, doubt),
                ).fetchone()
                == (1,)
            }
            changes = [(held, one) for one, held in found if held != one.target and one.title in current]
            db.executemany(
                "UPDATE pointer SET target = (SELECT row FROM article WHERE id = ?) "
                "WHERE row = (SELECT row FROM article WHERE id = ?) AND position = ?",
                [(held, one.article, one.position) for held, one in changes],
            )
            # Taking a target away is a doubt of its own, which this answer settles.
            db.executemany("UPDATE wanted SET settled = doubts WHERE title = ?", [(title,) for title in current])


def _frequencies(db: sqlite3.Connection, vocabulary: str, words: Iterable[str]) -> dict[str, int]:
    asked = list(dict.fromkeys(words))
    found = db.execute(
        f"SELECT term, doc FROM {vocabulary} WHERE term IN (SELECT value FROM json_each(?))",
        (json.dumps(asked),),
    )
    return dict.fromkeys(asked, 0) | dict(found.fetchall())


def _sharing(
    db: sqlite3.Connection, index: str, held: Mapping[str, int], rarities: Mapping[str, float], most: int
) -> list[int]:
    """Rows that hold the words, those that share most first. At most `most` are read, rarest words first."""
    words = sorted((word for word in held if held[word]), key=lambda word: (held[word], word))
    shared: dict[int, float] = {}
    left = most
    for place, word in enumerate(words):
        asked = f'"{word}"'
        if held[word] > left:
            company = [f'"{other}"' for other in words[place + 1 : place + 1 + _COMPANY]]
            if shared or not company:
                break
            asked += f" AND ({' OR '.join(company)})"
        for (row,) in db.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ?", (asked, left)):
            shared[row] = shared.get(row, 0.0) + rarities[word]
            left -= 1
        if left <= 0:
            break
    return sorted(shared, key=lambda row: (-shared[row], row))
