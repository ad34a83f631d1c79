"""The same made-up articles in a library of ours and in newsboat's cache, of any size; kept for the next run."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from types import ModuleType
from typing import Any

from reader.model import Article, Block, DateOrigin, article_id
from reader.paths import Home
from reader.store.archive import Archive, Incoming
from reader.store.shelf import Shelf
from tests.kit import KIT

__all__ = ["LONG_TITLE", "LONG_WORD", "Library", "kit_module", "library"]

LONG_TITLE = "The longest of all"
LONG_WORD = "Zanzibarquay"
"""Stands in the first line of the long article's text and nowhere else."""
_LONG = 20_000
_BATCH = 1_000
_VERSION = 2
"""Another number makes all libraries anew."""


class Library:
    """One size, as both programs have it."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.feeds = max(size // 100, 10)
        self.home = folder / "reader"
        self.newsboat = folder / "newsboat"
        self.newest = ""
        """A word of the newest article's title."""


def library(folder: Path, size: int) -> Library:
    """A library of so many articles, made if it is not there yet."""
    place = folder / f"v{_VERSION}-{size}"
    made = Library(place, size)
    if not (place / "whole").exists():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        _fill_reader(made)
        if shutil.which("newsboat"):
            _fill_newsboat(made)
        (place / "whole").touch()
    return made


def kit_module(name: str) -> ModuleType:
    """A module of the development kit."""
    spec = importlib.util.spec_from_file_location(name, KIT / "perf" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _articles(made: Library) -> Iterator[Any]:
    corpus = kit_module("corpus")
    return corpus.iter_articles(made.feeds, made.size)  # type: ignore[no-any-return]


def _fill_reader(made: Library) -> None:
    home = Home.under(made.home)
    home.data.mkdir(parents=True)
    Shelf(home.shelf_file, datetime.now).keep("made", "for measuring")
    corpus = kit_module("corpus")
    archive = Archive(home.archive_file, lambda: datetime.now().astimezone())
    every = chain((_incoming(one, corpus.feed_title(one.feed)) for one in _articles(made)), [_long(_second(made))])
    while batch := list(islice(every, _BATCH)):
        archive.put(batch)
    archive.close()
    with closing(sqlite3.connect(home.archive_file)) as db:  # nothing is left to be done behind the screen
        db.execute("UPDATE article SET linked = 3, matched = 1")
        db.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")
        db.execute("ANALYZE")
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _incoming(one: Any, source: str) -> Incoming:  # the kit's own tuple
    key = f"url:{one.url}"
    article = Article(
        id=article_id(key),
        key=key,
        title=one.title,
        blocks=tuple(map(Block.of, one.paras)),
        byline=one.author or None,
        published=one.date,
        dated=DateOrigin.STATED,
        source=source,
        language="en",
        url=one.url,
    )
    return Incoming(article, "made", str(one.id), "")


def _second(made: Library) -> datetime:
    """A moment between the two newest articles."""
    newest, other = sorted((one.date for one in islice(_articles(made), 20)), reverse=True)[:2]
    return other + (newest - other) / 2


def _long(when: datetime) -> Incoming:
    """An article of 20,000 words."""
    pool = kit_module("corpus").pool(7)
    words, texts = 0, [f"{LONG_WORD} begins it all."]
    for sentences in zip(*(iter(pool.sentences),) * 4, strict=False):
        texts.append(" ".join(sentences))
        words += texts[-1].count(" ") + 1
        if words >= _LONG:
            break
    key = "url:https://made.example/longest"
    blocks = tuple(map(Block.of, texts))
    article = Article(
        article_id(key), key, LONG_TITLE, blocks, published=when, dated=DateOrigin.STATED, source="Wire", language="en"
    )
    return Incoming(article, "made", "long", "")


def _fill_newsboat(made: Library) -> None:
    """Its own program makes the tables; the articles are written into them at once."""
    corpus = kit_module("corpus")
    place = made.newsboat
    place.mkdir()
    urls = [f"{(place / f'{number}.xml').as_uri()}" for number in range(made.feeds)]
    (place / "0.xml").write_bytes(corpus.feed_xml(0, []))
    (place / "config").write_text("refresh-on-startup no\nauto-reload no\nmax-items 0\n")
    (place / "urls").write_text(f"{urls[0]}\n")
    subprocess.run([*command(made), "-x", "reload"], check=True, capture_output=True)
    (place / "urls").write_text("\n".join(urls) + "\n")
    with closing(sqlite3.connect(place / "cache.db")) as db:
        for number, url in enumerate(urls):
            db.execute(
                "INSERT OR REPLACE INTO rss_feed (rssurl, url, title, is_rtl) VALUES (?, ?, ?, 0)",
                (url, f"http://127.0.0.1/site/{number}/", corpus.feed_title(number)),
            )
        db.executemany(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            (
                (
                    one.guid,
                    one.title,
                    one.author,
                    one.url,
                    urls[one.feed],
                    int(one.date.timestamp()),
                    corpus.body_html(one),
                )
                for one in _articles(made)
            ),
        )
        db.commit()
        db.execute("ANALYZE")
        db.commit()


def command(made: Library) -> list[str]:
    """newsboat on its cache, without what a person has set up."""
    place = made.newsboat
    return ["newsboat", "-u", str(place / "urls"), "-c", str(place / "cache.db"), "-C", str(place / "config")]


def sizes(made: Library) -> str:
    """What both take on the disk, as JSON."""
    files = {"reader": made.home / "data" / "archive.sqlite3", "newsboat": made.newsboat / "cache.db"}
    return json.dumps({name: file.stat().st_size for name, file in files.items() if file.exists()})
