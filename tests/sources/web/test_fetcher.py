"""Asking as it should go."""

import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.sources.web.exchange import FetchError, Request, Trouble
from reader.sources.web.fetcher import Fetcher
from tests.sources.web.server import Talk, answer

FEED = b"<rss version='2.0'/>"


def test_an_answer_comes_with_what_its_headers_say(serve, fetcher):
    server = serve(
        {
            "/feed?a=1": answer(
                200,
                FEED,
                Content_Type="Application/RSS+XML; charset=UTF-8",
                ETag='W/"1"',
                Last_Modified="Sun, 01 Nov 2026 12:00:00 GMT",
                Cache_Control="public, max-age=600",
                Age="100",
            )
        }
    )
    response = fetcher.fetch(Request(server.url("/feed?a=1#top")))
    assert response.url == server.url("/feed?a=1")
    assert (response.body, response.unchanged, response.hops) == (FEED, False, ())
    assert (response.media, response.charset) == ("application/rss+xml", "utf-8")
    assert (response.etag, response.modified) == ('W/"1"', "Sun, 01 Nov 2026 12:00:00 GMT")
    assert response.fresh == 500


def test_a_question_says_who_asks_and_nothing_of_the_person(serve, fetcher):
    server = serve({"/": answer(200, FEED, Set_Cookie="k=v")})
    fetcher.fetch(Request(server.url()))
    fetcher.fetch(Request(server.url(), accept="page"))
    first, second = (asked.headers for asked in server.asked)
    assert first["user-agent"].startswith("Reader/")
    assert "reader-tui" in first["user-agent"]
    assert first["host"] == f"127.0.0.1:{server.port}"
    assert first["accept-encoding"] == "gzip, deflate"
    assert "rss" in first["accept"]
    assert second["accept"].startswith("text/html")
    assert set(second) == {"host", "user-agent", "accept", "accept-encoding"}


def test_what_is_held_is_told_and_need_not_come_again(serve, fetcher):
    server = serve({"/": answer(304, Content_Length="", ETag='"2"', Cache_Control="max-age=60")})
    response = fetcher.fetch(Request(server.url(), etag='"1"', modified="Sun, 01 Nov 2026 12:00:00 GMT"))
    assert server.asked[0].headers["if-none-match"] == '"1"'
    assert server.asked[0].headers["if-modified-since"] == "Sun, 01 Nov 2026 12:00:00 GMT"
    assert (response.unchanged, response.body, response.fresh) == (True, b"", 60)
    assert (response.etag, response.modified) == ('"2"', "Sun, 01 Nov 2026 12:00:00 GMT")


@pytest.mark.parametrize("etag", ['"' + "x" * 600 + '"', '"é"', '"a\r\nX-Evil: 1"', ""])
def test_what_is_no_proper_tag_is_not_told(serve, fetcher, etag):
    server = serve({"/": answer(200, FEED)})
    fetcher.fetch(Request(server.url(), etag=etag))
    assert "if-none-match" not in server.asked[0].headers
    assert "x-evil" not in server.asked[0].headers


def test_a_connection_is_used_again(serve, fetcher):
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<rss\r\n2\r\n/>\r\n0\r\n\r\n"
    server = serve({"/": answer(200, FEED), "/chunked": chunked, "/same": answer(304, Content_Length="")})
    assert fetcher.fetch(Request(server.url("/chunked"))).body == b"<rss/>"
    fetcher.fetch(Request(server.url()))
    fetcher.fetch(Request(server.url("/same"), etag='"1"'))
    with pytest.raises(FetchError, match="404"):
        fetcher.fetch(Request(server.url("/missing")))
    fetcher.fetch(Request(server.url()))
    assert len(server.asked) == 5
    assert server.connections == 1


def test_between_two_refreshes_no_connection_stays_open(serve, fetcher):
    server = serve({"/": answer(200, FEED)})
    fetcher.rest()
    for _ in range(2):
        fetcher.fetch(Request(server.url()))
        fetcher.rest()
    assert server.connections == 2


@pytest.mark.parametrize(
    "reply",
    [
        answer(200, FEED, Connection="close"),
        b"HTTP/1.0 200 OK\r\n\r\n" + FEED,
    ],
)
def test_a_connection_that_the_server_ends_is_not(serve, fetcher, reply):
    server = serve({"/": lambda talk: (talk.send(reply), talk.hang_up())})
    for _ in range(2):
        assert fetcher.fetch(Request(server.url())).body == FEED
    assert server.connections == 2


def test_a_kept_connection_that_was_closed_meanwhile_is_asked_anew_once(serve, fetcher):
    gone = threading.Event()

    def second(talk: Talk) -> None:
        if not gone.is_set():
            gone.set()
            talk.hang_up()  # the question came, and no byte of an answer
        else:
            talk.send(answer(200, FEED))

    server = serve({"/first": answer(200, FEED), "/second": second})
    fetcher.fetch(Request(server.url("/first")))
    assert fetcher.fetch(Request(server.url("/second"))).body == FEED
    assert server.paths() == ["/first", "/second", "/second"]
    assert server.connections == 2


