"""Long work for a screen, done in a process of its own.

Python runs one thread at a time: a hundred threads that ask servers, and the one that writes what they bring, would
let a key wait for most of a second (measured: 0.8 s in the median while 1,000 feeds came in). The other process works
on the same library, and the screen sees what it brings as it sees the changes of anyone else.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import closing, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from reader.errors import ReaderError
from reader.newsroom.values import Progress

if TYPE_CHECKING:
    from reader.config import Config
    from reader.newsroom.newsroom import Newsroom
    from reader.paths import Home

__all__ = ["Apart", "serve"]

_CODE = "import sys; sys.path[:] = sys.argv[1:]; from reader.newsroom.apart import serve; serve()"
_WORK = ("ask_feeds", "fetch_pages", "settle")
"""Methods of a newsroom that can be called so."""
_NICE = 5
"""How far the work gives way to the screen."""
_TOLD_EVERY = 0.1
"""Seconds between two words on how far it is."""


class Apart:
    """Calls methods of a newsroom in another process, one process for each call."""

    def __init__(self, home: Home, config: Config) -> None:
        self._home = home
        self._config = config

    def call(self, name: str, *values: object, progress: Progress | None = None) -> Any:
        """What the method returns. `progress` is told, and may raise to stop the work; what was done so far stays.

        Raises what the method raises, as far as it is a ReaderError.
        """
        command = [sys.executable, "-P", "-c", _CODE, *filter(None, sys.path)]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603 - our own program
        orders, answers = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
        try:
            pickle.dump((self._home, self._config, name, values), orders)
            orders.flush()
            return _outcome(answers, progress)
        finally:
            with suppress(OSError):
                orders.close()  # which tells it to end
            process.kill()  # every change is kept whole or not at all, whenever it is ended
            process.wait()
            answers.close()


def _outcome(answers: BinaryIO, progress: Progress | None) -> Any:
    while True:
        try:
            kind, value = pickle.load(answers)  # noqa: S301 - our own process made it
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise ReaderError("The process that did the work has ended; try again.") from error
        if kind == "progress":
            if progress:
                progress(*value)
        elif kind == "failed":
            raise value
        else:
            return value


def serve() -> None:
    """Do what comes in on stdin, tell how far it is and what came of it on stdout, and end with the one who asked."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a key of the terminal is for the screen
    home, config, name, values = pickle.load(orders)  # noqa: S301 - our own parent made it
    threading.Thread(target=_end_with, args=(orders,), daemon=True).start()
    with suppress(OSError):
        os.nice(_NICE)
    telling = _Telling(answers)
    try:
        telling.tell("done", _done(home, config, name, values, telling.progress))
    except ReaderError as error:
        telling.tell("failed", error)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person must hear of it
        telling.tell("failed", ReaderError(f"Something went wrong inside Reader ({type(error).__name__})."))


def _done(home: Home, config: Config, name: str, values: tuple[object, ...], progress: Progress) -> Any:
    from reader.newsroom.opening import open_newsroom

    if name not in _WORK:
        raise ReaderError(f"There is no such work: {name}.")
    with closing(open_newsroom(home, config)) as newsroom:
        return _method(newsroom, name)(*values, progress=progress)


def _method(newsroom: Newsroom, name: str) -> Any:
    return getattr(newsroom, name)


class _Telling:
    """Words to the one who asked."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._told = 0.0

    def tell(self, kind: str, value: object) -> None:
        with contextlib.suppress(OSError):  # nobody listens any more
            pickle.dump((kind, value), self._answers, pickle.HIGHEST_PROTOCOL)
            self._answers.flush()

    def progress(self, done: int, total: int) -> None:
        if monotonic() - self._told >= _TOLD_EVERY:
            self._told = monotonic()
            self.tell("progress", (done, total))


def _end_with(orders: BinaryIO) -> None:
    """Without the one who asked there is no reason to go on."""
    orders.read()
    os._exit(1)
