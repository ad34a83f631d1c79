"""Proxies of the environment."""

import base64
import socket
import threading

import pytest

from reader.sources.web.errand import LIMITS, Limits
from reader.sources.web.exchange import FetchError, Request, Trouble
from reader.sources.web.fetcher import Fetcher
from tests.sources.web.server import Talk, answer

FEED = b"<rss/>"
NOWHERE = "http://192.0.2.1:9/"


def through(monkeypatch, proxy, scheme="http", login="", limits=LIMITS):
    monkeypatch.setenv(f"{scheme}_proxy", proxy.url().replace("//", f"//{login}"))
    return Fetcher(limits=limits)


def test_questions_go_to_the_proxy_which_may_be_private(serve, monkeypatch):
    proxy = serve({"http://news.example/feed?x=1": answer(200, FEED), "http://news.example:8080/": answer(200, FEED)})
    with through(monkeypatch, proxy) as fetcher:
        response = fetcher.fetch(Request("http://news.example/feed?x=1"))
        fetcher.fetch(Request("http://news.example:8080/"))
    assert (response.body, response.url) == (FEED, "http://news.example/feed?x=1")
    assert [asked.headers["host"] for asked in proxy.asked] == ["news.example", "news.example:8080"]
    assert "proxy-authorization" not in proxy.asked[0].headers


def test_it_is_logged_in_at_as_the_variable_says(serve, monkeypatch):
    proxy = serve({"http://news.example/": answer(200, FEED)})
    with through(monkeypatch, proxy, login="me:p%40ss@") as fetcher:
        fetcher.fetch(Request("http://news.example/"))
    said = proxy.asked[0].headers["proxy-authorization"]
    assert base64.b64decode(said.removeprefix("Basic ")) == b"me:p@ss"


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://[::1]/", "http://localhost/"),
        *("http://app.localhost/", "http://LOCALHOST./", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data"),
    ],
)
def test_behind_it_what_says_itself_that_it_is_private_is_refused(serve, monkeypatch, url):
    proxy = serve({})
    with through(monkeypatch, proxy) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(url))
    assert caught.value.trouble is Trouble.REFUSED
    assert proxy.connections == 0


@pytest.mark.parametrize(
    ("left_out", "direct"),
    [
        ("127.0.0.1", True),
        ("127.0.0.0/8", True),
        ("*", True),
        ("news.example, 127.0.0.1", True),
        (".0.0.1", True),
        ("27.0.0.1", False),
        ("news.example", False),
        ("", False),
    ],
)
def test_some_hosts_are_gone_to_directly(serve, monkeypatch, left_out, direct):
    server = serve({"/": answer(200, b"direct")})
    proxy = serve({server.url(): answer(200, b"proxy")})
    monkeypatch.setenv("no_proxy", left_out)
    monkeypatch.setenv("http_proxy", proxy.url())
    with Fetcher(allow_private=True) as fetcher:
        assert fetcher.fetch(Request(server.url())).body == (b"direct" if direct else b"proxy")


def test_what_a_visitor_of_a_server_says_is_no_proxy(serve, monkeypatch):
    server = serve({"/": answer(200, b"direct")})
    monkeypatch.setenv("REQUEST_METHOD", "GET")
    monkeypatch.setenv("HTTP_PROXY", NOWHERE)
    with Fetcher(allow_private=True) as fetcher:
        assert fetcher.fetch(Request(server.url())).body == b"direct"


@pytest.mark.parametrize("named", ["socks5://127.0.0.1:1080", "http://", "http://127.0.0.1:port", "https://[::1"])
def test_what_names_no_proxy_is_told_by_the_variable(monkeypatch, named):
    monkeypatch.setenv("http_proxy", named)
    with Fetcher() as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request("http://news.example/"))
    assert str(caught.value) == "http_proxy in the environment names no proxy of the form http://host:port"


def test_a_tunnel_leads_to_secure_servers(serve, monkeypatch, secure):
    server = serve({"/": answer(200, FEED)}, context=secure)

    def tunnel(talk: Talk) -> None:
        with socket.create_connection(("127.0.0.1", server.port)) as beyond:
            talk.send(b"HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n")
            back = threading.Thread(target=pass_on, args=(beyond, talk.connection))
            back.start()
            pass_on(talk.connection, beyond)
            back.join()

    proxy = serve({f"localhost:{server.port}": tunnel})
    with through(monkeypatch, proxy, "https", "me:pw@") as fetcher:
        for _ in range(2):
            with pytest.raises(FetchError, match="private"):
                fetcher.fetch(Request(server.url(host="localhost")))
    with Fetcher(allow_private=True) as fetcher:
        for _ in range(2):
            assert fetcher.fetch(Request(server.url(host="localhost"))).body == FEED
    assert [asked.line for asked in proxy.asked] == [f"CONNECT localhost:{server.port} HTTP/1.0"]
    assert "proxy-authorization" in proxy.asked[0].headers
    assert "proxy-authorization" not in server.asked[0].headers


def pass_on(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (
            b"HTTP/1.1 407 \x1b[2JNo\r\nContent-Length: 0\r\n\r\n",
            "the proxy refuses: 407 (proxy authentication required)",
        ),
        (b"HTTP/1.1 403 No\r\n\r\n", "the proxy refuses: 403 (forbidden)"),
        (b"nonsense\r\n\r\n", "no connection can be made"),
    ],
)
def test_a_proxy_that_makes_no_tunnel(serve, monkeypatch, reply, said):
    proxy = serve({"news.example:443": reply})
    with through(monkeypatch, proxy, "https") as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request("https://news.example/"))
    assert (caught.value.trouble, str(caught.value)) == (Trouble.CONNECT, said)


def test_a_proxy_that_drips_is_ended(serve, monkeypatch):
    def drips(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nX: ")
        talk.drip(b"x" * 1000, 0.05)

    proxy = serve({"news.example:443": drips})
    with through(monkeypatch, proxy, "https", limits=Limits(total=0.6)) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request("https://news.example/"))
    assert caught.value.trouble is Trouble.TIMEOUT
