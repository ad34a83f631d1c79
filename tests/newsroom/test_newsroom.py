"""The library as a whole: what comes in, stays, moves, goes; what people keep."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import NotFoundError, SourceError
from reader.model import Article, Headline, RelatedGroup
from reader.newsroom import Cancelled, Newsroom, library_is_empty, open_newsroom
from reader.newsroom.rehearsal import rehearse
from reader.paths import Home
from reader.query import Query


def listed(newsroom: Newsroom, query: Query | None = None) -> list[Headline]:
    return newsroom.headlines(newsroom.listing(query or Query()).rows)


def titled(newsroom: Newsroom, start: str) -> Headline:
    return next(row for row in listed(newsroom) if row.title.startswith(start))


def article(newsroom: Newsroom, start: str) -> Article:
    return newsroom.article(titled(newsroom, start).id)


def write(path: Path, text: str) -> None:
    """Write so that the time of the file surely differs."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9) if before else None)


class TestComingIn:
    def test_reading_a_folder_can_be_stopped_at_any_file(self, newsroom: Newsroom, articles: Path) -> None:
        for number in range(20):
            (articles / f"{number}.txt").write_text(f"Title number {number}\n\nA text of its own, {number}.\n")
        told: list[int] = []

        def progress(done: int, _: int) -> None:
            told.append(done)
            if done > 2:
                raise Cancelled

        with pytest.raises(Cancelled):
            newsroom.take_on([str(articles)], progress)
        assert told[-1] == 3
        newsroom.add([str(articles)])
        assert titled(newsroom, "Title number 19")

    def test_a_folder_is_remembered_and_read(self, newsroom: Newsroom, articles: Path) -> None:
        sources, report = newsroom.add([str(articles)])
        assert (report.new, report.skipped) == (3, ())
        assert [status.source for status in newsroom.sources()] == sources
        assert newsroom.counts().all == 3

    def test_newest_first(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        assert [row.title.split()[0] for row in listed(newsroom)] == ["Dunmere", "Ferry", "Kestrel"]

    def test_the_same_again_is_the_same(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        _, report = newsroom.add([str(articles)])
        assert (report.new, report.changed, report.unchanged) == (0, 0, 3)
        assert len(newsroom.sources()) == 1

    def test_a_file_in_a_remembered_folder_is_no_source_of_its_own(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        newsroom.add([str(next(articles.iterdir()))])
        assert len(newsroom.sources()) == 1

    def test_one_that_is_not_there_does_not_stop_the_rest(self, newsroom: Newsroom, articles: Path) -> None:
        _, report = newsroom.add([str(articles / "none"), str(articles), "https://harbour.example/feed"])
        assert report.new == 3
        assert [skipped.failed for skipped in report.skipped] == [True, True]

    def test_a_page_that_cannot_be_parsed_comes_in_as_bare_words(self, newsroom: Newsroom, tmp_path: Path) -> None:
        page = tmp_path / "deep.html"
        page.write_text("<div>" * 3000 + "<p>The bridge is shut.</p>" + "</div>" * 3000)
        newsroom.add([str(page)])
        [row] = listed(newsroom)
        read = newsroom.article(row.id)
        assert "The bridge is shut." in read.text
        assert read.notices

    def test_records_keep_what_they_state(self, newsroom: Newsroom, tmp_path: Path) -> None:
        record = {
            "id": "7",
            "title": "Bridge shut",
            "text": "The bridge is shut.\n\nFerries run.",
            "published": "2026-10-01T08:00:00Z",
            "source": "Harbour Post",
            "url": "https://harbour.example/7",
        }
        file = tmp_path / "records.jsonl"
        file.write_text(json.dumps(record) + "\nnot json\n" + json.dumps({**record, "url": None, "id": "8"}) + "\n")
        report = newsroom.import_file(str(file))
        assert (report.new, len(report.skipped)) == (2, 1)
        assert "line 2" in report.skipped[0].path + report.skipped[0].reason
        assert newsroom.find("https://harbour.example/7")
        again = newsroom.import_file(str(file))
        assert (again.new, again.changed) == (0, 0)

    def test_only_json_lines_are_imported(self, newsroom: Newsroom, articles: Path) -> None:
        with pytest.raises(SourceError, match="only JSON Lines"):
            newsroom.import_file(str(next(articles.iterdir())))

    def test_work_can_be_stopped_and_taken_up_again(self, newsroom: Newsroom, tmp_path: Path) -> None:
        folder = tmp_path / "many"
        folder.mkdir()
        for number in range(40):
            (folder / f"{number}.txt").write_text(f"Report number {number}\n\nText of the report, number {number}.")

        def stop(done: int, _total: int) -> None:
            if done >= 8:
                raise Cancelled

        with pytest.raises(Cancelled):
            newsroom.add([str(folder)], stop)
        assert 0 < newsroom.counts().all < 40
        newsroom.rescan()
        assert newsroom.counts().all == 40

    def test_a_file_of_records_broken_off_is_read_again(self, newsroom: Newsroom, tmp_path: Path) -> None:
        file = tmp_path / "records.jsonl"
        records = [{"id": str(number), "title": f"Report {number}", "text": "The text."} for number in range(200)]
        file.write_text("\n".join(map(json.dumps, records)))

        def stop(done: int, _total: int) -> None:
            if done >= 50:
                raise Cancelled

        with pytest.raises(Cancelled):
            newsroom.import_file(str(file), stop)
        assert 0 < newsroom.counts().all < 200
        assert newsroom.import_file(str(file)).new > 0
        assert newsroom.counts().all == 200
        assert newsroom.import_file(str(file)).unchanged == 200

    def test_an_empty_name_is_no_folder(self, newsroom: Newsroom) -> None:
        _, report = newsroom.add([""])
        assert (newsroom.sources(), report.skipped[0].failed) == ([], True)


class TestChanges:
    def test_a_changed_file_keeps_what_one_did_with_it(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        row = titled(newsroom, "Dunmere")
        newsroom.mark([row.id], read=True)
        newsroom.bookmark(row.id)
        write(
            articles / "2026-10-03-water.txt", "Dunmere council changes its mind\n\nThe vote was held again on Monday."
        )
        report = newsroom.rescan()
        assert (report.changed, report.new) == (1, 0)
        changed = titled(newsroom, "Dunmere council changes")
        assert (changed.id, changed.read, changed.bookmarked) == (row.id, True, True)

    def test_a_vanished_file_stays_readable(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        (articles / "2026-10-03-water.txt").unlink()
        assert newsroom.rescan().gone == 1
        row = titled(newsroom, "Dunmere")
        assert row.gone
        assert "split vote" in newsroom.article(row.id).text

    def test_a_file_that_comes_back_is_there_again(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        text = (articles / "2026-10-03-water.txt").read_text()
        (articles / "2026-10-03-water.txt").unlink()
        newsroom.rescan()
        (articles / "2026-10-03-water.txt").write_text(text)
        newsroom.rescan()
        assert not titled(newsroom, "Dunmere").gone
        assert newsroom.counts().all == 3

    def test_a_moved_file_is_the_same_article(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        row = titled(newsroom, "Dunmere")
        newsroom.bookmark(row.id)
        (articles / "kept").mkdir()
        (articles / "2026-10-03-water.txt").rename(articles / "kept" / "2026-10-03-water.txt")
        newsroom.rescan()
        moved = titled(newsroom, "Dunmere")
        assert (moved.id, moved.bookmarked, moved.gone) == (row.id, True, False)
        assert newsroom.counts().all == 3

    def test_a_moved_folder_brings_the_same_articles(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        row = titled(newsroom, "Ferry")
        newsroom.mark([row.id], read=True)
        newsroom.bookmark(row.id)
        moved = articles.with_name("moved")
        articles.rename(moved)
        newsroom.add([str(moved)])
        newsroom.remove(str(articles))
        again = titled(newsroom, "Ferry")
        assert (again.id, again.read, again.bookmarked, newsroom.counts().all) == (row.id, True, True, 3)
        assert again.path == str(moved / "2026-10-02-ferry.txt")

    def test_a_folder_that_is_away_loses_nothing(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        articles.rename(articles.with_name("unplugged"))
        report = newsroom.rescan()
        assert report.gone == 0
        assert "is not there" in report.skipped[0].reason
        assert not any(row.gone for row in listed(newsroom))
        assert newsroom.sources()[0].notice is not None

    def test_removing_a_source_keeps_what_was_bookmarked(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        kept = titled(newsroom, "Ferry")
        newsroom.bookmark(kept.id)
        newsroom.remove(str(articles))
        assert newsroom.sources() == []
        assert [row.id for row in listed(newsroom)] == [kept.id]

    def test_another_newsroom_sees_the_change(self, newsroom: Newsroom, home: Home, articles: Path) -> None:
        newsroom.add([str(articles)])
        before = newsroom.version()
        other = open_newsroom(home)
        other.bookmark(titled(other, "Ferry").id)
        other.close()
        assert newsroom.version() != before
        assert titled(newsroom, "Ferry").bookmarked


class TestFinding:
    @pytest.mark.parametrize("by", [lambda row: row.id, lambda row: row.id[:8], lambda row: row.path])
    def test_an_article_answers_to(self, newsroom: Newsroom, articles: Path, by: Callable[[Headline], str]) -> None:
        newsroom.add([str(articles)])
        row = titled(newsroom, "Ferry")
        assert newsroom.find(by(row)) == row.id

    def test_what_is_not_there_says_so(self, newsroom: Newsroom) -> None:
        with pytest.raises(NotFoundError, match="nothing"):
            newsroom.find("nothing")

    def test_a_file_is_read_without_being_added(self, newsroom: Newsroom, articles: Path) -> None:
        read = newsroom.read(str(articles / "2026-10-01-bridge.txt"))
        assert read.title.startswith("Kestrel Bridge")
        assert newsroom.counts().all == 0

    def test_search_shows_the_words_around(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        [row] = newsroom.search(Query(words=("leaking",)))
        assert row.snippet is not None
        assert "\ue000leaking\ue001" in row.snippet


class TestLinking:
    def test_a_pointer_means_the_article_held(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        ferry, lighthouse = article(newsroom, "Kestrel").pointers
        assert ferry.article == titled(newsroom, "Ferry").id
        assert lighthouse.article is None

    def test_a_pointer_resolves_when_its_article_arrives(self, newsroom: Newsroom, articles: Path) -> None:
        late = articles / "2026-10-02-ferry.txt"
        text = late.read_text()
        late.unlink()
        newsroom.add([str(articles)])
        assert article(newsroom, "Kestrel").pointers[0].article is None
        late.write_text(text)
        newsroom.rescan()
        assert article(newsroom, "Kestrel").pointers[0].article == titled(newsroom, "Ferry").id

    def test_related_rows_say_why(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        rows = newsroom.related(titled(newsroom, "Ferry").id)
        assert rows[0].title.startswith("Kestrel")
        assert rows[0].why[0].startswith("same quote: “I would rather")
        assert all(row.why for row in rows)

    def test_pointers_stand_among_the_related(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        pointers = [
            row for row in newsroom.related(titled(newsroom, "Kestrel").id) if row.group is RelatedGroup.POINTER
        ]
        assert [row.id is None for row in pointers] == [False, True]
        assert pointers[1].why == ("not in your library",)

    def test_headlines_are_resolved_or_honestly_not(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        found, none = newsroom.resolve(["Ferry queues reach to the fish market in Port Ansel", "Elephants in the alps"])
        assert found.article == titled(newsroom, "Ferry").id
        assert (none.article, none.url) == (None, None)


class TestKeeping:
    def test_a_bookmark_outlives_the_archive(self, newsroom: Newsroom, home: Home, articles: Path) -> None:
        newsroom.add([str(articles)])
        row = titled(newsroom, "Dunmere")
        newsroom.bookmark(row.id, text=True)
        newsroom.close()
        home.archive_file.unlink()
        again = open_newsroom(home)
        assert again.bookmarks()[0].title == row.title
        assert "split vote" in again.article(row.id).text
        again.rescan()
        assert titled(again, "Dunmere").bookmarked
        again.close()

    def test_a_bookmark_can_be_undone_both_ways(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        ident = titled(newsroom, "Ferry").id
        newsroom.bookmark(ident).undo()
        assert newsroom.bookmarks() == []
        newsroom.bookmark(ident)
        newsroom.unbookmark(ident).undo()
        assert [kept.article for kept in newsroom.bookmarks()] == [ident]
        assert titled(newsroom, "Ferry").bookmarked

    def test_marking_all_read_is_undone_exactly(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        newsroom.mark([titled(newsroom, "Ferry").id], read=True)
        change = newsroom.mark_all(Query())
        assert (change.label, newsroom.counts().unread) == ("Marked 2 articles read", 0)
        change.undo()
        assert newsroom.counts().unread == 2

    def test_a_restored_line_stays_restored(self, newsroom: Newsroom, home: Home, articles: Path) -> None:
        newsroom.add([str(articles)])
        ident = titled(newsroom, "Kestrel").id
        cut = newsroom.article(ident).cuts[0]
        change = newsroom.restore(ident, cut)
        other = open_newsroom(home)
        assert cut.text in other.article(ident).text
        other.close()
        change.undo()
        assert cut.text not in newsroom.article(ident).text

    def test_a_library_is_empty_until_something_is_added(self, newsroom: Newsroom, home: Home, articles: Path) -> None:
        assert library_is_empty(home)
        newsroom.add([str(articles)])
        assert not library_is_empty(home)

    def test_doctor_finds_nothing_in_a_sound_library(self, newsroom: Newsroom, articles: Path) -> None:
        newsroom.add([str(articles)])
        assert not any(finding.problem for finding in newsroom.doctor())

    def test_doctor_says_repaired_only_of_what_is_gone(self, newsroom: Newsroom, home: Home, articles: Path) -> None:
        newsroom.add([str(articles)])
        with closing(sqlite3.connect(home.archive_file)) as db:
            db.execute("UPDATE body SET blocks = x'00' WHERE row = 1")
            db.execute("DELETE FROM text WHERE row = 2")
            db.commit()
        dry = [finding for finding in rehearse(home) if finding.problem]
        assert dry
        assert not any(finding.repaired for finding in dry)
        left = [finding.text for finding in newsroom.doctor() if finding.problem and not finding.repaired]
        assert len(left) == 1
        assert "1 articles cannot be read" in left[0]
        newsroom.rescan()
        assert not any(finding.problem for finding in newsroom.doctor())

    def test_doctor_renews_an_archive_it_cannot_mend(self, newsroom: Newsroom, home: Home, articles: Path) -> None:
        newsroom.add([str(articles)])
        newsroom.mark([titled(newsroom, "Ferry").id], read=True)
        newsroom.close()
        with closing(sqlite3.connect(home.archive_file)) as db:
            db.execute("DROP TABLE pointer")
        with closing(open_newsroom(home)) as again:
            assert not any(finding.repaired for finding in rehearse(home))
            told = [finding for finding in again.doctor() if finding.problem]
            assert all(finding.repaired for finding in told)
            assert "3 articles were saved out of it" in told[-1].text
            assert (again.counts().all, again.counts().unread) == (3, 2)
            again.rescan()
            assert (again.counts().all, again.counts().unread) == (3, 2)
            assert titled(again, "Ferry").read

    def test_an_archive_that_was_lost_is_told_until_it_is_filled_again(
        self, newsroom: Newsroom, home: Home, articles: Path
    ) -> None:
        assert newsroom.notices == []
        newsroom.add([str(articles)])
        assert newsroom.notices == []
        newsroom.close()
        home.archive_file.unlink()
        with closing(open_newsroom(home)) as again:
            (notice,) = again.notices
            assert "is new and empty, but 1 source is remembered; run 'reader refresh'" in notice
            again.rescan()
            assert again.notices == []
