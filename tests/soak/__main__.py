"""`make soak`: use the program by script for an hour, and see that it takes no more at the end than after warming up.

It fails where memory, open files or threads grow, where the program is busy with nothing to do, where it stops
answering keys, and where `reader doctor` finds anything afterwards.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from tests.soak.world import Feeds, Press, write_articles
from tests.terminal.conftest import PROGRAM
from tests.terminal.person import Person
from tests.terminal.processes import Load, load, members
from tests.terminal.terminal import Terminal

SEED = 20_260_101
_FEEDS, _EVERY = 6, 40.0
"""Feeds, and seconds between two entries of one."""
_GROWTH = 1.10
"""How much more memory there may be at the end than after the first sixth."""
_AT_ONCE = 4
"""Things done before an answer is waited for, so that no more is typed than is ever done."""
_MORE = 3
"""Descriptors and threads that there may be more: a question may be under way."""
_BUSY = 0.05
"""Of a processor, that may be used while nothing is done."""
_IDLE, _CALM = 3.0, 15.0
"""Seconds that idleness is watched, and that it is waited for at most."""
_ROW = "{:>6} {:>7} {:>8} {:>9} {:>8} {:>7} {:>6} {:>8} {:>8} {:>8}"


@dataclass(frozen=True, slots=True)
class Sample:
    """How things stood at a time."""

    minute: float
    deeds: int
    load: Load
    idle: float
    """Of a processor, used while nothing was done."""
    stored: int
    journal: int
    log: int
    """Bytes in all files of the library, in the journals beside them, and in the log."""

    def __str__(self) -> str:
        took = self.load
        return _ROW.format(
            f"{self.minute:.1f}",
            self.deeds,
            f"{took.memory:.1f}",
            f"{took.children}/{took.beside:.0f}",
            took.descriptors,
            took.threads,
            f"{self.idle:.1%}",
            f"{self.stored / 1e6:.1f}",
            f"{self.journal / 1e6:.1f}",
            f"{self.log / 1e3:.1f}",
        )


class Soak:
    """The program, somebody who uses it, and what was seen of it."""

    def __init__(self, home: Path, terminal: Terminal, person: Person) -> None:
        self.samples: list[Sample] = []
        self.deeds: Counter[str] = Counter()
        self._home, self._terminal, self._person = home, terminal, person
        self._began = time.monotonic()

    def run(self, minutes: float, more: Press, folder: Path) -> None:
        """Use it so long, with a new file now and then. Raises AssertionError where it stops answering."""
        step = min(60.0, minutes * 60 / 12)
        number = 90_000
        while len(self.samples) * step < minutes * 60:
            self._use(step * (len(self.samples) + 1))
            assert "Traceback" not in self._terminal.text(), self._terminal.text()
            self.samples.append(self._sample())
            print(self.samples[-1], flush=True)
            write_articles(more, folder, 2, number)
            number += 2

    def _use(self, until: float) -> None:
        while time.monotonic() - self._began < until:
            for _ in range(_AT_ONCE):
                self.deeds[self._person.act()] += 1
                assert members(self._terminal.pid), f"it ended after {self.deeds}:\n{self._terminal.text()}"
            assert self._person.is_answered(), f"no key is answered any more:\n{self._terminal.text()}"

    def _sample(self) -> Sample:
        idle = self._idle()
        files = [(file.name, file.stat().st_size) for file in self._home.rglob("*") if file.is_file()]
        return Sample(
            minute=(time.monotonic() - self._began) / 60,
            deeds=self.deeds.total(),
            load=load(self._terminal.pid),
            idle=idle,
            stored=sum(size for _, size in files),
            journal=sum(size for name, size in files if name.endswith("-wal")),
            log=sum(size for name, size in files if ".log" in name),
        )

    def _idle(self) -> float:
        """What is used of a processor with nothing to do; the least in a while, for feeds come when they will."""
        least, end = 1.0, time.monotonic() + _CALM
        while least > _BUSY and time.monotonic() < end:
            before = load(self._terminal.pid).seconds
            self._person.press("", _IDLE)
            least = min(least, (load(self._terminal.pid).seconds - before) / _IDLE)
        return least


def complaints(samples: Sequence[Sample]) -> list[str]:
    """What grew that should not, a line each."""
    sixth = max(len(samples) // 6, 1)
    after, end = samples[sixth : 2 * sixth], samples[-sixth:]
    told = []
    for name, of in (
        ("megabytes", lambda one: one.load.memory),
        ("descriptors", lambda one: float(one.load.descriptors)),
        ("threads", lambda one: float(one.load.threads)),
    ):
        first, last = median(map(of, after)), median(map(of, end))
        most = first * _GROWTH if name == "megabytes" else first + _MORE
        print(f"{name}: {first:.1f} after warming up, {last:.1f} at the end ({last / first - 1:+.1%})")
        if last > most:
            told.append(f"{name} grew from {first:.1f} to {last:.1f}")
    busy = median(one.idle for one in samples)
    print(f"with nothing to do: {busy:.1%} of a processor")
    return [*told, *([f"it is busy with nothing to do: {busy:.0%}"] if busy > _BUSY else [])]


def soak(minutes: float, seed: int, articles: int, folder: Path, program: Sequence[str]) -> list[str]:
    """Do all of it in an empty folder; returns what was wrong."""
    press, more = Press(seed), Press(seed + 1)
    home, inbox, exports = folder / "home", folder / "articles", folder / "exports"
    write_articles(press, inbox, articles)
    exports.mkdir()
    home.mkdir()
    (home / "config.toml").write_text("[feeds]\nallow_private = true\nrefresh_minutes = 1\n")
    with Feeds(more, _FEEDS, _EVERY) as feeds:
        added = subprocess.run(
            [PROGRAM, "--home", str(home), "add", str(inbox), *feeds.addresses],
            capture_output=True,
            text=True,
            check=False,
        )
        if added.returncode:
            return [f"reader add: {added.stderr}"]
        subprocess.run([PROGRAM, "--home", str(home), "catch-up"], check=False, capture_output=True)
        with Terminal([*program, "--home", str(home)], {}, folder=exports) as terminal:
            terminal.wait(r"1/\d", 120)
            terminal.press(ESCAPE)
            person = Person(terminal, Random(f"soak {seed}"), press.words, exports)
            session = Soak(home, terminal, person)
            try:
                session.run(minutes, press, inbox)
                told = complaints(session.samples)
                print(f"the slowest answer took {person.slowest:.1f} s")
            except AssertionError as error:
                return [str(error)]
            finally:
                print(
                    f"{session.deeds.total()} deeds: {dict(session.deeds.most_common())}; {feeds.carried} entries came"
                )
            person.come_back()
            person.press("", 2)
            person.press("Q")
            status = terminal.wait_end(60)
            told += [f"it ended with {status}"] if status else []
            told += [f"left behind: {left}"] if (left := members(terminal.pid)) else []
    doctor = subprocess.run([PROGRAM, "--home", str(home), "doctor"], capture_output=True, text=True, check=False)
    print(doctor.stdout, end="")
    return told + ([f"reader doctor: {doctor.stdout}{doctor.stderr}"] if doctor.returncode else [])


ESCAPE = "\x1b"


def main() -> int:
    """The exit status is 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--program", nargs="+", default=[PROGRAM], help="what is used, instead of reader")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        print(
            _ROW.format("minute", "deeds", "MB", "children", "files", "threads", "idle", "stored", "journal", "log kB")
        )
        wrong = soak(args.minutes, args.seed, args.articles, Path(name), args.program)
    for line in wrong:
        print(f"WRONG: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
