"""A disk that is full from the first write on, from the second, from the third …"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from reader.newsroom import open_newsroom
from reader.paths import Home
from reader.query import Query
from tests.ordeal.library import Holding, Thing
from tests.ordeal.trial import Outcome, Trial

__all__ = ["TRIAL"]

ROOT = Path(__file__).resolve().parents[2]
_READING = ("show", "list", "search", "kept")


def _run(count: int, seed: int, scratch: Path) -> Outcome:
    """Each beginning is tried with a new library and with one that holds something already."""
    compiler = shutil.which("cc")
    if compiler is None:
        return Outcome(0, skipped="there is no C compiler (cc) to make the full disk with")
    shim, news, old = scratch / "full_disk.so", scratch / "news", scratch / "old"
    source = Path(__file__).with_name("full_disk.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-w", "-o", shim, source, "-ldl"], check=True)
    _write(news)
    kept = _fill(old)
    failures: list[str] = []
    for after in range(count):
        for name, begin in (("new", lambda home: home.mkdir()), ("old", lambda home: shutil.copytree(old, home))):
            home = scratch / "home"
            begin(home)
            wrongs = _wrongs(
                home, news, {"LD_PRELOAD": str(shim), "FULL_AFTER": str(after)}, kept if name == "old" else {}
            )
            failures += [f"full after {after} writes, {name} library: {wrong}" for wrong in wrongs]
            shutil.rmtree(home)
    return Outcome(2 * count, tuple(failures))


def _write(folder: Path) -> None:
    folder.mkdir()
    for number in range(5):
        text = f"The council met for the {number}th time and talked about the ferries in the harbour.\n\n" * 3
        (folder / f"{number}.txt").write_text(f"The council and ferry number {number}\n\n{text}")


def _fill(home: Path) -> dict[Thing, str]:
    """A library in which something is kept already; that."""
    with closing(open_newsroom(Home.under(home))) as newsroom:
        newsroom.add([str(ROOT / "seeds")])
        ids = [row.id for row in newsroom.headlines(newsroom.listing(Query()).rows)]
        for ident in ids:
            newsroom.bookmark(ident)
    return {("bookmark", ident): "yes" for ident in ids}


def _wrongs(home: Path, news: Path, full: dict[str, str], kept: dict[Thing, str]) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.ordeal.squeezed", str(home), str(news)]
    done = subprocess.run(
        command, env=os.environ | full, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    told = [tuple(json.loads(line)) for line in done.stdout.splitlines()]
    if done.returncode or "Traceback" in done.stderr:
        yield f"ended with {done.returncode}: {done.stderr[-300:]!r}"
    for kind, name, _, error in told:
        if "inside Reader" in error or "\n" in error:
            yield f"{kind} {name}: {error!r}"
        if error and kind in _READING:
            yield f"could not be read: {kind} {name}: {error!r}"
        if kind == "open":
            yield f"did not open: {error!r}"
    acknowledged = {
        (kind, name): value for kind, name, value, error in told if value and not error and kind != "notice"
    }
    with closing(open_newsroom(Home.under(home))) as newsroom:
        yield from Holding(newsroom).wrongs(kept | acknowledged)
        yield from newsroom.mishaps
        yield from (found.text for found in newsroom.doctor() if found.problem and not found.repaired)


TRIAL = Trial("a disk full at each of the first writes: nothing is lost, it can be read, one clear line", 300, _run)
