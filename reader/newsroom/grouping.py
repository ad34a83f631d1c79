"""Grouping articles into stories: around those that are new, or about which something was said.

What is grouped anew is small: the articles themselves, the ones they are surely bound to, and these ones' stories,
the surest first, until that is a few hundred articles. A story goes on under its number where most of its articles are;
so its id stays while articles come and go. Copies go with their original, whatever is said of it or them.
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
from reader.store.kin import KinTables
from reader.store.kin_row import ONE, Group, Kept, Near

__all__ = ["Grouping"]

_LEAST = 0.02
"""The least bond that counts for anything."""
_NEAR = ONE // 25
"""The least base score from which a bond may come."""
AREA = 400
"""Articles grouped anew around the ones asked for: a story that does not fit any more stays as it is for now."""
AT_ONCE = 500
"""Articles grouped in one transaction: a key press waits no longer, some tenths of a second."""
_ROOM = 5
"""How many times as large the area may be as what is asked for, where that is more."""
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
        while self._group_some(corrections):
            pass

    def _group_some(self, corrections: Corrections) -> bool:
        with self._kin.changing() as tables:
            rows = tables.ungrouped(AT_ONCE)
            if rows:
                _regroup(tables, rows, corrections)
            return bool(rows)

    def regroup(self, articles: Collection[str]) -> None:
        """Group anew what is around these articles, by id."""
        corrections = self._corrections()
        with self._kin.changing() as tables:
            _regroup(tables, list(tables.rows(articles).values()), corrections)


def _regroup(tables: KinTables, rows: Collection[int], corrections: Corrections) -> None:
    together, apart = (_rows_of(tables, pairs) for pairs in corrections)
    originals = tables.originals(rows)
    area = _Area(tables)
    area.take({originals.get(row, row) for row in rows}, together)
    groups = group(area.bonds(), area.within(together), area.within(apart))
    # A text with copies is told by several too, though it is one report; only JSON lists it as a story.
    groups += [{row} for row in tables.copied(area.rows.difference(*groups))]
    held = _held(groups, area.stories)
    settled = [Group(frozenset(members), story, "") for members, story in zip(groups, held, strict=True)]
    tables.regroup(area.rows, _named(tables, settled))
    tables.settle({*area.rows, *rows})
    tables.drop_empty(set(area.stories.values()) - set(held))


class _Area:
    """Articles that are grouped anew, and what is known of them and of those around."""

    def __init__(self, tables: KinTables) -> None:
        self._tables = tables
        self.rows: set[int] = set()
        self.stories: dict[int, int] = {}
        """The story each is in so far."""
        self._around: dict[int, int] = {}
        """The same of those around as well."""
        self._circles: dict[int, Circle] = {}
        self._published: dict[int, float | None] = {}

    def take(self, rows: Collection[int], together: Collection[tuple[int, int]]) -> None:
        """Take articles, those they were put together with, those they are surely bound to, and their whole stories.

        Of the bound ones the surest come first; one whose story has no room any more is left out.
        """
        self._look_at(rows)
        put = {row for pair in together if pair[0] in rows or pair[1] in rows for row in pair}
        self._look_at(put)
        for row in sorted({*rows, *put}):
            self._add(self._fellows(row))
        room = max(AREA, len(rows) * _ROOM)
        for row in self._bound(rows):
            fellows = self._fellows(row)
            if len(fellows | self.rows) <= room:
                self._add(fellows)

    def bonds(self) -> dict[tuple[int, int], float]:
        """The bonds within."""
        found: dict[tuple[int, int], float] = {}
        for kept, near in self._pairs(self.rows):
            if near.row in self.rows:
                pair = (min(kept.row, near.row), max(kept.row, near.row))
                value = self._bond(kept.row, near)
                if value >= max(_LEAST, found.get(pair, 0.0)):
                    found[pair] = value
        return found

    def within(self, pairs: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those pairs of which both are in the area."""
        return [pair for pair in pairs if self.rows.issuperset(pair)]

    def _bound(self, rows: Collection[int]) -> list[int]:
        """Articles around that some of these are surely bound to, the surest first."""
        around = [(kept.row, near) for kept, near in self._pairs(rows) if near.row not in self.rows]
        self._look_at({near.row for _, near in around})
        sure: dict[int, float] = {}
        for row, near in around:
            if near.row in self._circles:
                sure[near.row] = max(self._bond(row, near), sure.get(near.row, 0.0))
        return sorted((row for row, value in sure.items() if value >= SURE), key=lambda row: (-sure[row], row))

    def _fellows(self, row: int) -> set[int]:
        """An article that was looked at and those of its story; none where nothing is kept of it."""
        if row not in self._circles or row in self.rows:
            return set()
        story = self._around.get(row)
        fellows = {row}.union(self._tables.members(story) if story is not None else ())
        self._look_at(fellows)
        return fellows & self._circles.keys()

    def _pairs(self, rows: Collection[int]) -> Iterator[tuple[Kept, Near]]:
        for page in _pages(sorted(rows)):
            for kept in self._tables.kept(page):
                yield from ((kept, near) for near in kept.near if near.score >= _NEAR)

    def _bond(self, row: int, near: Near) -> float:
        days = days_between(self._published[row], self._published[near.row])
        return bond(pair_of(near, days), self._circles[row], self._circles[near.row])

    def _add(self, rows: Collection[int]) -> None:
        self.rows.update(rows)
        self.stories.update((row, self._around[row]) for row in rows if row in self._around)

    def _look_at(self, rows: Collection[int]) -> None:
        for page in _pages(sorted(row for row in rows if row not in self._circles)):
            for kept in self._tables.kept(page):
                if kept.copy_of is None:
                    self._circles[kept.row] = circle_of(kept.near)
                    self._published[kept.row] = kept.published
                    if kept.story is not None:
                        self._around[kept.row] = kept.story


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
    """Pairs of articles as pairs of rows; what was said of a copy holds for its original."""
    rows = tables.rows({article for pair in pairs for article in pair})
    originals = tables.originals(rows.values())
    found = {
        tuple(sorted(originals.get(rows[article], rows[article]) for article in pair))
        for pair in pairs
        if rows.keys() >= set(pair)
    }
    return {(one, other) for one, other in found if one != other}


def _pages(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while page := list(islice(rest, _PAGE)):
        yield page
