"""Pictures of articles: fetched when somebody wants to see them, and kept in memory only, the last few."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.guard import Worker
from reader.sources.pictures import Picture, PictureBytes, fitted
from reader.sources.web.exchange import LARGEST, Request
from reader.text import safe

if TYPE_CHECKING:
    from reader.sources.web.fetcher import Fetcher

__all__ = ["Pictures"]

_MOST = 2 * LARGEST
_NEEDS = 'drawing needs the extra "pictures"; pipx inject reader-tui pillow brings it'


def _installed() -> bool:
    return find_spec("PIL") is not None


class Pictures:
    """The pictures at some addresses. May be used from several threads."""

    def __init__(
        self,
        worker: Worker,
        fetcher: Callable[[], Fetcher],
        able: Callable[[], bool] = _installed,
        most: int = _MOST,
    ) -> None:
        """`able` says whether pictures can be decoded at all; at most so many bytes of them are held, as they came."""
        self._worker = worker
        self._make_fetcher = fetcher
        self._able = able
        self._most = most
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def at(self, url: str, width: int, height: int) -> Picture:
        """The picture at an address, with as many pixels as there is room for. Raises SourceError.

        Another one that is still on its way is given up: one is looked at at a time.
        """
        if not self._able():
            raise SourceError(_NEEDS)
        outcome = self._worker.submit(fitted, PictureBytes(self._body(url), width, height)).result()
        if isinstance(outcome, Picture):
            return outcome
        raise outcome if isinstance(outcome, SourceError) else SourceError(safe(str(outcome)))

    def rest(self) -> None:
        """Give up what is on its way and close what was kept open: nobody looks at pictures any more."""
        self._fetcher.cancel()
        self._fetcher.rest()

    @cached_property
    def _fetcher(self) -> Fetcher:
        return self._make_fetcher()

    def _body(self, url: str) -> bytes:
        """A picture as it came, now or a while ago."""
        with self._lock:
            if url in self._held:
                self._held.move_to_end(url)
                return self._held[url]
        self._fetcher.cancel()
        body = self._fetcher.fetch(Request(url, accept="picture")).body
        with self._lock:
            self._held[url] = body
            while sum(map(len, self._held.values())) > self._most:
                self._held.popitem(last=False)
        return body
