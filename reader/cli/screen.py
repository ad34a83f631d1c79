"""`reader [PATH …]`: the screen."""

from __future__ import annotations

import gc
import os
import signal
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from reader import __version__, glimpse
from reader.address import is_address
from reader.cli import COMMANDS
from reader.cli.console import Console
from reader.cli.failure import explain
from reader.errors import UsageError
from reader.paths import Home, home, resource
from reader.text import safe

if TYPE_CHECKING:
    from reader.glimpse import Glimpse
    from reader.newsroom import Newsroom

__all__ = ["choose", "run"]

_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)


def run(args: Namespace, console: Console) -> int:
    """Open the screen, what was named added first; returns its exit status. Raises UsageError."""
    for word in args.paths:
        _check(word)
    if not console.interactive:
        raise UsageError("the screen needs a terminal; elsewhere use the commands (reader --help)")
    return _open(args)


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


def _open(args: Namespace) -> int:
    gc.disable()  # looking for garbage among what is only being loaded takes 7 % of the time to the first frame
    place = home(args.home)
    glimpses = _Glimpses(place, lasting=not args.paths and place.shelf_file.exists())
    try:
        return _show(args, place, glimpses)
    finally:
        if glimpses.painted is not None:
            glimpses.painted.give_back()


def _show(args: Namespace, place: Home, glimpses: _Glimpses) -> int:
    from reader.config import load
    from reader.ui.app import ReaderApp

    config = load(place.config_file)
    config = replace(config, allow_private=config.allow_private or args.allow_private)
    library, locations, sample = choose(args.paths, place)

    def newsroom() -> Newsroom:
        from reader.newsroom import open_newsroom  # behind the first frame: it takes a tenth of a second

        try:
            return open_newsroom(library, config, apart=True)
        finally:
            gc.enable()

    app = ReaderApp(
        newsroom,
        config,
        locations=locations,
        sample=sample,
        settings=safe(str(place.config_file)),
        explain=partial(explain, folder=args.home),
        glimpses=glimpses if glimpses.lasting else None,
    )
    app.run(mouse=config.mouse)
    return app.return_code or 0


class _Glimpses:
    """The last screen of a library: painted at once where it is still true, and kept."""

    def __init__(self, place: Home, *, lasting: bool) -> None:
        """`lasting`: the library is the user's, and nothing is added to it by this start."""
        self._file = place.cache / "glimpse"
        archive = place.archive_file
        self._files = (archive, archive.with_name(f"{archive.name}-wal"), place.shelf_file, place.config_file)
        self.lasting = lasting and not {"COLUMNS", "LINES"} & os.environ.keys()
        self.painted: Glimpse | None = None
        if self.lasting:
            with suppress(OSError):
                self._paint()

    def _paint(self) -> None:
        said = self._stamp(os.get_terminal_size(1))
        for number in _SIGNALS:
            signal.signal(number, self._end)  # until the application is there, which heeds them itself
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            self.painted = glimpse.paint(self._file, said)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)

    def _end(self, number: int, _: object) -> NoReturn:
        """End at once: nothing is begun yet that could be lost.

        An exception would be, where it comes in the midst of an import or of looking for garbage.
        """
        try:
            if self.painted is not None:
                self.painted.give_back()
        finally:
            os._exit(128 + number)

    def keep(self, lines: Sequence[str], size: tuple[int, int]) -> None:
        """Keep the last screen. Raises OSError."""
        glimpse.keep(self._file, self._stamp(size), lines)

    def _stamp(self, size: tuple[int, int]) -> str:
        return glimpse.stamp(self._files, size, __version__)
