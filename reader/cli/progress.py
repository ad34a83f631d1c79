"""A line on stderr that tells how far long work has come, if anyone is looking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from reader.cli.console import Console
from reader.newsroom import Progress

__all__ = ["progress"]

_PAUSE = 0.1
"""Seconds between two updates."""


@contextmanager
def progress(console: Console, label: str) -> Iterator[Progress | None]:
    """Something to tell the progress to; None where stderr is no terminal. The line is gone afterwards."""
    if not console.watched:
        yield None
        return
    shown = -_PAUSE

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if monotonic() - shown >= _PAUSE:
            shown = monotonic()
            console.overwrite(f"{label} {done} of {total}" if total else f"{label} {done}")

    try:
        yield tell
    finally:
        console.overwrite("")
