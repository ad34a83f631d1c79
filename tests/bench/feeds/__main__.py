"""`make bench-feeds`: refreshing feeds, side by side with newsboat where it is installed, in one run.

The server is the development kit's, on loopback; its latency of 50 to 300 ms bounds what any program can do.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.feeds.faults import faults
from tests.bench.feeds.keys import keys
from tests.bench.feeds.processes import Run
from tests.bench.feeds.readers import Newsboat, Reader
from tests.bench.feeds.server import HOSTS, Server, corpus
from tests.kit import KIT

_PORT = 8900
_BAD = (
    *("slow=2", "500=1", "503=1", "429=1", "404=1", "loop=1", "truncated=2"),
    *("malformed=2", "huge=1", "bomb=2", "entity=1", "empty=1", "html=1"),
)
"""Of a hundred feeds: two never answer, fifteen break or bomb."""
_THREADS = 100
_PATIENCE = 6.0
"""Seconds after which those that wait in the background have given up."""


def main() -> None:
    if not KIT.is_dir():
        sys.exit("bench-feeds needs the development kit beside this checkout")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", type=int, default=1_000)
    parser.add_argument("--only", nargs="*", choices=("small", "large", "bad", "faults", "keys"))
    args = parser.parse_args()
    wanted = args.only or ["small", "large", "bad", "faults", "keys"]
    memory = Path("/dev/shm")  # what the disk does is not what is measured
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        folder = Path(name)
        print(f"{'':<34}{'reader':>16}{'newsboat':>16}{'ratio':>8}")
        if "small" in wanted:
            _first(folder, 100, args.rounds, goal=1.0)
        if "large" in wanted:
            _large(folder, args.large, args.rounds)
        if "bad" in wanted:
            _bad(folder, args.rounds)
        if "faults" in wanted:
            faults(folder)
        if "keys" in wanted:
            keys(folder, args.large)
        time.sleep(_PATIENCE)


def _first(folder: Path, feeds: int, rounds: int, goal: float) -> None:
    library = corpus(folder, feeds, _PORT)
    with Server(library, _PORT):
        ours, theirs = [], []
        for _ in range(rounds):
            reader = Reader(folder, library / "urls.txt")
            ours.append(reader.refresh())
            assert reader.articles() == 20 * feeds
            assert reader.readable()
            if Newsboat.installed():
                theirs.append(Newsboat(folder, library / "urls.txt").refresh())
        _row(f"{feeds} feeds, first", ours, theirs, goal)


def _large(folder: Path, feeds: int, rounds: int) -> None:
    library = corpus(folder, feeds, _PORT)
    with Server(library, _PORT) as server:
        reader = Reader(folder, library / "urls.txt")
        newsboat = Newsboat(folder, library / "urls.txt") if Newsboat.installed() else None
        ours, theirs = [reader.refresh()], [newsboat.refresh()] if newsboat else []
        assert reader.articles() == 20 * feeds
        _row(f"{feeds:,} feeds, first", ours, theirs, 0.7)
        second: list[Run] = []
        if newsboat:  # its first refresh does not keep what servers need to say that nothing has changed
            newsboat.settle()
            second = [newsboat.refresh()]
        ours, theirs = _turns(rounds, reader.refresh, newsboat.refresh if newsboat else None)
        server.ask("reset")
        reader.refresh()
        asked = server.ask("stats")
        assert asked["status"].get("304", 0) == feeds, asked
        _row(f"{feeds:,} feeds, unchanged", ours, theirs, 0.6)
        bound = _bound(server, library, feeds)
        print(f"{'':<34}{median(run.seconds for run in ours) / bound:>15.2f}x of the latency bound of {bound:.2f} s")
        before = reader.articles()
        server.ask("bump?share=0.1&n=3")
        ours = [reader.refresh()]
        print(f"{'':<34}{reader.articles() - before:>16,} new")
        _row(f"{feeds:,} feeds, a tenth with 3 new", ours, second, 0.35)


def _bad(folder: Path, rounds: int) -> None:
    library = corpus(folder, 100, _PORT)
    with Server(library, _PORT):
        good = [_good_readable(folder, library, 100)[1] for _ in range(rounds)]
    with Server(library, _PORT, _BAD) as server:
        server.warm(["x/bomb/0.xml", "x/huge/0.xml", "x/html/0.xml"])
        kinds = server.ask("kinds")
        bad, theirs = [], []
        for _ in range(rounds):
            run, most = _good_readable(folder, library, 100 - len(kinds))
            bad.append((run, most))
            if Newsboat.installed():
                theirs.append(Newsboat(folder, library / "urls.txt").refresh())
    ratio = median(most for _, most in bad) / median(good)
    print(f"{'95 % of the good beside bad ones':<34}{median(most for _, most in bad):>14.2f} s{'':>16}{ratio:>7.2f}x")
    _row("100 feeds, 17 of them bad, all", [run for run, _ in bad], theirs, 1.0)
    print(f"{'':<34}{bad[0][0].errors.count('reader: ')} lines of complaint")


def _good_readable(folder: Path, library: Path, good: int) -> tuple[Run, float]:
    """A refresh among bad feeds, and after how many seconds 95 % of what the good ones carry was listed."""
    from tests.bench.feeds.watch import Watch

    reader = Reader(folder, library / "urls.txt")
    watch = Watch(reader.home / "data" / "archive.sqlite3", round(0.95 * 20 * good))
    return reader.refresh(), watch.seconds()


def _turns(rounds: int, ours: Callable[[], Run], theirs: Callable[[], Run] | None) -> tuple[list[Run], list[Run]]:
    first, second = [], []
    for _ in range(rounds):
        first.append(ours())
        if theirs:
            second.append(theirs())
    return first, second


def _bound(server: Server, library: Path, feeds: int) -> float:
    """Seconds that so many threads need when nothing but the server's latency counts."""
    import random

    waits = [random.Random(f"lat:7:{feed}").uniform(0.05, 0.3) for feed in range(feeds)]
    return max(sum(waits) / _THREADS, *waits, *(_of_host(waits, host) for host in range(HOSTS)))


def _of_host(waits: list[float], host: int) -> float:
    return sum(waits[host::HOSTS]) / 2


def _row(name: str, ours: list[Run], theirs: list[Run], goal: float) -> None:
    mine = median(run.seconds for run in ours)
    line = f"{name:<34}{mine:>14.2f} s"
    if theirs:
        its = median(run.seconds for run in theirs)
        line += f"{its:>14.2f} s{mine / its:>7.2f}x (goal {goal})"
    print(line)
    print(
        f"{'':<34}{median(run.cpu for run in ours):>10.2f} CPU s"
        + (f"{median(run.cpu for run in theirs):>10.2f} CPU s" if theirs else "")
    )
    print(
        f"{'':<34}{max(run.memory for run in ours):>13.0f} MB"
        + (f"{max(run.memory for run in theirs):>13.0f} MB" if theirs else "")
    )


if __name__ == "__main__":
    main()
