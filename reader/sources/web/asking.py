"""One hop of a fetch: a server is asked once, and what it answers is read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from urllib3.response import BaseHTTPResponse

from reader.sources.web import headers
from reader.sources.web.body import read_body, too_large
from reader.sources.web.connection import Connection, StaleConnectionError
from reader.sources.web.errand import Errand
from reader.sources.web.exchange import LARGEST, FetchError, Request, Response, Trouble
from reader.sources.web.gate import Gate
from reader.sources.web.logins import Logins
from reader.sources.web.pool import Pool
from reader.sources.web.target import Target
from reader.sources.web.wording import of_status

__all__ = ["Asking", "Moved"]

_LARGE_ONES = 2
"""Bodies that may be large at the same time: with 16 MB each and 1 MB for all others, 100 threads hold 130 MB."""
_MOVED = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}


@dataclass(frozen=True, slots=True)
class Moved:
    """What was asked for is elsewhere."""

    location: str
    permanent: bool


class Asking:
    """Asks servers, over connections of its own; for many threads at once."""

    def __init__(self, pool: Pool, logins: Logins, user_agent: str) -> None:
        self._pool = pool
        self._logins = logins
        self._user_agent = user_agent
        self._large = Gate(_LARGE_ONES, "other large answers were read all the time")

    def ask(self, target: Target, request: Request, errand: Errand, *, known: bool) -> Response | Moved:
        """What the server at `target` answers; `known` is whether it is one that a login may be shown to.

        A kept connection that turns out to be closed is the one thing that is tried again, over a new one. Raises
        FetchError.
        """
        login = self._logins.authorization(target, errand) if known else None
        kept = self._pool.kept(target)
        if kept is not None:
            with suppress(StaleConnectionError):
                return self._over(kept, target, request, errand, login)
        return self._over(self._pool.open(target, errand), target, request, errand, login)

    def rest(self) -> None:
        """Close the connections that nobody uses."""
        self._pool.rest()

    def close(self) -> None:
        """Close all connections, those in use as soon as they are not."""
        self._pool.close()

    def _over(
        self, connection: Connection, target: Target, request: Request, errand: Errand, login: str | None
    ) -> Response | Moved:
        """The answer over this connection, which is kept if it can be."""
        question = headers.sent(request, self._user_agent)
        if login and (target.scheme == "https" or connection.near):
            question["Authorization"] = login
        try:
            with errand.until(connection.meter.abort):
                answer = connection.ask(target, question, errand)
                if answer.status == 200:
                    return self._whole(connection, answer, target, errand)
                connection.skip(answer)
                if answer.status == 401:
                    raise self._locked(target, question, login)
                return _without_body(answer, target, request)
        finally:
            self._pool.give_back(connection, target)

    def _locked(self, target: Target, question: dict[str, str], login: str | None) -> FetchError:
        """The error of an answer that asks for a login."""
        if login is None:
            more = "a login for it can be put into the config"
        elif "Authorization" not in question:
            more = "its login is only sent over https"
        else:
            self._logins.forget(target)
            more = "it does not take the login in the config"
        return FetchError(Trouble.STATUS, f"{of_status(401)}; {more}", status=401)

    def _whole(self, connection: Connection, answer: BaseHTTPResponse, target: Target, errand: Errand) -> Response:
        if (answer.length_remaining or 0) > LARGEST:
            raise too_large()
        body = read_body(
            connection.body(answer),
            answer.headers.get("Content-Encoding", ""),
            lambda: self._large.through("", errand),
        )
        return _response(answer, target, body)


def _response(answer: BaseHTTPResponse, target: Target, body: bytes) -> Response:
    stated = answer.headers
    return Response(
        url=target.url,
        body=body,
        unchanged=answer.status == 304,
        media=headers.media_of(stated.get("Content-Type")),
        charset=headers.charset_of(stated.get("Content-Type")),
        etag=headers.validator(stated.get("ETag")),
        modified=headers.validator(stated.get("Last-Modified")),
        fresh=headers.fresh_for(stated),
    )


def _without_body(answer: BaseHTTPResponse, target: Target, request: Request) -> Response | Moved:
    """What an answer other than 200 means. Raises FetchError."""
    status = answer.status
    if status in _MOVED:
        location = answer.headers.get("Location")
        if location is None:
            raise FetchError(Trouble.REDIRECT, f"{of_status(status)} and does not say where to", status=status)
        return Moved(_as_utf8(location), status in _FOR_GOOD)
    if status == 304:
        if not (headers.validator(request.etag) or headers.validator(request.modified)):
            raise FetchError(
                Trouble.STATUS, "the server answers 304 (not modified), though nothing is held of it", status=status
            )
        found = _response(answer, target, b"")
        return replace(found, etag=found.etag or request.etag, modified=found.modified or request.modified)
    raise FetchError(
        Trouble.STATUS,
        of_status(status),
        status=status,
        retry_after=headers.retry_after(answer.headers.get("Retry-After")),
    )


def _as_utf8(value: str) -> str:
    """A header as UTF-8, which is what servers send for addresses; it was read as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
