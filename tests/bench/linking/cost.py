"""What linking costs in time and on the disk, in a made-up library of some size."""

from __future__ import annotations

import math
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from reader.newsroom import Newsroom, open_newsroom
from reader.newsroom.copying import Copying
from reader.newsroom.linking import Linking
from reader.newsroom.resolving import Resolving
from reader.paths import Home
from reader.query import Query
from reader.store.archive import Archive, Incoming
from tests.bench.linking.made import incoming

__all__ = ["cost"]

_BATCH = 500
_SINGLE = 50
_ASKED = 200
_LISTED = 200
_ROUNDS = 5
_OTHER = ("article", "body", "text", "fulltext", "line", "learned", "origin", "pointer", "salvaged", "sqlite_")
"""What tables and indexes are called that would be there without linking …"""
_LINKING = ("article_story", "article_un", "article_copy", "pointer_title", "pointer_url")
"""… and those of linking whose names begin likewise."""


def cost(size: int) -> Iterator[str]:
    """The figures as a table in Markdown, line by line as they are measured."""
    yield f"| in a library of {size:,} made-up articles | median | p95 | p95 of CPU |"
    yield "|---|---|---|---|"
    with tempfile.TemporaryDirectory() as folder:
        home = Home.under(Path(folder))
        with closing(open_newsroom(home)) as newsroom:
            with closing(Archive(home.archive_file, lambda: datetime.now().astimezone())) as archive:
                yield from _growing(archive, size)
            yield from _asking(newsroom)
        yield from _disk(home.archive_file)


class _Steps:
    """What is done with articles that came in, as a scan does it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._copying, self._linking, self._resolving = Copying(archive), Linking(archive), Resolving(archive)

    def put(self, articles: Sequence[Incoming]) -> None:
        self._archive.put(articles)

    def copies(self, most: int) -> None:
        self._copying.settle(most)

    def stories(self) -> None:
        self._linking.catch_up()

    def pointers(self) -> None:
        self._resolving.settle()
        while self._archive.titles.open_pointers(1):
            self._resolving.settle()


def _growing(archive: Archive, size: int) -> Iterator[str]:
    """Linking all at once, then one article after another."""
    steps, made = _Steps(archive), incoming(size + _SINGLE)
    waiting = islice(made, size)
    while batch := list(islice(waiting, _BATCH)):
        steps.put(batch)
    whole = {
        "copies": _measured(lambda: steps.copies(size)),
        "kin and stories": _measured(steps.stories),
        "pointers": _measured(steps.pointers),
    }
    parts = ", ".join(f"{name} {took.wall / 1000:.1f}" for name, took in whole.items())
    wall, busy = (sum(took) / 1000 for took in zip(*whole.values(), strict=True))
    yield f"| linking all anew, s ({parts}) | {wall:.1f} | | {busy:.1f} (all) |"
    yield from _adding(steps, made)


def _adding(steps: _Steps, made: Iterable[Incoming]) -> Iterator[str]:
    times: dict[str, list[_Took]] = {}
    for one in made:
        doing: dict[str, Callable[[], object]] = {
            "putting it in and indexing it": partial(steps.put, [one]),
            "its copies": partial(steps.copies, 1),
            "its kin and stories": steps.stories,
            "pointers to it and its own": steps.pointers,
        }
        for name, step in doing.items():
            times.setdefault(name, []).append(_measured(step))
    _, *linking = times.values()
    together = [_Took(*map(sum, zip(*parts, strict=True))) for parts in zip(*linking, strict=True)]
    yield _row("adding one article, all of linking, ms", together)
    for name, values in times.items():
        yield _row(f"… {name}, ms", values)


def _asking(newsroom: Newsroom) -> Iterator[str]:
    """What a person asks for."""
    rows = newsroom.listing(Query(), whole=True).rows
    chosen = newsroom.headlines(random.Random(3).sample(list(rows), min(_ASKED, len(rows))))
    newsroom.related(chosen[0].id)  # what is loaded at first use is not the article's time
    yield _row("related of one article, ms", [_measured(partial(newsroom.related, one.id)) for one in chosen])
    headlines = [f"{one.title} - The Made Post" for one in chosen]
    _resolved(newsroom, headlines[0])
    resolving = [_measured(partial(_resolved, newsroom, asked)) for asked in headlines]
    yield _row("a headline resolved, ms", resolving)
    listing = [_measured(lambda: newsroom.stories.all(limit=_LISTED)) for _ in range(_ROUNDS)]
    yield _row(f"the newest {_LISTED} stories, ms", listing)


def _resolved(newsroom: Newsroom, headline: str) -> None:
    list(newsroom.resolve([headline]))


def _disk(archive: Path) -> Iterator[str]:
    """The pages that linking fills beside the bytes of titles and texts."""
    with closing(sqlite3.connect(archive)) as db:
        (text,) = db.execute(
            "SELECT sum(length(CAST(title AS BLOB)) + length(CAST(text AS BLOB))) FROM text"
        ).fetchone()
        try:
            pages = dict(db.execute("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE").fetchall())
        except sqlite3.Error as error:
            yield f"| disk: cannot be told here ({error}) | | | |"
            return
    linking = {name: size for name, size in pages.items() if name.startswith(_LINKING) or not name.startswith(_OTHER)}
    largest = sorted(linking, key=lambda name: -linking[name])[:5]
    parts = ", ".join(f"{name} {linking[name] / text:.2f}" for name in largest)
    share = sum(linking.values()) / text
    yield f"| disk of linking, times the text of {text / 1e6:.0f} MB ({parts}) | {share:.2f} | | |"


def _row(name: str, took: Sequence[_Took]) -> str:
    wall, busy = [one.wall for one in took], [one.busy for one in took]
    return f"| {name} (of {len(took)}) | {median(wall):.1f} | {_late(wall):.1f} | {_late(busy):.1f} |"


def _late(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


class _Took(NamedTuple):
    """Milliseconds by the clock, and of the processor."""

    wall: float
    busy: float


def _measured(task: Callable[[], object]) -> _Took:
    start, busy = time.perf_counter(), time.process_time()
    task()
    return _Took((time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000)
