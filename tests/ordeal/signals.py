"""The screen told to end, to stop, or left without a terminal, at random moments of all that it does."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import termios
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.ordeal.trial import Outcome, Trial
from tests.soak.world import Press, write_articles
from tests.terminal.conftest import PROGRAM
from tests.terminal.modes import left_changed
from tests.terminal.person import BOXES
from tests.terminal.processes import load, members
from tests.terminal.terminal import Terminal

__all__ = ["TRIAL"]

_ARTICLES, _MORE = 30, 400
"""Files of the library, and of the folder that is added while it is open."""
_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
_PATIENCE = 5.0
"""Seconds in which it is stopped, and in which no process of it is left."""
_END, _BUSY = 15.0, 3.0
"""Seconds in which it ends, on a machine that is busy with other things, and of a processor that it may use for it."""


@dataclass
class Session:
    """The program in a terminal, and what was done in it that must not be lost."""

    terminal: Terminal
    random: Random
    home: Path
    folder: Path
    kept: bool = False
    """Whether a bookmark was seen to be set."""
    line: str = ""
    """A line of the text that was open, as it stood on the screen."""
    told: set[int] = field(default_factory=set)
    """Signals it was told to end with."""
    leaving: bool = False
    """Whether it was ending anyway, or had not begun to heed signals."""
    log: list[str] = field(default_factory=list)

    def press(self, keys: str, rest: float = 0.0) -> None:
        with suppress(OSError):  # it may be gone by then
            self.terminal.press(keys)
        self.read(rest)

    def read(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.terminal.read(left)

    def pause(self, most: float) -> None:
        """Go on reading for a random while."""
        self.read(self.random.uniform(0, most))

    def tell(self, number: int) -> None:
        self.told.add(number)
        with suppress(ProcessLookupError):
            os.kill(self.terminal.pid, number)


# what it is in the midst of


def _beginning(at: Session) -> None:
    """From before Python has begun to the first frames."""
    at.leaving = True
    at.pause(1.2)


def _reading(at: Session) -> None:
    """An article, some pages down; a bookmark was set."""
    _settle(at)
    at.press("b")
    at.terminal.wait("★", 20)
    at.kept = True
    at.press("\r")
    at.terminal.wait("▌Article", 20)
    at.press(" " * at.random.randint(0, 3))
    _come_to_rest(at)
    lines = [line[42:80].strip() for line in at.terminal.text().splitlines()[5:30]]
    at.line = max((line for line in lines if line.count(" ") > 2), key=len, default="")


def _in_a_box(at: Session) -> None:
    """A box just opening, open, or closing."""
    _reading(at)
    at.press(at.random.choice(BOXES))
    at.pause(0.5)
    at.press(at.random.choice(("", "ab", "\x1b", "\r", "\x1b[B\x1b[B")))
    at.pause(0.2)


def _pasting(at: Session) -> None:
    """What is pasted has not come to its end."""
    _settle(at)
    at.press(at.random.choice(":f/aNt"), 0.3)
    at.press("\x1b[200~" + "words and words " * at.random.randint(1, 200))
    at.pause(0.2)


def _typing(at: Session) -> None:
    _settle(at)
    at.press("jkjkjk\r  qjj/ba\x1b" * at.random.randint(1, 20))
    at.pause(0.5)


def _filling(at: Session) -> None:
    """A folder of some hundred files that are taken in."""
    _settle(at)
    write_articles(Press(at.random.randrange(1000)), at.folder / "more", _MORE)
    at.press(":", 0.3)
    at.press(f"add {at.folder / 'more'}\r", 0.5)
    at.press("\r")
    at.pause(4)


def _exporting(at: Session) -> None:
    _settle(at)
    at.press(":", 0.3)
    at.press(f"export {at.folder / 'all.epub'}\r")
    at.pause(0.6)


def _refreshing(at: Session) -> None:
    _settle(at)
    for file in (at.folder / "articles").iterdir():
        file.write_text(file.read_text() + "\nMore of it.\n")
    at.press("R")
    at.pause(2)


def _leaving(at: Session) -> None:
    _reading(at)
    at.leaving = True
    at.press("Q")
    at.pause(0.5)


def _come_to_rest(at: Session) -> None:
    shown = ""
    while shown != at.terminal.text():
        shown = at.terminal.text()
        at.read(1)


def _settle(at: Session) -> None:
    at.terminal.wait(rf"1/{_ARTICLES}", 30)
    at.press("\x1b", 0.2)


# what happens then


def _one(at: Session) -> None:
    at.tell(at.random.choice(_ENDING))


def _two(at: Session) -> None:
    at.tell(at.random.choice(_ENDING))
    at.pause(0.1)
    at.tell(at.random.choice(_ENDING))


def _gone(at: Session) -> None:
    """The terminal is closed."""
    at.told.add(signal.SIGHUP)
    at.terminal.hang_up()


def _unread(at: Session) -> None:
    """The terminal takes nothing any more, as one that is stopped."""
    at.press("\x0c?" + "jk" * 60)
    time.sleep(at.random.uniform(0, 1.0))
    at.tell(at.random.choice(_ENDING))
    time.sleep(_PATIENCE)
    at.log.append("unread")


def _stopped(at: Session) -> None:
    """Stopped and let go on, some times, then told to end."""
    for _ in range(at.random.randint(1, 4)):
        _stop(at)
        os.kill(at.terminal.pid, signal.SIGCONT)
        at.pause(0.3)
    at.tell(at.random.choice(_ENDING))


def _told_while_stopped(at: Session) -> None:
    _stop(at)
    at.tell(at.random.choice(_ENDING))
    at.pause(0.2)
    os.kill(at.terminal.pid, signal.SIGCONT)


def _gone_while_stopped(at: Session) -> None:
    """The system lets it go on then, and tells it."""
    _stop(at)
    _gone(at)


def _stop(at: Session) -> None:
    """Stop it; one that was ending anyway may be gone first."""
    os.kill(at.terminal.pid, signal.SIGTSTP)
    end = time.monotonic() + _PATIENCE
    while _state(at.terminal.pid) not in "TZX":
        if time.monotonic() > end:
            if not at.leaving:  # the system stops nobody whose parent is not there to let him go on
                at.log.append("it was not stopped by TSTP")
            return
        at.read(0.05)


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]


_MIDST: tuple[Callable[[Session], None], ...] = (
    *(_beginning, _beginning, _reading, _in_a_box, _in_a_box, _pasting),
    *(_typing, _filling, _exporting, _refreshing, _leaving),
)
_EVENTS: tuple[Callable[[Session], None], ...] = (
    *(_one, _one, _one, _two, _gone, _gone, _unread, _stopped, _told_while_stopped, _gone_while_stopped),
)


# what must be true then


def _complaints(at: Session) -> Iterator[str]:
    yield from at.log if at.log != ["unread"] else ()
    before, others = _used(at.terminal.pid), _of_children()
    status = _ended(at)
    used = (_used(at.terminal.pid) if status is None else _of_children() - others) - before
    if status is None:
        yield f"it has not ended in {_END:g} s, {used:.1f} s of a processor used"
        return
    if used > _BUSY:
        yield f"it used {used:.1f} s of a processor to end"
    if not _is_right(status, at):
        yield f"it ended with {status}, told {sorted(at.told)}"
    yield from _left(at)
    if b"Traceback" in at.terminal.output or b"Error" in at.terminal.output:
        yield f"it wrote {at.terminal.output[-600:]!r}"
    if not at.terminal.gone:
        yield from left_changed(at.terminal.output, termios.tcgetattr(at.terminal.file))


def _ended(at: Session) -> int | None:
    try:
        return at.terminal.wait_end(_END)
    except AssertionError:
        return None


def _of_children() -> float:
    """Seconds of a processor that all used that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _used(pid: int) -> float:
    try:
        return load(pid).seconds
    except OSError:
        return 0.0


