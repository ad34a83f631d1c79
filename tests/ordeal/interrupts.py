"""Commands told to end at random moments, or whose reader goes away: `reader add`, `export | head` and the like."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.ordeal.trial import Outcome, Trial
from tests.soak.world import Feeds, Press, write_articles
from tests.terminal.conftest import PROGRAM
from tests.terminal.processes import members

__all__ = ["TRIAL"]

_ARTICLES, _MORE, _FEEDS = 60, 150, 4
_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
_PIPE = signal.SIGPIPE
_PATIENCE = 5.0
"""Seconds in which it ends, and in which no process of it is left."""
_START = 0.6
"""Seconds in which Python itself may be starting still, and tells an interrupt in its own words."""
_LONGEST = 3.0


@dataclass(frozen=True, slots=True)
class Setup:
    """What commands are given: a library, more articles, feeds, a list of headlines."""

    folder: Path
    feeds: Sequence[str]

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def commands(self, random: Random) -> Sequence[Sequence[str]]:
        out = self.folder / "out"
        return (
            ("add", str(self.folder / "more")),
            ("add", *self.feeds),
            ("refresh",),
            ("catch-up",),
            ("list", "--limit", "0"),
            ("list", "--json", "--limit", "0"),
            ("search", "a", "--limit", "0"),
            ("stories",),
            ("show", *self._ids(random, 20)),
            ("related", *self._ids(random, 5)),
            ("bookmark", *self._ids(random, 40)),
            ("mark-read", *self._ids(random, 40)),
            ("tag", "--add", "kept", *self._ids(random, 5)),
            ("export", "-o", str(out / f"{random.random()}.epub")),
            ("export", "-o", str(out / f"{random.random()}.md")),
            ("export", "--backup", "-o", str(out / f"{random.random()}.json")),
            ("export", "--format", "jsonl"),
            ("resolve",),
            ("doctor",),
            ("--help",),
        )

    def _ids(self, random: Random, count: int) -> list[str]:
        return random.choices(json.loads((self.folder / "ids.json").read_text()), k=count)


def _tried(seed: int, setup: Setup) -> tuple[str, list[str]]:
    """One time, by its own seed; what was tried, and what was wrong."""
    random = Random(f"interrupts {seed}")
    shutil.rmtree(setup.home)
    shutil.copytree(setup.folder / "untouched", setup.home)
    command = random.choice(setup.commands(random))
    number = random.choice((*_ENDING, _PIPE))
    delay = random.uniform(0, random.choice((0.4, 1.0, _LONGEST)))
    what = f"{' '.join(command[:2])[:24]}, {number.name} after {delay:.2f} s"
    process = subprocess.Popen(
        [PROGRAM, "--home", setup.home, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell lets background jobs ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    return what, [*_ended(process, number, delay), *_left(process.pid), *_afterwards(setup)]


def _ended(process: subprocess.Popen[bytes], number: signal.Signals, delay: float) -> Iterator[str]:
    assert process.stdout
    assert process.stderr
    time.sleep(delay)
    if number == _PIPE:
        os.read(process.stdout.fileno(), 100)
        process.stdout.close()
    elif process.poll() is None:
        process.send_signal(number)
    try:
        told = process.communicate(timeout=_PATIENCE + (60 if number == _PIPE else 0))[1]
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        yield f"it has not ended in {_PATIENCE:g} s"
        return
    # A shell tells the same of what the system ended, before the command heeded it itself.
    if process.returncode not in (0, 128 + number, -number, *((1,) if delay < _START else ())):
        yield f"it ended with {process.returncode}: {told[-300:]!r}"
    if (b"Traceback" in told or b"Exception" in told) and delay > _START:
        yield f"it wrote {told[-600:]!r}"


def _left(pid: int) -> Iterator[str]:
    end = time.monotonic() + _PATIENCE
    while (left := members(pid)) and time.monotonic() < end:
        time.sleep(0.05)
    for one in left:
        os.kill(one, signal.SIGKILL)
    if left:
        yield f"left behind: {left}"


def _afterwards(setup: Setup) -> Iterator[str]:
    """The library is as good as before, and nothing unfinished lies about."""
    ran = subprocess.run(
        [PROGRAM, "--home", setup.home, "list", "--limit", "0"], capture_output=True, text=True, check=False
    )
    if ran.returncode or ran.stdout.count("\n") < _ARTICLES:
        yield f"reader list: {ran.returncode} {ran.stderr}"
    ran = subprocess.run([PROGRAM, "--home", setup.home, "doctor"], capture_output=True, text=True, check=False)
    if ran.returncode:
        yield f"reader doctor: {ran.stdout}{ran.stderr}"
    unfinished = [file.name for place in ("out", "home") for file in (setup.folder / place).rglob("*.tmp")]
    if unfinished:
        yield f"left unfinished: {unfinished}"
        shutil.rmtree(setup.folder / "out")
        (setup.folder / "out").mkdir()


def _run(count: int, seed: int, scratch: Path) -> Outcome:
    failures: list[str] = []
    tried: Counter[str] = Counter()
    press = Press(2)
    write_articles(press, scratch / "articles", _ARTICLES)
    write_articles(press, scratch / "more", _MORE)
    (scratch / "out").mkdir()
    with Feeds(press, _FEEDS, 3600) as feeds:
        setup = Setup(scratch, feeds.addresses)
        _prepare(setup)
        for number in range(count):
            what, wrong = _tried(seed + number, setup)
            tried[what.split(",")[0]] += 1
            failures += [f"seed {seed + number} ({what}): {line}" for line in wrong]
    return Outcome(count, tuple(failures), {"commands": str(len(tried))})


def _prepare(setup: Setup) -> None:
    setup.home.mkdir()
    (setup.home / "config.toml").write_text("[feeds]\nallow_private = true\n")
    reader = [PROGRAM, "--home", setup.home]
    subprocess.run([*reader, "add", setup.folder / "articles", setup.feeds[0]], check=True, capture_output=True)
    rows = subprocess.run([*reader, "list", "--json"], check=True, capture_output=True, text=True).stdout
    (setup.folder / "ids.json").write_text(json.dumps([json.loads(row)["id"] for row in rows.splitlines()]))
    shutil.copytree(setup.home, setup.folder / "untouched")


TRIAL = Trial("commands told to end, or not read any more: in good order, and nothing half done", 400, _run)
