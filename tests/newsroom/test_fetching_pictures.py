"""Pictures of articles, from a server of our own to pixels."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from reader.errors import SourceError
from reader.guard import InProcess
from reader.newsroom import Newsroom
from reader.newsroom.pictures import Pictures
from reader.sources.web.fetcher import Fetcher
from tests.sources.web.server import Server, answer


def png(colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def server() -> Iterator[Server]:
    routes = {
        "/a.png": answer(200, png()),
        "/page": answer(200, b"<html>"),
        "/gone.png": answer(404),
    }
    with Server(routes) as server:
        yield server


def pictures(*, private: bool = True, able: bool = True, most: int = 9999) -> Pictures:
    return Pictures(InProcess(), lambda: Fetcher(allow_private=private), lambda: able, most)


def test_a_picture_is_fetched_once_whatever_sizes_it_is_wanted_in(server: Server) -> None:
    held = pictures()
    sizes = [(one.width, one.height) for one in (held.at(server.url("/a.png"), w, 99) for w in (30, 15, 9))]
    assert sizes == [(30, 20), (15, 10), (9, 6)]
    assert server.paths() == ["/a.png"]
    held.rest()
    assert held.at(server.url("/a.png"), 3, 3).pixels[:3] == b"\xff\x00\x00"


@pytest.mark.parametrize(("path", "said"), [("/gone.png", "404"), ("/page", "none of the kinds")])
def test_what_cannot_be_had_is_told(server: Server, path: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        pictures().at(server.url(path), 9, 9)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/a.png", "file:///etc/passwd", "data:image/png;base64,AAAA", "x"])
def test_neither_private_places_nor_files_are_asked(url: str) -> None:
    with pytest.raises(SourceError):
        pictures(private=False).at(url, 9, 9)


def test_without_the_extra_nothing_is_fetched_and_what_to_do_is_said(server: Server) -> None:
    with pytest.raises(SourceError, match="pipx inject reader-tui pillow"):
        pictures(able=False).at(server.url("/a.png"), 9, 9)
    assert server.paths() == []


def test_the_memory_for_what_was_fetched_has_a_bound(server: Server) -> None:
    server.routes["/b.png"] = answer(200, png("blue"))
    held = pictures(most=len(png()) + 9)
    for path in ("/a.png", "/b.png", "/b.png", "/a.png"):
        held.at(server.url(path), 9, 9)
    assert server.paths() == ["/a.png", "/b.png", "/a.png"]


def test_a_library_refuses_private_places_unless_its_owner_allows_them(newsroom: Newsroom, server: Server) -> None:
    with pytest.raises(SourceError, match="private"):
        newsroom.pictures.at(server.url("/a.png"), 9, 9)
    newsroom.pictures.rest()
    assert server.paths() == []
