"""Finding the kin of articles as they come in, and grouping them into stories.

An article is counted (how rare its terms are depends on the whole library), sketched, compared with the articles that
share its most telling terms, and entered among the kin of those it is near to; then the stories it touches are grouped
anew. So an article costs about the same in any library. Each step is noted, so that a kill loses nothing but time.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from operator import attrgetter

from reader.linking.kinship import KIN, days_between
from reader.linking.sketch import Sketch
from reader.newsroom.comparing import Comparing, near_to, terms_of
from reader.newsroom.corrections import Corrections, nothing_corrected
from reader.newsroom.grouping import Grouping
from reader.store.archive import Archive
from reader.store.kin import KinTables
from reader.store.kin_row import Near, Text, bar_of, read_kin

__all__ = ["MANY", "Linking"]

BATCH = 64
"""Articles linked in one transaction: a key press that marks one waits no longer than that."""
MANY = 1_000
"""Articles waiting from which on all places of terms are held in memory while they are linked."""
GROWN = 2
"""A library so many times as large has another measure: what was sketched before is linked anew, as many articles as
are new and a few more, so that this costs each article little and never much at once."""
_OLD = 8
_RECENT = 40_000
"""Articles whose sketches are kept at hand while many are linked, the last ones looked up: 60 MB."""


def nothing(_waiting: int) -> None:
    """Nobody wants to know."""


class Linking:
    """Links the articles of one Archive. Everything may raise StoreError."""

    def __init__(
        self, archive: Archive, corrections: Callable[[], Corrections] = nothing_corrected, many: int = MANY
    ) -> None:
        self._kin = archive.kin
        self._many = many
        self._grouping = Grouping(archive, corrections)

    def catch_up(self, between: Callable[[int], None] = nothing) -> None:
        """Link what waits. `between` transactions is told how many articles still do, and may raise to stop."""
        self._count_all()
        with self._kin.reading() as tables:
            waiting = tables.waiting()
            desk = _Desk(tables, at_hand=waiting >= self._many) if waiting else None
        while desk:
            with self._kin.changing() as tables:
                texts = tables.unlinked(BATCH)
                if not texts:
                    break
                desk.open(tables)
                for text in texts:
                    desk.link(text)
                desk.close()
            between(self._kin.waiting())
        self._grouping.catch_up()

    def regroup(self, articles: Collection[str]) -> None:
        """Group anew what is around these articles, by id, after a word about them."""
        self._grouping.regroup(articles)

    def _count_all(self) -> None:
        if not self._kin.waiting():
            return
        while self._count():
            pass
        with self._kin.changing() as tables:
            tables.pass_over()
            tables.outdated(tables.total() // GROWN, max(tables.waiting(), _OLD))

    def _count(self) -> int:
        with self._kin.changing() as tables:
            found = tables.uncounted(BATCH * 4)
            tables.count({text.row: terms_of(text.title, text.text) for text in found if not text.copy})
            return len(found)


@dataclass(slots=True)
class _Held:
    """An article on the desk; its kin may change."""

    sketch: Sketch
    published: float | None
    kin: bytes = b""
    """Its kin as they were kept, until something changes them."""
    near: list[Near] | None = None
    """Its kin as they are now, where that is something else."""
    bar: int = -1
    """The score that a newcomer must exceed."""


class _Desk:
    """Where articles are linked: what is kept of those they are compared with lies at hand."""

    def __init__(self, tables: KinTables, *, at_hand: bool) -> None:
        self._tables = tables
        self._places: dict[int, array[int]] | None = _all_places(tables) if at_hand else None
        self._comparing = Comparing(tables, self._places)
        if at_hand:
            self._comparing.learn_all()
        self._waiting = tables.waiting()
        self._version = -1
        self._held: dict[int, _Held] = {}
        self._changed: set[int] = set()

    def open(self, tables: KinTables) -> None:
        """Begin a batch. Where another process links as well, or something came or went, nothing at hand is trusted."""
        self._tables = self._comparing.tables = tables
        if self._places is None:
            self._held.clear()
        for row in list(islice(self._held, max(len(self._held) - _RECENT, 0))):
            del self._held[row]
        version, known = tables.version(), self._version
        self._version = version
        if self._places is None or version == known:
            return
        waiting = tables.waiting()
        if waiting != self._waiting:
            self._held.clear()
            self._places = self._comparing.places = _all_places(tables)
        self._waiting = waiting

    def link(self, text: Text) -> None:
        """Sketch an article and enter it and its kin to one another."""
        self._waiting -= 1
        own = self._comparing.sketch(text.title, text.text)
        rows = [row for row in self._comparing.candidates(own) if row != text.row]
        self._fetch(rows)
        others = [row for row in rows if row in self._held]
        likenesses = self._comparing.likenesses(own, (self._held[row].sketch for row in others))
        near = [
            near_to(row, likeness, days_between(text.published, self._held[row].published))
            for row, likeness in zip(others, likenesses, strict=True)
        ]
        kin = nlargest(KIN, near, key=attrgetter("score"))
        self._held[text.row] = _Held(own, text.published, near=kin, bar=kin[-1].score if len(kin) == KIN else -1)
        self._changed.add(text.row)
        again = self._keep(text.row, own)
        self._enter(text.row, near, again=again)

    def close(self) -> None:
        """Write what the batch changed."""
        self._tables.befriend({row: self._held[row].near or () for row in self._changed})
        self._changed.clear()

    def _fetch(self, rows: Sequence[int]) -> None:
        missing = [row for row in rows if row not in self._held]
        for row, (own, kept) in self._comparing.compared(missing).items():
            if kept.copy_of is None:
                self._held[row] = _Held(own, kept.published, kept.kin, bar=bar_of(kept.kin, KIN))

    def _keep(self, row: int, own: Sketch) -> bool:
        """Keep a sketch; whether there was one, so that the article may be among the kin of others already."""
        found_by = self._comparing.found_by(own)
        again = self._tables.keep(row, self._comparing.stored(own), found_by)
        if self._places is not None:
            for term in found_by:
                self._places.setdefault(term, array("I")).append(row)
        return again

    def _enter(self, row: int, near: Sequence[Near], *, again: bool) -> None:
        """Let an article stand among the kin of those that it is nearer to than their last."""
        for one in near:
            held = self._held[one.row]
            if held.bar >= one.score and not again:
                continue
            kin = list(read_kin(held.kin)) if held.near is None else held.near
            if again:
                kin = [other for other in kin if other.row != row]
            insort(kin, one._replace(row=row), key=lambda other: -other.score)
            held.near = kin[:KIN]
            held.bar = held.near[-1].score if len(held.near) == KIN else -1
            self._changed.add(one.row)


def _all_places(tables: KinTables) -> dict[int, array[int]]:
    places: dict[int, array[int]] = {}
    for term, row in tables.postings():
        places.setdefault(term, array("I")).append(row)
    return places
