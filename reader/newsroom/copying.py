"""Finding the copies among the articles that came in: the same text from several sources, or told twice by one."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from reader.linking.copies import Wording, likeness, marks
from reader.store.archive import Archive
from reader.store.copies import Held, Look

__all__ = ["Apart", "Copying", "none_apart"]

Apart = frozenset[frozenset[str]]
"""Pairs of ids of articles that a person has told apart."""

BATCH = 64
"""Articles looked at in one transaction: a key press that marks one waits no longer than that."""
SAME = 0.95
"""A copy as like as this says nothing that what it is a copy of does not say: who copies it is found by that one."""
CAUGHT_UP = 2_000
"""Articles from before copies were looked for, looked at at one look at the sources: about two seconds."""


def none_apart() -> Apart:
    """Nobody has told anything apart."""
    return frozenset()


class Copying:
    """Looks for copies in one Archive. The one that came first is the original, and all others are copies of it."""

    def __init__(self, archive: Archive, apart: Callable[[], Apart] = none_apart) -> None:
        self._copies = archive.copies
        self._apart = apart

    def catch_up(self) -> None:
        """Look at what waits because it came in before copies were looked for, or what it was a copy of has gone."""
        self.settle(CAUGHT_UP)

    def settle(self, most: int) -> None:
        """Look at so many of the articles that wait, the newest first."""
        apart = self._apart()
        for start in range(0, most, BATCH):
            with self._copies.looking() as look:
                waiting = look.waiting(min(BATCH, most - start))
                for held in waiting:
                    _settle(look, held, apart)
                if not waiting:
                    look.pass_over()
                    return


def _settle(look: Look, held: Held, apart: Apart) -> None:
    wording = Wording.of(held.title, held.text)
    numbers = marks(wording)
    strangers = {one for pair in apart if held.id in pair for one in pair}
    found: list[tuple[float, Held]] = []
    nothing_new = False
    for other in look.alike(numbers, held):
        its = Wording.of(other.title, other.text)
        alike = likeness(wording, its)
        if alike and _may_be(look, other, strangers):
            found.append((alike, other))
            nothing_new |= alike >= SAME and len(wording.words) <= len(its.words)
    earlier = [(alike, other) for alike, other in found if other.first < held.row]
    if earlier:
        look.note_copy(held, max(earlier, key=_closest)[1].original)
    else:
        look.note_original(held, {other.original for _, other in found})
    if not (earlier and nothing_new):
        look.note_marks(held, numbers)


def _closest(found: tuple[float, Held]) -> tuple[float, int]:
    return found[0], -found[1].row


def _may_be(look: Look, other: Held, strangers: AbstractSet[str]) -> bool:
    """Whether nothing that is the same text as another article was told apart from the one looked at."""
    return not strangers or strangers.isdisjoint([other.id, *look.beside(other.id)])
