"""Servers that are slow, endless, cut off or broken: each ends in time, in little memory, with one clear line."""

import gzip
import socket
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.sources.web.errand import Limits
from reader.sources.web.exchange import LARGEST, FetchError, Request, Response, Trouble
from reader.sources.web.fetcher import Fetcher
from tests.sources.web.server import Server, Talk, answer, failure_within

FEED = b"<rss version='2.0'><channel><title>Chronicle</title></channel></rss>"
HEAD = b"HTTP/1.1 200 OK\r\n"


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def told(error: FetchError) -> tuple[Trouble, str]:
    return error.trouble, str(error)


def test_no_answer_at_all(serve):
    server = serve({"/": lambda talk: talk.pause(5)})
    assert told(failure_within(server.url(), answer=0.3)) == (Trouble.TIMEOUT, "no answer within 0.3 seconds")


def test_an_answer_that_stops(serve):
    server = serve({"/": lambda talk: (talk.send(answer(200, FEED)[:-10]), talk.pause(5))})
    assert told(failure_within(server.url(), idle=0.3)) == (
        Trouble.TIMEOUT,
        "the answer stopped: nothing came for 0.3 seconds",
    )


@pytest.mark.parametrize(
    "head",
    [
        b"",  # a dripping status line
        HEAD,  # a dripping header
        HEAD + b"Content-Length: 1000\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n",  # a dripping length of a chunk
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n100\r\n",
        HEAD + b"\r\n",
    ],
    ids=["status", "header", "body", "chunk size", "chunk", "open end"],
)
def test_a_drip_is_ended_by_the_total_time(serve, head):
    def drips(talk: Talk) -> None:
        talk.send(head)
        talk.drip(b"1" * 1000, 0.05)

    error = failure_within(serve({"/": drips}).url(), total=0.6)
    assert told(error) == (Trouble.TIMEOUT, "it was not finished within 0.6 seconds")


def test_the_total_time_is_that_of_all_redirects(serve):
    def slowly(talk: Talk) -> None:
        talk.pause(0.2)
        talk.send(answer(302, b"", Location=talk.asked.path + "x"))

    server = serve({"/" + "x" * n: slowly for n in range(11)})
    error = failure_within(server.url(), total=0.6)
    assert told(error) == (Trouble.TIMEOUT, "it was not finished within 0.6 seconds")


def test_interim_answers_without_end_are_ended(trouble):
    def interim(talk: Talk) -> None:
        while talk.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100):
            pass

    assert told(trouble(interim)) == (Trouble.BROKEN, "its headers are longer than 256 KB")


@pytest.mark.parametrize(
    "head", [b"X: " + b"a" * 200_000, b"X: a\r\n" * 101, b"\r\n".join(b"X: " + b"a" * 60_000 for _ in range(90))]
)
def test_headers_may_be_so_large(trouble, head):
    assert trouble(HEAD + head + b"\r\n\r\n").trouble is Trouble.BROKEN


def endless(talk: Talk) -> None:
    talk.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while talk.send(b"10000\r\n" + b"A" * 65536 + b"\r\n"):
        pass


def endless_without_chunks(talk: Talk) -> None:
    talk.send(HEAD + b"\r\n")
    while talk.send(b"A" * 65536):
        pass


def endless_trailer(talk: Talk) -> None:
    talk.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n")
    while talk.send(b"X: y\r\n" * 10_000):
        pass


@pytest.mark.parametrize(
    "route",
    [
        *(endless, endless_without_chunks, endless_trailer),
        HEAD + b"Content-Length: 16000001\r\n\r\n",
        HEAD + b"Content-Length: 99999999999999999999\r\n\r\n",
    ],
)
def test_what_is_too_large_is_not_read(serve, route):
    server = serve({"/": route})
    with Fetcher(allow_private=True) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(server.url()))
    assert told(caught.value) == (Trouble.SIZE, "the answer is larger than 16 MB and was not read")


def test_a_body_in_too_many_pieces_is_not_read(serve):
    def tiny(talk: Talk) -> None:
        talk.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while talk.send(b"1\r\nx\r\n" * 1000):
            pass

    server = serve({"/": tiny})
    with Fetcher(allow_private=True) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(server.url()))
    assert told(caught.value) == (Trouble.BROKEN, "the answer comes in too many tiny pieces")


def bomb(window: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(100)) + packer.flush()


