"""Timing with little noise: things to be compared take turns, and the median speaks."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from tests.terminal.terminal import Terminal

__all__ = ["first_frame", "in_turns", "process", "row"]


def in_turns(tasks: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of each task's figure, the tasks taking turns so that the machine's moods hit all alike."""
    figures: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(rounds):
        for name, task in tasks.items():
            figures[name].append(task())
    return {name: median(values) for name, values in figures.items()}


def process(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """Milliseconds of wall time for a whole process."""
    start = time.perf_counter()
    subprocess.run(command, env={**os.environ, **(environment or {})}, capture_output=True, check=True)
    return (time.perf_counter() - start) * 1000


def first_frame(command: Sequence[str], environment: Mapping[str, str], shows: str) -> float:
    """Milliseconds from the start of a program until its screen shows a pattern."""
    start = time.perf_counter()
    with Terminal(command, environment) as terminal:
        terminal.wait(shows)
        return (time.perf_counter() - start) * 1000


def row(name: str, value: float, unit: str, note: str = "") -> None:
    """Print one line of a table."""
    print(f"{name:<52} {value:>9.1f} {unit:<6} {note}")
