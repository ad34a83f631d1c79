"""kill -9 at random moments while somebody marks, bookmarks, writes, imports and refreshes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count as counting
from pathlib import Path
from random import Random

from reader.newsroom import open_newsroom
from reader.paths import Home
from reader.query import Query
from tests.ordeal.library import Holding, Thing
from tests.ordeal.trial import Outcome, Trial

__all__ = ["TRIAL"]

ROOT = Path(__file__).resolve().parents[2]
_RESTART = 1.0
"""Seconds until a library that a kill left is open and its list is there."""
_CHECKED_EVERY = 25


@dataclass(slots=True)
class _Memory:
    """What was acknowledged, and what was under way when it ended."""

    acknowledged: dict[Thing, str] = field(default_factory=dict)
    doubtful: dict[Thing, set[str]] = field(default_factory=dict)
    deeds: int = 0

    def take(self, lines: list[str]) -> None:
        begun: tuple[Thing, str] | None = None
        for line in lines:
            try:
                when, kind, name, value = json.loads(line)
            except ValueError:  # cut by the kill
                continue
            thing = (kind, name)
            if when == "begin":
                begun = thing, value
                continue
            begun = None
            self.acknowledged[thing] = value
            self.doubtful.pop(thing, None)
            self.deeds += 1
        if begun:
            between = {""} if begun[0][0] == "tag" else set()  # the tag before is taken off first
            self.doubtful.setdefault(begun[0], set()).update({begun[1]}, between)


def _run(count: int, seed: int, scratch: Path) -> Outcome:
    chance, memory, failures = Random(seed), _Memory(), []
    home, folder = scratch / "home", scratch / "news"
    folder.mkdir()
    slowest = 0.0
    with closing(open_newsroom(Home.under(home))) as newsroom:
        newsroom.add([str(ROOT / "seeds")])
    with _feed() as feed:
        for number in range(count):
            memory.take(_killed(home, folder, f"{seed} {number}", feed, chance.random() ** 2 * 1.5))
            took, wrongs = _looked_at(home, memory, thorough=number % _CHECKED_EVERY == 0 or number == count - 1)
            slowest = max(slowest, took)
            failures += [f"after kill {number}: {wrong}" for wrong in wrongs]
            if took > _RESTART:
                failures.append(f"after kill {number}: {took:.2f} s until it was open again")
            if wrongs:
                memory = _Memory(deeds=memory.deeds)  # each loss is told once
    figures = {"acknowledged deeds": f"{memory.deeds:,}", "slowest restart": f"{slowest:.2f} s"}
    return Outcome(count, tuple(failures), figures)


def _killed(home: Path, folder: Path, seed: str, feed: str, seconds: float) -> list[str]:
    """What a busy process said until it was killed, so many seconds after it was ready."""
    command = [sys.executable, "-m", "tests.ordeal.busy", str(home), str(folder), seed, feed]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            return [json.dumps(["done", "session", "theme", f"it did not start: status {process.wait()}"])]
        timer = threading.Timer(seconds, process.send_signal, [signal.SIGKILL])
        timer.start()
        return process.stdout.read().splitlines()


def _looked_at(home: Path, memory: _Memory, *, thorough: bool) -> tuple[float, list[str]]:
    start = time.perf_counter()
    with closing(open_newsroom(Home.under(home))) as newsroom:
        newsroom.headlines(newsroom.listing(Query()).rows[:50])
        newsroom.bookmarks()
        took = time.perf_counter() - start
        wrongs = [*newsroom.notices, *Holding(newsroom).wrongs(memory.acknowledged, memory.doubtful)]
        if thorough:
            wrongs += [f"doctor: {found.text}" for found in newsroom.doctor() if found.problem and not found.repaired]
    return took, wrongs


@contextmanager
def _feed() -> Iterator[str]:
    """The address of a feed with an entry more at each time it is asked."""
    numbers = counting(1)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            last = next(numbers)
            entries = "".join(
                f"<item><guid>g{n}</guid><title>Entry {n}</title><description>What {n} tells.</description></item>"
                for n in range(max(1, last - 20), last + 1)
            )
            body = f'<rss version="2.0"><channel><title>Feed</title>{entries}</channel></rss>'.encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/feed.xml"
        server.shutdown()


TRIAL = Trial(
    "kill -9 at random moments: no acknowledged change is lost, and it opens again within a second", 500, _run
)
