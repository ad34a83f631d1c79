"""Names of hosts to addresses of the network, in bounded time."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any

from reader.sources.web.errand import Errand
from reader.sources.web.exchange import FetchError, Trouble

__all__ = ["Found", "LookUp", "by_system", "look_up", "numeric"]

Found = tuple[int, tuple[Any, ...]]
"""Family of a socket, and what it connects to; the first of that is the numeric address."""
LookUp = Callable[[str, int], Sequence[Found]]
"""Like `by_system`: raises OSError."""


def by_system(host: str, port: int) -> list[Found]:
    """What the system knows of a name, best first. Raises OSError. May take as long as it likes."""
    return [(int(row[0]), row[4]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def numeric(host: str, port: int) -> list[Found]:
    """The address that `host` is itself, in any form that the system takes (127.1, 0x7f.1, 2130706433); else none."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return []
    return [(int(row[0]), row[4]) for row in rows]


def look_up(host: str, port: int, errand: Errand, by_name: LookUp) -> Sequence[Found]:
    """The addresses of `host`, best first. Raises FetchError.

    The system's look-up cannot be stopped and may take half a minute where no name server answers, so it runs in a
    thread that nobody waits for longer than `Limits.lookup`.
    """
    return numeric(host, port) or _Question(host, port, by_name).answer(errand)


class _Question:
    """One name, asked for in a thread of its own."""

    def __init__(self, host: str, port: int, by_name: LookUp) -> None:
        self._host = host
        self._port = port
        self._by_name = by_name
        self._done = threading.Event()
        self._found: Sequence[Found] = ()
        self._error: Exception | None = None

    def answer(self, errand: Errand) -> Sequence[Found]:
        seconds = errand.left(errand.limits.lookup)
        with errand.until(self._done.set):
            threading.Thread(target=self._run, name="reader-lookup", daemon=True).start()
            in_time = self._done.wait(seconds)
        errand.check()
        if not in_time:
            raise FetchError(Trouble.OFFLINE, f"the name of its host was not found within {seconds:.0f} seconds")
        if self._error is not None or not self._found:
            raise _unknown(self._error)
        return self._found

    def _run(self) -> None:
        try:
            self._found = self._by_name(self._host, self._port)
        except (OSError, UnicodeError) as error:
            self._error = error
        self._done.set()


def _unknown(error: Exception | None) -> FetchError:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return FetchError(Trouble.OFFLINE, "the name of its host cannot be looked up now; is there a network?")
    return FetchError(Trouble.OFFLINE, "there is no host of that name, or no network")
