"""Terminals of one cell to 500 by 200, at the start and while all is used: it goes on, and is whole again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.ordeal.trial import Outcome, Trial
from tests.soak.world import Press, write_articles
from tests.terminal.conftest import PROGRAM
from tests.terminal.modes import left_changed
from tests.terminal.person import BOXES
from tests.terminal.processes import members
from tests.terminal.terminal import Terminal

__all__ = ["TRIAL"]

_ARTICLES = 12
_EXTREMES = (
    *((1, 1), (1, 200), (500, 1), (2, 2), (3, 3), (1, 2), (2, 1), (5, 2), (10, 3), (20, 5), (39, 11), (40, 12)),
    *((500, 200), (500, 2), (2, 200), (79, 24), (80, 23), (81, 9), (110, 24), (109, 4), (300, 7), (60, 200)),
)
_KEYS = (*BOXES, *BOXES, "j", "k", "\r", " ", "\t", "h", "l", "z", "x", "ab", "\x1b[B", "\x1b[6~", "G", "g", "\r")
_WHOLE = (80, 24)
_PATIENCE = 20.0


def _size(random: Random) -> tuple[int, int]:
    """Any, the smallest and the largest most of all."""
    if random.random() < 0.5:
        return random.choice(_EXTREMES)
    return random.randint(1, random.choice((12, 60, 160))), random.randint(1, random.choice((8, 24, 60)))


def _tried(seed: int, scratch: Path) -> tuple[list[str], int]:
    """One time, by its own seed: what was wrong, and how often the size changed."""
    random = Random(f"sizes {seed}")
    home = scratch / "home"
    shutil.rmtree(home)
    shutil.copytree(scratch / "untouched", home)
    columns, rows = _size(random)
    changed = 0
    with Terminal([PROGRAM, "--home", str(home)], {}, columns=columns, rows=rows, folder=home) as terminal:
        try:
            _read(terminal, random.uniform(0.2, 2.5))
            for _ in range(random.randint(10, 40)):
                for _ in range(random.choice((0, 1, 1, 2, 8))):
                    terminal.resize(*_size(random))
                    changed += 1
                    _read(terminal, random.uniform(0, 0.05))
                terminal.press(random.choice(_KEYS))
                _read(terminal, random.uniform(0, 0.25))
            wrong = list(_complaints(terminal))
        except (AssertionError, OSError) as error:
            wrong = [f"begun at {columns}x{rows}: {error}"]
    log = home / "state" / "reader.log"
    return [*wrong, *([log.read_text()[-2000:]] if log.exists() else [])], changed


def _complaints(terminal: Terminal) -> Iterator[str]:
    terminal.resize(*_WHOLE)
    _close_all(terminal)
    terminal.clear()  # all of it is to be written anew
    terminal.resize(_WHOLE[0], _WHOLE[1] - 1)
    _read(terminal, 0.3)
    terminal.resize(*_WHOLE)
    _seen(terminal, f"{_ARTICLES} articles")
    _seen(terminal, r"help|\? ")
    _close_all(terminal)
    terminal.press("Q")
    if terminal.wait_end(_PATIENCE):
        yield f"it ended with {terminal.status}: {terminal.output[-500:]!r}"
    if b"Traceback" in terminal.output:
        yield f"it wrote {terminal.output[-600:]!r}"
    yield from left_changed(terminal.output, termios.tcgetattr(terminal.file))
    if left := members(terminal.pid):
        yield f"left behind: {left}"


def _close_all(terminal: Terminal) -> None:
    """An escape alone each time: with what comes at once behind it, it would be another key."""
    for _ in range(4):
        terminal.press("\x1b")
        _read(terminal, 0.8)


def _seen(terminal: Terminal, pattern: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not re.search(pattern, terminal.text()):
        assert time.monotonic() < end, f"never saw {pattern!r} again:\n{terminal.text()}"
        _alive(terminal)
        terminal.read(0.2)


def _read(terminal: Terminal, seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        terminal.read(left)
        _alive(terminal)


def _alive(terminal: Terminal) -> None:
    ended, status = os.waitpid(terminal.pid, os.WNOHANG)
    if ended:
        terminal.status = os.waitstatus_to_exitcode(status)
    assert not ended, f"it ended with {terminal.status}: {terminal.output[-900:]!r}"


def _run(count: int, seed: int, scratch: Path) -> Outcome:
    home = scratch / "home"
    write_articles(Press(3), scratch / "articles", _ARTICLES)
    subprocess.run([PROGRAM, "--home", home, "add", scratch / "articles"], check=True, capture_output=True)
    shutil.copytree(home, scratch / "untouched")
    failures: list[str] = []
    changes = 0
    for number in range(count):
        wrong, changed = _tried(seed + number, scratch)
        changes += changed
        failures += [f"seed {seed + number}: {line}" for line in wrong]
    return Outcome(count, tuple(failures), {"sizes": f"{changes:,}"})


TRIAL = Trial("terminals of 1x1 to 500x200, changing many times a second: it goes on, and is whole again", 200, _run)
