"""Watches the processes that this one starts: how much memory they take at most, and which are left."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["Children", "children_left"]

_OFTEN = 0.05
"""Seconds between two looks; Linux keeps each process's own peak, so what comes and goes between two counts too."""


class Children:
    """The peak memory of all children while this is open; 0 where the system does not tell."""

    def __init__(self) -> None:
        self.peak = 0
        """In MB."""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_OFTEN):
            self.peak = max([self.peak, *map(_peak, children_left())])


def children_left() -> list[int]:
    """The ids of this process's children that have not ended."""
    found: list[int] = []
    for task in Path("/proc/self/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:  # a thread that has just ended
            continue
    return [one for one in found if one != os.getpid()]


def _peak(process: int) -> int:
    """The most memory a process had in use, in MB of a million bytes; 0 once it is another's or gone.

    Between fork and exec a child has this process's own memory: such a one is left out.
    """
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    if b"reader.guard.child" not in command:
        return 0
    return next((int(line.split()[1]) * 1024 // 1_000_000 for line in lines if line.startswith("VmHWM")), 0)
