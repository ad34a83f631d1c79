"""Two libraries open at once and the command line beside them, all writing as fast as they can."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from reader.newsroom import open_newsroom
from reader.paths import Home
from tests.ordeal.command import command
from tests.ordeal.library import Holding
from tests.ordeal.trial import Outcome, Trial
from tests.terminal.terminal import Terminal

__all__ = ["TRIAL"]

ROOT = Path(__file__).resolve().parents[2]
_WAYS = ("open", "open", "commands")
_LOOKS = 5
_SOON = 1.0
"""Seconds until a screen shows what somebody else has changed."""


def _run(count: int, seed: int, scratch: Path) -> Outcome:
    with closing(open_newsroom(Home.under(scratch))) as newsroom:
        newsroom.add([str(ROOT / "seeds")])
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.ordeal.writer", str(scratch), str(count), str(number), way],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for number, way in enumerate(_WAYS)
    ]
    said = [writer.communicate() for writer in writers]
    failures = [f"a writer said on stderr: {err[-300:]!r}" for _, err in said if err]
    told = [json.loads(line) for out, _ in said for line in out.splitlines()]
    failures += [f"refused: {kind} {ident}: {why}" for when, kind, ident, why in told if when == "failed"]
    failures += _lost(scratch, told)
    waits = _noticing(scratch)
    failures += [f"the screen showed a change after {wait:.2f} s" for wait in waits if wait > _SOON]
    figures = {"acknowledged": f"{len(told):,}", "until a screen showed it": f"{max(waits):.2f} s at most"}
    return Outcome(count * len(_WAYS), tuple(failures), figures)


def _lost(home: Path, told: list[list[str]]) -> list[str]:
    done = [(kind, ident, value) for when, kind, ident, value in told if when == "done"]
    with closing(open_newsroom(Home.under(home))) as newsroom:
        wrongs = Holding(newsroom).wrongs({(kind, ident): value for kind, ident, value in done if kind != "tags"})
        for kind, ident, value in done:
            if kind == "tags" and value not in newsroom.annotating.tags_of(ident):
                wrongs.append(f"{ident} was tagged {value} and is not")
        wrongs += [found.text for found in newsroom.doctor() if found.problem]
    return wrongs


def _noticing(home: Path) -> list[float]:
    """Seconds from the end of a command until a screen that is open shows what it did."""
    ids = [record["id"] for record in command(home, ["list", "--json"]).records]
    command(home, ["mark-read", *ids])
    waits = []
    program = str(Path(sys.executable).with_name("reader"))
    with Terminal([program], {"READER_HOME": str(home)}) as terminal:
        terminal.wait("· 0 unread")
        terminal.rest()
        for number, ident in enumerate(ids[:_LOOKS], start=1):
            command(home, ["mark-unread", ident])
            start = time.monotonic()
            terminal.wait(rf"· {number} unread")
            waits.append(time.monotonic() - start)
        terminal.press("Q")
        terminal.wait_end()
    return waits


TRIAL = Trial("two libraries open and the command line beside them, so many writes each: all are kept", 1000, _run)
