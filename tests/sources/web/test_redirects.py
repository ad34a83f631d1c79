"""Redirects: followed hop by hop, each looked at as if it had been asked for."""

import pytest

from reader.sources.web.errand import Limits
from reader.sources.web.exchange import Hop, Request, Trouble
from reader.sources.web.fetcher import Fetcher
from tests.sources.web.server import answer, failure, redirect

FEED = b"<rss version='2.0'/>"


def test_each_hop_is_told_with_whether_it_is_for_good(serve, fetcher):
    server = serve(
        {
            "/1": redirect("/2?x=1", 301),
            "/2?x=1": redirect("3", 302),
            "/3": redirect("//127.0.0.1:{port}/4", 308),
            "/4": redirect("?5", 307),
            "/4?5": redirect("/6#part", 303),
            "/6": answer(200, FEED),
        }
    )
    server.routes["/3"] = redirect(f"//127.0.0.1:{server.port}/4", 308)
    response = fetcher.fetch(Request(server.url("/1")))
    assert response.url == server.url("/6")
    permanent = [True, False, True, False, False]
    assert response.hops == tuple(
        Hop(server.url(path), good) for path, good in zip(["/1", "/2?x=1", "/3", "/4", "/4?5"], permanent, strict=True)
    )
    assert server.connections == 1


def test_addresses_in_utf8_are_understood(serve, fetcher):
    server = serve({"/1": redirect("/grüße"), "/gr%C3%BC%C3%9Fe": answer(200, FEED)})
    assert fetcher.fetch(Request(server.url("/1"))).body == FEED


def test_what_is_held_is_told_to_where_it_leads(serve, fetcher):
    server = serve({"/1": redirect("/2"), "/2": answer(304, Content_Length="")})
    response = fetcher.fetch(Request(server.url("/1"), etag='"1"'))
    assert response.unchanged
    assert response.hops == (Hop(server.url("/1"), permanent=False),)
    assert server.asked[1].headers["if-none-match"] == '"1"'


def test_circles_stop(serve, fetcher):
    server = serve({"/self": redirect("/self#"), "/a": redirect("/b"), "/b": redirect("/a")})
    for path, asked in (("/self", 1), ("/a", 2)):
        server.asked.clear()
        error = failure(fetcher, server.url(path))
        assert error.trouble is Trouble.REDIRECT
        assert str(error) == "it leads in a circle"
        assert len(server.asked) == asked


def test_ten_redirects_are_followed_and_no_more(serve, fetcher):
    server = serve({f"/{n}": redirect(f"/{n + 1}") for n in range(30)})
    error = failure(fetcher, server.url("/0"))
    assert error.trouble is Trouble.REDIRECT
    assert "more than 10" in str(error)
    assert len(server.asked) == 11
    server.routes["/10"] = answer(200, FEED)
    assert len(fetcher.fetch(Request(server.url("/0"))).hops) == 10


@pytest.mark.parametrize(
    "location",
    [
        *("file:///etc/passwd", "javascript:alert(1)", "ftp://127.0.0.1/", "data:text/xml,<rss/>", "gopher://x:1/_"),
        *("", "http://", "http://[::1", "/\x1b[2J", "/\u202egpj.exe", "/" + "a" * 5000),
    ],
)
def test_what_is_no_address_of_the_web_is_not_followed(serve, fetcher, location):
    server = serve({"/": redirect(location)})
    error = failure(fetcher, server.url())
    assert error.trouble is Trouble.REDIRECT
    assert str(error).isprintable()
    assert len(server.asked) == 1


def test_a_redirect_to_nowhere_is_told(serve, fetcher):
    server = serve({"/": answer(301)})
    error = failure(fetcher, server.url())
    assert error.trouble is Trouble.REDIRECT
    assert str(error) == "the server answers 301 (moved permanently) and does not say where to"


def test_nor_is_an_address_with_a_password_followed(serve, fetcher):
    server = serve({"/2": answer(200, FEED)})
    server.routes["/1"] = redirect(f"http://me:hunter2@127.0.0.1:{server.port}/2")
    error = failure(fetcher, server.url("/1"))
    assert error.trouble is Trouble.REFUSED
    assert "hunter2" not in str(error)
    assert server.paths() == ["/1"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_a_private_address_is_refused_without_going_there(serve, status):
    private = serve({"/": answer(200, b"secret")}, host="127.0.0.2")
    server = serve({"/": redirect(private.url(), status)})
    with Fetcher(refused=lambda address: address == "127.0.0.2") as fetcher:
        error = failure(fetcher, server.url())
    assert error.trouble is Trouble.REFUSED
    assert "leads to a private address (127.0.0.2)" in str(error)
    assert private.connections == 0


def test_cookies_go_nowhere(serve, fetcher):
    other = serve({"/": answer(200, FEED)}, host="127.0.0.2")
    server = serve({"/1": answer(302, b"", Location="/2", Set_Cookie="k=v")})
    server.routes["/2"] = answer(302, b"", Location=other.url(), Set_Cookie="k=v; Domain=127.0.0.2")
    assert fetcher.fetch(Request(server.url("/1"))).body == FEED
    assert not any("cookie" in asked.headers or "referer" in asked.headers for asked in server.asked + other.asked)


def test_a_long_body_of_a_redirect_is_not_read(serve, fetcher):
    server = serve({"/2": answer(200, FEED)})
    server.routes["/1"] = answer(302, b"x" * 3_000_000, Location="/2")
    assert fetcher.fetch(Request(server.url("/1"))).body == FEED
    assert server.connections == 2


def test_a_body_of_a_redirect_that_does_not_come_is_not_waited_for(serve):
    head = answer(302, b"", Location="/2", Content_Length="10")
    server = serve({"/": head, "/2": answer(200, FEED)})
    with Fetcher(allow_private=True, limits=Limits(idle=60, total=5)) as fetcher:
        assert fetcher.fetch(Request(server.url())).body == FEED
