"""A backup: all that a person made and how far they have read, as one JSON file, and the way back.

What comes back is added to what is there: nothing is lost by it, and the same file again changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from reader.address import web_address
from reader.errors import NewerStoreError, SourceError, StoreError
from reader.newsroom.gathering import ONLINE
from reader.newsroom.subscriptions import place
from reader.paths import absolute
from reader.sources.files import opened
from reader.store.archive import Archive
from reader.store.reading_state import ReadingState
from reader.store.shelf import Shelf
from reader.store.shelf_merge import Merged, merged
from reader.text import safe

__all__ = ["Backup", "Backups", "Restored"]

_FORMAT = "reader-backup"
_VERSION = 1
_STARTS = re.compile(rb'\s*\{\s*"format"\s*:\s*"reader-backup"')
_HEAD = 4096
_DAMAGED = "{name}: is a damaged backup ({why}); nothing was taken from it"
_NEWER = "{name}: was written by a newer Reader, which is needed to read it; nothing was taken from it"
_TIMES = (datetime(1, 1, 2, tzinfo=UTC).timestamp(), datetime(9999, 12, 30, tzinfo=UTC).timestamp())
"""The first and the last second that are a moment in every zone."""
_PLACES = (0, 2**31 - 1)
"""Where in an article one can be: far more blocks, or characters of one, than any file may hold."""
_SHOWN_TABLES = {
    "bookmarks": ("bookmark", "bookmarks"),
    "tags": ("tagged article", "tagged articles"),
    "notes": ("note", "notes"),
    "sources": ("source", "sources"),
    "searches": ("saved search", "saved searches"),
    "rules": ("rule", "rules"),
    "restored": ("restored line", "restored lines"),
    "mutes": ("mute", "mutes"),
    "follows": ("followed story", "followed stories"),
    "links": ("correction", "corrections"),
}

Tables = dict[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Backup:
    """One that was read and understood."""

    tables: Tables
    """The Shelf's."""
    reading: tuple[ReadingState, ...]
    refused: int = 0
    """Parts of it that make no sense."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a backup."""

    added: Mapping[str, int]
    """What was not there, by the name of its table."""
    changed: int
    """How much of what was there says more now."""
    read: int
    """Articles that are read further than before."""
    waiting: int
    """Reading states kept for articles that are not held yet."""
    refused: int
    before: Path | None = None
    """Where the Shelf is kept as it was, if anything was added to it."""

    @property
    def label(self) -> str:
        """What was done, in one line."""
        said = [_count(self.added[name], *words) for name, words in _SHOWN_TABLES.items() if self.added.get(name)]
        said = [f"{', '.join(said)} added"] if said else []
        said += [f"{_count(self.changed, 'row', 'rows')} completed"] if self.changed else []
        said += [f"{_count(self.read, 'article', 'articles')} read as far as before"] if self.read else []
        said += [f"{_count(self.waiting, 'place', 'places')} kept for articles that come in later"] * (self.waiting > 0)
        return "; ".join(said) or "nothing in it that was not there"


class Backups:
    """Backups of one library. Everything may raise StoreError."""

    def __init__(
        self,
        archive: Archive,
        shelf: Shelf,
        now: Callable[[], datetime],
        regroup: Callable[[Collection[str]], None],
    ) -> None:
        """`regroup` is asked to group anew around articles, by id, after corrections came in."""
        self._archive = archive
        self._shelf = shelf
        self._now = now
        self._regroup = regroup

    def text(self) -> str:
        """All of it, addresses with their tokens too: what it is read from again needs them."""
        version, tables = self._shelf.whole()
        reading = [
            [one.key, one.read, one.read_at, one.block, one.offset, one.progress] for one in self._archive.reading.all()
        ]
        whole = {
            "format": _FORMAT,  # first, as it is told by that
            "version": _VERSION,
            "made": self._now().isoformat(timespec="seconds"),
            "shelf": {"version": version, "tables": tables},
            "reading": reading,
        }
        # In ASCII: file names may hold what is no UTF-8, and JSON's escapes have a place for it.
        return json.dumps(whole) + "\n"

    def read(self, path: str) -> Backup | None:
        """The backup that a file is; None where it is something else. Raises SourceError for one that is of no use."""
        name, file = safe(path), absolute(path)
        try:
            whole = opened(file)
        except (OSError, ValueError, SourceError):  # whoever reads it as something else tells why it cannot be read
            return None
        try:
            with whole as held:
                if not _STARTS.match(held.read(_HEAD)):
                    return None
                held.seek(0)
                return self._understood(json.load(held), name)
        except (ValueError, RecursionError) as error:
            raise SourceError(_DAMAGED.format(name=name, why="it is no whole JSON")) from error
        except OSError:  # likewise
            return None

    def take(self, backup: Backup) -> Restored:
        """Add a backup to what is there: the Shelf in one step, then how far articles are read."""
        result = self._shelf.take_in(partial(_together, backup.tables))
        read, waiting = self._archive.reading.take(backup.reading)
        self._archive.flag_bookmarks(self._shelf.bookmarked())
        if result.added["mutes"]:
            self._archive.muted.settle()
        if result.added["links"]:
            self._regroup(_paired(backup.tables))
        changed = sum(result.changed.values())
        return Restored(dict(result.added), changed, read, waiting, backup.refused, result.before)

    def _understood(self, whole: Any, name: str) -> Backup:
        version, shelf, reading = whole.get("version"), whole.get("shelf"), whole.get("reading")
        if not isinstance(version, int) or version < 1:
            raise SourceError(_DAMAGED.format(name=name, why="its version is missing"))
        if version > _VERSION:
            raise SourceError(_NEWER.format(name=name))
        if not (isinstance(shelf, dict) and isinstance(shelf.get("tables"), dict) and isinstance(reading, list)):
            raise SourceError(_DAMAGED.format(name=name, why="parts of it are missing"))
        try:
            tables, refused = self._shelf.understood(int(shelf.get("version", 0)), shelf["tables"])
        except NewerStoreError as error:
            raise SourceError(_NEWER.format(name=name)) from error
        except (StoreError, TypeError, ValueError, OverflowError) as error:
            raise SourceError(_DAMAGED.format(name=name, why="what it says was made is not understood")) from error
        tables, nowhere = _reachable(tables)
        states = [_state(row) for row in reading]
        sound = tuple(state for state in states if state is not None)
        return Backup(tables, sound, refused + nowhere + len(states) - len(sound))


