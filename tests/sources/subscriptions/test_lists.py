"""Which kind of list a file is, told by what it holds."""

import os
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.guard import InProcess
from reader.sources.subscriptions.lists import read_file
from reader.sources.subscriptions.subscription import Subscription, SubscriptionList

OPML = b'<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/f"/></body></opml>'
URLS = b"# mine\nhttps://a.example/f ~A\n"
FOUND = SubscriptionList((Subscription("https://a.example/f", "A"),))


def read(path: Path) -> SubscriptionList | None:
    return read_file(path, path.name, InProcess())


@pytest.mark.parametrize("name", ["feeds.opml", "feeds.xml", "feeds", "feeds.txt", "feeds.jsonl"])
def test_opml_is_told_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(OPML)
    assert read(tmp_path / name) == FOUND


@pytest.mark.parametrize("name", ["urls", "urls.txt", "feeds.opml"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_urls_are_told_whatever_their_name(tmp_path: Path, name: str, start: bytes) -> None:
    (tmp_path / name).write_bytes(start + URLS)
    assert read(tmp_path / name) == FOUND


@pytest.mark.parametrize("data", [b'{"id": 1, "text": "x"}\n', b"{broken", b"", b"\xff\xfe{\0"])
def test_json_lines_are_left_to_those_who_read_articles(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.JSONL").write_bytes(data)
    assert read(tmp_path / "a.JSONL") is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"A headline\n\nand some text.\n", "is no list of subscriptions"),
        (b"<rss><channel/></rss>", "'reader add'"),
        (b"<html><a href='https://a.example/'>", "is no list of subscriptions"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is no list of subscriptions"),
        (b'{"id": "a", "text": "x"}', "let its name end in .jsonl"),
        (b"<opml><outline", "is broken at line 1"),
    ],
)
def test_what_is_neither_is_one_line_that_names_the_file(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "thing").write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read(tmp_path / "thing")
    assert str(caught.value).startswith("thing: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.opml").open("wb") as file:
        file.write(OPML)
        file.truncate(16_000_001)
    with pytest.raises(SourceError, match="larger than 16 MB"):
        read(tmp_path / "large.opml")


def test_pipes_and_folders_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place, what in ((tmp_path / "pipe", "a pipe"), (tmp_path, "a folder"), (tmp_path / "none", "No such file")):
        with pytest.raises(SourceError, match=what):
            read(place)
