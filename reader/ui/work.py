"""The one way from the screen to the newsroom: off the event loop, with stale answers dropped.

Reads run side by side in a few threads; a newer one of the same group cancels the older. Writes run one after
another in a thread of their own and are never cancelled; closing waits for them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.app import App
    from textual.worker import Worker

    from reader.newsroom import Newsroom, Progress

__all__ = ["Desk"]

T = TypeVar("T")

_READERS = 4
_SHOWN_EVERY = 0.1
"""Seconds between two reports of progress; more often would only cost time."""


class Desk:
    """Asks the newsroom and tells it things, for the whole screen."""

    def __init__(
        self, app: App[None], open_newsroom: Callable[[], Newsroom], failed: Callable[[str, str], None]
    ) -> None:
        self._app = app
        self._failed = failed
        """Told the group of work that failed and, in one line, why."""
        self._open = open_newsroom
        self._newsroom: Newsroom | None = None
        self._reads = ThreadPoolExecutor(_READERS, "read")
        self._writes = ThreadPoolExecutor(1, "write")
        self._works = ThreadPoolExecutor(1, "work")
        self._watches = ThreadPoolExecutor(1, "watch")
        self._stop = Event()
        self._cancel = Event()

    @property
    def ready(self) -> bool:
        """Whether the library is open."""
        return self._newsroom is not None

    def open(self, then: Callable[[Newsroom], None]) -> None:
        """Open the library, then go on."""

        def opened() -> Newsroom:
            self._newsroom = self._open()
            return self._newsroom

        self._run("open", "Opening the library", lambda: asyncio.wrap_future(self._reads.submit(opened)), then)

    def ask(
        self,
        group: str,
        what: str,
        call: Callable[[Newsroom], T],
        then: Callable[[T], None],
        *,
        delay: float = 0,
        exclusive: bool = True,
    ) -> None:
        """Read something, after `delay` seconds; if `exclusive`, a later question of the group makes this one void."""

        async def answer() -> T:
            await asyncio.sleep(delay)
            return await asyncio.wrap_future(self._reads.submit(call, self._held))

        self._run(group, what, answer, then, exclusive=exclusive)

    def tell(self, what: str, call: Callable[[Newsroom], T], then: Callable[[T], None] | None = None) -> None:
        """Write something, after all that was told before."""
        future = self._writes.submit(call, self._held)
        self._run("tell", what, lambda: asyncio.shield(asyncio.wrap_future(future)), then)

    def toil(
        self,
        what: str,
        call: Callable[[Newsroom, Progress], T],
        progress: Callable[[int, int], None],
        then: Callable[[T | None], None],
    ) -> None:
        """Do long work that tells how far it is; `then` is given None when it was cancelled."""

        over = Event()

        def shown(done: int, total: int) -> None:
            if not over.is_set():  # the last report may come in after the result
                progress(done, total)

        def work() -> T | None:
            from reader.newsroom import Cancelled

            self._cancel.clear()
            try:
                return call(self._held, self._reporter(shown))
            except Cancelled:
                return None
            finally:
                over.set()

        self._run("toil", what, lambda: asyncio.wrap_future(self._works.submit(work)), then)

    def cancel(self) -> None:
        """Stop the long work going on; what it has done stays."""
        self._cancel.set()

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed`, on the event loop, whenever a watched folder changes."""
        loop = asyncio.get_running_loop()

        def tell() -> None:
            if not self._stop.is_set():
                loop.call_soon_threadsafe(changed)

        self._run(
            "watch",
            "Watching folders",
            lambda: asyncio.wrap_future(self._watches.submit(self._held.watch, self._stop, tell)),
            None,
        )

    def close(self) -> None:
        """Finish what was told, stop the rest, close the library. Blocks; call it off the event loop."""
        self._stop.set()
        self._cancel.set()
        self._writes.shutdown(wait=True)
        for pool in (self._works, self._watches, self._reads):
            pool.shutdown(wait=True, cancel_futures=True)
        if self._newsroom is not None:
            self._newsroom.close()

    @property
    def _held(self) -> Newsroom:
        if self._newsroom is None:
            raise ReaderError("The library is still being opened; try again in a moment.")
        return self._newsroom

    def _run(
        self,
        group: str,
        what: str,
        work: Callable[[], Awaitable[T]],
        then: Callable[[T], None] | None,
        *,
        exclusive: bool = False,
    ) -> Worker[None]:
        async def run() -> None:
            try:
                result = await work()
                if then is not None:
                    then(result)
            except ReaderError as error:
                self._failed(group, str(error))
            except Exception as error:  # noqa: BLE001  # whatever it is, a person must hear of it
                self._failed(group, f"{what} failed: {error!r}")

        return self._app.run_worker(run, group=group, description=what, exclusive=exclusive, exit_on_error=False)

    def _reporter(self, progress: Callable[[int, int], None]) -> Progress:
        from reader.newsroom import Cancelled

        last = 0.0

        def report(done: int, total: int) -> None:
            nonlocal last
            if self._cancel.is_set():
                raise Cancelled
            if time.monotonic() - last >= _SHOWN_EVERY:
                last = time.monotonic()
                self._app.call_later(progress, done, total)

        return report
