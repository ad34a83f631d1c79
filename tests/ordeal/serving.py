"""A server on loopback whose answers a trial sets, and nothing else in reach."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Answer", "alone", "server"]

Answer = tuple[dict[str, str], bytes]
"""Headers and a body."""


@contextmanager
def alone(base: str) -> Iterator[None]:
    """Whatever else is asked for, the same server has to answer: nothing goes out of this machine."""
    ours = {"http_proxy": base, "https_proxy": base, "no_proxy": "127.0.0.1"}
    before = {name: os.environ.get(name) for name in (*ours, "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")}
    for name in before:
        os.environ.pop(name, None)
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@contextmanager
def server() -> Iterator[tuple[str, dict[str, Answer]]]:
    """A server on loopback and what it answers with."""
    bodies: dict[str, Answer] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers, body = bodies.get(self.path, ({}, b""))
            self.send_response(200 if self.path in bodies else 404)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Who asks may leave."""

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", bodies
        finally:
            server.shutdown()
