"""Files become documents: one each, or many where a file holds records or a feed's entries."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from reader.errors import SourceError
from reader.guard import Worker
from reader.model import Document, Media, Skipped
from reader.sources.kinds import Bundle, kind_of, sniffed
from reader.text import safe

__all__ = ["LARGEST", "documents", "kind_problem", "opened"]

LARGEST = 50_000_000
"""Bytes a file may have; files of records, which are read a line at a time, may have any size."""
_YEARS = range(1900, 2101)


def documents(path: Path, worker: Worker) -> Iterator[Document | Skipped]:
    """The documents in a file, and what in it was passed over; a file that cannot be read is passed over whole.

    Feeds and long records are parsed in `worker`.
    """
    place = safe(str(path))
    try:
        with opened(path) as file:
            yield from _read(path, place, file, worker)
    except SourceError as error:
        yield Skipped(place, str(error), failed=True)
    except OSError as error:
        yield Skipped(place, f"cannot be read: {error.strerror or error}", failed=True)
    except ValueError:
        yield Skipped(place, "is no path that a file could have", failed=True)


def kind_problem(path: Path) -> str | None:
    """What a path is where it is there and is no regular file: a folder, a pipe, a socket, a device; else None."""
    try:
        return _no_file(path.stat().st_mode)
    except (OSError, ValueError):  # it is not there, or no path at all
        return None


def opened(path: Path) -> BinaryIO:
    """The file, open for reading; never a pipe that waits for a writer, or a device that never ends: SourceError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    problem = _no_file(os.fstat(descriptor).st_mode)
    if problem is None:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise SourceError(problem)


def _no_file(mode: int) -> str | None:
    """What a thing of this mode is instead of a file."""
    if stat.S_ISREG(mode):
        return None
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a disk"),
    )
    if stat.S_ISDIR(mode):
        return "is a folder; name a file in it, or add it"
    return f"is {next((name for fits, name in kinds if fits(mode)), 'no file')}; only files and folders can be read"


def _read(path: Path, place: str, file: BinaryIO, worker: Worker) -> Iterator[Document | Skipped]:
    kind = kind_of(path)
    if kind is Bundle.RECORDS:
        from reader.sources.records import records

        yield from records(file, path, worker)
        return
    if os.fstat(file.fileno()).st_size > LARGEST:
        raise SourceError(f"is larger than {LARGEST // 1_000_000} MB; split it")
    data = file.read(LARGEST)
    kind = kind or sniffed(data)
    if kind is Bundle.FEED:
        yield from _entries(path, place, data, worker)
    elif isinstance(kind, Media):
        modified = _moment(os.fstat(file.fileno()).st_mtime)
        key = f"file:{os.path.abspath(path)}"  # noqa: PTH100 - links on the way to it stay: they are how it is named
        yield Document(key, data, kind, safe(path.name), str(path), modified)


def _moment(seconds: float) -> datetime | None:
    """A file's own time; None where it is none of a clock that was set: some systems keep a year of any size."""
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year in _YEARS else None


def _entries(path: Path, place: str, data: bytes, worker: Worker) -> Iterator[Document | Skipped]:
    from reader.sources.feeds.files import FeedFile, entries

    for outcome in worker.map(entries, [FeedFile(data, str(path))]):
        if isinstance(outcome, SourceError):
            raise outcome
        if isinstance(outcome, Exception):
            yield Skipped(
                place, f"cannot be read as a feed: {safe(str(outcome)) or type(outcome).__name__}", failed=True
            )
        else:
            yield from outcome
