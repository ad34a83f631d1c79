"""What went wrong while asking a server, in words for a person: never the server's own."""

from __future__ import annotations

import errno
import re
import ssl
from http import HTTPStatus
from http.client import IncompleteRead, RemoteDisconnected

from reader.sources.web.exchange import FetchError, Trouble

__all__ = ["of_status", "unanswered", "unconnected"]

_WORDS = {status.value: status.phrase.lower() for status in HTTPStatus}
_NO_NETWORK = (errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL)
_UNCONNECTED = {
    errno.ECONNREFUSED: "the connection is refused",
    errno.EHOSTUNREACH: "the host cannot be reached",
    errno.EMFILE: "this program has too many files open to connect to it",
}
_CERTIFICATES = {
    9: "its certificate is not valid yet; is the clock of this machine right?",
    10: "its certificate has expired",
    18: "its certificate is signed by nobody but itself",
    62: "its certificate is for another host",
    64: "its certificate is for another host",
}
"""By the codes of OpenSSL (X509_V_ERR_...)."""
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})\b")


def of_status(status: int) -> str:
    """What the server answers: "the server answers 503 (service unavailable)"."""
    words = _WORDS.get(status)
    return f"the server answers {status} ({words})" if words else f"the server answers {status}"


def unconnected(error: Exception, seconds: float) -> FetchError:
    """Why there is no connection; `seconds` is how long one may take."""
    cause = _cause(error)
    if isinstance(cause, ssl.SSLError):
        return FetchError(Trouble.TLS, _of_tls(cause))
    if isinstance(cause, TimeoutError):
        return FetchError(Trouble.CONNECT, f"no connection within {seconds:g} seconds")
    if tunnel := _TUNNEL.match(str(cause)):
        return FetchError(Trouble.CONNECT, f"the proxy refuses: {of_status(int(tunnel[1])).partition('answers ')[2]}")
    number = cause.errno if isinstance(cause, OSError) else None
    if number in _NO_NETWORK:
        return FetchError(Trouble.OFFLINE, "there is no network to reach it by")
    return FetchError(Trouble.CONNECT, _UNCONNECTED.get(number or 0, "no connection can be made"))


def unanswered(error: Exception, *, begun: bool) -> FetchError:
    """Why there is no whole answer; `begun` is whether some of it came."""
    cause = _cause(error)
    if isinstance(cause, ssl.SSLError):
        return FetchError(Trouble.TLS, "the secure connection broke")
    if not begun and isinstance(cause, OSError | RemoteDisconnected):
        return FetchError(Trouble.BROKEN, "the server closes the connection without an answer")
    if isinstance(cause, OSError | IncompleteRead):
        return FetchError(Trouble.BROKEN, "the answer ends too early")
    return FetchError(Trouble.BROKEN, "the answer is not what HTTP allows")


def _cause(error: BaseException) -> BaseException:
    """The innermost error: urllib3 wraps what the system said."""
    while error.__cause__ is not None:
        error = error.__cause__
    return error


def _of_tls(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATES.get(error.verify_code, "its certificate is signed by nobody this machine trusts")
    if error.reason == "WRONG_VERSION_NUMBER":
        return "the server does not speak TLS there; is its address http and not https?"
    return "no secure connection (TLS) can be made"
