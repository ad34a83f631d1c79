"""TLS: certificates are always checked, and a handshake keeps to its time."""

import socket
import ssl
import warnings

from reader.sources.web.exchange import Request, Trouble
from reader.sources.web.fetcher import Fetcher
from tests.sources.web.server import Talk, answer, failure, failure_within

FEED = b"<rss/>" * 20_000


def told(fetcher: Fetcher, url: str) -> tuple[Trouble, str]:
    error = failure(fetcher, url)
    return error.trouble, str(error)


def test_a_server_that_is_who_it_says(serve, fetcher, secure):
    server = serve({"/": answer(200, FEED)}, context=secure)
    for _ in range(2):
        assert fetcher.fetch(Request(server.url(host="localhost"))).body == FEED
    assert server.connections == 1


def test_one_that_is_another(serve, fetcher, secure):
    server = serve({"/": answer(200, FEED)}, context=secure)
    assert told(fetcher, server.url(host="127.0.0.2")) == (Trouble.CONNECT, "the connection is refused")
    assert told(fetcher, server.url(host="127.0.0.1")) == (Trouble.TLS, "its certificate is for another host")
    assert server.asked == []


def test_one_that_nobody_vouches_for(serve, fetcher, secure, monkeypatch, tmp_path):
    (tmp_path / "none.pem").touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    server = serve({"/": answer(200, FEED)}, context=secure)
    assert told(fetcher, server.url(host="localhost")) == (
        Trouble.TLS,
        "its certificate is signed by nobody but itself",
    )


def test_one_that_does_not_speak_it(serve, fetcher):
    server = serve({}, greeting=answer(400))
    assert told(fetcher, server.url(scheme="https")) == (
        Trouble.TLS,
        "the server does not speak TLS there; is its address http and not https?",
    )


def test_one_that_only_speaks_what_is_broken_since_long(serve, fetcher, secure):
    with warnings.catch_warnings(action="ignore"):
        secure.maximum_version = ssl.TLSVersion.TLSv1_1
    server = serve({"/": answer(200, FEED)}, context=secure)
    assert told(fetcher, server.url(host="localhost")) == (Trouble.TLS, "no secure connection (TLS) can be made")


def test_a_handshake_that_is_never_answered():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        error = failure_within(url, answer=0.3)
    assert (error.trouble, str(error)) == (Trouble.TIMEOUT, "no answer within 0.3 seconds")


def test_a_drip_within_it_is_ended(serve, secure):
    def drips(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nX: ")
        talk.drip(b"x" * 1000, 0.05)

    server = serve({"/": drips}, context=secure)
    error = failure_within(server.url(host="localhost"), total=0.6)
    assert (error.trouble, str(error)) == (Trouble.TIMEOUT, "it was not finished within 0.6 seconds")


def test_a_body_that_is_cut_off(serve, fetcher, secure):
    server = serve({"/": lambda talk: (talk.send(answer(200, FEED)[:-5]), talk.hang_up())}, context=secure)
    assert told(fetcher, server.url(host="localhost"))[0] in (Trouble.BROKEN, Trouble.TLS)
