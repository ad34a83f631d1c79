"""The titles of articles by their words, and the headlines that pointers name and wait with.

Both are indexes of `text.title_words` without places (`detail=none`): a title costs some ten bytes, and a word in each
tenth of 100,000 titles is read in less than a millisecond. Triggers keep them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.store.database import Database
from reader.store.row import restored

__all__ = ["Arrival", "Titles", "Wanted"]

_READ = 4_000
"""Titles that are looked up for the words of one headline, rarest word first."""
_WANTED = 400
"""The same for the waiting headlines that a title may be."""
_COMPANY = 4
"""Other words one of which must stand beside a common one."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article whose title no waiting pointer was compared with."""

    row: int
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
                "SELECT row, id, title, url FROM arrived JOIN article USING (row) ORDER BY row LIMIT ?", (limit,)
            ).fetchall()
        return [Arrival(row, ident, title, restored(url)) for row, ident, title, url in found]

    def wanted(self, rarities: Mapping[str, float]) -> list[str]:
        """Headlines of pointers that share most with the words of a title."""
        with self._database.read() as db:
            found = _sharing(db, "wanted_title", _frequencies(db, "wanted_word", rarities), rarities, _WANTED)
            titles = db.execute(
                "SELECT title FROM wanted WHERE number IN (SELECT value FROM json_each(?)) AND asked",
                (json.dumps(found),),
            )
            return [title for (title,) in titles]

    def compared(self, arrivals: Sequence[Arrival], headlines: Iterable[str]) -> None:
        """Note that these articles were compared, and that the pointers of these headlines are to be looked at again.

        So are those that have the address of one of the articles.
        """
        with self._database.write() as db:
            db.executemany("UPDATE wanted SET asked = 0 WHERE title = ?", [(title,) for title in headlines])
            db.executemany(
                "UPDATE wanted SET asked = 0 WHERE title IN (SELECT title FROM pointer WHERE url = ?)",
                [(one.url,) for one in arrivals if one.url],
            )
            db.executemany("DELETE FROM arrived WHERE row = ?", [(one.row,) for one in arrivals])

    def none_waits(self) -> bool:
        """Whether no pointer was looked at before, so that what arrived need not be compared; then it counts as such."""
        with self._database.write() as db:
            if db.execute("SELECT 1 FROM wanted WHERE asked LIMIT 1").fetchone():
                return False
            db.execute("DELETE FROM arrived")
            return True

    def unasked(self, limit: int) -> list[Wanted]:
        """The pointers of up to `limit` headlines that are to be looked at, those of one headline together."""
        with self._database.read() as db:
            found = db.execute(
                "SELECT article.id, position, pointer.title, pointer.url, held.id "
                "FROM (SELECT number, title FROM wanted WHERE NOT asked ORDER BY number LIMIT ?) AS headline "
                "JOIN pointer ON pointer.title = headline.title JOIN article ON article.row = pointer.row "
                "LEFT JOIN article AS held ON held.row = pointer.target ORDER BY headline.number",
                (limit,),
            )
            return [Wanted(*row) for row in found]

    def asked(self, found: Sequence[tuple[Wanted, str | None]]) -> None:
        """Note which articles (ids) these pointers mean, None for none held, and that they were looked at."""
        with self._database.write() as db:
            db.executemany(
                "UPDATE pointer SET target = (SELECT row FROM article WHERE id = ?) "
                "WHERE row = (SELECT row FROM article WHERE id = ?) AND position = ?",
                [(target, one.article, one.position) for one, target in found if target != one.target],
            )
            db.executemany("UPDATE wanted SET asked = 1 WHERE title = ?", {(one.title,) for one, _ in found})


def _frequencies(db: sqlite3.Connection, vocabulary: str, words: Iterable[str]) -> dict[str, int]:
    asked = list(dict.fromkeys(words))
    found = db.execute(
        f"SELECT term, doc FROM {vocabulary} WHERE term IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(asked),),
    )
    return dict.fromkeys(asked, 0) | dict(found.fetchall())


def _sharing(
    db: sqlite3.Connection, index: str, held: Mapping[str, int], rarities: Mapping[str, float], most: int
) -> list[int]:
    """Rows that hold the words, those that share most first; for `most` rows, so words in very many count for little."""
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
        for (row,) in db.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ?", (asked, left)):  # noqa: S608
            shared[row] = shared.get(row, 0.0) + rarities[word]
            left -= 1
        if left <= 0:
            break
    return sorted(shared, key=lambda row: (-shared[row], row))
