import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.guard import InProcess
from reader.model import Document, Media, Skipped
from reader.sources import documents, kind_problem
from reader.sources.files import LARGEST


def read(path: Path) -> list[Document | Skipped]:
    return list(documents(path, InProcess()))


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("a.txt", Media.PLAIN),
        ("a.TEXT", Media.PLAIN),
        ("a.md", Media.MARKDOWN),
        ("a.markdown", Media.MARKDOWN),
        ("a.html", Media.HTML),
        ("a.htm", Media.HTML),
        ("a.xhtml", Media.HTML),
        ("a.mhtml", Media.MHTML),
        ("a.mht", Media.MHTML),
        ("a.eml", Media.MAIL),
    ],
)
def test_a_file_is_a_document_of_its_kind(tmp_path, name, media):
    path = tmp_path / name
    path.write_bytes(b"words")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert read(path) == [
        Document(f"file:{path}", b"words", media, name, str(path), datetime.fromtimestamp(1_700_000_000, UTC))
    ]


@pytest.mark.parametrize(
    ("data", "media"),
    [(b"words", Media.PLAIN), (b"\xef\xbb\xbf <!DOCTYPE html><p>x", Media.HTML), (b"<?xml?><html>", Media.HTML)],
)
def test_a_name_that_tells_nothing_is_decided_by_the_beginning(tmp_path, data, media):
    path = tmp_path / "saved"
    path.write_bytes(data)
    (document,) = read(path)
    assert document.media is media


def test_the_key_does_not_depend_on_how_the_path_is_written(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"words")
    monkeypatch.chdir(tmp_path)
    (relative,) = read(Path("a.txt"))
    assert relative.key == f"file:{tmp_path / 'a.txt'}"


def test_a_link_that_is_named_is_followed(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (document,) = read(tmp_path / "b.txt")
    assert document.data == b"words"


def test_what_is_no_file_is_passed_over_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for name, reason in (("pipe.txt", "pipe"), ("folder.txt", "folder"), ("zero.txt", "device")):
        (skipped,) = read(tmp_path / name)
        assert skipped.failed
        assert skipped.path.endswith(name)
        assert reason in skipped.reason


def test_a_socket_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        (skipped,) = read(Path("s.txt"))
    assert skipped.failed


def test_a_file_that_is_not_there_is_named(tmp_path):
    (skipped,) = read(tmp_path / "no\x1b[2J.txt")
    assert skipped == Skipped(f"{tmp_path}/no.txt", "cannot be read: No such file or directory", failed=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    path = tmp_path / "a.txt"
    path.touch(0o000)
    (skipped,) = read(path)
    assert "Permission denied" in skipped.reason


def test_a_file_beyond_all_measure_is_refused_unread(tmp_path):
    path = tmp_path / "zeros.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    (skipped,) = read(path)
    assert skipped.failed
    assert "50 MB" in skipped.reason


def test_names_that_are_no_text_are_shown_safely(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9\x1b[2J.txt")
    path.write_bytes(b"words")
    (document,) = read(path)
    assert document.name == "caf\ufffd.txt"
    assert Path(document.path).read_bytes() == b"words"


def test_records_and_feeds_hold_many(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n')
    (tmp_path / "a.rss").write_text(
        "<rss version='2.0'><channel><item><title>one</title></item><item><title>two</title></item></channel></rss>"
    )
    assert [document.data for document in read(tmp_path / "a.jsonl")] == [b"one", b"two"]
    assert [document.data for document in read(tmp_path / "a.rss")] == [b"one", b"two"]


def test_a_feed_that_cannot_be_parsed_is_named(tmp_path):
    class Broken(InProcess):
        def map(self, function, values):
            return (MemoryError() for _ in values)

    (tmp_path / "a.xml").write_text("<rss/>")
    (skipped,) = documents(tmp_path / "a.xml", Broken())
    assert skipped == Skipped(str(tmp_path / "a.xml"), "cannot be read as a feed: MemoryError", failed=True)


def test_what_is_no_file_is_called_what_it_is(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
    assert "a folder" in kind_problem(tmp_path)
    assert "a pipe" in kind_problem(tmp_path / "pipe.txt")
    assert "a socket" in kind_problem(tmp_path / "socket.txt")
    assert "a device" in kind_problem(Path("/dev/zero"))


def test_a_file_and_what_is_not_there_are_of_no_wrong_kind(tmp_path):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "c.txt").symlink_to("nowhere")
    for name in ("a.txt", "b.txt", "c.txt", "d.txt", "x" * 300, "a\0b"):
        assert kind_problem(tmp_path / name) is None


@pytest.mark.parametrize("seconds", [1e12, -1e11, 253_402_300_800])
def test_a_time_of_no_clock_is_none(tmp_path, seconds):
    path = tmp_path / "a.txt"
    path.write_text("The river rose.")
    os.utime(path, (seconds, seconds))
    if abs(path.stat().st_mtime) < 4e9:
        pytest.skip("this file system keeps no such times")
    (document,) = read(path)
    assert document.modified is None
