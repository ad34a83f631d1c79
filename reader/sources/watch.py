"""Tells when files in watched places change."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

__all__ = ["watch"]

_SETTLED = 300  # milliseconds without a change that end a burst of them
_LOOK = 2000  # milliseconds between looks for places that have come or gone


def watch(paths: Callable[[], Sequence[Path]], stop: threading.Event, on_change: Callable[[set[str]], None]) -> None:
    """Call `on_change` with the paths that changed, until `stop` is set; blocks.

    `paths` is asked every few seconds. Places may vanish and come back, or be named anew; all count as changes.
    """
    there = _there(paths)
    while not stop.is_set():
        if there:
            _watch_these(paths, there, stop, on_change)
        else:
            stop.wait(_LOOK / 1000)
        now = _there(paths)
        moved, there = there ^ now, now
        if moved and not stop.is_set():
            on_change({str(path) for path in moved})


def _there(paths: Callable[[], Sequence[Path]]) -> set[Path]:
    """Those that are there, as far as one may know."""
    return {path for path in paths() if os.path.exists(path)}  # noqa: PTH110 - unlike Path.exists it never raises


def _watch_these(
    paths: Callable[[], Sequence[Path]], there: set[Path], stop: threading.Event, on_change: Callable[[set[str]], None]
) -> None:
    """Watch until one of the places comes, goes or is replaced, for then it has to be watched anew."""
    import watchfiles

    places = {str(path) for path in there}
    changes = watchfiles.watch(
        *there, stop_event=stop, debounce=_SETTLED, rust_timeout=_LOOK, yield_on_timeout=True, raise_interrupt=False,
        ignore_permission_denied=True,
    )  # fmt: skip
    try:
        for change in changes:
            changed = {path for _, path in change}
            if changed:
                on_change(changed)
            if changed & places or _there(paths) != there:
                return
    except (OSError, RuntimeError):  # a place went between looking and watching, or the system has no watches left
        stop.wait(_LOOK / 1000)
