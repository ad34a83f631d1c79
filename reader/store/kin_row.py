"""What linking keeps of an article, and how it lies in the tables."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import Any, NamedTuple

from reader.model import DateOrigin, instant
from reader.store.row import read_day

__all__ = [
    "EMPTY",
    "KEPT",
    "ONE",
    "Group",
    "Kept",
    "Near",
    "State",
    "StoredSketch",
    "Text",
    "bar_of",
    "packed_kin",
    "packed_terms",
    "read_kept",
    "read_kin",
    "read_terms",
    "stated",
]

ONE = 0xFFFF
"""A share of 1, as it is kept."""
KEPT = "row, id, article.title, published, dated, copy_of, story, kin"
"""What `read_kept` reads, in its order."""
EMPTY = "NOT EXISTS (SELECT 1 FROM article WHERE story = number)"
"""What holds of a story without articles."""
_NEAR = "IHHHH"


class State(IntEnum):
    """What `article.linked` says."""

    WAITS = 0
    COUNTED = 1
    HAS_KIN = 2
    LINKED = 3


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of an article."""

    row: int
    title: str
    text: str
    published: float | None
    copy: bool
    """Whether it is the same text as another article, which stands for it."""


class Near(NamedTuple):
    """One of an article's kin; likeness and score as they are kept, in parts of `ONE`."""

    row: int
    whole: int
    head: int
    title: int
    score: int


@dataclass(frozen=True, slots=True)
class StoredSketch:
    """The fields of `reader.linking.sketch.Sketch`."""

    entries: array[int]
    whole: float
    head: float
    title: float
    total: int
    """How many articles were counted when the lengths were taken."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an article for comparing it."""

    row: int
    id: str
    title: str
    published: float | None
    """Seconds since the epoch; None where only its file's time is known: that tells nothing about the event."""
    copy_of: str | None
    story: int | None
    kin: bytes
    """Its kin as they lie in the table: of most articles that are looked at nobody asks for them."""

    @property
    def near(self) -> tuple[Near, ...]:
        """Its kin, nearest first."""
        return read_kin(self.kin)


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that are to be one story."""

    rows: frozenset[int]
    story: int | None
    """Number of the story it goes on; None where it is new."""
    name: str


def packed_terms(numbers: array[int]) -> bytes:
    """Numbers of 32 bits, the same on every machine."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def read_terms(terms: bytes) -> array[int]:
    """Undo `packed_terms`; what does not fill a number at the end, in a damaged file, is left out."""
    found = array("I")
    found.frombytes(terms[: len(terms) // 4 * 4])
    if sys.byteorder == "big":
        found.byteswap()
    return found


def packed_kin(near: Sequence[Near]) -> bytes:
    """The kin of an article."""
    return struct.pack("<" + _NEAR * len(near), *chain.from_iterable(near))


def read_kin(kin: bytes) -> tuple[Near, ...]:
    """Undo `packed_kin`, with the same care."""
    size = struct.calcsize(f"<{_NEAR}")
    return tuple(map(Near._make, struct.iter_unpack(f"<{_NEAR}", kin[: len(kin) // size * size])))


def bar_of(kin: bytes, most: int) -> int:
    """The score that a newcomer among `most` kin must exceed, told without reading them all; -1 where there is room."""
    size = struct.calcsize(f"<{_NEAR}")
    return int.from_bytes(kin[-2:], "little") if len(kin) >= most * size else -1


def read_kept(columns: Sequence[Any]) -> Kept:
    """What `KEPT` selects."""
    row, ident, title, published, dated, copy_of, story, kin = columns
    return Kept(row, ident, title, stated(published, dated), copy_of, story, kin)


def stated(published: str | None, dated: str | None) -> float | None:
    """Seconds since the epoch; None where only the file's time is known."""
    when = None if dated == DateOrigin.FILE else read_day(published)
    return instant(when) if when else None
