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
_PRESSES = 150


def keys(folder: Path, feeds: int) -> None:
    """Open and close the box of views again and again while everything is refreshed."""
    library = corpus(folder, feeds, _PORT)
    with Server(library, _PORT):
        reader = Reader(folder, library / "urls.txt")
        (reader.home / "config.toml").write_text("[feeds]\nallow_private = true\nrefresh_minutes = 0\n")
        command = [sys.executable, "-m", "reader", "--home", str(reader.home)]
        with Terminal(command, {}) as terminal:
            terminal.wait("No articles|Nothing|press|Inbox|All")
            terminal.press("R")
            time.sleep(0.3)
            rng = random.Random(5)
            took = []
            for _ in range(_PRESSES // 2):
                took.append(_until(terminal, "v", "Bookmarks", there=True))
                time.sleep(rng.uniform(0.0, 0.05))
                took.append(_until(terminal, "\x1b", "Bookmarks", there=False))
                time.sleep(rng.uniform(0.0, 0.05))
            shown = terminal.text()
            terminal.press("Q")
    p99 = quantiles(took, n=100)[98]
    print(f"\nkeys while {feeds:,} feeds come in: median {median(took):.0f} ms, p99 {p99:.0f} ms (goal 100)")
    print(f"  still refreshing at the end: {'yes' if 'Refreshing' in shown else 'no'}; {len(took)} keys")


def _until(terminal: Terminal, key: str, word: str, *, there: bool) -> float:
    """Milliseconds from a key to its effect on the screen."""
    start = time.perf_counter()
    terminal.press(key)
    while (word in terminal.text()) is not there:
        terminal.read(0.5)
        assert time.perf_counter() - start < 10, terminal.text()
    return (time.perf_counter() - start) * 1000
