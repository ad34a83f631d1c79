"""Asking servers for feeds and pages: `Fetcher`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from reader.address import web_address
from reader.config import Login
from reader.sources.web import headers
from reader.sources.web.errand import LIMITS, Errand, Limits
from reader.sources.web.exchange import FetchError, Hop, Request, Response, Trouble
from reader.sources.web.gate import Gate
from reader.sources.web.logins import Logins
from reader.sources.web.lookup import LookUp, by_system
from reader.sources.web.private import is_private
from reader.sources.web.target import Target

if TYPE_CHECKING:
    from types import TracebackType

    from reader.sources.web.asking import Asking

__all__ = ["Fetcher"]

_HOPS = 10
"""Redirects that are followed at most; browsers follow 20, feeds that need more than three are rare."""
_AT_A_HOST = 2
"""Fetches at the same host at the same time: as polite as a browser of old, and enough."""


class Fetcher:
    """Asks servers: bounded in time and size, two questions at a host at most, nothing private unless allowed.

    May be used from a hundred threads at once. Nothing of one fetch is known to the next but open connections: no
    cookies, no referrers.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        logins: Mapping[str, Login] = MappingProxyType({}),
        user_agent: str = headers.USER_AGENT,
        limits: Limits = LIMITS,
        refused: Callable[[str], bool] = is_private,
        by_name: LookUp = by_system,
    ) -> None:
        """`refused` says which numeric addresses count as private; `by_name` looks up the names of hosts.

        The proxies of the environment are read with the first fetch.
        """
        self._gate = Gate(_AT_A_HOST, "its host was busy with other fetches all the time")
        self._refused = (lambda _: False) if allow_private else refused
        self._by_name = by_name
        self._logins = Logins(logins)
        self._user_agent = user_agent
        self._limits = limits
        self._lock = threading.Lock()
        self._running: set[Errand] = set()
        self._closed = False
        self._asking: Asking | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def fetch(self, request: Request) -> Response:
        """The answer to a question, redirects followed. Raises FetchError."""
        errand = Errand(self._limits)
        with self._lock:
            if self._closed:
                raise FetchError(Trouble.CANCELLED, "cancelled")
            self._running.add(errand)
        try:
            return self._follow(request, errand)
        except FetchError:
            errand.check()  # what fails after it was cancelled fails because of that
            raise
        finally:
            with self._lock:
                self._running.discard(errand)

    def cancel(self) -> None:
        """End all fetches under way soon: they raise FetchError (CANCELLED). Later ones are not touched."""
        with self._lock:
            running = list(self._running)
        for errand in running:
            errand.cancel()

    def rest(self) -> None:
        """Close the connections kept open for the next question: for a while there will be none."""
        with self._lock:
            asking = self._asking
        if asking is not None:
            asking.rest()

    def close(self) -> None:
        """End all fetches and close all connections; nothing can be fetched any more."""
        with self._lock:
            self._closed = True
            asking = self._asking
        self.cancel()
        if asking is not None:
            asking.close()

    def _follow(self, request: Request, errand: Errand) -> Response:
        target = Target.of(request.url)
        hops: list[Hop] = []
        been = {target.url}
        known = True
        while True:
            with self._gate.through(target.host, errand):
                found = self._servers().ask(target, request, errand, known=known)
            if isinstance(found, Response):
                return replace(found, hops=tuple(hops))
            hops.append(Hop(target.url, found.permanent))
            before, target = target, _led_to(found.location, target)
            # A login is for whom it was asked of: never for another host it is redirected to, nor for http after https.
            known = known and target.host == before.host and (target.scheme == "https" or before.scheme == "http")
            if target.url in been:
                raise FetchError(Trouble.REDIRECT, "it leads in a circle")
            if len(hops) > _HOPS:
                raise FetchError(Trouble.REDIRECT, f"it leads from one address to the next, more than {_HOPS} times")
            been.add(target.url)

    def _servers(self) -> Asking:
        """Made with the first fetch: urllib3 takes 40 ms to import."""
        with self._lock:
            if self._asking is None:
                from reader.sources.web.asking import Asking
                from reader.sources.web.pool import Pool

                self._asking = Asking(Pool(self._refused, self._by_name), self._logins, self._user_agent)
            return self._asking


def _led_to(location: str, target: Target) -> Target:
    """Where a redirect leads. Raises FetchError."""
    address = web_address(location, target.url)
    if address is None:
        raise FetchError(Trouble.REDIRECT, "it leads to what is no address of the web")
    try:
        return Target.of(address)
    except FetchError as error:
        raise FetchError(error.trouble, f"it leads elsewhere, and there {error}") from None
