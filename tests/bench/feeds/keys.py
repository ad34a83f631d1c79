"""Pressing keys on the screen while a thousand feeds come in."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from tests.bench.feeds.readers import Reader
from tests.bench.feeds.server import Server, corpus
from tests.terminal.terminal import Terminal

__all__ = ["keys"]

_PORT = 8900
_PRESSES = 200
_SELECTED = "▌"


def keys(folder: Path, feeds: int) -> None:
    """Move up and down in the list again and again while everything is refreshed."""
    library = corpus(folder, feeds, _PORT)
    with Server(library, _PORT):
        reader = Reader(folder, library / "urls.txt")
        (reader.home / "config.toml").write_text("[feeds]\nallow_private = true\n")
        command = [sys.executable, "-m", "reader", "--home", str(reader.home)]
        with Terminal(command, {}) as terminal:
            terminal.wait("[1-9][0-9]* articles")
            rng = random.Random(5)
            took, busy = [], 0
            for number in range(_PRESSES):
                took.append(_until_moved(terminal, "k" if number % 8 > 4 else "j"))
                busy += "Refreshing" in terminal.text()
                time.sleep(rng.uniform(0.0, 0.05))
            terminal.press("Q")
    p99 = quantiles(took, n=100)[98]
    print(f"\nkeys while {feeds:,} feeds come in: median {median(took):.0f} ms, p99 {p99:.0f} ms (goal 100)")
    print(f"  {busy} of {_PRESSES} keys while feeds were asked, the others while texts were made")


def _until_moved(terminal: Terminal, key: str) -> float:
    """Milliseconds from a key to another row being selected."""
    before = _selected(terminal)
    start = time.perf_counter()
    terminal.press(key)
    while _selected(terminal) == before:
        terminal.read(0.2)
        if time.perf_counter() - start > 3:  # the first row: it goes no further up
            terminal.press("j")
            before, start = "", time.perf_counter()
    return (time.perf_counter() - start) * 1000


def _selected(terminal: Terminal) -> str:
    return "\n".join(line[:34] for line in terminal.text().splitlines()[2:] if line.startswith(_SELECTED))
