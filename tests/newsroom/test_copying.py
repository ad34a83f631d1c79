"""The same text from several sources is one row; the copies stay articles that can be found, read and kept."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.model import RelatedGroup
from reader.newsroom import Newsroom, open_newsroom
from reader.newsroom.copying import Copying
from reader.paths import Home
from reader.query import Query, parse_query
from reader.store.archive import Archive
from tests.fakes import NOW
from tests.wire import OTHER_HAND, REWORDED, TEXT, TITLE

WRAPPED = f"(Reporting by staff) {TEXT} Sign up for our newsletter."


class Folders:
    """Folders whose files are written and added by a test."""

    def __init__(self, place: Path, newsroom: Newsroom) -> None:
        self._place = place
        self._newsroom = newsroom

    def write(self, name: str, text: str, title: str = TITLE) -> Path:
        path = self._place / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{title}\n\n{text}\n", "utf-8")
        return path

    def add(self, name: str, text: str, title: str = TITLE) -> str:
        """The id of an article that comes in now."""
        path = self.write(name, text, title)
        self._newsroom.add([str(path)])
        return self._newsroom.find(str(path))


@pytest.fixture
def folders(tmp_path: Path, newsroom: Newsroom) -> Folders:
    return Folders(tmp_path / "news", newsroom)


def originals(newsroom: Newsroom) -> dict[str, str | None]:
    rows = newsroom.headlines(newsroom.listing(Query(), whole=True).rows)
    return {row.id: row.copy_of for row in rows}


def listed(newsroom: Newsroom, query: str = "") -> list[tuple[str, int]]:
    found = newsroom.listing(parse_query(query, NOW.date()))
    assert len(found.rows) == len(found.instants)
    return [(row.id, row.copies) for row in newsroom.headlines(found.rows)]


def test_copies_fold_into_the_row_of_what_came_first(newsroom: Newsroom, folders: Folders) -> None:
    first = folders.add("a", TEXT)
    wrapped, reworded = folders.add("b", WRAPPED), folders.add("c", REWORDED)
    other = folders.add("d", OTHER_HAND)
    assert originals(newsroom) == {first: None, wrapped: first, reworded: first, other: None}
    assert sorted(listed(newsroom)) == sorted([(first, 2), (other, 0)])


def test_a_copy_of_a_copy_names_the_original(newsroom: Newsroom, folders: Folders) -> None:
    first, reworded = folders.add("a", TEXT), folders.add("b", REWORDED)
    cut = folders.add("c", REWORDED[: len(REWORDED) // 2])
    assert originals(newsroom) == {first: None, reworded: first, cut: first}


def test_where_the_original_does_not_fit_the_query_the_first_copy_shows(newsroom: Newsroom, folders: Folders) -> None:
    first, second, third = folders.add("a", TEXT), folders.add("b", TEXT), folders.add("c", TEXT)
    newsroom.mark([first], read=True)
    assert listed(newsroom, "is:unread") == [(second, 2)]
    assert [row.id for row in newsroom.search(parse_query("is:unread Kestrel", NOW.date()))] in ([second], [third])
    assert listed(newsroom) == [(first, 2)]


def test_a_search_shows_each_text_once_and_the_whole_when_asked(newsroom: Newsroom, folders: Folders) -> None:
    first, second = folders.add("a", TEXT), folders.add("b", WRAPPED)
    query = parse_query("Kestrel", NOW.date())
    assert [row.id for row in newsroom.search(query)] == [first]
    assert {row.id for row in newsroom.search(query, whole=True)} == {first, second}


def test_reading_one_marks_no_other_but_all_can_be_marked_at_once_and_that_undone(
    newsroom: Newsroom, folders: Folders
) -> None:
    first, second, other = folders.add("a", TEXT), folders.add("b", TEXT), folders.add("c", OTHER_HAND)
    newsroom.mark([first], read=True)
    assert newsroom.counts().unread == 2
    change = newsroom.mark([second], read=True, copies=True)
    assert change.label == "Marked 1 article read"
    assert listed(newsroom, "is:unread") == [(other, 0)]
    change.undo()
    assert newsroom.counts().unread == 2


def test_what_is_related_names_the_copies_first(newsroom: Newsroom, folders: Folders) -> None:
    first, second = folders.add("a", TEXT), folders.add("b", WRAPPED)
    third = folders.add("c", REWORDED)
    rows = newsroom.related(second)
    assert [(row.id, row.group, row.why) for row in rows[:2]] == [
        (first, RelatedGroup.STORY, ("copy: the same text",)),
        (third, RelatedGroup.STORY, ("copy: the same text",)),
    ]
    assert [row.id for row in rows].count(first) == 1


def test_when_the_original_goes_the_copies_have_another_among_them(newsroom: Newsroom, folders: Folders) -> None:
    folders.add("a", TEXT)
    second, third = folders.add("b", REWORDED), folders.add("c", REWORDED)
    newsroom.remove("a.txt")
    assert originals(newsroom) == {second: None, third: second}


def test_a_bookmarked_original_stays_the_original_when_its_source_goes(newsroom: Newsroom, folders: Folders) -> None:
    first, second = folders.add("a", TEXT), folders.add("b", TEXT)
    newsroom.bookmark(first)
    newsroom.remove("a.txt")
    assert originals(newsroom) == {first: None, second: first}


def test_another_text_under_the_same_address_is_compared_anew(newsroom: Newsroom, folders: Folders) -> None:
    first, second, third = folders.add("a", TEXT), folders.add("b", TEXT), folders.add("c", TEXT)
    folders.write("a", OTHER_HAND, "Port Ansel without its bridge")
    newsroom.rescan()
    assert originals(newsroom) == {first: None, second: None, third: second}
    folders.write("a", TEXT)
    newsroom.rescan()
    assert originals(newsroom) == {first: None, second: first, third: first}


def test_what_a_person_told_apart_is_never_folded(home: Home, newsroom: Newsroom, folders: Folders) -> None:
    first, second, third = folders.add("a", TEXT), folders.add("b", TEXT), folders.add("c", TEXT)
    archive = Archive(home.archive_file, lambda: NOW)
    archive.copies.reconsider([first])
    Copying(archive, lambda: frozenset({frozenset({first, third})})).catch_up()
    assert originals(newsroom) == {first: None, second: first, third: None}
    archive.copies.reconsider([third, first])
    Copying(archive, lambda: frozenset({frozenset({second, third})})).catch_up()
    assert originals(newsroom) == {first: None, second: first, third: None}
    archive.close()


def test_copies_told_apart_part_at_once_and_join_again_when_that_is_undone(
    newsroom: Newsroom, folders: Folders
) -> None:
    first, second, third = folders.add("a", TEXT), folders.add("b", TEXT), folders.add("c", TEXT)
    change = newsroom.stories.unlink(second, first)
    assert originals(newsroom) == {first: None, second: None, third: first}
    folders.add("d", OTHER_HAND)
    newsroom.rescan()
    assert originals(newsroom)[second] is None
    assert first not in [row.id for row in newsroom.related(second)]
    change.undo()
    assert {**originals(newsroom), third: first} == originals(newsroom)
    assert originals(newsroom)[second] == first


def test_a_copy_has_the_story_of_its_original(newsroom: Newsroom, folders: Folders) -> None:
    other, first = folders.add("a", OTHER_HAND, "Port Ansel without its bridge"), folders.add("b", TEXT)
    copies = [folders.add(f"copy{number}", TEXT) for number in range(6)]
    for asked in (first, copies[0]):
        rows = newsroom.related(asked, 6)
        assert [row.why for row in rows[:4]] == [("copy: the same text",)] * 4
        assert (rows[4].id, rows[4].group) == (other, RelatedGroup.STORY)
    [original, *others] = [row.id for row in newsroom.related(other)]
    assert (original, set(others)) == (first, set(copies[:2]))


def test_a_pointer_does_not_mean_what_was_told_apart(newsroom: Newsroom, folders: Folders) -> None:
    first = folders.add("a", TEXT)
    second = folders.add("b", f"Nothing new of the bridge today.\n\nRead more:\n\n{TITLE}", "Port Ansel waits")
    assert [pointer.article for pointer in newsroom.article(second).pointers] == [first]
    change = newsroom.stories.unlink(second, first)
    assert [pointer.article for pointer in newsroom.article(second).pointers] == [None]
    newsroom.rescan()
    assert first not in [row.id for row in newsroom.related(second)]
    change.undo()
    assert [pointer.article for pointer in newsroom.article(second).pointers] == [first]


def test_what_doctor_mends_is_linked_again(newsroom: Newsroom, folders: Folders, home: Home) -> None:
    other, first = folders.add("a", OTHER_HAND, "Port Ansel without its bridge"), folders.add("b", TEXT)
    stories = newsroom.stories.of_articles([first, other])
    with closing(sqlite3.connect(home.archive_file)) as db, db:
        db.execute("DELETE FROM sketch")
    assert any("cannot be compared" in finding.text for finding in newsroom.doctor())
    assert [row.id for row in newsroom.related(first)] == [other]
    assert newsroom.stories.of_articles([first, other]) == stories
    assert not any(finding.problem for finding in newsroom.doctor())


def test_articles_from_before_are_caught_up_with_whatever_the_order(
    home: Home, newsroom: Newsroom, folders: Folders
) -> None:
    ids = [folders.add("a", TEXT), folders.add("b", REWORDED), folders.add("c", TEXT)]
    archive = Archive(home.archive_file, lambda: NOW)
    archive.copies.reconsider(ids)
    assert archive.copies.waiting() == 3
    for _ in ids:
        Copying(archive).settle(1)  # the newest first
    assert archive.copies.waiting() == 0
    archive.close()
    assert originals(newsroom) == {ids[0]: None, ids[1]: ids[0], ids[2]: ids[0]}


def test_a_text_held_many_times_still_finds_its_original(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    records = [{"id": str(n), "title": TITLE, "text": f"{WRAPPED} Edition {n} of the day."} for n in range(150)]
    file.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    newsroom = open_newsroom(home)
    newsroom.import_file(str(file))
    held = newsroom.listing(Query()).rows
    assert [(row.copy_of, row.copies) for row in newsroom.headlines(held)] == [(None, 149)]
    newsroom.close()


def test_as_many_are_found_as_were_asked_for_whatever_folds(newsroom: Newsroom, folders: Folders) -> None:
    for name in "abcd":
        folders.add(name, TEXT)
    other = folders.add("e", OTHER_HAND)
    query = parse_query("Kestrel", NOW.date())
    for found in (newsroom.search, newsroom.newest):
        assert len(found(query, 1)) == 1
        assert other in {row.id for row in found(query, 2)}
        assert len(found(query, 5)) == 2
        assert len(found(query, 3, whole=True)) == 3
