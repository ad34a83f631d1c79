"""Telling what went wrong, and going on with the rest."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from reader.errors import ReaderError
from reader.paths import home
from reader.text import safe

__all__ = ["Attempt", "attempts", "explain"]

T = TypeVar("T")

_LOG_LIMIT = 1 << 20


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
        return safe(str(error))
    if isinstance(error, OSError) and error.strerror:
        return safe(f"{error.filename}: {error.strerror}" if error.filename else error.strerror)
    log = home(folder).log_file
    what = f"something went wrong inside Reader ({type(error).__name__})"
    if _logged(error, log):
        return safe(f"{what}; where is written in {log}")
    return safe(f"{what}, and {log} cannot be written to say where")


def _logged(error: Exception, log: Path) -> bool:
    with suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            log.unlink()
        with log.open("a", encoding="utf-8") as file:
            file.write(_account(error))
        return True
    return False


def _account(error: Exception) -> str:
    """When, what kind and where; never the message, which may quote what someone reads."""
    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {type(error).__name__}\n"]
    lines += traceback.format_tb(error.__traceback__)
    return "".join(lines)