def _reachable(tables: Tables) -> tuple[Tables, int]:
    """The tables without the feeds and pages that stand at no address of the web, and how many these were."""
    rows = tables.get("sources", {})
    kept = {number: row for number, row in rows.items() if row["kind"] not in ONLINE or _is_asked(row)}
    return ({**tables, "sources": kept}, len(rows) - len(kept)) if rows else (tables, 0)


def _is_asked(row: Row) -> bool:
    return web_address(str(row["location"])) is not None


def _state(row: object) -> ReadingState | None:
    """How far an article is read, where that is what a row says."""
    if not isinstance(row, list) or len(row) != 6:
        return None
    key, read, read_at, block, offset, progress = row
    named = isinstance(key, str) and isinstance(read, bool) and (read or block is not None)
    ranges = ((read_at, _TIMES), (block, _PLACES), (offset, _PLACES), (progress, (0, 1)))
    if not named or not all(one is None or _is_within(one, *range_) for one, range_ in ranges):
        return None
    if block is None:
        return ReadingState(key, read, read_at)
    return ReadingState(key, read, read_at, int(block), int(offset or 0), float(progress or 0))


def _is_within(value: object, low: float, high: float) -> bool:
    """Whether it is a number between these; what is no number to JSON itself, as NaN, never is."""
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _together(coming: Tables, held: Tables) -> Merged:
    """A feed that is held under another id keeps that; what was said of it is said of that one."""
    ids = {place(row["location"]): row["id"] for row in _rows(held, "sources")}
    other = {row["id"]: ids.get(place(row["location"]), row["id"]) for row in _rows(coming, "sources")}
    sources: list[Row] = [{**row, "id": other[row["id"]]} for row in _rows(coming, "sources")]
    mutes: list[Row] = [
        {**row, "source": other.get(row.get("source"), row.get("source"))} for row in _rows(coming, "mutes")
    ]
    searches = _renamed(_rows(coming, "searches"), _rows(held, "searches"))
    tables = {"sources": sources, "mutes": mutes, "searches": searches}
    return merged(held, coming | {name: dict(enumerate(rows)) for name, rows in tables.items() if name in coming})


def _renamed(coming: list[Row], held: list[Row]) -> list[Row]:
    """Saved searches to be added: no name stands twice, and what is there under its name already does not again."""
    ids = {row["id"] for row in held}
    taken = {str(row["name"]).casefold(): row for row in held}
    added = []
    for row in coming:
        same = taken.get(row["name"].casefold())
        if row["id"] in ids or same is None:
            added.append(row)
        elif same.get("query") != row.get("query"):
            added.append({**row, "name": _free(row["name"], taken)})
    return added


def _free(name: str, taken: Collection[str]) -> str:
    number = 2
    while f"{name} {number}".casefold() in taken:
        number += 1
    return f"{name} {number}"


def _rows(tables: Tables, name: str) -> list[Row]:
    """The rows of a table of which at least the id can be read."""
    return [row for row in tables.get(name, {}).values() if isinstance(row.get("id"), str) and _named(row, name)]


def _named(row: Row, table: str) -> bool:
    needed = {"sources": "location", "searches": "name"}.get(table, "id")
    return isinstance(row.get(needed), str)


def _paired(tables: Tables) -> frozenset[str]:
    return frozenset(str(row[name]) for row in tables.get("links", {}).values() for name in ("first", "second"))


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
