"""What goes wrong is told in a line, logged without text, and the rest goes on."""

import os
import threading
from pathlib import Path

import pytest

from reader import __version__
from reader.cli import run
from reader.cli.console import Console
from reader.cli.failure import attempts, explain
from reader.errors import NotFoundError, ReaderError, SourceError

from .conftest import BRIDGE, Stream


def boom(word: str) -> str:
    if word == "bad":
        raise SourceError("bad: cannot be read; take another")
    if word == "worse":
        raise ValueError(f"words of an article: {word * 2}")
    if word == "gone":
        raise FileNotFoundError(2, "No such file or directory", "gone\x1b[31m")
    return word.upper()


def test_attempts_go_on_in_order(tmp_path):
    tried = list(attempts(["one", "bad", "worse", "gone", "two"], boom, str(tmp_path)))
    assert [attempt.result for attempt in tried] == ["ONE", None, None, None, "TWO"]
    assert tried[1].error == "bad: cannot be read; take another"
    assert tried[3].error == "gone: No such file or directory"
    assert "ValueError" in tried[2].error
    assert str(tmp_path) in tried[2].error


def test_the_log_says_where_and_never_what(tmp_path):
    list(attempts(["worse", "worse"], boom, str(tmp_path)))
    log = (tmp_path / "state" / "reader.log").read_text()
    assert log.count("ValueError") >= 2
    assert "test_failure.py:" in log
    assert f"Reader {__version__}, Python " in log
    assert "worseworse" not in log
    assert str(Path(__file__).parent) not in log


def test_the_log_tells_what_led_to_an_error(tmp_path):
    def both():
        try:
            raise KeyError("secret")
        except KeyError as error:
            raise ValueError("more secrets") from error

    try:
        both()
    except ValueError as error:
        explain(error, str(tmp_path))
    log = (tmp_path / "state" / "reader.log").read_text()
    assert log.index("ValueError") < log.index("KeyError")
    assert "secret" not in log


def test_a_pipe_in_place_of_the_log_is_not_waited_for(tmp_path):
    (tmp_path / "state").mkdir()
    os.mkfifo(tmp_path / "state" / "reader.log")
    assert "cannot be written" in explain(ValueError("x"), str(tmp_path))


def test_the_log_does_not_grow_for_ever(tmp_path):
    log = tmp_path / "state" / "reader.log"
    log.parent.mkdir()
    log.write_bytes(b"x" * (2 << 20))
    list(attempts(["worse"], boom, str(tmp_path)))
    assert log.stat().st_size < 1 << 20
    assert log.with_name("reader.log.1").stat().st_size == 2 << 20
    assert log.stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "state").write_text("a file where a folder should be")
    said = explain(ValueError("x"), str(tmp_path))
    assert "cannot be written" in said
    assert "\n" not in said


@pytest.mark.parametrize("error", [NotFoundError("no\nsuch \x1b[2Jid"), OSError(28, "No space left", "/f\x9bm")])
def test_explanations_are_one_safe_line(error, tmp_path):
    assert explain(error, str(tmp_path)).isprintable()


def test_what_no_one_expected_is_one_line_that_names_the_log(empty):
    out, err, stdin = Stream(), Stream(), Stream()
    stdin.buffer.close()
    status = run(["--home", str(empty.home), "resolve"], Console(stdin, out, err))
    log = empty.home / "state" / "reader.log"
    assert (status, out.said()) == (1, "")
    assert err.said() == f"reader: something went wrong inside Reader (ValueError); where is written in {log}\n"
    assert "reader/cli/console.py:" in log.read_text()


@pytest.mark.parametrize("spoilt", ["home", "home/data", "home/data/shelf.json"])
def test_a_home_that_cannot_be_used_is_told_in_a_line(empty, tmp_path, spoilt):
    place = tmp_path / spoilt
    place.parent.mkdir(parents=True, exist_ok=True)
    place.mkdir() if place.suffix else place.write_text("a file where a folder should be")
    for words in (["list"], ["sources"], ["bookmarks"]):
        ran = empty(*words)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.count("\n") == 1
        assert str(place) in ran.err


def test_the_shelf_is_shown_where_the_archive_is_a_folder(stocked):
    ident = stocked.id_of(BRIDGE)
    stocked("bookmark", ident)
    archive = stocked.home / "data" / "archive.sqlite3"
    archive.unlink()
    archive.mkdir()
    ran = stocked("bookmarks")
    assert (ran.status, [row[0] for row in ran.rows], ran.err.count("\n")) == (0, [ident], 1)
    assert ran.err.startswith(f"reader: {archive}: is no plain file; see what stands there")
    assert stocked("mark-read", ident).status == 1


def test_several_are_worked_on_at_a_time_and_told_in_order():
    together = threading.Barrier(3)  # breaks where fewer than three are under way

    def work(target: str) -> str:
        together.wait(20)
        if target == "b":
            raise ReaderError("b: is bad")
        return target.upper()

    found = list(attempts("abcdef", work, None, ahead=3))
    assert [(attempt.target, attempt.result, attempt.error) for attempt in found] == [
        ("a", "A", None),
        ("b", None, "b: is bad"),
        *((target, target.upper(), None) for target in "cdef"),
    ]


def test_no_more_are_begun_than_may_be_under_way():
    begun: list[str] = []
    found = attempts("abcdefgh", begun.append, None, ahead=3)
    next(found)
    found.close()
    assert len(begun) <= 3
