"""Which lines stand in which articles: noted with them, gone with them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import article_id
from reader.store.archive import Archive, Incoming
from reader.store.database import Database
from reader.store.schema import MIGRATIONS

Arriving = Callable[..., Incoming]


@pytest.fixture
def lined(arriving: Arriving) -> Arriving:
    """An article on its way with the numbers of its lines."""

    def make(key: str, *numbers: int, **more: object) -> Incoming:
        return replace(arriving(key, **more), outlet="post", lines=numbers)

    return make


def test_lines_are_counted_as_articles_come_change_and_go(archive: Archive, lined: Arriving) -> None:
    archive.put([lined("a", 1, 2), lined("b", 1, 3), lined("c", 1)])
    assert archive.lines.counts([1, 2, 3, 4]) == {1: 3, 2: 1, 3: 1, 4: 0}
    archive.put([lined("a", 2, 3, text="changed")])
    assert archive.lines.counts([1, 2, 3]) == {1: 2, 2: 1, 3: 2}
    archive.forget("folder", [article_id("b")])
    assert archive.lines.counts([1, 2, 3]) == {1: 1, 2: 0, 3: 1}
    assert archive.check() == []


def test_an_article_is_taken_once(archive: Archive, arriving: Arriving, lined: Arriving) -> None:
    archive.put([arriving("a"), lined("b", 1)])
    assert archive.lines.untaken(10) == [article_id("a")]
    archive.lines.take([(article_id("a"), "post", [1]), (article_id("nobody"), "post", [1])])
    assert archive.lines.untaken(10) == []
    assert archive.lines.counts([1]) == {1: 2}


def test_a_line_is_judged_when_it_stands_in_enough_articles_and_again_when_in_more(
    archive: Archive, lined: Arriving
) -> None:
    archive.put([lined(f"k{number}", 1, 2) for number in range(3)])
    assert sorted(archive.lines.pending([1, 2, 3], 3)) == [1, 2]
    archive.lines.note([(1, "post", "Follow us", 3), (2, "post", None, 3)])
    assert archive.lines.pending([1, 2], 3) == []
    archive.put([lined(f"m{number}", 1, 2) for number in range(2)])
    assert archive.lines.pending([1, 2], 3) == [2]


def test_what_is_learned_holds_as_long_as_it_stands_in_enough_articles(archive: Archive, lined: Arriving) -> None:
    archive.put([lined(f"k{number}", 1) for number in range(4)])
    archive.lines.note([(1, "post", "Follow us", 4)])
    [found] = archive.lines.learned(3)
    assert (found.number, found.outlet, found.text, found.articles) == (1, "post", "Follow us", 4)
    assert archive.lines.learned(3, [2]) == []
    archive.lines.note([(5, "wire", None, 4)])
    assert [archive.lines.has_learned(outlet) for outlet in ("post", "wire", "nobody")] == [True, False, False]
    assert archive.lines.shrunk() == []
    archive.put([lined("k0", 7, text="changed")])
    assert archive.lines.shrunk() == [1]
    archive.put([lined("k1", 7, text="changed")])
    assert archive.lines.learned(3, [1]) == []


def test_a_sample_is_taken_from_all_times(archive: Archive, lined: Arriving) -> None:
    archive.put([lined(f"k{number}", 1) for number in range(10)])
    assert archive.lines.holders(1, 5) == (10, [article_id(f"k{number}") for number in (0, 2, 4, 6, 8)])
    assert archive.lines.holders(1, 20)[1] == [article_id(f"k{number}") for number in range(10)]
    assert archive.lines.holders(2, 5) == (0, [])


def test_outlets_are_called_as_their_newest_article_says(archive: Archive, lined: Arriving) -> None:
    archive.put([lined("a", 1, source="POST", path="/n/a.txt"), lined("b", 1, source="Post", url="https://p.example/")])
    [found] = archive.lines.outlets()
    assert (found.key, found.source, found.url, found.path) == ("post", "Post", "https://p.example/", None)


def test_an_archive_from_before_is_brought_up_to_date_and_its_articles_wait(
    tmp_path: Path, clock: Callable[[], object], arriving: Arriving
) -> None:
    path = tmp_path / "archive.sqlite3"
    Database(path, clock, MIGRATIONS[:2]).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO article (id, key, origin, title, words, sort, added, updated, digest, stamp) "
            "VALUES ('old', 'old', 'o', 'Old', 1, 1.0, 1.0, 1.0, 'd', 's')"
        )
    with closing(Archive(path, clock)) as archive:
        assert archive.lines.untaken(10) == ["old"]
        archive.put([arriving("new")])
        assert archive.total() == 2
