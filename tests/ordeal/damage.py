"""Stores that bytes were flipped in, cut, emptied, or replaced by something else: the library opens all the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reader.newsroom import open_newsroom
from reader.paths import Home
from tests.ordeal.command import command
from tests.ordeal.trial import Outcome, Trial

__all__ = ["TRIAL"]

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
_PAGE = 4096
_SHARE = 0.99
"""Of what was on the Shelf, so much must be there again."""
_OTHERS = (
    b"",
    b"\0" * 5000,
    b"PK\x03\x04" + b"\x14\0" * 400,
    b'{"version": 2, "bookmarks": []}',
    b"[1, 2, 3]",
    b"null",
    b'<?xml version="1.0"?><opml/>',
    b"\x89PNG\r\n\x1a\n" + b"\xff" * 3000,
    b"SQLite format 3\0" + b"\x10\0" * 3000,
    b"just a text\n" * 900,
    "\ufeff{}".encode("utf-16"),
    b"{" * 50_000,
)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a library holds, as the commands print it."""

    bookmarks: frozenset[str]
    notes: frozenset[str]
    articles: frozenset[str]


def _run(count: int, seed: int, scratch: Path) -> Outcome:
    whole = scratch / "whole"
    _fill(whole)
    held = _held(whole)
    failures: list[str] = []
    least, set_aside = 1.0, 0
    for number in range(count):
        chance = Random(f"{seed} {number}")
        home = scratch / "home"
        shutil.copytree(whole, home)
        what = _damage(home / "data", chance)
        failures += [f"{number} ({what}): {wrong}" for wrong in _wrongs(home, held)]
        back = len(_held(home).bookmarks & held.bookmarks) / len(held.bookmarks)
        least = min(least, back)
        set_aside += any("damaged-" in file.name for file in (home / "data").iterdir())
        shutil.rmtree(home)
    return Outcome(
        count, tuple(failures), {"least of the Shelf that came back": f"{least:.1%}", "set aside": str(set_aside)}
    )


def _fill(folder: Path) -> None:
    """A library of the samples, all of them kept, tagged and written about."""
    with closing(open_newsroom(Home.under(folder))) as newsroom:
        newsroom.add([str(SEEDS)])
    ids = [record["id"] for record in command(folder, ["list", "--json"]).records]
    command(folder, ["bookmark", *ids])
    for ident in ids[:20]:
        command(folder, ["tag", ident, "kept"])
    for ident in ids[:8]:
        command(folder, ["note", ident, f"What I think of {ident}"])
    command(folder, ["mark-read", *ids[::2]])


def _held(home: Path) -> _Held:
    kept = command(home, ["bookmarks", "--json"]).records
    listed = command(home, ["list", "--json"]).records
    noted = command(home, ["list", "--json", "is:noted"]).records
    ids = [frozenset(str(record["id"]) for record in records) for records in (kept, noted, listed)]
    return _Held(*ids)


def _wrongs(home: Path, held: _Held) -> Iterator[str]:
    """What is not as it must be, from the first command after the damage on."""
    first = command(home, ["list", "--json"])
    if first.status or "inside Reader" in first.err:
        yield f"the first start: {first}"
    kept = command(home, ["bookmarks", "--json"])
    back = frozenset(str(record["id"]) for record in kept.records) if not kept.status else frozenset()
    if len(back & held.bookmarks) < _SHARE * len(held.bookmarks):
        yield f"{len(back & held.bookmarks)} of {len(held.bookmarks)} bookmarks: {kept}"
    # A refresh may meet with damage that nobody met before, and a doctor with texts that only a refresh brings again.
    for words, sound in ((["refresh"], False), (["doctor"], False), (["refresh"], True), (["doctor"], True)):
        ran = command(home, words)
        if (ran.status and sound) or "inside Reader" in ran.err:
            yield f"{ran} {ran.out}"
    missing = held.articles - _held(home).articles
    if missing:
        yield f"{len(missing)} articles did not come in again"


def _damage(data: Path, chance: Random) -> str:
    """Do something to one store, now and then to the other too; tells what."""
    names = chance.choice([["shelf.json"], ["archive.sqlite3"], ["archive.sqlite3"], ["shelf.json", "archive.sqlite3"]])
    return ", ".join(f"{name} {_spoil(data / name, chance)}" for name in names)


def _spoil(path: Path, chance: Random) -> str:
    data = bytearray(path.read_bytes())
    way = chance.choice(_WAYS)
    path.write_bytes(way(data, chance))
    return way.__name__


def flipped(data: bytearray, chance: Random) -> bytes:
    for _ in range(2 ** chance.randrange(8)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def overwritten(data: bytearray, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    length = min(len(data) - start, 2 ** chance.randrange(15))
    data[start : start + length] = chance.choice([bytes(length), b"\xff" * length, chance.randbytes(length)])
    return bytes(data)


def cut(data: bytearray, chance: Random) -> bytes:
    return bytes(data[: chance.randrange(len(data))])


def cut_within(data: bytearray, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    del data[start : start + 2 ** chance.randrange(14)]
    return bytes(data)


def pages_changed_places(data: bytearray, chance: Random) -> bytes:
    first, second = (chance.randrange(max(1, len(data) // _PAGE)) * _PAGE for _ in range(2))
    data[first : first + _PAGE], data[second : second + _PAGE] = (
        data[second : second + _PAGE],
        data[first : first + _PAGE],
    )
    return bytes(data)


def begun_otherwise(data: bytearray, chance: Random) -> bytes:
    length = chance.choice([1, 16, 60, 100, _PAGE])
    data[:length] = chance.randbytes(length)
    return bytes(data)


def another_file(data: bytearray, chance: Random) -> bytes:
    return chance.choice(_OTHERS)


_WAYS: tuple[Callable[[bytearray, Random], bytes], ...] = (
    flipped,
    flipped,
    overwritten,
    cut,
    cut_within,
    pages_changed_places,
    begun_otherwise,
    another_file,
)

TRIAL = Trial("damaged stores: it opens, says so, and at least 99 % of the Shelf is there again", 300, _run)
