"""Programs in a pseudo-terminal, watched by the development kit's probe."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.screen.libraries import Library, command, kit_module

__all__ = ["Figures", "Program", "minimal", "newsboat", "reader"]

_MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("hello")

Minimal().run()
"""
_SIZE = (120, 40)


@dataclass(frozen=True)
class Program:
    """One that is measured: how it is started, and what shows that it is there."""

    name: str
    command: Sequence[str]
    shows: str

    def started(self) -> Any:
        """It, as it begins; use it as a context."""
        return _probe().Probe(list(self.command), *_SIZE)


@dataclass
class Figures:
    """What was measured of one thing, in milliseconds or megabytes."""

    values: list[float] = field(default_factory=list)

    def add(self, value: float | None) -> None:
        """One more; None where it never came."""
        self.values.append(float("nan") if value is None else value)

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.values) if self.values else float("nan")

    def percentile(self, share: float) -> float:
        """What so many of a hundred do not exceed."""
        ordered = sorted(self.values)
        return ordered[min(int(len(ordered) * share / 100), len(ordered) - 1)] if ordered else float("nan")


def reader(made: Library) -> Program:
    """Our own on a library."""
    program = str(Path(sys.executable).with_name("reader"))
    return Program("reader", [program, "--home", str(made.home)], r"\d min")


def newsboat(made: Library) -> Program:
    """newsboat on the same articles."""
    return Program("newsboat", command(made), "Wire 0000")


def minimal(folder: Path) -> Program:
    """The smallest Textual program."""
    file = folder / "minimal.py"
    file.write_text(_MINIMAL)
    return Program("minimal Textual app", [sys.executable, str(file)], "hello")


def left(program: Program) -> None:
    """Start ours and leave it at the top of its list, so that the last screen is kept."""
    with program.started() as probe:
        probe.wait(program.shows)
        probe.settle(0.5)
        while "▌Headlines" not in probe.text() and not probe.exited:
            probe.send("q")
            probe.settle(0.5)
        probe.send("g")
        probe.settle(0.5)
        probe.send("Q")
        end = time.monotonic() + 10
        while not probe.exited and time.monotonic() < end:
            probe.settle(0.1, first=0.2)


def compile_all() -> None:
    """Let nothing be compiled while it is measured."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", "reader"], check=False)


@cache
def _probe() -> Any:
    return kit_module("pty_probe")
