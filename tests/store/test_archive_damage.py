"""Damage to an Archive: found, mended, and never more lost than was in what is unreadable."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import DamagedStoreError, StoreError
from reader.model import Place, article_id
from reader.store.archive import Archive
from tests.store.conftest import Arriving, Now, ids, titles


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, clock: Now, arriving: Arriving, damage: bytes) -> None:
    path = tmp_path / "archive.sqlite3"
    path.write_bytes(damage)
    with closing(Archive(path, clock)) as archive:
        assert archive.put([arriving("a")]) == (1, 0)
        (notice,) = archive.notices
    (aside,) = tmp_path.glob("archive.sqlite3.damaged-*")
    assert aside.read_bytes() == damage
    assert str(path) in notice
    assert aside.name in notice


def test_a_file_cut_short_is_set_aside(tmp_path: Path, clock: Now, arriving: Arriving) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving(f"k{number}") for number in range(400)])
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 8 * 7)
    with closing(Archive(path, clock)) as archive:
        saved = archive.total()
        assert 200 < saved < 400
        assert len(archive.notices) == 1
        assert archive.put([arriving(f"k{number}") for number in range(400)])[0] == 400 - saved
        assert archive.check() == []


@pytest.mark.parametrize("spoilt", [0, 16, 100, 300, 2000])
def test_one_whose_first_page_is_lost_gives_what_is_in_the_others(
    tmp_path: Path, clock: Now, arriving: Arriving, spoilt: int
) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving(f"k{number}") for number in range(50)])
    with path.open("r+b") as file:
        file.seek(spoilt)
        file.write(b"\xee" * (4096 - spoilt))
    with closing(Archive(path, clock)) as archive:
        assert archive.total() == 50
        assert archive.check() == []


def test_another_programs_database_is_moved_out_of_the_way_as_it_is(tmp_path: Path, clock: Now) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with closing(Archive(path, clock)) as archive:
        assert archive.total() == 0
        assert "another program's database" in archive.notices[0]
    (aside,) = tmp_path.glob("archive.sqlite3.damaged-*Z")
    assert aside.read_bytes() == before


@pytest.mark.parametrize("mark", [f"user_version = {number}" for number in (0, -5, 3)] + ["application_id = 7"])
def test_whose_marks_are_damaged_is_saved_all_the_same(
    tmp_path: Path, clock: Now, arriving: Arriving, mark: str
) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving("a"), arriving("b")])
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA {mark}")
    with closing(Archive(path, clock)) as archive:
        assert archive.total() == 2
        assert "2 articles were saved out of it" in archive.notices[0]
        assert archive.check() == []


def test_a_sound_archive_has_no_problems(library: Archive) -> None:
    assert library.check() == []


def test_damage_is_named_and_repaired(library: Archive, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as db:
        db.execute("UPDATE body SET blocks = x'00' WHERE row = 1")
        db.execute("DELETE FROM text WHERE row = 2")
        db.execute("UPDATE text SET text = 'other words' WHERE row = 3")
        db.execute("INSERT INTO body VALUES (999, x'00')")
        db.commit()
    found = "\n".join(library.check())
    assert "search index" in found
    assert "1 rows of body" in found
    assert "1 articles cannot be searched" in found
    assert "1 articles cannot be read" in found
    with pytest.raises(StoreError, match="damaged"):
        library.article(article_id("old"))
    assert [article.title for article in library.articles([article_id("old"), article_id("mid")])] == ["Mid"]
    library.rebuild()
    assert titles(library, "rates fall") == ["Mid"]
    assert library.known("folder")["old"].digest == ""


def test_a_damaged_article_is_whole_after_it_was_read_again(
    library: Archive, arriving: Arriving, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as db:
        db.execute("UPDATE body SET blocks = x'00' WHERE row = 1")
        db.commit()
    library.rebuild()
    assert library.put([arriving("old", title="Old", text="rates rise")]) == (0, 1)
    assert library.check() == []
    assert library.article(article_id("old")) is not None


def test_text_that_is_none_any_more_is_damage_that_lists_survive(library: Archive, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as db:
        db.execute("UPDATE article SET title = CAST(x'41ff42' AS TEXT), path = CAST(x'2fff' AS TEXT) WHERE row = 1")
        db.commit()
    assert "A\ufffdB" in titles(library)


@pytest.mark.parametrize("damage", ["published = 'soon'", "added = 'x'", "sort = 'x'", "title = x'00'"])
def test_a_row_that_is_no_article_is_named_taken_out_and_comes_back_as_far_as_it_was_read(
    library: Archive, arriving: Arriving, tmp_path: Path, damage: str
) -> None:
    library.mark([article_id("old")], True)
    library.remember(article_id("old"), Place(3, 4, 0.5))
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as db:
        db.execute(f"UPDATE article SET {damage} WHERE key = 'old'")
        db.commit()
    with pytest.raises(DamagedStoreError, match="run 'reader doctor'"):
        ids(library)
    assert "archive: 1 rows are no articles any more" in library.check()
    assert library.rebuild()
    assert library.check() == []
    assert article_id("old") not in ids(library)
    library.put([arriving("old")])
    assert article_id("old") in ids(library, "is:read")
    assert library.place(article_id("old")) == Place(3, 4, 0.5)


def test_a_number_that_no_article_has_is_not_believed(library: Archive, arriving: Arriving, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as db:
        db.execute(f"UPDATE article SET row = {2**40} WHERE key = 'old'")
        db.execute(f"UPDATE sqlite_sequence SET seq = {2**40} WHERE name = 'article'")
        db.commit()
    assert "archive: 1 rows are no articles any more" in library.check()
    assert library.rebuild()
    assert library.put([arriving("old")]) == (1, 0)
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as db:
        assert db.execute("SELECT max(row) < 1000 FROM article").fetchone() == (1,)


def test_after_mending_every_file_is_read_again(library: Archive) -> None:
    assert library.rebuild()
    assert {known.stamp for known in library.known("folder").values()} == {""}


def test_a_file_that_cannot_be_mended_is_renewed_with_what_can_be_read_of_it(
    tmp_path: Path, clock: Now, arriving: Arriving
) -> None:
    path = tmp_path / "archive.sqlite3"
    many = [arriving(f"k{number}", text="word " * 50) for number in range(400)]
    with closing(Archive(path, clock)) as archive:
        archive.put(many)
        archive.mark([article_id(f"k{number}") for number in range(400)], True)
    _wreck_a_leaf(path, "article")
    with closing(Archive(path, clock)) as archive:
        assert archive.check()
        assert not archive.rebuild()
        told = archive.renew()
        assert archive.check() == []
        saved = archive.total()
        assert 380 < saved < 400
        assert len(ids(archive, "is:read word*")) == saved
        assert archive.article(ids(archive)[-1]) is not None
        assert archive.put(many) == (400 - saved, saved)  # all of it is compared with its source again
    (aside,) = tmp_path.glob("archive.sqlite3.damaged-*Z")
    assert aside.name in told
    assert f"{saved} articles were saved out of it" in told


@pytest.mark.parametrize("killed", [False, True])
def test_damage_that_was_met_with_is_mended_at_the_next_start(
    tmp_path: Path, clock: Now, arriving: Arriving, killed: bool
) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving(f"k{number}", text="word " * 50) for number in range(400)])
    _wreck_a_leaf(path, "article")
    with closing(Archive(path, clock)) as archive:
        assert archive.notices == []
        with pytest.raises(DamagedStoreError):
            ids(archive, "is:unread")
    if killed:  # between the two last steps of mending
        with closing(Archive(path, clock)):
            path.replace(path.with_name(f"{path.name}.new"))
    with closing(Archive(path, clock)) as archive:
        assert 380 < len(ids(archive, "is:unread")) < 400
        assert killed or "was set aside" in archive.notices[0]
    with closing(Archive(path, clock)) as archive:
        assert archive.notices == []
    assert len(list(tmp_path.glob("archive.sqlite3.damaged-*Z"))) == 1


def test_who_has_it_open_goes_on_with_what_another_has_put_in_its_place(
    tmp_path: Path, clock: Now, arriving: Arriving
) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive, closing(Archive(path, clock)) as other:
        archive.put([arriving("a"), arriving("b")])
        assert other.total() == 2
        before = other.version()
        archive.renew()
        assert other.version() != before
        assert other.mark([article_id("a")], True)
        assert archive.counts().unread == 1


def test_one_that_was_deleted_meanwhile_is_begun_anew_and_told(tmp_path: Path, clock: Now, arriving: Arriving) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving("a")])
        for file in tmp_path.glob("archive.sqlite3*"):
            file.unlink()
        assert archive.put([arriving("b")]) == (1, 0)
        assert "was gone" in archive.notices[0]
    with closing(Archive(path, clock)) as archive:
        assert ids(archive) == [article_id("b")]


def test_reading_state_that_waits_outlives_further_damage(tmp_path: Path, clock: Now, arriving: Arriving) -> None:
    with closing(Archive(tmp_path / "archive.sqlite3", clock)) as archive:
        archive.put([arriving("a"), arriving("b")])
        archive.mark([article_id("a")], True)
        with closing(sqlite3.connect(tmp_path / "archive.sqlite3")) as db:
            db.execute("UPDATE article SET published = 'soon' WHERE key = 'a'")
            db.commit()
        assert archive.rebuild()
        for _ in range(2):
            assert "the reading state of 1 more" in archive.renew()
        archive.put([arriving("a"), arriving("b")])
        assert ids(archive, "is:read") == [article_id("a")]


def _wreck_a_leaf(path: Path, table: str) -> None:
    """Overwrite the header of a page in the middle of a table."""
    with closing(sqlite3.connect(path)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    whole = bytearray(path.read_bytes())
    start = (root - 1) * size
    children = int.from_bytes(whole[start + 3 : start + 5], "big")
    cell = start + int.from_bytes(whole[start + 12 + children // 2 * 2 :][:2], "big")
    leaf = (int.from_bytes(whole[cell : cell + 4], "big") - 1) * size
    whole[leaf : leaf + 8] = b"\xee" * 8
    path.write_bytes(whole)
