"""The Shelf's tables: reading their rows, and changing one while nobody else does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from tinydb import TinyDB
from tinydb.table import Document, Table

from reader.store.atomic import sweep
from reader.store.shelf_row import Row, undated
from reader.store.storage import AtomicStorage, ShelfFile
from reader.text import safe

__all__ = ["Kind", "ShelfTables"]

T = TypeVar("T")

_NOT_UNDERSTOOD = (KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What a table holds, at most one of each key."""

    table: str
    key: str
    """What its rows and values call what tells one from another."""
    read: Callable[[Row], T]
    row: Callable[[T], dict[str, object]]
    """The other way round."""


class ShelfTables:
    """All tables of one file. Every method may raise StoreError."""

    def __init__(self, file: ShelfFile) -> None:
        self._file = file
        self._storage = AtomicStorage(file)
        self._storage.read()

    def rows(self, table: str, read: Callable[[Row], T]) -> list[T]:
        """The rows of a table; one that is not understood is kept, passed over and told about once."""
        rows, problems = self.understood(_table(self._storage, table), read)
        self._file.notices.extend(problem for problem in problems if problem not in self._file.notices)
        return rows

    def problems(self, table: str, read: Callable[[Row], object]) -> list[str]:
        """What in a table is not understood, in words."""
        return self.understood(_table(self._storage, table), read)[1]

    def understood(self, table: Table, read: Callable[[Row], T]) -> tuple[list[T], list[str]]:
        """The rows of a table, and what is wrong with others."""
        rows, problems = [], []
        for row in table.all():
            try:
                rows.append(read(row))
            except _NOT_UNDERSTOOD:
                problems.append(f"{self._where(row, table)} is not understood and was passed over")
            else:
                problems += [f"{self._where(row, table)} has a date that is not one: {name}" for name in undated(row)]
        return rows, problems

    @contextmanager
    def changing(self, table: str) -> Iterator[Table]:
        """A table as it is on the disk now, that nobody else changes.

        A new Table each time: an old one would reuse row numbers that another process has given away since.
        """
        with self._file.locked():
            sweep(self._file.path)
            yield _table(AtomicStorage(self._file), table)

    def revise(self, kind: Kind[T], change: Callable[[Mapping[str, T]], Mapping[str, T | None]]) -> None:
        """Let `change` say, of what there is by key, what is to stand there now; None takes it away.

        Nobody else changes them meanwhile; what it says nothing of, and what is not understood, stays.
        """
        with self.changing(kind.table) as table:
            held = dict(_numbered(table, kind.read))
            keys = {number: str(getattr(value, kind.key)) for number, value in held.items()}
            wanted = change({keys[number]: value for number, value in held.items()})
            others = [n for n, key in keys.items() if key in wanted and wanted[key] not in (None, held[n])]
            rows = {key: kind.row(value) for key, value in wanted.items() if value is not None}
            if others:
                table.update(lambda row: row.update(rows[safe(row[kind.key])]), doc_ids=others)
            new = [row for key, row in rows.items() if key not in keys.values()]
            if new:
                table.insert_multiple(new)
            gone = [number for number, key in keys.items() if key in wanted and wanted[key] is None]
            if gone:
                table.remove(doc_ids=gone)

    def _where(self, row: Document, table: Table) -> str:
        return f"{self._file.path}: row {row.doc_id} of {table.name}"


def _table(storage: AtomicStorage, name: str) -> Table:
    return TinyDB(storage=lambda: storage).table(name, cache_size=0)


def _numbered(table: Table, read: Callable[[Row], T]) -> Iterator[tuple[int, T]]:
    for row in table.all():
        with suppress(*_NOT_UNDERSTOOD):
            yield row.doc_id, read(row)