@pytest.mark.parametrize(("encoding", "window"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
def test_a_bomb_is_stopped_at_the_limit_in_little_memory(serve, encoding, window):
    server = serve({"/": answer(200, bomb(window), Content_Encoding=encoding)})
    with Fetcher(allow_private=True) as fetcher:
        with pytest.raises(FetchError, match="not read"):
            fetcher.fetch(Request(server.url()))  # everything is imported now
        tracemalloc.start()
        try:
            with pytest.raises(FetchError) as caught:
                fetcher.fetch(Request(server.url()))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert caught.value.trouble is Trouble.SIZE
    assert peak < 3 * LARGEST


def test_as_much_as_is_allowed_comes(serve):
    body = b"x" * LARGEST
    packed = gzipped(body)
    server = serve({"/": answer(200, body), "/packed": answer(200, packed, Content_Encoding="gzip")})
    with Fetcher(allow_private=True) as fetcher:
        assert len(fetcher.fetch(Request(server.url())).body) == LARGEST
        assert len(fetcher.fetch(Request(server.url("/packed"))).body) == LARGEST


def cut(data: bytes, **headers: str) -> bytes:
    return answer(200, data, Connection="close", **headers)


NOT_WHOLE = [
    cut(FEED, Content_Length="1000"),
    HEAD + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n",
    HEAD + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n<rss>",
    HEAD + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss>",
    HEAD + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n<rss>",
    HEAD + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
    cut(gzipped(FEED)[:-12], Content_Encoding="gzip"),
    cut(gzipped(FEED)[:5], Content_Encoding="gzip"),
    cut(zlib.compress(FEED)[:-6], Content_Encoding="deflate"),
    cut(b"x", Content_Encoding="deflate"),
    cut(b"\x1f\x8b\x08garbage", Content_Encoding="gzip"),
    cut(FEED, Content_Encoding="gzip"),
    cut(FEED, Content_Encoding="br"),
    cut(FEED, Content_Encoding="gzip, gzip"),
    cut(FEED, Content_Length="5, 9"),
    HEAD[:12] + b"\r\n" + b"Content-Length: 10\r\n\r\nshort",
    b"garbage\r\n\r\n",
    b"<rss/>\r\n\r\n",
    b"HTTP/1.1 abc OK\r\n\r\n",
    b"HTTP/1.1 99 Low\r\n\r\n",
    b"HTTP/9.9 \r\n\r\n",
    b"\r\n\r\n",
    b"",
    HEAD + b"X: a\r\n",
    b"HTTP/1.1 410 Gone\r\nX: a\r\n",
    b"HTTP/1.1 301 Moved\r\nLocation: http://news.exam",
]


@pytest.mark.parametrize("reply", NOT_WHOLE, ids=range(len(NOT_WHOLE)))
def test_an_answer_that_is_not_whole_is_none(trouble, reply):
    def route(talk: Talk) -> None:
        talk.send(reply)
        talk.hang_up()

    assert trouble(route).trouble is Trouble.BROKEN


def test_a_connection_that_is_reset_in_the_middle(trouble):
    def reset(talk: Talk) -> None:
        talk.send(answer(200, FEED)[:-10])
        talk.pause(0.05)
        talk.reset()

    assert told(trouble(reset)) == (Trouble.BROKEN, "the answer ends too early")
    assert told(trouble(Talk.reset)) == (Trouble.BROKEN, "the server closes the connection without an answer")


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (FEED, "identity"),
        (gzipped(FEED), "gzip"),
        (gzipped(FEED), "X-GZIP"),
        (gzipped(FEED[:20]) + gzipped(FEED[20:]), "gzip"),
        (gzipped(FEED) + b"\0\0\0\0", "gzip"),
        (zlib.compress(FEED), "deflate"),
        (zlib.compress(FEED)[2:-4], "deflate"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_packed_bodies_are_unpacked(serve, fetcher, packed, encoding):
    server = serve({"/": answer(200, packed, Content_Encoding=encoding)})
    assert fetcher.fetch(Request(server.url())).body == FEED


def test_an_empty_body_is_a_body(serve, fetcher):
    server = serve({"/": answer(200), "/packed": answer(200, b"", Content_Encoding="gzip")})
    assert fetcher.fetch(Request(server.url())).body == b""
    assert fetcher.fetch(Request(server.url("/packed"))).body == b""


def test_nothing_changed_of_what_is_not_held(trouble):
    error = trouble(answer(304, Content_Length=""))
    assert (error.trouble, error.status) == (Trouble.STATUS, 304)
    assert str(error) == "the server answers 304 (not modified), though nothing is held of it"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (204, "the server answers 204 (no content)"),
        (206, "the server answers 206 (partial content)"),
        (300, "the server answers 300 (multiple choices)"),
        (403, "the server answers 403 (forbidden)"),
        (404, "the server answers 404 (not found)"),
        (410, "the server answers 410 (gone)"),
        (503, "the server answers 503 (service unavailable)"),
        (599, "the server answers 599"),
    ],
)
def test_a_status_is_told_in_our_words(trouble, status, said):
    error = trouble(answer(status, b"<html>\x1b]0;pwned\x07</html>" if status != 204 else b""))
    assert (error.trouble, error.status, str(error)) == (Trouble.STATUS, status, said)


def test_what_the_server_wants_shown_is_not(trouble):
    error = trouble(b"HTTP/1.1 500 \x1b]0;pwned\x07Bad\r\nServer: \x1b[2J\r\nContent-Length: 0\r\n\r\n")
    assert str(error) == "the server answers 500 (internal server error)"


@pytest.mark.parametrize(
    ("stated", "seconds"), [("120", 120.0), ("99999999999", 604_800.0), ("soon", None), ("", None)]
)
def test_how_long_to_leave_it_alone_is_told(trouble, stated, seconds):
    assert trouble(answer(429, b"slow down", Retry_After=stated)).retry_after == seconds


def test_nobody_there(fetcher):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(Request(f"http://127.0.0.1:{unused.getsockname()[1]}/"))
    assert told(caught.value) == (Trouble.CONNECT, "the connection is refused")


def test_a_host_that_takes_no_connection():
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        error = failure_within(f"http://127.0.0.1:{full.getsockname()[1]}/", connect=0.3)
        for one in waiting:
            one.close()
    assert told(error) == (Trouble.CONNECT, "no connection within 0.3 seconds")


def test_a_dead_address_leaves_time_for_the_next(serve):
    server = serve({"/": answer(200, FEED)})
    with socket.socket() as unused:
        unused.bind(("127.0.0.3", 0))
        looked_up = [(2, unused.getsockname()), (2, ("127.0.0.1", server.port))]
        with Fetcher(allow_private=True, by_name=lambda host, port: looked_up) as fetcher:
            assert fetcher.fetch(Request("http://two.example/")).body == FEED


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (socket.gaierror(socket.EAI_NONAME, "?"), "there is no host of that name, or no network"),
        (socket.gaierror(socket.EAI_AGAIN, "?"), "the name of its host cannot be looked up now; is there a network?"),
    ],
)
def test_a_name_that_nobody_knows_is_not_the_servers_fault(error, said):
    def by_name(host: str, port: int) -> list:
        raise error

    with Fetcher(by_name=by_name) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request("http://unknown.example/"))
    assert told(caught.value) == (Trouble.OFFLINE, said)


