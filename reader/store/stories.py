"""Which articles tell of one event, as the Archive holds it.

A story is a number within; its id is what people and scripts call it. Near-identical articles count once.
"""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.model import Headline
from reader.query import Query
from reader.store.database import Database
from reader.store.listing import MUTED, SHOWN, Tagged, chunks, condition
from reader.store.row import HEADLINE, read_headline

__all__ = ["HeldStories", "HeldStory"]

_PAGE = 200
"""Stories found at first."""
_GROWTH = 4
_MATCHES = 5
_LEAST = 4
_REPORTS = "count(DISTINCT coalesce(copy_of, id))"
_ARTICLES = f"SELECT story, {HEADLINE} FROM article"
_HELD = "SELECT number FROM story WHERE EXISTS (SELECT 1 FROM article WHERE article.story = number)"
_AMONG = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class HeldStory:
    """A story and all its articles, the newest first, copies among them and none that is muted."""

    number: int
    id: str
    name: str
    articles: tuple[Headline, ...]


class HeldStories:
    """The stories of an Archive. Every method may raise StoreError, with a message for a person."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def newest(self, query: Query | None = None, tagged: Sequence[Tagged] = ()) -> Iterator[list[int]]:
        """Numbers of the stories of two articles or more, the one with the newest first; copies are articles here.

        A query leaves those with an article that matches. `tagged` are the ids that its tags leave. They come in lists
        that grow, each as the library is then: whoever wants 200 of 20,000 does not pay for all.
        """
        seen: set[int] = set()
        last = (sys.float_info.max, 0)
        most = _PAGE
        while page := self._page(query, tagged, last, seen, most):
            last = page[-1]
            seen.update(number for _, number in page)
            most *= _GROWTH
            yield [number for _, number in page]

    def _page(
        self,
        query: Query | None,
        tagged: Sequence[Tagged],
        last: tuple[float, int],
        seen: Collection[int],
        most: int,
    ) -> list[tuple[float, int]]:
        """The next stories, each with the instant of its newest article."""
        found: dict[int, float] = {}
        with self._database.read() as db:
            matching, values = self._matching(db, query, tagged)
            cursor = db.execute(
                "SELECT sort, story FROM article WHERE story IS NOT NULL AND (sort, story) < (?, ?) AND EXISTS "
                "(SELECT 1 FROM article AS other WHERE other.story = article.story AND other.row <> article.row) "
                f"AND row NOT IN (SELECT row FROM article WHERE {MUTED}) "
                f"{matching} ORDER BY sort DESC, story DESC",
                (*last, *values),
            )
            for instant, number in cursor:
                if number not in seen:
                    found.setdefault(number, instant)
                    if len(found) == most:
                        break
        return [(instant, number) for number, instant in found.items()]

    def matching(self, numbers: Collection[int], query: Query, tagged: Sequence[Tagged]) -> frozenset[int]:
        """Which of these stories have an article that matches."""
        with self._database.read() as db:
            matching, values = self._matching(db, query, tagged)
            found = db.execute(
                f"SELECT DISTINCT story FROM article WHERE story IN {_AMONG} {matching}",
                (json.dumps(list(numbers)), *values),
            )
            return frozenset(number for (number,) in found)

    def stories(self, numbers: Sequence[int]) -> list[HeldStory]:
        """The stories asked for, in that order; those that are gone are left out. Tags are not filled in."""
        named: dict[int, tuple[str, str]] = {}
        articles: dict[int, list[Headline]] = {}
        with self._database.read() as db:
            for chunk in chunks(numbers):
                asked = (json.dumps(chunk),)
                names = db.execute(f"SELECT number, id, name FROM story WHERE number IN {_AMONG}", asked)
                named.update((number, (ident, name)) for number, ident, name in names)
                held = db.execute(
                    f"{_ARTICLES} WHERE story IN {_AMONG} AND {SHOWN} ORDER BY story, sort DESC, row DESC", asked
                )
                for number, *columns in held:
                    articles.setdefault(number, []).append(read_headline(columns))
        return [
            HeldStory(number, *named[number], tuple(articles[number]))
            for number in numbers
            if number in named and number in articles
        ]

    def numbers(self, articles: Collection[str]) -> dict[str, int]:
        """For each of these articles that is in a story the story's number."""
        with self._database.read() as db:
            found = db.execute(
                f"SELECT id, story FROM article WHERE id IN {_AMONG} AND story IS NOT NULL",
                (json.dumps(list(articles)),),
            )
            return dict(found.fetchall())

    def ids(self, articles: Collection[str]) -> dict[str, str]:
        """For each of these articles that is in a story of two reports or more the story's id."""
        numbers = self.numbers(articles)
        with self._database.read() as db:
            found = db.execute(
                f"SELECT number, story.id FROM story WHERE number IN {_AMONG} "
                f"AND (SELECT {_REPORTS} FROM article WHERE article.story = number AND {SHOWN}) > 1",
                (json.dumps(list(set(numbers.values()))),),
            )
            named = dict(found.fetchall())
        return {article: named[number] for article, number in numbers.items() if number in named}

    def find(self, target: str) -> list[int]:
        """Number of the story with this id, else of at most five whose ids begin so; it takes four signs or more."""
        with self._database.read() as db:
            found = db.execute(f"{_HELD} AND id = ?", (target,)).fetchall()
            if not found and len(target) >= _LEAST:
                found = db.execute(
                    f"{_HELD} AND id >= ? AND id < ? ORDER BY id LIMIT ?", (target, f"{target}\U0010ffff", _MATCHES)
                ).fetchall()
            return [number for (number,) in found]

    def assign(self, stories: Mapping[str, str | None], names: Mapping[str, str]) -> None:
        """Put articles, by id, into stories, by id, or into none; and give these stories names.

        A story that is new is made; one left without an article is dropped.
        """
        with self._database.write() as db:
            db.executemany(
                "INSERT INTO story (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                list(names.items()),
            )
            left = db.execute(
                f"SELECT DISTINCT story FROM article WHERE id IN {_AMONG} AND story IS NOT NULL",
                (json.dumps(list(stories)),),
            ).fetchall()
            db.executemany(
                "UPDATE article SET story = (SELECT number FROM story WHERE story.id = ?) WHERE id = ?",
                [(story, article) for article, story in stories.items()],
            )
            db.executemany(
                "DELETE FROM story WHERE number = ? AND NOT EXISTS (SELECT 1 FROM article WHERE story = number)", left
            )

    def _matching(
        self, db: sqlite3.Connection, query: Query | None, tagged: Sequence[Tagged]
    ) -> tuple[str, list[object]]:
        if query is None:
            return "", []
        wanted = condition(db, query, tagged, self._now().tzinfo).with_match()
        if not query.muted:
            wanted.add(SHOWN)
        return f"AND story IN (SELECT story FROM article WHERE {wanted.sql})", wanted.values
