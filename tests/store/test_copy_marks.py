"""Which article is a copy of which: kept, folded, and right again after changes."""

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import article_id
from reader.query import Query
from reader.store.archive import Archive, Incoming
from reader.store.copies import fold
from reader.store.database import Database
from reader.store.schema import MIGRATIONS

Arriving = Callable[..., Incoming]


def looked_at(archive: Archive, marks: Sequence[int], original: str | None = None) -> list[str]:
    """Take all that waits as copies of one article, or as originals with these marks; what the marks found before."""
    found = []
    with archive.copies.looking() as look:
        for held in look.waiting(100):
            found += [other.id for other in look.alike(marks, held)]
            if original:
                look.note_copy(held, article_id(original))
            else:
                look.note_original(held, ())
                look.note_marks(held, marks)
    return found


def test_an_article_is_found_by_its_marks_and_by_the_rare_ones_sooner(archive: Archive, arriving: Arriving) -> None:
    rare, common = 0xFFFF0001, 0x0001FFFF
    archive.put([arriving("a"), arriving("b"), arriving("c")])
    looked_at(archive, [common])
    archive.put([arriving("d")])
    looked_at(archive, [rare, 0xFFFF0002])
    archive.put([arriving("e")])
    found = looked_at(archive, [common, rare])
    assert found[0] == article_id("d")
    assert sorted(found) == sorted(map(article_id, "abcd"))
    archive.put([arriving("f")])
    assert looked_at(archive, [0xFFFF0003, 0x00010002]) == []


def test_an_error_in_a_look_keeps_nothing_of_it(archive: Archive, arriving: Arriving) -> None:
    archive.put([arriving("a")])

    def broken_off() -> None:
        with archive.copies.looking() as look:
            (held,) = look.waiting(10)
            look.note_original(held, ())
            look.note_marks(held, [7])
            raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    assert archive.copies.waiting() == 1


def test_all_that_is_the_same_text_the_first_in_front(archive: Archive, arriving: Arriving) -> None:
    archive.put([arriving("a"), arriving("z")])
    looked_at(archive, [1])
    archive.put([arriving("b"), arriving("c")])
    looked_at(archive, [], original="a")
    assert archive.copies.beside(article_id("c")) == [article_id("a"), article_id("b")]
    assert archive.copies.beside(article_id("a")) == [article_id("b"), article_id("c")]
    assert archive.copies.beside(article_id("z")) == archive.copies.beside("nobody") == []


def test_copies_of_what_was_deleted_wait_to_be_looked_at_again(archive: Archive, arriving: Arriving) -> None:
    archive.put([arriving("a", origin="gone"), arriving("x")])
    looked_at(archive, [1, 2])
    archive.put([arriving("b")])
    looked_at(archive, [], original="a")
    archive.forget("gone", [])
    row = archive.headline(article_id("b"))
    assert row is not None
    assert (row.copy_of, row.copies) == (None, 0)
    assert archive.copies.waiting() == 1
    assert looked_at(archive, [1, 2]) == [article_id("x")]


def test_a_copy_without_its_original_is_told_and_mended(archive: Archive, arriving: Arriving, tmp_path: Path) -> None:
    archive.put([arriving("a"), arriving("b")])
    looked_at(archive, [1], original="a")
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as db:
        db.execute("UPDATE article SET copy_of = 'nobody' WHERE id = ?", (article_id("b"),))
        db.execute("UPDATE copy_mark SET holders = x'010203'")
        db.commit()
    assert archive.check() == ["archive: 1 articles are copies of nothing held"]
    assert archive.rebuild()
    assert archive.check() == []
    assert archive.copies.waiting() == 1


def test_an_older_archive_is_looked_at_whole(tmp_path: Path, arriving: Arriving, clock: Callable[[], object]) -> None:
    path = tmp_path / "old.sqlite3"
    before = Database(path, clock, MIGRATIONS[:4])
    with before.write() as db:
        db.execute(
            "INSERT INTO article (id, key, origin, title, words, sort, added, updated, digest, stamp) "
            "VALUES ('00', 'k', 'o', 'Old', 1, 1.0, 1.0, 1.0, 'd', 's')"
        )
        db.execute("INSERT INTO text VALUES (1, 'Old', 'Old text')")
    before.close()
    archive = Archive(path, clock)
    assert archive.copies.waiting() == 1
    assert looked_at(archive, [1]) == []
    assert archive.copies.waiting() == 0
    archive.close()


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=25))
def test_a_fold_shows_each_text_of_a_list_once(articles: list[tuple[int, bool]]) -> None:
    """Articles are given as the number of their text, and whether they are in the list."""
    first: dict[int, int] = {}
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE article (row INTEGER PRIMARY KEY, id TEXT UNIQUE, copy_of TEXT)")
        for row, (text, _) in enumerate(articles):
            original = first.setdefault(text, row)
            db.execute(
                "INSERT INTO article VALUES (?, ?, ?)", (row, str(row), str(original) if original < row else None)
            )
        rows = [row for row, (_, listed) in enumerate(articles) if listed]
        shown, instants = fold(db, array("q", rows), array("d", map(float, rows)))
    texts = [articles[row][0] for row in rows]
    assert list(shown) == [row for at, row in enumerate(rows) if texts.index(articles[row][0]) == at]
    assert list(instants) == list(map(float, shown))


def test_a_listing_is_folded_unless_the_whole_is_asked_for(archive: Archive, arriving: Arriving) -> None:
    archive.put([arriving("a")])
    looked_at(archive, [1])
    archive.put([arriving("b")])
    looked_at(archive, [], original="a")
    assert len(archive.listing(Query())[0]) == 1
    assert len(archive.listing(Query(), whole=True)[0]) == 2
