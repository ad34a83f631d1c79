"""Runs work on outside documents in a killable child process.

Parsers of HTML, mail and feeds can be made to run for minutes or eat all memory by a few kilobytes
(measured: 100 kB of spaces keep readability busy for over 60 s, a 32 kB author field feedparser for 16 s).
So they run in children with a deadline and a memory cap; a child that breaks either is killed, and the
caller falls back and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

__all__ = ["DEADLINE", "MEMORY", "Guard", "InProcess", "Killed", "Worker"]

T = TypeVar("T")
R = TypeVar("R")

DEADLINE = 10.0
"""Seconds one document may take."""
MEMORY = 1 << 30
"""Bytes of address space a child may have."""


class Killed(Exception):
    """The work took too long, too much memory, or took its process down; the message says which."""


class Worker(Protocol):
    """Something that applies a function to values and yields each value's result, or why there is none."""

    def map(self, function: Callable[[T], R], values: Iterable[T]) -> Iterator[R | Killed | Exception]: ...

    def close(self) -> None: ...
