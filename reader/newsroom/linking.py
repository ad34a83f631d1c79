"""Finding the kin of articles as they come in, and grouping them into stories.

An article is counted (how rare its terms are depends on the whole library), sketched, compared with the articles that
share its most telling terms, and entered among the kin of those it is near to; then the stories it touches are grouped
anew. So an article costs about the same in any library. Each step is noted, so that a kill loses nothing but time.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from heapq import nlargest
from itertools import islice
from operator import attrgetter

from reader.linking.kinship import KIN
from reader.linking.sketch import hashed
from reader.linking.terms import terms
from reader.newsroom.comparing import Comparing
from reader.newsroom.corrections import Corrections, nothing_corrected
from reader.newsroom.grouping import Grouping
from reader.store.archive import Archive
from reader.store.kin import Compared, KinTables, Near, Text, pack, unpack, weakest

__all__ = ["Linking"]

BATCH = 64
"""Articles linked in one transaction: a key press that marks one waits no longer than that."""
MANY = 1_000
"""Articles waiting from which on all places of terms are held in memory while they are linked."""
_RECENT = 20_000
"""Articles whose sketches are kept at hand while many are linked: 40 MB."""


class Linking:
    """Links the articles of one Archive. Everything may raise StoreError."""

    def __init__(self, archive: Archive, corrections: Callable[[], Corrections] = nothing_corrected) -> None:
        self._kin = archive.kin
        self._grouping = Grouping(archive, corrections)

    def catch_up(self) -> None:
        """Link what waits."""
        while self._count():
            pass
        with self._kin.reading() as tables:
            waiting = tables.waiting()
            desk = _Desk(tables, waiting)
        for _ in range(0, waiting, BATCH):
            with self._kin.changing() as tables:
                desk.open(tables)
                for text in tables.unlinked(BATCH):
                    desk.link(text)
                desk.close()
        self._grouping.catch_up()

    def regroup(self, articles: Collection[str]) -> None:
        """Group anew what is around these articles, by id, after a word about them."""
        self._grouping.regroup(articles)

    def _count(self) -> int:
        with self._kin.changing() as tables:
            found = tables.uncounted(BATCH * 4)
            counted: Counter[int] = Counter()
            for text in found:
                counted.update({hashed(term) for term in {*terms(text.title), *terms(text.text)}})
            tables.count([text.row for text in found], counted)
            return len(found)


class _Desk:
    """Where articles are linked: what is kept of those they are compared with lies at hand."""

    def __init__(self, tables: KinTables, waiting: int) -> None:
        self._places = _all_places(tables) if waiting >= MANY else None
        self._comparing = Comparing(tables, self._places)
        if self._places is not None:
            self._comparing.learn_all()
        self._tables = tables
        self._held: dict[int, Compared] = {}
        self._changed: set[int] = set()

    def open(self, tables: KinTables) -> None:
        """Begin a batch."""
        self._tables = self._comparing.tables = tables
        if self._places is None:
            self._held.clear()
        for row in list(islice(self._held, max(len(self._held) - _RECENT, 0))):
            del self._held[row]  # another process may link as well; a few of its finds are lost at worst

    def link(self, text: Text) -> None:
        """Sketch an article and enter it and its kin to one another. Copies are not entered: their original is."""
        own = self._comparing.sketch(text.title, text.text)
        rows = self._comparing.candidates(own)
        self._fetch(rows)
        others = {row: held for row in rows if row != text.row and (held := self._held.get(row)) and not held.copy}
        near = self._comparing.near(own, text.published, others)
        kin = pack(nlargest(KIN, near, key=attrgetter("score")))
        kept = Compared(text.published, text.copy, own.entries, own.whole, own.head, own.title, kin)
        self._held[text.row] = kept
        self._keep(text, kept, () if text.copy else own.found_by())
        if not text.copy:
            self._enter(text.row, near)

    def close(self) -> None:
        """Write what the batch changed."""
        self._tables.befriend({row: self._held[row].kin for row in self._changed})
        self._changed.clear()

    def _fetch(self, rows: Sequence[int]) -> None:
        self._held.update(self._tables.compared(row for row in rows if row not in self._held))

    def _keep(self, text: Text, kept: Compared, found_by: Collection[int]) -> None:
        self._tables.keep(text.row, kept, found_by)
        if self._places is not None:
            for term in found_by:
                self._places.setdefault(term, array("I")).append(text.row)

    def _enter(self, row: int, near: Sequence[Near]) -> None:
        """Let an article stand among the kin of those that it is nearer to than their last."""
        for one in near:
            held = self._held[one.row]
            if weakest(held.kin, KIN) >= one.score:
                continue
            kin = [other for other in unpack(held.kin) if other.row != row]
            insort(kin, one._replace(row=row), key=lambda other: -other.score)
            held.kin = pack(kin[:KIN])
            self._changed.add(one.row)


def _all_places(tables: KinTables) -> dict[int, array[int]]:
    places: dict[int, array[int]] = {}
    for term, row in tables.postings():
        places.setdefault(term, array("I")).append(row)
    return places
