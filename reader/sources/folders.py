"""Finds the files of a folder, however deep, in the same order each time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reader.errors import SourceError
from reader.model import Skipped
from reader.sources.kinds import is_json_feed, kind_of
from reader.text import safe

__all__ = ["is_there", "stamp", "walk"]


def walk(root: Path) -> Iterator[Path | Skipped]:
    """The files below a folder that hold articles, and what was passed over and why; hidden ones go without a word.

    A link is followed where it leads to another place in the folder, and each place is gone to once.
    """
    yield from _Walk(root).found()


def stamp(path: Path) -> str:
    """Something that changes when a file does: its size and time. Raises OSError."""
    status = path.stat()
    return f"{status.st_size}-{status.st_mtime_ns}"


def is_there(path: Path) -> bool:
    """Whether there is something at a path; where that cannot be told, which is not the same as no, SourceError."""
    try:
        return path.exists()
    except OSError as error:
        raise SourceError(f"{safe(str(path))}: cannot be read: {error.strerror or error}") from error


class _Walk:
    """One way through a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real = os.path.realpath(root)
        self._waiting = [root]
        self._seen: set[Path] = {root}

    def found(self) -> Iterator[Path | Skipped]:
        while self._waiting:
            folder = self._waiting.pop()
            try:
                with os.scandir(folder) as scan:
                    entries = sorted(scan, key=lambda entry: entry.name)
            except OSError as error:
                yield _failed(folder, error)
                continue
            inner = len(self._waiting)
            for entry in entries:
                if not entry.name.startswith("."):
                    yield from self._entry(entry)
            self._waiting[inner:] = reversed(self._waiting[inner:])

    def _entry(self, entry: os.DirEntry[str]) -> Iterator[Path | Skipped]:
        path = Path(entry.path)
        try:
            if entry.is_symlink():
                target = self._target(path)
                if isinstance(target, Skipped):
                    yield target
                    return
                path = target
            if path in self._seen:
                return
            self._seen.add(path)
            if entry.is_dir():
                self._waiting.append(path)
            elif not entry.is_file():
                yield Skipped(safe(str(path)), "is no regular file but a pipe, socket or device")
            elif kind_of(path) is None and not is_json_feed(path):
                yield Skipped(
                    safe(str(path)), f"is no kind of file that is read here ({safe(path.suffix) or 'no suffix'})"
                )
            else:
                yield path
        except OSError as error:
            yield _failed(path, error)

    def _target(self, link: Path) -> Path | Skipped:
        """Where a link leads, as a path below the root."""
        real = os.path.realpath(link)
        if not os.path.exists(real):  # noqa: PTH110 - unlike Path.exists it takes loops for what is not there
            return Skipped(safe(str(link)), "is a link that leads nowhere")
        if os.path.commonpath([real, self._real]) != self._real:
            return Skipped(safe(str(link)), "is a link that leads out of the folder; add what it leads to by itself")
        return self._root / os.path.relpath(real, self._real)


def _failed(path: Path, error: OSError) -> Skipped:
    return Skipped(safe(str(path)), f"cannot be read: {error.strerror or error}", failed=True)
