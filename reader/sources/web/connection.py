"""Connections to servers: asked one thing at a time, and kept for the next question where that can be."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from reader.sources.web.body import AHEAD
from reader.sources.web.errand import Errand
from reader.sources.web.exchange import FetchError, Trouble
from reader.sources.web.private import is_private
from reader.sources.web.proxy import Proxy
from reader.sources.web.sockets import Meter
from reader.sources.web.target import Target
from reader.sources.web.wording import unanswered

__all__ = ["FAILURES", "Connection", "StaleConnectionError"]

FAILURES = (OSError, http.client.HTTPException, HTTPError, ValueError)
"""What the libraries below raise at servers that misbehave; ValueError for numbers and addresses that are none."""
_PIECES = 100_000
"""Pieces that a body may come in: each takes 10 µs however small it is. 16 MB in 160 bytes each are allowed."""
_UNWANTED = 4
"""Pieces of a body nobody wants that are read; most come in one."""


class StaleConnectionError(Exception):
    """A kept connection was closed by the server meanwhile: the question was not heard and may be asked again."""


class _Plain(HTTPConnection):
    """Over a socket that is there already, and only that: it is never opened again by itself."""

    auto_open = 0
    made: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.made


class _Secure(HTTPSConnection):
    auto_open = 0
    made: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.made


class Connection:
    """A connection to one server, perhaps through a proxy."""

    def __init__(
        self, target: Target, proxy: Proxy | None, made: socket.socket, meter: Meter, context: ssl.SSLContext | None
    ) -> None:
        """Shake hands over the socket `made`: with TLS where `context` is given, and then through a proxy's tunnel.

        Raises FetchError and FAILURES.
        """
        self.meter = meter
        self.direct = proxy is None
        self.near = self.direct and is_private(made.getpeername()[0])
        """Whether the server is in one's own network, and what is sent stays there."""
        self._headers = proxy.headers if proxy and not context else {}
        self._used = False
        self._idle = True
        host, port = (proxy.host, proxy.port) if proxy else (target.host, target.port)
        self._http = _Secure(host, port, ssl_context=context) if context else _Plain(host, port)
        self._http.made = made
        if proxy and context:
            self._http.set_tunnel(target.host, target.port, proxy.headers)
        try:
            self._http.connect()
        except BaseException:
            self.close()
            raise

    @property
    def alive(self) -> bool:
        """Whether the server holds it open, as far as this side knows."""
        return self._http.is_connected

    @property
    def idle(self) -> bool:
        """Whether all of the last answer was read and it stays open: it may be asked again."""
        return self._idle and not self._http.is_closed

    def ask(self, target: Target, headers: Mapping[str, str], errand: Errand) -> BaseHTTPResponse:
        """The answer, its headers read. Raises FetchError; StaleConnectionError where it was kept and is closed."""
        self.meter.start(errand)
        used, self._used, self._idle = self._used, True, False
        path = target.path if self.direct or target.scheme == "https" else f"http://{target.authority}{target.path}"
        try:
            self._http.request(
                "GET", path, headers={"Host": target.authority, **headers, **self._headers}, preload_content=False
            )
            answer = self._http.getresponse()
        except FAILURES as error:
            if used and not self.meter.received:
                raise StaleConnectionError from None
            raise unanswered(error, begun=self.meter.received > 0) from None
        self.meter.head_is_read()
        return answer

    def body(self, answer: BaseHTTPResponse) -> Iterator[bytes]:
        """The body as it comes, still packed. Raises FetchError."""
        pieces = 0
        try:
            while chunk := answer.read1(AHEAD, decode_content=False):
                yield chunk
                pieces += 1
                if pieces > _PIECES:
                    raise FetchError(Trouble.BROKEN, "the answer comes in too many tiny pieces")
        except FAILURES as error:
            raise unanswered(error, begun=True) from None
        self.meter.errand.check()  # what is cut off by cancelling looks like an end
        self._idle = True

    def skip(self, answer: BaseHTTPResponse) -> None:
        """Read past a short body that nobody wants, so that the connection can be used again; else close it."""
        self.meter.hurry()
        with suppress(FetchError):
            for _ in islice(self.body(answer), _UNWANTED):
                pass
        if not self._idle:
            self.close()

    def close(self) -> None:
        """Close it."""
        self._http.close()
        if self.meter.socket is not None:
            self.meter.socket.close()
