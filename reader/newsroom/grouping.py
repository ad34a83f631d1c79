"""Grouping articles into stories: around those that are new, or about which something was said.

What is grouped anew is small: the articles themselves, the ones they are surely bound to, and all of these ones'
stories. A story goes on under its number where most of its articles are; so its id stays while articles come and go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from reader.linking.grouping import SURE, group
from reader.linking.kinship import Circle, bond, days_between
from reader.linking.naming import name_of
from reader.newsroom.comparing import circle_of, pair_of
from reader.newsroom.corrections import Corrections, Pairs, nothing_corrected
from reader.store.archive import Archive
from reader.store.kin import ONE, Group, Kept, KinTables, Near

__all__ = ["Grouping"]

_LEAST = 0.02
"""The least bond that counts for anything."""
_NEAR = ONE // 25
"""The least base score from which a bond may come."""
_PAGE = 500

T = TypeVar("T")


class Grouping:
    """Groups the articles of one Archive. Everything may raise StoreError."""

    def __init__(self, archive: Archive, corrections: Callable[[], Corrections] = nothing_corrected) -> None:
        self._kin = archive.kin
        self._corrections = corrections

    def catch_up(self) -> None:
        """Group what has kin and was not grouped since."""
        corrections = self._corrections()
        with self._kin.changing() as tables:
            rows = tables.ungrouped()
            if rows:
                _regroup(tables, rows, corrections)

    def regroup(self, articles: Collection[str]) -> None:
        """Group anew what is around these articles, by id."""
        corrections = self._corrections()
        with self._kin.changing() as tables:
            _regroup(tables, list(tables.rows(articles).values()), corrections)


def _regroup(tables: KinTables, rows: Collection[int], corrections: Corrections) -> None:
    together, apart = (_rows_of(tables, pairs) for pairs in corrections)
    area = _Area(tables)
    area.take(rows, together)
    groups = group(area.bonds(), area.within(together | area.copies), area.within(apart))
    held = _held(groups, area.stories)
    settled = [Group(frozenset(members), story, "") for members, story in zip(groups, held, strict=True)]
    tables.regroup(area.rows, _named(tables, settled))
    tables.drop_empty(set(area.stories.values()) - set(held))


class _Area:
    """Articles that are grouped anew, and what is known of them and of those around."""

    def __init__(self, tables: KinTables) -> None:
        self._tables = tables
        self.rows: set[int] = set()
        self.stories: dict[int, int] = {}
        """The story each is in so far."""
        self.copies: set[tuple[int, int]] = set()
        """Copies with their originals, the lower number first."""
        self._circles: dict[int, Circle] = {}
        self._published: dict[int, float | None] = {}

    def take(self, rows: Collection[int], together: Collection[tuple[int, int]]) -> None:
        """Take articles, those they are surely bound to or were put together with, and all of these ones' stories."""
        self._add(rows)
        bound = self._bound(rows)
        bound |= {row for pair in together if not self.rows.isdisjoint(pair) for row in pair}
        self._add(bound)
        self._add(self._tables.members(set(self.stories.values())))
        self.copies = {(min(pair), max(pair)) for pair in self._tables.copies(self.rows)}
        self._add({row for pair in self.copies for row in pair})

    def bonds(self) -> dict[tuple[int, int], float]:
        """The bonds within; those of copies are their original's."""
        copies = {max(pair) for pair in self.copies}
        found: dict[tuple[int, int], float] = {}
        for kept, near in self._pairs(self.rows):
            pair = (min(kept.row, near.row), max(kept.row, near.row))
            if near.row in self.rows and pair not in found and copies.isdisjoint(pair):
                value = self._bond(kept.row, near)
                if value >= _LEAST:
                    found[pair] = value
        return found

    def within(self, pairs: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those pairs of which both are in the area."""
        return [pair for pair in pairs if self.rows.issuperset(pair)]

    def _bound(self, rows: Collection[int]) -> set[int]:
        """Articles around that some of these are surely bound to."""
        around = [(kept.row, near) for kept, near in self._pairs(rows) if near.row not in self.rows]
        self._look_at({near.row for _, near in around})
        return {near.row for row, near in around if near.row in self._circles and self._bond(row, near) >= SURE}

    def _pairs(self, rows: Collection[int]) -> Iterator[tuple[Kept, Near]]:
        for page in _pages(rows):
            for kept in self._tables.kept(page):
                yield from ((kept, near) for near in kept.near if near.score >= _NEAR)

    def _bond(self, row: int, near: Near) -> float:
        days = days_between(self._published[row], self._published[near.row])
        return bond(pair_of(near, days), self._circles[row], self._circles[near.row])

    def _add(self, rows: Collection[int]) -> None:
        self._look_at({row for row in rows if row not in self._circles})
        self.rows.update(row for row in rows if row in self._circles)

    def _look_at(self, rows: Collection[int]) -> None:
        for page in _pages(rows):
            for kept in self._tables.kept(page):
                self._circles[kept.row] = circle_of(kept.near)
                self._published[kept.row] = kept.published
                if kept.story is not None:
                    self.stories[kept.row] = kept.story


def _held(groups: Sequence[Collection[int]], stories: Mapping[int, int]) -> list[int | None]:
    """For each group the story it goes on: the one that most of its articles are of and no other has more of."""
    claims: list[tuple[int, int, int]] = []
    for number, members in enumerate(groups):
        shares = Counter(stories[row] for row in members if row in stories)
        claims += [(-share, story, number) for story, share in shares.items()]
    held: dict[int, int] = {}
    taken: set[int] = set()
    for _, story, number in sorted(claims):
        if number not in held and story not in taken:
            held[number] = story
            taken.add(story)
    return [held.get(number) for number in range(len(groups))]


def _named(tables: KinTables, groups: Sequence[Group]) -> Iterator[Group]:
    """The groups with their names: a story keeps its name while an article in it is called so."""
    for page in _pages(groups):
        titles = {kept.row: kept.title for kept in tables.kept(row for one in page for row in one.rows)}
        names = tables.names(one.story for one in page if one.story is not None)
        for one in page:
            called = [titles[row] for row in sorted(one.rows)]
            name = names.get(one.story or 0)
            yield replace(one, name=name if name in called else name_of(called))


def _rows_of(tables: KinTables, pairs: Pairs) -> set[tuple[int, int]]:
    rows = tables.rows({article for pair in pairs for article in pair})
    return {
        (min(rows[one], rows[other]), max(rows[one], rows[other]))
        for one, other in pairs
        if one in rows and other in rows
    }


def _pages(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while page := list(islice(rest, _PAGE)):
        yield page
