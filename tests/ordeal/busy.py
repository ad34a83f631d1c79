"""`python -m tests.ordeal.busy HOME FOLDER SEED FEED`: what people do to a library, until killed.

Each deed is told on stdout before it is begun and again when it is acknowledged; a deed says what must be true then.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from reader.config import Config
from reader.errors import NotFoundError
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home
from reader.query import Query

Deed = tuple[str, str, str]
"""What kind of thing, of which article or file, is what from then on."""


def main(home: str, folder: str, seed: str, feed: str) -> None:
    chance = Random(seed)
    config = replace(Config(), allow_private=True)
    with closing(open_newsroom(Home.under(Path(home)), config)) as newsroom:
        rows = newsroom.listing(Query()).rows
        ids = [row.id for row in newsroom.headlines(rows[:400])]
        print("ready", flush=True)
        while True:
            deed, do = _chosen(newsroom, ids, Path(folder), feed, chance)
            print(json.dumps(["begin", *deed]), flush=True)
            with suppress(NotFoundError):
                do()
            print(json.dumps(["done", *deed]), flush=True)


def _chosen(
    newsroom: Newsroom, ids: list[str], folder: Path, feed: str, chance: Random
) -> tuple[Deed, Callable[[], object]]:
    article, number = chance.choice(ids), str(chance.randrange(10**9))
    file = folder / f"{number}.txt"
    deeds: list[tuple[Deed, Callable[[], object]]] = [
        (("bookmark", article, "yes"), lambda: newsroom.bookmark(article)),
        (("bookmark", article, ""), lambda: newsroom.unbookmark(article)),
        (("note", article, number), lambda: newsroom.annotating.write(article, number)),
        (("tag", article, number), lambda: (newsroom.annotating.untag([article]), _tag(newsroom, article, number))),
        (("read", article, "yes"), lambda: newsroom.mark([article], read=True)),
        (("read", article, ""), lambda: newsroom.mark([article], read=False)),
        (("session", "theme", number), lambda: newsroom.keep("theme", number)),
    ]
    rare: list[tuple[Deed, Callable[[], object]]] = [
        (("file", str(file), number), lambda: _add(newsroom, file)),
        (("file", str(file), number), lambda: _imported(newsroom, folder, number, file)),
        (("refresh", "", ""), newsroom.rescan),
        (("feed", "", ""), lambda: newsroom.add([feed])),
    ]
    return chance.choice(rare if chance.random() < 0.1 else deeds)


def _tag(newsroom: Newsroom, article: str, tag: str) -> None:
    newsroom.annotating.tag([article], [tag])


def _add(newsroom: Newsroom, file: Path) -> None:
    file.write_text(f"Report {file.stem}\n\nWhat happened in {file.stem} is told here.\n")
    newsroom.add([str(file)])


def _imported(newsroom: Newsroom, folder: Path, number: str, file: Path) -> None:
    lines = folder / f"{number}.jsonl"
    record = {"id": number, "title": f"Report {file.stem}", "text": f"What happened in {number} is told here."}
    lines.write_text(json.dumps(record) + "\n")
    newsroom.import_file(str(lines))
    lines.unlink()


if __name__ == "__main__":
    main(*sys.argv[1:])
