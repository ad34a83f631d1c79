"""Stories: listing and reading them, following them, and correcting how articles were grouped.

The Archive holds which articles tell of one event, and can find that out again; what somebody follows and has
corrected is on the Shelf, for good.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from reader.model import Report, Story
from reader.newsroom.values import Change
from reader.query import Query
from reader.store.archive import Archive
from reader.store.shelf import Shelf

__all__ = ["Stories"]

Regroup = Callable[[Collection[str]], None]
"""Asked to group anew around these articles, by id, after a correction."""


class Stories:
    """The stories of one library. Every method may raise StoreError."""

    def __init__(
        self,
        archive: Archive,
        shelf: Shelf,
        now: Callable[[], datetime],
        find: Callable[[str], str],
        regroup: Regroup = lambda _: None,
    ) -> None:
        self._archive = archive
        self._shelf = shelf
        self._now = now
        self._find = find
        self._regroup = regroup

    # reading

    def all(self, query: Query | None = None, limit: int = 0, *, followed: bool = False) -> list[Story]:
        """Stories of two reports or more: followed ones with news first, then those with the newest report.

        A query leaves those with an article that matches. With `followed` only what is followed, and last what is
        not held any more (`articles` 0). A limit of 0 means all.
        """
        return [story for story, _ in self.each(query, limit, followed=followed)]

    def each(
        self, query: Query | None = None, limit: int = 0, *, followed: bool = False
    ) -> Iterator[tuple[Story, list[Report]]]:
        """The same with their reports, as they are read."""
        raise NotImplementedError

    def story(self, target: str) -> tuple[Story, list[Report]]:
        """A story and its reports by time, those without a date last, by arrival. Raises NotFoundError.

        `target` is a story's id, the start of one, or what `Newsroom.find` takes: the story of that article.
        """
        raise NotImplementedError

    def of(self, article: str) -> Story | None:
        """The story of an article, by id; None where no other report of it is held."""
        raise NotImplementedError

    def of_articles(self, articles: Collection[str]) -> dict[str, str]:
        """For each of these articles that is in a story the story's id."""
        raise NotImplementedError

    # following

    def follow(self, target: str) -> Change:
        """Follow a story, named as for `story`. Raises NotFoundError."""
        raise NotImplementedError

    def unfollow(self, target: str) -> Change:
        """Follow a story no more; undone, it is followed as it was. Raises NotFoundError where it was not."""
        raise NotImplementedError

    def looked_at(self, story: str) -> None:
        """Note that a followed story, by id, was looked at now: nothing in it is news any more."""
        raise NotImplementedError

    def news(self) -> int:
        """How many reports came to followed stories since these were last looked at."""
        raise NotImplementedError

    # correcting

    def pin(self, article: str, other: str) -> Change:
        """Have two articles, by id, in one story, whatever they say. Raises NotFoundError."""
        raise NotImplementedError

    def unlink(self, article: str, other: str) -> Change:
        """Have two articles, by id, in different stories, whatever they say. Raises NotFoundError."""
        raise NotImplementedError

    def corrections(self) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
        """The pairs of ids that belong together, and those that do not; in each pair the smaller first."""
        raise NotImplementedError
