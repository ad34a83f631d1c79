"""What a program takes of the machine, and which processes are its own, as Linux tells it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Load", "load", "members"]

_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")
_SESSION, _USER, _SYSTEM, _THREADS, _RESIDENT = 3, 11, 12, 17, 21
"""Places in `/proc/PID/stat` behind the name."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a process takes, and its children."""

    memory: float
    """Megabytes in memory."""
    descriptors: int
    threads: int
    seconds: float
    """Of a processor, since it began."""
    children: int
    beside: float
    """Megabytes that the children have in memory."""


def load(pid: int) -> Load:
    """What a program takes that was started in a terminal of its own. Raises OSError where it is gone."""
    facts = _facts(pid)
    others = [found for other in members(pid) if other != pid and (found := _facts_of_any(other))]
    return Load(
        memory=_megabytes(facts),
        descriptors=len(list((_PROC / str(pid) / "fd").iterdir())),
        threads=int(facts[_THREADS]),
        seconds=(int(facts[_USER]) + int(facts[_SYSTEM])) / _TICK,
        children=len(others),
        beside=sum(map(_megabytes, others)),
    )


def members(session: int) -> list[int]:
    """The processes of a session that are alive: a program that was started in a terminal, and what it started."""
    return [pid for pid in _all() if (facts := _facts_of_any(pid)) and _is_member(facts, session)]


def _is_member(facts: list[str], session: int) -> bool:
    return int(facts[_SESSION]) == session and facts[0] not in "ZX"


def _all() -> Iterator[int]:
    return (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdecimal())


def _facts_of_any(pid: int) -> list[str]:
    """Nothing for one that is gone by now."""
    with suppress(OSError):
        return _facts(pid)
    return []


def _facts(pid: int) -> list[str]:
    return (_PROC / str(pid) / "stat").read_text().rpartition(") ")[2].split()


def _megabytes(facts: list[str]) -> float:
    return int(facts[_RESIDENT]) * _PAGE / 1e6