def test_a_name_is_not_looked_up_for_ever():
    with Server({}) as server:
        limits = Limits(lookup=0.1)
        with (
            Fetcher(by_name=lambda host, port: server.closing.wait(5) and [], limits=limits) as fetcher,
            pytest.raises(FetchError) as caught,
        ):
            fetcher.fetch(Request("http://slow.example/"))
    assert caught.value.trouble is Trouble.OFFLINE


def outcome_of(fetcher: Fetcher, request: Request) -> Response | FetchError:
    try:
        return fetcher.fetch(request)
    except FetchError as error:
        return error


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200)
    | st.tuples(
        st.sampled_from([b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 301 X\r\n", b"HTTP/1.1 304 \r\n", b"HTTP/1.1 404\r\n"]),
        st.lists(
            st.sampled_from(
                [
                    *(
                        b"Content-Length: 3",
                        b"Content-Length: -1",
                        b"Content-Length: 9e9",
                        b"Transfer-Encoding: chunked",
                    ),
                    *(b"Content-Encoding: gzip", b"Content-Encoding: deflate", b"Location: /\xff", b"Location: ?x"),
                    *(b"ETag: \xff\x1b", b"Retry-After: -5", b"Expires: 0", b"Cache-Control: max-age=1e9", b"X\x00: y"),
                    *(
                        b" folded: x",
                        b": nameless",
                        b"Connection: close",
                        b"Date: Sun, 99 Foo",
                        b"Age: 9" + b"9" * 5000,
                    ),
                ]
            ),
            max_size=4,
        ).map(lambda lines: b"".join(line + b"\r\n" for line in lines)),
        st.just(b"\r\n"),
        st.binary(max_size=30) | st.just(b"3\r\nabc\r\n0\r\n\r\n"),
    ).map(b"".join)
)
def test_whatever_comes_there_is_an_answer_or_one_line(data):
    def route(talk: Talk) -> None:
        talk.send(data)
        talk.hang_up()

    with Server({"/": route, "/?x": route}) as server, Fetcher(allow_private=True) as fetcher:
        outcome = outcome_of(fetcher, Request(server.url(), etag='"1"'))
    assert isinstance(outcome, Response) or (str(outcome).isprintable() and len(str(outcome)) < 150)
