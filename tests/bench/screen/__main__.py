"""`make bench-screen`: starting, moving, opening, searching, resizing and memory, beside newsboat and a minimal app.

Programs take turns, so that what else the machine does hits all alike: trust the ratios, and look at the load printed.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.screen.libraries import LONG_WORD, Library, library
from tests.bench.screen.probes import Figures, Program, compile_all, left, minimal, newsboat, reader
from tests.kit import KIT

_PARTS = ("start", "keys", "open", "search", "resize", "memory")
_SIZES = (1_000, 10_000, 100_000)
_COMMON = "minister"
"""A word that stands in a fourth of the articles."""
_KEYS = 60
_MISSING = float("nan")
_FEEDS, _FEED = "its feeds", "a feed"
"""Lists of newsboat's."""


class Bench:
    """What is measured, and by how much it beats the goals."""

    def __init__(self, folder: Path, sizes: Sequence[int], rounds: int) -> None:
        self.rounds = rounds
        self.sizes = sizes
        self.made = {size: library(folder, size) for size in sizes}
        self.minimal = minimal(folder)
        self.beside = bool(shutil.which("newsboat"))
        self.figures: defaultdict[tuple[str, str, int], Figures] = defaultdict(Figures)

    def turns(self, measure: Callable[[Library, int], None]) -> None:
        """Measure every size in turn, several times."""
        for _ in range(self.rounds):
            for size, made in self.made.items():
                measure(made, size)

    def note(self, what: str, who: str, size: int, value: float | None) -> None:
        """One measurement: seconds become milliseconds."""
        self.figures[what, who, size].add(None if value is None else value * 1000)

    def of(self, what: str, who: str, size: int) -> float:
        """The median of what was measured."""
        return self.figures[what, who, size].median

    # the parts

    def start(self) -> None:
        """From the start to true rows, and to the answer to a key typed at once."""
        for made in self.made.values():
            left(reader(made))

        def once(made: Library, size: int) -> None:
            ours = reader(made)
            with ours.started() as probe:
                rows = probe.wait(ours.shows)
                probe.mark = probe.t0
                os.write(probe.fd, b"j")
                self.note("true rows", "reader", size, rows)
                self.note("first key answered", "reader", size, probe.wait(rf" 2/{size + 1:,}", 10))
                os.write(probe.fd, b"?")
                self.note("any key answered", "reader", size, probe.wait("Help", 10))
                self.note("start, processor", "reader", size, probe.cpu_s())
            with self.minimal.started() as probe:
                self.note("first frame", "minimal", size, probe.wait(self.minimal.shows))
                self.note("start, processor", "minimal", size, probe.cpu_s())
            if self.beside:
                theirs = newsboat(made)
                with theirs.started() as probe:
                    self.note("true rows", "newsboat", size, probe.wait(theirs.shows))

        self.turns(once)
        for size in self.sizes:
            first, frame = self.of("first key answered", "reader", size), self.of("first frame", "minimal", size)
            theirs = self.of("true rows", "newsboat", size)
            self.row("true rows", size, self.of("true rows", "reader", size), theirs, "≤ 50 ms")
            self.row("first key answered, beside newsboat's start", size, first, theirs, "≤ 0.35 at 100k")
            self.row("first key answered, beside a minimal app", size, first, frame, "≤ 1.25")
            anything = self.of("any key answered", "reader", size)
            self.row("first key that is no step (?), beside a minimal app", size, anything, frame, "")
            cpu = self.of("start, processor", "reader", size)
            self.row("… processor time", size, cpu, self.of("start, processor", "minimal", size), "")
        self.flat("first key answered", "first key answered")

    def keys(self) -> None:
        """`j`, in the list of all articles; newsboat's in its list of feeds, and in that of a feed."""

        def once(made: Library, size: int) -> None:
            for name, program in self.lists(made):
                with program.started() as probe:
                    probe.wait(program.shows)
                    probe.settle(1.0)
                    if name == _FEED:
                        probe.send("\r")
                        probe.settle(1.0)
                    for _ in range(_KEYS):
                        found = probe.key_settle("j", 0.03, 1.0)
                        self.note("j", name, size, found[1] if found else None)
            ours = reader(made)
            with ours.started() as probe:  # in the first seconds, when much else goes on
                probe.wait(ours.shows)
                probe.key("j", r" 2/")
                for _ in range(_KEYS):
                    found = probe.key_settle("j", 0.01, 1.0)
                    self.note("j at once", "reader", size, found[0] if found else None)

        self.turns(once)
        for size in self.sizes:
            ours = self.figures["j", "reader", size]
            for name in (_FEEDS, _FEED):
                theirs = self.figures["j", name, size]
                self.row(f"j, median, beside newsboat in {name}", size, ours.median, theirs.median, "≤ 0.6")
                self.row(f"j, p99, beside newsboat in {name}", size, ours.percentile(99), theirs.percentile(99), "≤ 2")
            early = self.figures["j at once", "reader", size]
            self.row("j in the first seconds, p99", size, early.percentile(99), _MISSING, "")

    def open(self) -> None:
        """An article of 20,000 words, and paging through it."""

        def once(made: Library, size: int) -> None:
            ours = reader(made)
            with ours.started() as probe:
                probe.wait(ours.shows)
                probe.settle(0.7)
                probe.send("j\r")
                self.note("open", "reader", size, probe.wait(LONG_WORD))
                probe.settle(0.7)
                for _ in range(20):
                    found = probe.key_settle(" ", 0.04, 1.0)
                    self.note("page", "reader", size, found[1] if found else None)

        self.turns(once)
        for size in self.sizes:
            self.row("open 20,000 words", size, self.of("open", "reader", size), _MISSING, "≤ 60 ms")
            self.row("page down", size, self.of("page", "reader", size), _MISSING, "≤ 10 ms")

    def search(self) -> None:
        """A common word: the newest that match, the best with snippets, and how newsboat searches its articles."""
        from datetime import datetime

        from reader.newsroom import open_newsroom
        from reader.paths import Home
        from reader.query import parse_query

        query = parse_query(_COMMON, datetime.now().astimezone().date())
        rooms = {size: open_newsroom(Home.under(made.home)) for size, made in self.made.items()}

        def once(made: Library, size: int) -> None:
            for what, ask in (("newest", rooms[size].newest), ("ranked", rooms[size].search)):
                begun = time.perf_counter()
                ask(query)
                self.note(what, "reader", size, time.perf_counter() - begun)
            if self.beside:
                theirs = newsboat(made)
                with theirs.started() as probe:
                    probe.wait(theirs.shows)
                    probe.settle()
                    probe.send("/" + _COMMON)
                    probe.settle()
                    self.note("search", "newsboat", size, probe.key("\r", "(?i)search results?|no matches", 20))

        self.turns(once)
        for size in self.sizes:
            theirs = self.of("search", "newsboat", size)
            self.row("search, newest first", size, self.of("newest", "reader", size), theirs, "≤ 0.01 at 100k")
            self.row("search, ranked with snippets", size, self.of("ranked", "reader", size), theirs, "≤ 0.05 at 100k")
        for room in rooms.values():
            room.close()

    def resize(self) -> None:
        """Another width, with the long article open."""

        def once(made: Library, size: int) -> None:
            ours = reader(made)
            with ours.started() as probe:
                probe.wait(ours.shows)
                probe.settle(0.7)
                probe.send("j\r")
                probe.wait(LONG_WORD)
                probe.settle(0.7)
                for columns in (100, 130, 90, 120):
                    probe.drain()
                    probe.mark = time.perf_counter()
                    probe.screen.resize(40, columns)
                    fcntl.ioctl(probe.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
                    os.kill(probe.pid, signal.SIGWINCH)
                    found = probe.settle(0.1)
                    self.note("resize", "reader", size, found[1] if found else None)

        self.turns(once)
        for size in self.sizes:
            self.row("resize, 20,000 words open", size, self.of("resize", "reader", size), _MISSING, "≤ 150 ms")

    def memory(self) -> None:
        """At its peak, after moving, opening and searching."""

        def once(made: Library, size: int) -> None:
            for program in self.both(made):
                with program.started() as probe:
                    probe.wait(program.shows)
                    probe.settle(1.0)
                    for keys in ("j" * 20, "/" + _COMMON, "\r"):
                        probe.send(keys)
                        probe.settle(0.5)
                    self.figures["memory", program.name, size].add(probe.rss_mb()[1])

        self.turns(once)
        for size in self.sizes:
            ours, theirs = (self.of("memory", who, size) for who in ("reader", "newsboat"))
            self.row("peak memory, MB", size, ours, theirs, "≤ 0.6 at 100k")
        self.flat("peak memory", "memory")

    # how it is told

    def lists(self, made: Library) -> list[tuple[str, Program]]:
        """Our list, and newsboat's two where it is installed."""
        theirs = [(_FEEDS, newsboat(made)), (_FEED, newsboat(made))] if self.beside else []
        return [("reader", reader(made)), *theirs]

    def both(self, made: Library) -> list[Program]:
        """Ours, and newsboat where it is installed."""
        return [reader(made), *([newsboat(made)] if self.beside else [])]

    def row(self, what: str, size: int, ours: float, theirs: float, goal: str) -> None:
        """One line: ours, what it is beside, the ratio, the goal."""
        beside = f"{theirs:>10.1f} {ours / theirs:>8.3f}" if theirs == theirs else f"{'':>10} {'':>8}"
        print(f"{what:<52}{size:>9,} {ours:>9.1f} {beside}  {goal}", flush=True)

    def flat(self, name: str, what: str) -> None:
        """The largest library beside the smallest."""
        small, large = (self.of(what, "reader", size) for size in (self.sizes[0], self.sizes[-1]))
        self.row(f"{name}, largest beside smallest", self.sizes[-1], large, small, "≤ 1.1")


def main() -> None:
    """Measure the parts asked for."""
    if not KIT.is_dir():
        sys.exit("bench-screen needs the development kit beside this checkout")
    memory = Path("/dev/shm")  # what the disk does is not what is measured
    base = memory if memory.is_dir() else Path(tempfile.gettempdir())
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=_PARTS, default=list(_PARTS))
    parser.add_argument("--sizes", nargs="*", type=int, default=list(_SIZES))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cache", type=Path, default=base / "reader-bench-screen", help="where libraries are kept")
    args: Any = parser.parse_args()
    args.cache.mkdir(parents=True, exist_ok=True)
    compile_all()
    bench = Bench(args.cache, args.sizes, args.rounds)
    if not bench.beside:
        print("newsboat is not installed; what is measured against it is left out")
    print(f"{'':<52}{'articles':>9} {'reader':>9} {'beside':>10} {'ratio':>8}  goal")
    for part in args.only:
        getattr(bench, part)()
        print(f"load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
