"""Sockets that keep to a fetch's time, count what comes through them, and connect only to where Reader may go."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Self, cast

from reader.sources.web.errand import Errand
from reader.sources.web.exchange import LARGEST, FetchError, Trouble
from reader.sources.web.lookup import Found

__all__ = ["Meter", "SecureContext", "connect", "private_address"]

_HEAD = 256_000
"""Bytes of status line and headers, all of them, interim answers too. Servers send 1 KB, the worst about 20."""
_WHOLE = 2 * LARGEST + _HEAD
"""Bytes of an answer with what frames it: a body in tiny chunks is six times as long."""

_HURRIED = 0.5
"""Seconds to wait for bytes that nobody wants."""


class Meter:
    """What sockets of one connection share: whose errand they run, and how much may come."""

    def __init__(self, errand: Errand) -> None:
        self.socket: socket.socket | None = None
        self.start(errand)

    def start(self, errand: Errand) -> None:
        """From here on the connection works for `errand`, and an answer begins."""
        self.errand = errand
        self.received = 0
        self._most = _HEAD
        self._pause = errand.limits.idle

    def head_is_read(self) -> None:
        """What comes now is the body."""
        self._most = _WHOLE

    def hurry(self) -> None:
        """What comes now is of so little use that it is hardly waited for."""
        self._pause = min(self._pause, _HURRIED)

    def seconds(self) -> float:
        """How long to wait for the next bytes. Raises FetchError."""
        return self.errand.left(self._pause if self.received else self.errand.limits.answer)

    def count(self, size: int) -> None:
        """So many bytes came; 0 is the end. Raises FetchError where they are too many, or it ends within the headers.

        `http.client` would take headers that are cut off for all of them.
        """
        if not size and self.received and self._most == _HEAD:
            raise FetchError(Trouble.BROKEN, "the answer ends too early")
        self.received += size
        if self.received > self._most:
            raise (
                FetchError(Trouble.BROKEN, "its headers are longer than 256 KB")
                if self._most == _HEAD
                else FetchError(Trouble.SIZE, "the answer is larger than 16 MB and was not read")
            )

    def silence(self) -> FetchError:
        """The error when nothing came for as long as is waited."""
        if self.errand.over:
            return self.errand.late()
        limits = self.errand.limits
        if self.received:
            return FetchError(Trouble.TIMEOUT, f"the answer stopped: nothing came for {limits.idle:g} seconds")
        return FetchError(Trouble.TIMEOUT, f"no answer within {limits.answer:g} seconds")

    def abort(self) -> None:
        """Make whoever reads or writes stop; from any thread. Closing is left to that one.

        Not the socket's own `shutdown`: that of a TLS socket forgets first that it is one, and what is written then
        would go out in the clear.
        """
        if self.socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


class _PlainSocket(socket.socket):
    meter: Meter

    def recv_into(self, *args: Any, **keywords: Any) -> int:
        return _metered(self, super().recv_into, args, keywords)


class _SecureSocket(ssl.SSLSocket):
    meter: Meter

    def recv_into(self, *args: Any, **keywords: Any) -> int:
        return _metered(self, super().recv_into, args, keywords)


def _metered(
    of: _PlainSocket | _SecureSocket, receive: Callable[..., int], args: tuple[Any, ...], keywords: dict[str, Any]
) -> int:
    """Receive within the time there is: `http.client` reads each line of the headers through this."""
    meter = of.meter
    of.settimeout(meter.seconds())
    try:
        size = receive(*args, **keywords)
    except TimeoutError:
        raise meter.silence() from None
    meter.count(size)
    return size


class SecureContext(ssl.SSLContext):
    """Certificates and host names are always checked; a handshake keeps to the errand's time."""

    def __new__(cls) -> Self:
        """One that trusts who the system trusts."""
        context = super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.sslsocket_class = _SecureSocket
        context.load_default_certs()
        return context

    def wrap_socket(  # type: ignore[override]  # what urllib3 gives
        self, sock: _PlainSocket, *, server_hostname: str | None = None, **_: object
    ) -> _SecureSocket:
        """Shake hands over a socket of `connect`; whoever called closes it in the end. Raises FetchError, OSError."""
        meter = sock.meter
        secure = cast(
            "_SecureSocket",
            super().wrap_socket(sock, do_handshake_on_connect=False, server_hostname=server_hostname),
        )
        secure.meter, meter.socket = meter, secure
        try:
            secure.settimeout(meter.seconds())
            secure.do_handshake()
        except TimeoutError:
            raise meter.silence() from None
        return secure


def private_address(address: str) -> FetchError:
    """The error for an address that Reader does not connect to."""
    return FetchError(
        Trouble.REFUSED,
        f"it leads to a private address ({address}); allow that with --allow-private or allow_private = true in the"
        " config",
    )


def connect(found: Sequence[Found], meter: Meter, refused: Callable[[str], bool]) -> socket.socket:
    """A connection to the first of these addresses that takes one, none of them refused. Raises FetchError, OSError."""
    allowed = [place for place in found if not refused(place[1][0])]
    if not allowed:
        raise private_address(found[0][1][0])
    errand = meter.errand
    seconds = errand.limits.connect
    for place in allowed[:-1]:
        seconds /= 2  # the first gets half of the time, so that a dead address leaves some for the next
        with suppress(OSError):
            return _connected(place, meter, errand.left(seconds), refused)
    return _connected(allowed[-1], meter, errand.left(seconds), refused)


def _connected(place: Found, meter: Meter, seconds: float, refused: Callable[[str], bool]) -> socket.socket:
    family, address = place
    plain = _PlainSocket(family, socket.SOCK_STREAM)
    plain.meter, meter.socket = meter, plain
    try:
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain.settimeout(seconds)
        plain.connect(address)
        peer = plain.getpeername()[0]
        if refused(peer):
            raise private_address(peer)
    except BaseException as error:
        plain.close()
        if isinstance(error, TimeoutError) and meter.errand.over:
            raise meter.errand.late() from None
        raise
    return plain
