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
    found = [
        (alike, other)
        for other in look.originals(numbers, held)
        if (alike := likeness(wording, Wording.of(other.title, other.text))) and _may_be(look, other, strangers)
    ]
    earlier = [(alike, -other.row, other) for alike, other in found if other.row < held.row]
    if earlier:
        look.note_copy(held, max(earlier)[2])
    else:
        look.note_original(held, numbers, [other for _, other in found])


def _may_be(look: Look, original: Held, strangers: AbstractSet[str]) -> bool:
    """Whether nothing that is the same text as an original was told apart from the article looked at."""
    return not strangers or strangers.isdisjoint([original.id, *look.beside(original.id)])
