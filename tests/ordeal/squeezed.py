"""`python -m tests.ordeal.squeezed HOME NEWS`: use a library while its disk gets full, and tell what came of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from reader.cli.failure import explain
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home
from reader.query import Query

Step = tuple[str, str, str, Callable[[], object]]
"""What kind of thing, of which article, is what from then on; and how that is done."""


def main(home: str, news: str) -> None:
    try:
        newsroom = open_newsroom(Home.under(Path(home)))
    except Exception as error:  # noqa: BLE001
        _tell("open", "", "", explain(error, home))
        return
    with closing(newsroom):
        for step in _steps(newsroom, news):
            _take(home, *step)
        for notice in newsroom.notices:
            _tell("notice", "", notice, "")


def _steps(newsroom: Newsroom, news: str) -> Iterator[Step]:
    yield "add", "", "", lambda: newsroom.add([news])
    ids = [row.id for row in newsroom.headlines(newsroom.listing(Query()).rows[:8])]
    for number, ident in enumerate(ids):
        yield "bookmark", ident, "yes", partial(newsroom.bookmark, ident)
        yield "note", ident, str(number), partial(newsroom.annotating.write, ident, str(number))
        yield "tag", ident, f"t{number}", partial(newsroom.annotating.tag, [ident], [f"t{number}"])
        yield "read", ident, "yes", partial(newsroom.mark, [ident], read=True)
        yield "show", ident, "", partial(newsroom.article, ident)
    yield "list", "", "", lambda: newsroom.headlines(newsroom.listing(Query()).rows)
    yield "search", "", "", lambda: newsroom.search(Query(words=("the",)))
    yield "kept", "", "", newsroom.bookmarks


def _take(home: str, kind: str, name: str, value: str, do: Callable[[], object]) -> None:
    try:
        do()
    except Exception as error:  # noqa: BLE001
        _tell(kind, name, value, explain(error, home))
    else:
        _tell(kind, name, value, "")


def _tell(*words: str) -> None:
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
