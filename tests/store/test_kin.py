"""What articles are compared by: kept, counted, let go, and looked after."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

import pytest

from reader.store.archive import Archive, Incoming
from reader.store.kin import FEW, let_go
from reader.store.kin_row import Group, Near, StoredSketch, packed_kin, packed_terms, read_kin, read_terms

Arriving = Callable[..., Incoming]


def entries(*terms: int) -> array[int]:
    return array("I", [term << 8 | 9 for term in terms])


def take(archive: Archive, terms: Collection[int], sketched: Collection[int], found_by: Collection[int]) -> list[int]:
    """Count and keep all that waits, each with these terms; their rows."""
    with archive.kin.changing() as tables:
        rows = [text.row for text in tables.uncounted(1_000)]
        tables.count(dict.fromkeys(rows, terms))
        for row in rows:
            tables.keep(row, StoredSketch(entries(*sketched), 1.0, 1.0, 1.0, 1), found_by)
    return rows


def spread(archive: Archive) -> dict[int, int]:
    with archive.kin.reading() as tables:
        return tables.spread()


def states(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as db:
        return [state for (state,) in db.execute("SELECT linked FROM article ORDER BY row")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "archive.sqlite3"


def test_kin_and_terms_survive_being_packed() -> None:
    near = (Near(4_000_000_000, 65_535, 0, 1, 2), Near(1, 2, 3, 4, 5))
    assert read_kin(packed_kin(near)) == near
    assert read_kin(packed_kin(near)[:-1]) == near[:1]
    assert read_terms(packed_terms(array("I", [0, 2**32 - 1]))) == array("I", [0, 2**32 - 1])
    assert read_terms(b"\x01\x00\x00\x00\x02") == array("I", [1])


def test_terms_beside_the_sketch_are_counted_and_counted_back(archive: Archive, arriving: Arriving) -> None:
    archive.put([arriving("a"), arriving("b", origin="other")])
    take(archive, terms=[1, 2, 3], sketched=[1, 2], found_by=[1])
    assert spread(archive) == {1: 2, 2: 2, 3: 2}
    archive.forget("other", ())
    assert spread(archive) == {1: 1, 2: 1, 3: 1}
    with archive.kin.reading() as tables:
        assert tables.holding(1, 9) == [1]


def test_an_article_sketched_anew_is_found_by_its_new_terms_only(archive: Archive, arriving: Arriving) -> None:
    archive.put([arriving("a")])
    [row] = take(archive, terms=[1, 2, 3], sketched=[1, 2], found_by=[1])
    with archive.kin.changing() as tables:
        tables.keep(row, StoredSketch(entries(2, 3), 1.0, 1.0, 1.0, 1), [3])
        assert (tables.holding(1, 9), tables.holding(3, 9)) == ([], [row])
    archive.forget("folder", ())
    assert spread(archive) == {}


def test_who_lost_kin_is_grouped_anew_and_who_has_few_left_looks_for_others(
    archive: Archive, arriving: Arriving, path: Path
) -> None:
    archive.put([arriving("goes", origin="other"), arriving("rich"), arriving("poor"), arriving("stranger")])
    goes, rich, poor, stranger = take(archive, terms=[1], sketched=[1], found_by=[1])
    with archive.kin.changing() as tables:
        kin = [Near(goes, 9, 9, 9, 9), *(Near(100 + number, 1, 1, 1, 1) for number in range(FEW))]
        tables.befriend({rich: kin, poor: kin[:2], stranger: kin[2:4]})
        tables.settle([goes, rich, poor, stranger])
    archive.forget("other", ())
    assert states(path) == [2, 1, 3]
    with archive.kin.reading() as tables:
        assert [len(kept.near) for kept in tables.kept([rich, poor, stranger])] == [FEW, 1, 2]


def test_articles_sketched_long_ago_wait_anew_the_oldest_first(
    archive: Archive, arriving: Arriving, path: Path
) -> None:
    archive.put([arriving(name) for name in "abc"])
    rows = take(archive, terms=[1], sketched=[1], found_by=[1])
    with archive.kin.changing() as tables:
        for total, row in zip((3, 1, 2), rows, strict=True):
            tables.keep(row, StoredSketch(entries(1), 1.0, 1.0, 1.0, total), [1])
        tables.outdated(2, 1)
    assert states(path) == [2, 1, 2]
    assert spread(archive) == {1: 3}


def test_copies_are_not_counted_and_go_with_their_original(archive: Archive, arriving: Arriving, path: Path) -> None:
    archive.put([arriving("a"), arriving("b"), arriving("copy")])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE article SET copy_of = (SELECT id FROM article WHERE row = 1) WHERE row = 3")
    assert take(archive, terms=[1], sketched=[1], found_by=[1])[:2] == [1, 2]
    with closing(sqlite3.connect(path)) as db, db:
        let_go(db, [3])
    with archive.kin.changing() as tables:
        assert tables.total() == 2
        assert tables.originals([1, 2, 3]) == {3: 1}
        tables.regroup([1, 2], [Group(frozenset({1, 2}), None, "Both")])
        tables.settle([1, 2, 3])
        assert tables.members(1) == [1, 2]
    [story] = archive.stories.stories([1])
    assert (story.name, len(story.articles)) == ("Both", 3)


def test_a_story_is_called_by_an_article_that_lent_its_id_to_no_other(archive: Archive, arriving: Arriving) -> None:
    archive.put([arriving(name) for name in "abcd"])
    take(archive, terms=[1], sketched=[1], found_by=[1])
    for rows in ({1, 2}, {1, 3}, {1, 2}, {1, 3}):
        with archive.kin.changing() as tables:
            tables.regroup(rows, [Group(frozenset(rows), None, "Name")])
    with archive.kin.reading() as tables:
        assert len(tables.names(range(9))) == 4


def test_what_does_not_fit_together_is_found_and_linked_anew(archive: Archive, arriving: Arriving, path: Path) -> None:
    archive.put([arriving("a"), arriving("b")])
    take(archive, terms=[1, 2], sketched=[1], found_by=[1])
    assert archive.check() == []
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM sketch WHERE row = 1")
        db.execute("INSERT INTO posting VALUES (7, 99)")
        db.execute("INSERT INTO counted VALUES (98, x'00')")
    assert archive.check() == [
        "archive: 1 rows of counted belong to no article",
        "archive: 2 terms find articles that are not there",
        "archive: 1 articles were linked and cannot be compared",
    ]
    assert archive.rebuild()
    assert archive.check() == []
    assert states(path) == [0, 0]
    assert spread(archive) == {}
