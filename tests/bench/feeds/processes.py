"""Running a program and seeing what it takes: time, processor time, memory, all of its children together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Run", "run"]

_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY = 0.1
"""Seconds between two looks at memory; a look at a hundred threads takes milliseconds, which others lack."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took."""

    seconds: float
    """Until it ended, or until it said the word that was waited for."""
    whole: float
    """Until it ended."""
    cpu: float
    """Seconds of processor time, children that it has waited for among them."""
    memory: float
    """The most it held at once, in MB, all its processes together."""
    output: str
    errors: str
    status: int


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, until: str | None = None) -> Run:
    """Run a program; `until` is a word of its output at which it has done what is measured."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watch = _Memory(process.pid)
    errors: list[str] = []
    reading = threading.Thread(target=lambda: errors.extend(process.stderr or ()))
    reading.start()
    output: list[str] = []
    reached: float | None = None
    for line in process.stdout or ():
        output.append(line)
        if reached is None and until is not None and until in line:
            reached = time.perf_counter() - start
    status = process.wait()
    whole = time.perf_counter() - start
    reading.join()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(reached or whole, whole, cpu, watch.most(), "".join(output), "".join(errors), status)


class _Memory:
    """Looks now and then how much a process and its children hold."""

    def __init__(self, pid: int) -> None:
        self._most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(pid,))
        self._thread.start()

    def most(self) -> float:
        self._over.set()
        self._thread.join()
        return self._most / 1e6

    def _watch(self, pid: int) -> None:
        while not self._over.wait(_EVERY):
            self._most = max(self._most, sum(map(_resident, _family(pid))))


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
