"""`python -m tests.ordeal.writer HOME COUNT SEED WAY`: change a library so many times, and tell what was acknowledged.

WAY `open`: keep the library open all the time, as a screen does; `commands`: run a command for each change.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from reader.newsroom import open_newsroom
from reader.paths import Home
from reader.query import Query
from tests.ordeal.command import command

Write = Callable[[str, str, str], None]
"""Make so of a kind of thing, for an article, a value."""


def main(home: str, count: str, seed: str, way: str) -> None:
    place = Home.under(Path(home))
    with closing(open_newsroom(place)) as newsroom:
        ids = [row.id for row in newsroom.headlines(newsroom.listing(Query()).rows)]

        def written(kind: str, ident: str, value: str) -> None:
            match kind:
                case "note":
                    newsroom.annotating.write(ident, value)
                case "tags":
                    newsroom.annotating.tag([ident], [value])
                case "read":
                    newsroom.mark([ident], read=True)

        _write(int(count), Random(seed), seed, ids, written if way == "open" else _commanded(Path(home)))


def _commanded(home: Path) -> Write:
    def written(kind: str, ident: str, value: str) -> None:
        words = {"note": ["note", ident, value], "tags": ["tag", ident, value], "read": ["mark-read", ident]}
        ran = command(home, words[kind])
        if ran.status or ran.err:
            raise OSError(str(ran))

    return written


def _write(count: int, chance: Random, seed: str, ids: list[str], write: Write) -> None:
    """Tags of its own on articles of all; notes and marks where nobody else writes any."""
    own = [ident for ident in ids if int(ident[:4], 16) % 3 == int(seed) % 3]
    for number in range(count):
        kind = chance.choice(["note", "tags", "read"])
        ident, value = chance.choice(ids if kind == "tags" else own), f"w{seed}n{number}"
        try:
            write(kind, ident, value)
        except Exception as error:  # noqa: BLE001
            print(json.dumps(["failed", kind, ident, str(error)]), flush=True)
        else:
            print(json.dumps(["done", kind, ident, "yes" if kind == "read" else value]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
