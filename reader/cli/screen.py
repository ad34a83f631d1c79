"""`reader [PATH …]`: the screen."""

from __future__ import annotations

import gc
import os
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.address import is_address
from reader.cli import COMMANDS
from reader.cli.console import Console
from reader.cli.failure import explain
from reader.errors import UsageError
from reader.paths import Home, home, resource
from reader.text import safe

if TYPE_CHECKING:
    from reader.last_screen import LastScreen
    from reader.newsroom import Newsroom
    from reader.ui.app import ReaderApp

__all__ = ["choose", "run"]

_YOUNG = 20_000
"""Objects that are made before garbage is looked for among them; Python's own 700 are made by every key."""

_LARGEST, _DIGITS = 500, 5
"""Columns or lines that are believed at most, and digits that such a number has not."""


def run(args: Namespace, console: Console) -> int:
    """Open the screen, what was named added first; returns its exit status. Raises UsageError."""
    for word in args.paths:
        _check(word)
    if not console.interactive:
        raise UsageError("the screen needs a terminal; elsewhere use the commands (reader --help)")
    gc.disable()  # looking for garbage among what is only being loaded takes 7 % of the time to the first frame
    last = console.last_screen
    try:
        app = _shown(args, last)
    finally:  # before anything is said about it
        if last is not None:
            last.give_back()
    status = app.return_code or 0
    if app.desk.left:  # Python would wait for threads that nobody waits for any more
        console.flush()
        os._exit(status)
    return status


def _check(word: str) -> None:
    if is_address(word) or Path(word).exists():
        return
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise UsageError(f"{word!r} is neither a command nor an existing file or folder{hint} (reader --help)")


def choose(paths: Sequence[str], place: Home) -> tuple[Home, tuple[str, ...], bool]:
    """Which library to open, what to add to it, and whether that is the samples, which are kept apart."""
    if paths or place.shelf_file.exists() or not _nothing_imported(place):
        return place, tuple(paths), False
    return Home.under(place.cache / "sample"), (str(resource("seeds")),), True


def _nothing_imported(place: Home) -> bool:
    if not place.archive_file.exists():
        return True
    from reader.newsroom import library_is_empty

    return library_is_empty(place)


def _shown(args: Namespace, last: LastScreen | None) -> ReaderApp:
    """The application, as one left it."""
    from reader.config import load
    from reader.ui.app import ReaderApp

    _forget_impossible_sizes()
    place = home(args.home)
    config = load(place.config_file)
    config = replace(config, allow_private=config.allow_private or args.allow_private)
    library, locations, sample = choose(args.paths, place)

    def newsroom() -> Newsroom:
        from reader.newsroom import open_newsroom  # behind the first frame: it takes a tenth of a second

        try:
            return open_newsroom(library, config, apart=True)
        finally:
            _mind_garbage()

    app = ReaderApp(
        newsroom,
        config,
        locations=locations,
        sample=sample,
        settings=safe(str(place.config_file)),
        explain=partial(explain, folder=args.home),
        last=last,
    )
    app.run(mouse=config.mouse)
    return app


def _forget_impossible_sizes() -> None:
    """Let the terminal tell its size where the environment names one that none has: each cell would be held."""
    for name in ("COLUMNS", "LINES"):
        said = os.environ.get(name, "")
        if not (said.isascii() and said.isdecimal() and len(said) < _DIGITS and 0 < int(said) <= _LARGEST):
            os.environ.pop(name, None)


def _mind_garbage() -> None:
    """Look for garbage again: not among what is loaded, which stays, and in few, not many, goes.

    Going through all of it took a tenth of a second now and then, while somebody was waiting for an answer to a key.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG)
    gc.enable()