def test_a_new_connection_that_is_closed_is_not_tried_again(serve, fetcher):
    server = serve({"/": lambda talk: talk.hang_up()})
    with pytest.raises(FetchError, match="closes the connection without an answer") as caught:
        fetcher.fetch(Request(server.url()))
    assert caught.value.trouble is Trouble.BROKEN
    assert len(server.asked) == 1


@pytest.mark.parametrize("end", [Talk.hang_up, Talk.reset])
def test_nor_is_one_on_which_an_answer_began(serve, fetcher, end):
    def begun(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 2")
        talk.pause(0.05)
        end(talk)

    server = serve({"/": answer(200, FEED), "/begun": begun})
    fetcher.fetch(Request(server.url()))
    with pytest.raises(FetchError, match="the answer ends too early") as caught:
        fetcher.fetch(Request(server.url("/begun")))
    assert caught.value.trouble is Trouble.BROKEN
    assert server.paths() == ["/", "/begun"]


def test_a_host_is_asked_two_things_at_a_time_however_many_ask(serve):
    now: Counter[str] = Counter()
    most: Counter[str] = Counter()
    lock = threading.Lock()

    def counted(talk: Talk) -> None:
        host = talk.asked.headers["host"]
        with lock:
            now[host] += 1
            most[host] = max(most[host], now[host])
        talk.pause(0.005)
        with lock:
            now[host] -= 1
        talk.send(answer(200, FEED))

    servers = [serve({"/": counted}, host=f"127.0.0.{last}") for last in (1, 2, 3)]
    with Fetcher(allow_private=True) as fetcher, ThreadPoolExecutor(60) as threads:
        found = list(threads.map(lambda k: fetcher.fetch(Request(servers[k % 3].url())).body, range(120)))
    assert found == [FEED] * 120
    assert set(most.values()) == {2}
    assert max(server.connections for server in servers) <= 2


def test_large_answers_come_whole_though_only_two_are_read_at_a_time(serve):
    large = FEED * 150_000
    servers = [serve({"/": answer(200, large)}, host=f"127.0.0.{last}") for last in range(1, 5)]
    with Fetcher(allow_private=True) as fetcher, ThreadPoolExecutor(8) as threads:
        assert all(threads.map(lambda k: fetcher.fetch(Request(servers[k % 4].url())).body == large, range(16)))


def test_servers_may_speak_the_newer_internet_protocol(serve, fetcher):
    try:
        server = serve({"/": answer(200, FEED)}, host="::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    assert fetcher.fetch(Request(server.url())).body == FEED
    assert server.asked[0].headers["host"] == f"[::1]:{server.port}"


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/a b?q=ü&x=%20%zz", "/a%20b?q=%C3%BC&x=%20%25zz"),
        ("", "/"),
        ("?q=1", "/?q=1"),
        ("/ä/%C3%A4/(1)~;x=[2]", "/%C3%A4/%C3%A4/(1)~;x=[2]"),
    ],
)
def test_addresses_are_sent_as_the_web_writes_them(serve, fetcher, path, sent):
    server = serve({sent: answer(200, FEED)})
    assert fetcher.fetch(Request(server.url(path))).body == FEED
    assert server.paths() == [sent]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "not an address of the web"),
        ("ftp://news.example/feed", "not an address of the web"),
        ("feed", "not an address of the web"),
        ("", "not an address of the web"),
        ("http://user:hunter2@127.0.0.1/", "user name or password"),
        ("http://hunter2@127.0.0.1/", "user name or password"),
        ("http://" + "a" * 64 + ".example/", "none that there can be"),
        ("http://a..example/\u202e", "not an address of the web"),
        ("http://./", "none that there can be"),
        ("http://exa$mple/", "none that there can be"),
        ("http://\u2488.example/", "none that there can be"),
    ],
)
def test_what_is_no_proper_address_is_refused(fetcher, url, said):
    with pytest.raises(FetchError, match=said) as caught:
        fetcher.fetch(Request(url))
    assert caught.value.trouble is Trouble.REFUSED
    assert "hunter2" not in str(caught.value)


def test_hosts_with_letters_of_the_world_are_found_by_their_ascii_name(serve):
    server = serve({"/": answer(200, FEED)})
    names = []

    def by_name(host: str, port: int) -> list:
        names.append(host)
        return [(2, ("127.0.0.1", port))]

    with Fetcher(allow_private=True, by_name=by_name) as fetcher:
        fetcher.fetch(Request(server.url(host="Bücher.Example")))
        fetcher.fetch(Request(server.url(host="plain.example.")))
    assert names == ["xn--bcher-kva.example", "plain.example"]
    assert server.asked[0].headers["host"] == f"xn--bcher-kva.example:{server.port}"


def test_urllib3_is_imported_when_something_is_fetched_and_not_before():
    code = "import sys, reader.sources.web.fetcher as web; web.Fetcher(); sys.exit('urllib3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
