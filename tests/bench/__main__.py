"""Prints what starting, listing, searching, cleaning and linking cost here, beside something to compare with."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from itertools import islice
from pathlib import Path

from reader.cleaning.clean import clean
from reader.model import Document, Media
from reader.newsroom import open_newsroom
from reader.paths import Home
from reader.query import Query
from reader.store.archive import Archive
from tests.bench.library import incoming
from tests.bench.measure import first_frame, in_turns, process, row

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(sys.executable).with_name("reader"))
MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("hello")

Minimal().run()
"""
SIZE = 10_000
ROUNDS = 7


def main() -> None:
    """Run everything once."""
    with tempfile.TemporaryDirectory() as folder:
        starting(Path(folder))
        first_frames(Path(folder))
        library(Path(folder))
    cleaning()


def starting(folder: Path) -> None:
    """Whole processes beside a bare Python."""
    environment = {"READER_HOME": str(folder / "empty")}
    figures = in_turns(
        {
            "python -c pass": lambda: process([sys.executable, "-c", "pass"]),
            "reader --version": lambda: process([PROGRAM, "--version"]),
            "reader --help": lambda: process([PROGRAM, "--help"]),
            "reader list": lambda: process([PROGRAM, "list"], environment),
        },
        ROUNDS,
    )
    bare = figures["python -c pass"]
    for name, value in figures.items():
        row(name, value, "ms", f"{value / bare:.1f} x bare Python")


def first_frames(folder: Path) -> None:
    """The screen on the sample articles beside the smallest Textual program."""
    minimal = folder / "minimal.py"
    minimal.write_text(MINIMAL)
    environment = {"READER_HOME": str(folder / "seeds")}
    seeds = [PROGRAM, str(ROOT / "seeds")]
    figures = in_turns(
        {
            "minimal Textual app": lambda: first_frame([sys.executable, str(minimal)], {}, "hello"),
            "reader seeds, first frame": lambda: first_frame(seeds, environment, "Reader"),
            "reader seeds, first headlines": lambda: first_frame(seeds, environment, "min"),
        },
        ROUNDS,
    )
    for name, value in figures.items():
        row(name, value, "ms", f"{value / figures['minimal Textual app']:.2f} x minimal")


def library(folder: Path) -> None:
    """Lists, search and linking on a library of some size."""
    home = Home.under(folder / "made")
    newsroom = open_newsroom(home)
    archive = Archive(home.archive_file, now=lambda: datetime.now().astimezone())
    articles = incoming(SIZE)
    start = time.perf_counter()
    while batch := list(islice(articles, 500)):
        archive.put(batch)
    row(f"clean and store, of {SIZE:,}", (time.perf_counter() - start) * 1000 / SIZE, "ms", "each")
    archive.close()
    rows = newsroom.listing(Query()).rows
    middle = newsroom.headlines(rows[SIZE // 2 : SIZE // 2 + 1])[0].id
    word = newsroom.article(middle).title.split()[1]
    for name, task in {
        "listing, all": lambda: newsroom.listing(Query()),
        "first 60 headlines": lambda: newsroom.headlines(rows[:60]),
        "search, ranked with snippets": lambda: newsroom.search(Query(words=(word,))),
        "open an article": lambda: newsroom.article(middle),
        "related of an article": lambda: newsroom.related(middle),
        "resolve a headline": lambda: list(newsroom.resolve([newsroom.article(middle).title])),
    }.items():
        row(name, milliseconds(task), "ms", f"of {SIZE:,}")
    newsroom.close()


def cleaning() -> None:
    """The sample articles, format by format, in this process."""
    media = {".txt": Media.PLAIN, ".md": Media.MARKDOWN, ".html": Media.HTML, ".eml": Media.MAIL}
    for suffix, kind in media.items():
        files = sorted((ROOT / "seeds").rglob(f"*{suffix}"))
        documents = [Document(f"file:{file}", file.read_bytes(), kind, file.name) for file in files]
        each = milliseconds(lambda documents=documents: [clean(document) for document in documents]) / len(files)
        row(f"clean {suffix}", each, "ms", f"each of {len(files)}")


def milliseconds(task: Callable[[], object]) -> float:
    """The median of several runs."""

    def timed() -> float:
        start = time.perf_counter()
        task()
        return (time.perf_counter() - start) * 1000

    return in_turns({"": timed}, ROUNDS)[""]


main()