def _is_right(status: int, at: Session) -> bool:
    """128 and the number; before and after it heeds signals itself the system ends it, which a shell tells alike."""
    heeded = {128 + number for number in at.told}
    return status in (heeded | {-number for number in at.told} | {0} if at.leaving else heeded)


def _left(at: Session) -> Iterator[str]:
    end = time.monotonic() + _PATIENCE
    while (left := members(at.terminal.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    if left:
        yield f"left behind: {left}"
        for pid in left:
            os.kill(pid, signal.SIGKILL)


def _afterwards(at: Session) -> Iterator[str]:
    """What comes of the next start, and of what was done before."""
    with _opened(at.home) as terminal:
        try:
            terminal.wait(r"/\d+ ", 20)
            if at.kept:
                terminal.wait("★", 10)
            if at.line:
                terminal.wait(_pattern(at.line), 10)
            terminal.press("Q")
            if terminal.wait_end(20):
                yield f"the next ended with {terminal.status}"
        except AssertionError as error:
            yield f"the next start: {error}"
    doctor = subprocess.run([PROGRAM, "--home", at.home, "doctor"], capture_output=True, text=True, check=False)
    if doctor.returncode:
        yield f"reader doctor: {doctor.stdout}{doctor.stderr}"
    unfinished = [file.name for file in at.folder.rglob("*.tmp")]
    if unfinished and at.told != {signal.SIGKILL}:
        yield f"left unfinished: {unfinished}"


def _pattern(line: str) -> str:
    import re

    return re.escape(line)


# all of it


@contextmanager
def _opened(home: Path) -> Iterator[Terminal]:
    with Terminal([PROGRAM, "--home", str(home)], {}, folder=home.parent) as terminal:
        yield terminal


def _library(folder: Path) -> Path:
    """A library that was opened and left once."""
    home = folder / "home"
    write_articles(Press(1), folder / "articles", _ARTICLES)
    subprocess.run([PROGRAM, "--home", home, "add", folder / "articles"], check=True, capture_output=True)
    with _opened(home) as terminal:
        terminal.wait(rf"1/{_ARTICLES}")
        terminal.press("\x1b")
        terminal.rest()
        terminal.press("Q")
        assert terminal.wait_end() == 0
    return home


def _tried(seed: int, scratch: Path) -> tuple[str, list[str]]:
    """One time, by its own seed; what was tried, and what was wrong."""
    random = Random(f"signals {seed}")
    folder = scratch / "library"
    shutil.rmtree(folder)
    shutil.copytree(scratch / "untouched", folder, copy_function=shutil.copy2)
    midst, event = random.choice(_MIDST), random.choice(_EVENTS)
    what = f"{midst.__name__.lstrip('_')}, {event.__name__.lstrip('_')}"
    with _opened(folder / "home") as terminal:
        at = Session(terminal, random, folder / "home", folder)
        try:
            midst(at)
            event(at)
        except AssertionError as error:
            return what, [f"before anything was done: {error}"]
        except (ProcessLookupError, FileNotFoundError):
            pass  # it was ending anyway
        wrong = list(_complaints(at))
    return what, [*wrong, *_afterwards(at)]


def _run(count: int, seed: int, scratch: Path) -> Outcome:
    _library(scratch / "library")
    shutil.copytree(scratch / "library", scratch / "untouched", copy_function=shutil.copy2)
    failures: list[str] = []
    tried: Counter[str] = Counter()
    for number in range(count):
        what, wrong = _tried(seed + number, scratch)
        tried[what] += 1
        failures += [f"seed {seed + number} ({what}): {line}" for line in wrong]
    return Outcome(count, tuple(failures), {"kinds": str(len(tried))})


TRIAL = Trial(
    "told to end or stop, or without its terminal, at any moment: the terminal restored, nothing lost, nothing left",
    300,
    _run,
)
