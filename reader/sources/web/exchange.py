"""What is asked of a server, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.errors import SourceError

__all__ = ["LARGEST", "FetchError", "Hop", "Request", "Response", "Trouble"]

LARGEST = 16_000_000
"""Bytes a body may have, as it comes and unpacked."""


class Trouble(StrEnum):
    """Why there is no answer that is of use."""

    OFFLINE = "offline"
    """The name of the host cannot be looked up, or no network is there: nothing that the server did."""
    CONNECT = "connect"
    TIMEOUT = "timeout"
    TLS = "tls"
    STATUS = "status"
    """An HTTP status that is neither 200 nor 304; 304 where nothing was held counts too."""
    REDIRECT = "redirect"
    """Too many, in a circle, or to what is no web address."""
    SIZE = "size"
    BROKEN = "broken"
    """The answer ends too early, or is not what HTTP allows."""
    REFUSED = "refused"
    """Reader itself does not ask there: a private address, credentials in the address, no web address."""
    CANCELLED = "cancelled"
    UNASKED = "unasked"
    """It was not asked, because of how its host answered to others."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, with what is known of last time."""

    url: str
    etag: str | None = None
    modified: str | None = None
    """The Last-Modified of last time, as it came."""
    accept: str = "feed"
    """"feed", "page" or "picture": what the Accept header asks for."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect that was followed."""

    url: str
    """Where it came from."""
    permanent: bool


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: a body, or that nothing has changed."""

    url: str
    """Where it was found in the end."""
    body: bytes
    """Unpacked; empty where nothing has changed."""
    unchanged: bool = False
    """Whether the server says so (304)."""
    media: str = ""
    """The media type, lower case, without parameters; "" where none is stated."""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    hops: tuple[Hop, ...] = ()
    fresh: float | None = None
    """Seconds it stays as it is, by its cache headers; None where they say nothing."""


class FetchError(SourceError):
    """There is no answer of use. The message is one line for a person, without the address and without secrets."""

    def __init__(
        self, trouble: Trouble, message: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.status = status
        self.retry_after = retry_after
        """Seconds the server asks to be left alone for (Retry-After), where it does."""
