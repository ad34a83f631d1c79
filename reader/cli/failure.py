"""Telling what went wrong, and going on with the rest."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from reader import __version__
from reader.address import masked_within
from reader.errors import ReaderError
from reader.paths import home
from reader.text import safe

__all__ = ["Attempt", "attempts", "explain"]

T = TypeVar("T")

_LOG_LIMIT = 1 << 19
"""Bytes from which on a new log is begun; the one before is kept, older ones are not."""
_APPENDING = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Attempt(Generic[T]):
    """What came of one of many targets: a result, or an error in one line."""

    target: str
    result: T | None
    error: str | None = None


def attempts(
    targets: Iterable[str], work: Callable[[str], T], folder: str | None, *, ahead: int = 0
) -> Iterator[Attempt[T]]:
    """Do `work` on each in order; one that fails is explained and the rest go on. `folder` is what --home says.

    With `ahead`, as many targets are worked on at a time, in threads; what comes of them still comes in order.
    """
    for target, result in _ahead(targets, work, ahead) if ahead else _in_turn(targets, work):
        try:
            done = result()
        except Exception as error:  # noqa: BLE001  # `explain` logs what no one expected
            yield Attempt(target, None, explain(error, folder))
        else:
            yield Attempt(target, done)


def _in_turn(targets: Iterable[str], work: Callable[[str], T]) -> Iterator[tuple[str, Callable[[], T]]]:
    for target in targets:
        yield target, partial(work, target)


def _ahead(targets: Iterable[str], work: Callable[[str], T], most: int) -> Iterator[tuple[str, Callable[[], T]]]:
    from concurrent.futures import Future, ThreadPoolExecutor

    threads = ThreadPoolExecutor(most)
    running: deque[tuple[str, Future[T]]] = deque()
    try:
        for target in targets:
            running.append((target, threads.submit(work, target)))
            if len(running) >= most:
                first, future = running.popleft()
                yield first, future.result
        while running:
            first, future = running.popleft()
            yield first, future.result
    finally:  # whoever stops early is not kept waiting
        threads.shutdown(wait=False, cancel_futures=True)


def explain(error: Exception, folder: str | None) -> str:
    """One line for a person. What no one expected goes to the log, in names and line numbers, without any text."""
    if isinstance(error, ReaderError):
        return masked_within(safe(str(error)))
    if isinstance(error, OSError) and error.strerror:
        return masked_within(safe(f"{error.filename}: {error.strerror}" if error.filename else error.strerror))
    log = home(folder).log_file
    what = f"something went wrong inside Reader ({type(error).__name__})"
    if _logged(error, log):
        return safe(f"{what}; where is written in {log}")
    return safe(f"{what}, and {log} cannot be written to say where")


def _logged(error: Exception, log: Path) -> bool:
    with suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_name(f"{log.name}.1"))
        # A pipe in its place would be waited for.
        with os.fdopen(os.open(log, _APPENDING, 0o600), "a", encoding="utf-8") as file:
            file.write(_account(error))
        return True
    return False


def _account(error: BaseException | None) -> str:
    """When, what kind and where; never the message, which may quote what someone reads, nor whose folders these are."""
    about = f"Reader {__version__}, Python {platform.python_version()}, {sys.platform}"
    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {about}\n"]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(f"{type(error).__name__}\n")
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}\n" for frame in frames]
        error = error.__cause__ or error.__context__
    return "".join(lines)


def _place(file: str) -> str:
    """A module's file as it is called within its package."""
    path = Path(file)
    folders = [Path(entry) for entry in sys.path if entry and path.is_relative_to(entry)]
    return path.relative_to(max(folders, key=lambda one: len(one.parts), default=path.parent)).as_posix()
