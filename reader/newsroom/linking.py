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
from dataclasses import dataclass
from heapq import nlargest
from operator import attrgetter

from reader.linking.kinship import KIN, days_between
from reader.linking.sketch import Sketch, hashed
from reader.linking.terms import terms
from reader.newsroom.comparing import Comparing, near_to
from reader.newsroom.corrections import Corrections, nothing_corrected
from reader.newsroom.grouping import Grouping
from reader.store.archive import Archive
from reader.store.kin import KinTables, Near, StoredSketch, Text

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


@dataclass(slots=True)
class _Held:
    """An article on the desk; its kin may change."""

    sketch: Sketch
    published: float | None
    copy: bool
    near: list[Near]


class _Desk:
    """Where articles are linked: what is kept of those they are compared with lies at hand."""

    def __init__(self, tables: KinTables, waiting: int) -> None:
        self._places = _all_places(tables) if waiting >= MANY else None
        self._comparing = Comparing(tables, self._places)
        if self._places is not None:
            self._comparing.learn_all()
        self._tables = tables
        self._held: dict[int, _Held] = {}
        self._changed: set[int] = set()

    def open(self, tables: KinTables) -> None:
        """Begin a batch."""
        self._tables = self._comparing.tables = tables
        if self._places is None or len(self._held) > _RECENT:
            self._held.clear()  # another process may link as well; a few of its finds are lost at worst

    def link(self, text: Text) -> None:
        """Sketch an article and enter it and its kin to one another. Copies are not entered: their original is."""
        own = self._comparing.sketch(text.title, text.text)
        rows = [row for row in self._comparing.candidates(own) if row != text.row]
        self._fetch(rows)
        others = [row for row in rows if row in self._held and not self._held[row].copy]
        likenesses = self._comparing.likenesses(own, (self._held[row].sketch for row in others))
        near = [
            near_to(row, likeness, days_between(text.published, self._held[row].published))
            for row, likeness in zip(others, likenesses, strict=True)
        ]
        self._held[text.row] = _Held(own, text.published, text.copy, nlargest(KIN, near, key=attrgetter("score")))
        self._changed.add(text.row)
        self._keep(text, own)
        if not text.copy:
            self._enter(text.row, near)

    def close(self) -> None:
        """Write what the batch changed."""
        self._tables.befriend({row: self._held[row].near for row in self._changed})
        self._changed.clear()

    def _fetch(self, rows: Sequence[int]) -> None:
        missing = [row for row in rows if row not in self._held]
        for row, (own, kept) in self._comparing.compared(missing).items():
            self._held[row] = _Held(own, kept.published, kept.copy_of is not None, list(kept.near))

    def _keep(self, text: Text, own: Sketch) -> None:
        found_by = () if text.copy else own.found_by().keys()
        stored = StoredSketch(own.entries, own.whole, own.head, own.title, own.words)
        self._tables.keep(text.row, stored, found_by)
        if self._places is not None:
            for term in found_by:
                self._places.setdefault(term, array("I")).append(text.row)

    def _enter(self, row: int, near: Sequence[Near]) -> None:
        """Let an article stand among the kin of those that it is nearer to than their last."""
        for one in near:
            held = self._held[one.row]
            if len(held.near) == KIN and held.near[-1].score >= one.score:
                continue
            kin = [other for other in held.near if other.row != row]
            insort(kin, one._replace(row=row), key=lambda other: -other.score)
            held.near = kin[:KIN]
            self._changed.add(one.row)


def _all_places(tables: KinTables) -> dict[int, array[int]]:
    places: dict[int, array[int]] = {}
    for term, row in tables.postings():
        places.setdefault(term, array("I")).append(row)
    return places
