"""Choosing articles and writing them: whole or not at all, and one bad article stops nothing."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from reader.errors import NotFoundError, StoreError
from reader.exporting.clipping import Format
from reader.exporting.epub import MOST
from reader.newsroom import Cancelled
from reader.newsroom.exporting import Exporting, Exports, Selection
from reader.query import Query
from tests.fakes import NOW, FakeNewsroom, made

ARTICLES = [
    made(f"file:/{number}", f"Article {number}", "Words.", url=f"https://a.example/{number}") for number in range(4)
]


@pytest.fixture
def room() -> FakeNewsroom:
    return FakeNewsroom(ARTICLES)


@pytest.fixture
def exporting(room: FakeNewsroom) -> Exporting:
    return Exporting(room, lambda: NOW, lambda article: (("later",), f"note on {article}"))


@pytest.mark.parametrize("form", Format)
def test_stopping_it_leaves_nothing_behind(exporting: Exporting, tmp_path: Path, form: Format) -> None:
    def stop(done: int, total: int) -> None:
        assert total == len(ARTICLES)
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        exporting.write(exporting.matching(Query()), form, tmp_path / "x", stop)
    assert list(tmp_path.iterdir()) == []


def test_one_that_cannot_be_read_stops_nothing(exporting: Exporting, room: FakeNewsroom, tmp_path: Path) -> None:
    selection = exporting.matching(Query())
    gone = room.articles.pop(1)
    done = exporting.write(selection, Format.EPUB, tmp_path / "x.epub")
    assert (done.written, [one.path for one in done.failed]) == (3, [gone.id])
    assert "book/chapter-3.xhtml" in ZipFile(tmp_path / "x.epub").namelist()
    room.fail("article", NotFoundError("it is gone"))
    with pytest.raises(StoreError, match="nothing was written; it is gone"):
        exporting.write(selection, Format.MARKDOWN, tmp_path / "y.md")
    assert [one.name for one in tmp_path.iterdir()] == ["x.epub"]


def test_articles_are_read_one_by_one(exporting: Exporting, room: FakeNewsroom) -> None:
    clippings = exporting.clippings(exporting.matching(Query()), Exports())
    for number in range(1, 4):
        clipping = next(clippings)
        assert (clipping.tags, clipping.note) == (("later",), f"note on {clipping.article.id}")
        assert len(room.did("article")) == number


def test_a_book_has_an_end(exporting: Exporting, tmp_path: Path) -> None:
    selection = Selection("All", (ARTICLES[0].id,) * (MOST + 1))
    with pytest.raises(StoreError, match="5,000 articles at most"):
        exporting.write(selection, Format.EPUB, tmp_path / "x.epub")


def test_what_is_there_is_left_and_links_are_not_followed(exporting: Exporting, tmp_path: Path) -> None:
    folder, outside = tmp_path / "notes", tmp_path / "outside.md"
    folder.mkdir()
    exporting.write(exporting.matching(Query()), Format.MARKDOWN, folder)
    first, *_ = sorted(folder.iterdir())
    first.unlink()
    first.symlink_to(outside)
    again = exporting.write(exporting.matching(Query()), Format.MARKDOWN, folder)
    assert (again.written, again.held_back) == (0, 4)
    exporting.write(exporting.matching(Query()), Format.MARKDOWN, folder, force=True)
    assert not outside.exists()
    assert "Words." in first.read_text()
