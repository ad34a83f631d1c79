"""Lines that are laid out as far as somebody looks, so that a long article opens as quickly as a short one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from reader.ui.typesetting.line import Line

__all__ = ["Laid"]


class Laid(Sequence[Line]):
    """A sequence whose items are made when they are asked for; its length, and what counts from its end, takes all."""

    def __init__(self, lines: Iterable[Line] = (), expected: int = 0) -> None:
        """`expected`: about how many there will be."""
        self._made: list[Line] = []
        self._rest: Iterator[Line] | None = iter(lines)
        self._expected = expected

    @property
    def whole(self) -> bool:
        """Whether all are made."""
        return self._rest is None

    @property
    def expected(self) -> int:
        """How many there are, and as long as not all are made about how many."""
        return len(self._made) if self.whole else max(self._expected, len(self._made) + 1)

    def reach(self, count: int) -> bool:
        """Make at least the first so many; whether there are as many."""
        missing = count - len(self._made)
        if self._rest is not None and missing > 0:
            made = list(islice(self._rest, missing))
            self._made += made
            if len(made) < missing:
                self._rest = None
        return len(self._made) >= count

    def go_on(self, count: int) -> None:
        """Make so many more."""
        self.reach(len(self._made) + count)

    def _finish(self) -> None:
        if self._rest is not None:
            self._made += self._rest
            self._rest = None

    def __len__(self) -> int:
        self._finish()
        return len(self._made)

    def __iter__(self) -> Iterator[Line]:
        at = 0
        while self.reach(at + 1):
            yield self._made[at]
            at += 1

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, int):
            last: int | None = at
        else:
            last = None if at.stop is None or (at.start or 0) < 0 else at.stop - 1
        if last is None or last < 0:
            self._finish()
        else:
            self.reach(last + 1)
        return self._made[at]
