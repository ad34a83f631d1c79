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

__all__ = ["LARGEST", "documents"]

LARGEST = 50_000_000
"""Bytes a file may have; files of records, which are read a line at a time, may have any size."""


def documents(path: Path, worker: Worker) -> Iterator[Document | Skipped]:
    """The documents in a file, and what in it was passed over; a file that cannot be read is passed over whole.

    Feeds are parsed in `worker`.
    """
    place = safe(str(path))
    try:
        with _opened(path) as file:
            yield from _read(path, place, file, worker)
    except SourceError as error:
        yield Skipped(place, str(error), failed=True)
    except OSError as error:
        yield Skipped(place, f"cannot be read: {error.strerror or error}", failed=True)


def _opened(path: Path) -> BinaryIO:
    """The file, open for reading; neither a pipe that waits for a writer nor a device that never ends."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise SourceError("is a folder; name a file" if stat.S_ISDIR(mode) else "is no regular file but a pipe or device")


def _read(path: Path, place: str, file: BinaryIO, worker: Worker) -> Iterator[Document | Skipped]:
    kind = kind_of(path)
    if kind is Bundle.RECORDS:
        from reader.sources.records import records

        yield from records(file, path)
        return
    if os.fstat(file.fileno()).st_size > LARGEST:
        raise SourceError(f"is larger than {LARGEST // 1_000_000} MB; split it")
    data = file.read(LARGEST)
    kind = kind or sniffed(data)
    if kind is Bundle.FEED:
        yield from _entries(path, place, data, worker)
    elif isinstance(kind, Media):
        modified = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
        key = f"file:{os.path.abspath(path)}"  # noqa: PTH100 - links on the way to it stay: they are how it is named
        yield Document(key, data, kind, safe(path.name), str(path), modified)


def _entries(path: Path, place: str, data: bytes, worker: Worker) -> Iterator[Document | Skipped]:
    from reader.sources.feeds import FeedFile, entries

    for outcome in worker.map(entries, [FeedFile(data, str(path))]):
        if isinstance(outcome, SourceError):
            raise outcome
        if isinstance(outcome, Exception):
            yield Skipped(
                place, f"cannot be read as a feed: {safe(str(outcome)) or type(outcome).__name__}", failed=True
            )
        else:
            yield from outcome
