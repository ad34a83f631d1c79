"""Asking many servers at once, from threads of its own, few at a time of one host."""

from __future__ import annotations

import _thread
import threading
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar

from reader.newsroom.schedule import Schedule
from reader.sources.web.exchange import FetchError, Request, Response, Trouble

if TYPE_CHECKING:
    from reader.sources.web.fetcher import Fetcher

__all__ = ["Asking"]

T = TypeVar("T")

_THREADS = 128
"""Servers asked at once."""


class Asking(Generic[T]):
    """Asks for many things, each for something, and hands on what comes, in the threads that ask."""

    def __init__(
        self,
        fetcher: Fetcher,
        jobs: Sequence[tuple[Request, T]],
        answered: Callable[[T, Response | FetchError, float], None],
        judged: Callable[[str, Response | FetchError], str | None],
        bodies: int,
    ) -> None:
        """`answered` is told what for, what came, and after how many seconds.

        At most `bodies` are handed on and not `taken` yet.

        `judged` is told each host and what came; it says why the host is to be asked no more, or None. Who was not
        asked because of that is told so.
        """
        self._fetcher = fetcher
        self._answered = answered
        self._judged = judged
        self._room = threading.Semaphore(bodies)
        self._bodies = bodies
        self._schedule = Schedule([(request.url, (request, job)) for request, job in jobs])
        for _ in range(min(_THREADS, len(jobs))):
            # Nobody joins them; to wait for each to have started, as Thread does, takes a tenth of a second in all.
            _thread.start_new_thread(self._work, ())

    def taken(self) -> None:
        """A body that was handed on is held no more."""
        self._room.release()

    def close(self) -> None:
        """Stop; what is being asked is given up."""
        self._schedule.stop()
        self._fetcher.cancel()
        for _ in range(_THREADS):
            self._room.release()
        self._fetcher.close()

    def _work(self) -> None:
        while (taken := self._schedule.take()) is not None:
            host, (request, job) = taken
            start = monotonic()
            outcome = self._ask(request)
            took = monotonic() - start
            why = self._judged(host, outcome)
            dropped = self._schedule.drop(host) if why else []
            self._schedule.done(host)
            for _, left in dropped:
                self._answered(left, FetchError(Trouble.UNASKED, why or ""), 0.0)
            if isinstance(outcome, Response) and not outcome.unchanged:
                self._room.acquire()
            self._answered(job, outcome, took)

    def _ask(self, request: Request) -> Response | FetchError:
        try:
            return self._fetcher.fetch(request)
        except FetchError as error:
            return error
        except Exception as error:  # noqa: BLE001 - one must not stop the others, whatever it is
            return FetchError(Trouble.BROKEN, f"cannot be asked ({type(error).__name__})")
