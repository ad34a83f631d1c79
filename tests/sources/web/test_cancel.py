"""Cancelling: whatever a fetch waits for, it ends."""

import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.sources.web.errand import Limits
from reader.sources.web.exchange import FetchError, Request, Trouble
from reader.sources.web.fetcher import Fetcher
from tests.sources.web.server import Talk, answer

FEED = b"<rss/>"
PATIENT = Limits(lookup=60, answer=60, idle=60, total=60)
"""So that nothing but cancelling ends a fetch within the test."""


class Stage:
    """Tells the test when a fetch has come to where it is to be cancelled."""

    def __init__(self) -> None:
        self.reached = threading.Event()

    def waits(self, before: bytes = b"") -> Callable[[Talk], None]:
        def route(talk: Talk) -> None:
            talk.send(before)
            talk.pause(0.05)  # until the fetch has read that and waits for more
            self.reached.set()
            talk.pause(20)

        return route


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX: ",
        answer(200, FEED, Content_Length="1000"),
        b"HTTP/1.1 200 OK\r\n\r\n" + FEED,  # what is cut off here looks whole
        answer(404, b"", Content_Length="10"),
    ],
    ids=["answer", "headers", "body", "open end", "unwanted"],
)
@pytest.mark.parametrize("end", [Fetcher.cancel, Fetcher.close])
def test_a_fetch_that_waits_for_the_server(serve, before, end):
    stage = Stage()
    server = serve({"/": stage.waits(before), "/ok": answer(200, FEED)})
    with Fetcher(allow_private=True, limits=PATIENT) as fetcher, ThreadPoolExecutor() as threads:
        running = threads.submit(fetcher.fetch, Request(server.url()))
        assert stage.reached.wait(10)
        end(fetcher)
        with pytest.raises(FetchError) as caught:
            running.result(10)
        assert caught.value.trouble is Trouble.CANCELLED
        if end is Fetcher.cancel:
            assert fetcher.fetch(Request(server.url("/ok"))).body == FEED
        else:
            with pytest.raises(FetchError):
                fetcher.fetch(Request(server.url("/ok")))


def test_a_fetch_that_waits_for_its_turn_or_a_name(serve):
    stage, asked_names, over = Stage(), threading.Event(), threading.Event()
    server = serve({"/": stage.waits()})

    def by_name(host: str, port: int) -> list:
        asked_names.set()
        over.wait(20)
        return []

    with Fetcher(allow_private=True, by_name=by_name, limits=PATIENT) as fetcher, ThreadPoolExecutor() as threads:
        running = [threads.submit(fetcher.fetch, Request(server.url())) for _ in range(4)]
        running.append(threads.submit(fetcher.fetch, Request("http://slow.example/")))
        assert stage.reached.wait(10)
        assert asked_names.wait(10)
        fetcher.cancel()
        for fetch in running:
            with pytest.raises(FetchError) as caught:
                fetch.result(10)
            assert caught.value.trouble is Trouble.CANCELLED
    over.set()


def test_a_fetch_that_shakes_hands():
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        Fetcher(allow_private=True, limits=PATIENT) as fetcher,
        ThreadPoolExecutor() as threads,
    ):
        running = threads.submit(fetcher.fetch, Request(f"https://127.0.0.1:{silent.getsockname()[1]}/"))
        connection, _ = silent.accept()
        with connection:
            connection.recv(1)  # its greeting is here: it waits for the answer
            fetcher.cancel()
            with pytest.raises(FetchError) as caught:
                running.result(10)
    assert caught.value.trouble is Trouble.CANCELLED


def test_a_closed_fetcher_says_so_in_one_line():
    fetcher = Fetcher()
    fetcher.close()
    fetcher.close()
    with pytest.raises(FetchError, match="cancelled"):
        fetcher.fetch(Request("http://127.0.0.1/"))
