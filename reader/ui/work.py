"""The one way from the screen to the newsroom: off the event loop, with stale answers dropped.

Reads run side by side in a few threads; a newer one of the same group cancels the older. Writes run one after
another in a thread of their own and are never cancelled; closing waits for them. Long work is done one after another
in a third one; what nobody asked for gives way to what somebody did.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from reader.errors import DamagedStoreError, ReaderError

if TYPE_CHECKING:
    from textual.app import App
    from textual.worker import Worker

    from reader.newsroom import Newsroom, Progress

__all__ = ["Desk", "apart"]

T = TypeVar("T")

_READERS = 4
_UNSEEN = ("version",)
"""Groups of questions that nobody waits for."""
_MENDING = "The library is damaged; it is being mended."
_PATIENCE = 2.0
"""Seconds that work is waited for at the end."""
_SHOWN_EVERY = 0.1
"""Seconds between two reports of progress; more often would only cost time."""


@dataclass(slots=True, eq=False)
class _Work:
    """Long work under way, or waiting for its turn."""

    quiet: bool
    about: str | None
    cancelled: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)


class Desk:
    """Asks the newsroom and tells it things, for the whole screen."""

    def __init__(
        self,
        app: App[None],
        open_newsroom: Callable[[], Newsroom],
        failed: Callable[[str, str], None],
        begun: Callable[[str], Callable[[], None]],
        explain: Callable[[Exception], str],
    ) -> None:
        self._app = app
        self._failed = failed
        """Told the group of work that failed and, in one line, why."""
        self._begun = begun
        """Told what is waited for; gives what to call when it has come."""
        self._explain = explain
        """One line for a person about an error; what no one expected is logged."""
        self._open = open_newsroom
        self._newsroom: Newsroom | None = None
        self.openings = 1
        """How often the library was opened: twice where it was damaged."""
        self._mending = False
        self._reads = ThreadPoolExecutor(_READERS, "read")
        self._writes = ThreadPoolExecutor(1, "write")
        self._works = ThreadPoolExecutor(1, "work")
        self._watches = ThreadPoolExecutor(1, "watch")
        self._stop = Event()
        self._toils: list[_Work] = []
        self.left = False
        """Whether something was still at work when all was closed; the process is then to be ended at once."""

    @property
    def ready(self) -> bool:
        """Whether the library is open."""
        return self._newsroom is not None

    def open(self, look: Callable[[Newsroom], T], then: Callable[[T], None]) -> None:
        """Open the library and look at it, off the event loop; then go on with what was found."""

        def opened() -> T:
            self._newsroom = self._open()
            return look(self._newsroom)

        what = "Opening the library"
        self._run("open", what, lambda: self._awaited(what, self._reads.submit(opened)), then)

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
            future = self._reads.submit(call, self._held)
            return await (asyncio.wrap_future(future) if group in _UNSEEN else self._awaited(what, future))

        self._run(group, what, answer, then, exclusive=exclusive)

    def ask_afar(
        self,
        what: str,
        call: Callable[[Newsroom], T],
        then: Callable[[T], None],
        failed: Callable[[str], None],
    ) -> None:
        """Ask what may take half a minute, a server say: neither another question nor the end waits for it.

        A later one makes this one void; `failed` is told in one line why there is no answer.
        """

        async def answer() -> T:
            newsroom = self._held
            return await asyncio.wrap_future(apart(lambda: call(newsroom)))

        self._run("afar", what, answer, then, exclusive=True, failed=lambda _, text: failed(text))

    def tell(self, what: str, call: Callable[[Newsroom], T], then: Callable[[T], None] | None = None) -> None:
        """Write something, after all that was told before."""
        future = self._writes.submit(call, self._held)
        self._run("tell", what, lambda: asyncio.shield(self._awaited(what, future)), then)

    def toil(
        self,
        what: str,
        call: Callable[[Newsroom, Progress], T],
        progress: Callable[[int, int], None],
        then: Callable[[T | None], None],
        *,
        quiet: bool = False,
        about: str | None = None,
    ) -> None:
        """Do long work that tells how far it is; `then` is given None when it was cancelled.

        `quiet` work is what nobody asked for: it is cancelled as soon as there is other work to be done. `about` is
        the id of the source that all of it is about.
        """
        if not quiet:
            self._cancel(lambda other: other.quiet)
        work = _Work(quiet, about)
        self._toils.append(work)

        def shown(done: int, total: int) -> None:
            if not work.over.is_set():  # the last report may come in after the result
                progress(done, total)

        def do() -> T | None:
            from reader.newsroom import Cancelled

            try:
                return None if work.cancelled.is_set() else call(self._held, self._reporter(shown, work.cancelled))
            except Cancelled:
                return None
            finally:
                work.over.set()
                self._toils.remove(work)

        self._run("quiet" if quiet else "toil", what, lambda: asyncio.wrap_future(self._works.submit(do)), then)

    @property
    def idle(self) -> bool:
        """Whether there is no long work."""
        return not self._toils

    def cancel(self) -> bool:
        """Stop the long work going on, what was asked for first; what it has done stays. False where there is none."""
        first = min(list(self._toils), key=lambda work: work.quiet, default=None)
        return self._cancel(lambda work: work is first)

    def cancel_about(self, source: str) -> None:
        """Stop the long work that is about a source and nothing else."""
        self._cancel(lambda work: work.about == source)

    def _cancel(self, meant: Callable[[_Work], bool]) -> bool:
        found = [work for work in list(self._toils) if meant(work)]
        for work in found:
            work.cancelled.set()
        return bool(found)

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
        """Finish what was told, stop the rest, close the library. Blocks; call it off the event loop.

        What does not stop soon is left to the end of the process: all that it has done is kept whole.
        """
        self._stop.set()
        self._cancel(lambda _: True)
        self._writes.shutdown(wait=True)
        closing = Thread(target=self._close_rest, name="close", daemon=True)
        closing.start()
        closing.join(_PATIENCE)
        self.left = closing.is_alive()

    def _close_rest(self) -> None:
        for pool in (self._works, self._watches, self._reads):
            pool.shutdown(wait=True, cancel_futures=True)
        if self._newsroom is not None:
            self._newsroom.close()

    async def _awaited(self, what: str, future: Future[T]) -> T:
        """What comes of something that is seen to be waited for, should it take long."""
        come = self._begun(what)
        try:
            return await asyncio.wrap_future(future)
        finally:
            come()

    def _mend(self) -> bool:
        """Open the library anew, which mends it, with no write between; False where that was done before."""
        if self._newsroom is None or self._mending:
            return False
        self._mending = True
        what = "Mending the library"
        self._run("mend", what, lambda: asyncio.shield(self._awaited(what, self._writes.submit(self._reopen))), None)
        return True

    def _reopen(self) -> None:
        before, self._newsroom = self._held, self._open()
        self.openings += 1
        before.close()

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
        failed: Callable[[str, str], None] | None = None,
    ) -> Worker[None]:
        tell = failed or self._failed

        async def run() -> None:
            try:
                result = await work()
                if then is not None:
                    then(result)
            except DamagedStoreError as error:
                tell(group, _MENDING if self._mend() else str(error))
            except ReaderError as error:
                tell(group, str(error))
            except Exception as error:  # noqa: BLE001  # whatever it is, a person must hear of it
                tell(group, f"{what} failed: {self._explain(error)}")

        return self._app.run_worker(run, group=group, description=what, exclusive=exclusive, exit_on_error=False)

    def _reporter(self, progress: Callable[[int, int], None], cancelled: Event) -> Progress:
        from reader.newsroom import Cancelled

        last = 0.0

        def report(done: int, total: int) -> None:
            nonlocal last
            if cancelled.is_set():
                raise Cancelled
            if time.monotonic() - last >= _SHOWN_EVERY:
                last = time.monotonic()
                self._app.call_later(progress, done, total)

        return report


def apart(call: Callable[[], T]) -> Future[T]:
    """Call something in a thread of its own, which nothing waits for at the end."""
    future: Future[T] = Future()

    def run() -> None:
        with suppress(InvalidStateError):  # nobody wants to know any more
            try:
                future.set_result(call())
            except Exception as error:  # noqa: BLE001  # whoever asked is told
                future.set_exception(error)

    Thread(target=run, name="afar", daemon=True).start()
    return future
