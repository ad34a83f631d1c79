"""A server on loopback that answers byte for byte as it is told, with every fault a server can have."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

import pytest

from reader.sources.web.errand import Limits
from reader.sources.web.exchange import FetchError, Request
from reader.sources.web.fetcher import Fetcher

__all__ = ["Asked", "Route", "Server", "Talk", "answer", "failure", "failure_within", "redirect"]


@dataclass(frozen=True)
class Asked:
    """A question as it came."""

    line: str
    headers: dict[str, str]
    """By name in lower case."""

    @property
    def path(self) -> str:
        return [*self.line.split(" "), ""][1]


class Talk:
    """One connection, from the server's end."""

    def __init__(self, server: Server, connection: socket.socket, asked: Asked) -> None:
        self.server = server
        self.connection = connection
        self.asked = asked

    def send(self, data: bytes) -> bool:
        """Whether it could be sent: the other end may have had enough."""
        try:
            self.connection.sendall(data)
        except OSError:
            return False
        return True

    def pause(self, seconds: float) -> bool:
        """Wait; whether the test still runs."""
        return not self.server.closing.wait(seconds)

    def drip(self, data: bytes, seconds: float) -> None:
        """Send byte by byte."""
        for at in range(len(data)):
            if not (self.send(data[at : at + 1]) and self.pause(seconds)):
                return

    def hang_up(self) -> None:
        """End the connection in good order."""
        self.connection.shutdown(socket.SHUT_RDWR)

    def reset(self) -> None:
        """Break the connection."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise ConnectionAbortedError


Route = bytes | Callable[[Talk], object]


def answer(status: int = 200, body: bytes = b"", **headers: str) -> bytes:
    """An answer as it should be; `_` in the name of a header stands for `-`."""
    headers = {"Content-Length": str(len(body))} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    return f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode() + body


def redirect(location: str, status: int = 302) -> bytes:
    """A redirect."""
    return answer(status, b"moved", Location=location)


def failure(fetcher: Fetcher, url: str) -> FetchError:
    """How fetching it fails, which it does in one line."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(url))
    message = str(caught.value)
    assert message.isprintable()
    assert url not in message
    return caught.value


def failure_within(url: str, **limits: float) -> FetchError:
    """How fetching it fails with such `Limits`: only the tested one is short, as the machine may be busy."""
    with Fetcher(allow_private=True, limits=Limits(**limits)) as fetcher:
        return failure(fetcher, url)


@dataclass
class Server:
    """Answers by path, on a port of its own; counts what comes."""

    routes: dict[str, Route]
    host: str = "127.0.0.1"
    context: ssl.SSLContext | None = None
    greeting: bytes = b""
    """Sent before anything is asked."""
    connections: int = 0
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self._listening = socket.create_server(
            (self.host, 0), family=family, backlog=256, dualstack_ipv6=self.host == "::"
        )
        self.port: int = self._listening.getsockname()[1]
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def url(self, path: str = "/", host: str | None = None, scheme: str = "") -> str:
        named = host or (f"[{self.host}]" if ":" in self.host else self.host)
        return f"{scheme or ('https' if self.context else 'http')}://{named}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with suppress(OSError), plain:
            plain.settimeout(30)
            plain.sendall(self.greeting)
            connection = self.context.wrap_socket(plain, server_side=True) if self.context else plain
            with connection, connection.makefile("rb") as file:
                while asked := _question(file):
                    with self._lock:
                        self.asked.append(asked)
                    self._answer(Talk(self, connection, asked))

    def _answer(self, talk: Talk) -> None:
        route = self.routes.get(talk.asked.path, answer(404))
        if isinstance(route, bytes):
            talk.send(route)
        else:
            route(talk)


def _question(file: object) -> Asked | None:
    lines: list[str] = []
    while line := file.readline().decode("latin-1").rstrip("\r\n"):  # type: ignore[attr-defined]
        lines.append(line)
    if not lines:
        return None
    pairs = (line.partition(":") for line in lines[1:])
    return Asked(lines[0], {name.lower(): value.strip() for name, _, value in pairs})
