"""Titles are found by their words, and headlines that pointers wait with are found by what arrives."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model import Pointer, article_id
from reader.store.archive import Archive, Incoming
from reader.store.connection import connect
from reader.store.database import Database
from reader.store.schema import MIGRATIONS, POINTERS
from reader.store.titles import Wanted
from reader.text import title_words

Arriving = Callable[..., Incoming]
Now = Callable[[], datetime]


def candidates(archive: Archive, headline: str, limit: int = 9) -> list[str]:
    """The titles that share words with a headline, all words weighing alike."""
    return [title for _, title in archive.titles.candidates(dict.fromkeys(title_words(headline), 1.0), limit)]


def waiting(archive: Archive) -> list[tuple[str, str | None]]:
    return [(one.title, one.target) for one in archive.titles.open_pointers(99)]


def settle(archive: Archive, target: str | None = None) -> list[Wanted]:
    """Answer all that wait with one article."""
    found = archive.titles.open_pointers(99)
    archive.titles.settled([(one, target) for one in found])
    return found


class TestCandidates:
    def test_what_shares_most_comes_first(self, archive: Archive, arriving: Arriving) -> None:
        titles = ["Grain prices rise", "Grain harvest late", "Storm closes ferry", "Prices of grain rise in May"]
        archive.put([arriving(str(number), title=title) for number, title in enumerate(titles)])
        assert set(candidates(archive, "rise of grain prices", 2)) == {titles[0], titles[3]}
        assert candidates(archive, "elephants") == []
        assert candidates(archive, "…") == []

    def test_a_title_is_found_by_what_it_is_now(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", title="Storm closes ferry"), arriving("b", title="Gale closes bridge")])
        archive.put([arriving("a", title="Tide opens harbour", text="Another text.")])
        assert candidates(archive, "storm ferry") == []
        assert candidates(archive, "tide") == ["Tide opens harbour"]
        assert archive.titles.frequencies(["closes", "tide", "ferry"]) == {"closes": 1, "tide": 1, "ferry": 0}
        archive.forget("folder", keep=())
        assert archive.titles.frequencies(["closes", "tide"]) == {"closes": 0, "tide": 0}
        assert archive.titles.total() == 0

    def test_words_that_all_titles_hold_find_those_with_two_of_them(self, archive: Archive, arriving: Arriving) -> None:
        many = [arriving(f"m{number}", title=f"Word{number} council") for number in range(4_200)]
        archive.put(
            [*many, arriving("x", title="Council votes"), *(arriving(f"v{n}", title="votes") for n in range(4_200))]
        )
        assert candidates(archive, "council votes") == ["Council votes"]

    def test_scripts_without_spaces_are_found_by_pairs_of_letters(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", title="気象衛星、最初の画像を公開"), arriving("b", title="ไฟไหม้ตลาดเก่า")])
        assert candidates(archive, "最初の画像") == ["気象衛星、最初の画像を公開"]

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(st.text(min_size=1, max_size=40))
    def test_any_title_is_found_by_itself(self, archive: Archive, arriving: Arriving, title: str) -> None:
        archive.put([arriving("a", title=title, digest=title)])
        assert candidates(archive, title) == ([title] if title_words(title) else [])


class TestPointers:
    def test_wait_once_for_each_headline_until_it_was_asked_for(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving(key, pointers=(Pointer("See the ferry"),)) for key in "ab"])
        assert waiting(archive) == [("See the ferry", None)] * 2
        settle(archive)
        assert waiting(archive) == []

    def test_an_arrival_finds_the_headlines_with_its_words(self, archive: Archive, arriving: Arriving) -> None:
        assert archive.titles.nothing_to_compare()
        pointers = (Pointer("Storm closes ferry"), Pointer("Elephants in the alps"), Pointer("X", "https://e.org/x"))
        archive.put([arriving("a", pointers=pointers)])
        assert archive.titles.nothing_to_compare()
        settle(archive)
        assert not archive.titles.nothing_to_compare()
        archive.put([arriving("b", title="Ferry closed by storm", url="https://e.org/x")])
        (arrival,) = archive.titles.arrivals(9)
        assert (arrival.id, arrival.title, arrival.url) == (article_id("b"), "Ferry closed by storm", "https://e.org/x")
        words = dict.fromkeys(title_words(arrival.title), 1.0)
        assert archive.titles.wanted(words) == [("Storm closes ferry", {"storm", "closes", "ferry"})]
        archive.titles.compared([arrival], ["Storm closes ferry"])
        assert archive.titles.arrivals(9) == []
        assert waiting(archive) == [("Storm closes ferry", None), ("X", None)]

    def test_what_changes_again_while_it_is_compared_is_compared_again(
        self, archive: Archive, arriving: Arriving
    ) -> None:
        archive.put([arriving("a", title="Storm closes ferry")])
        before = archive.titles.arrivals(9)
        archive.put([arriving("a", title="Storm opens ferry")])
        archive.titles.compared(before, [])
        assert [one.title for one in archive.titles.arrivals(9)] == ["Storm opens ferry"]

    @pytest.mark.parametrize("change", [{"title": "Another title"}, {"url": "https://e.org/new"}])
    def test_a_changed_target_is_doubted(self, archive: Archive, arriving: Arriving, change: dict[str, str]) -> None:
        archive.put([arriving("a", pointers=(Pointer("See B"),)), arriving("b", title="B")])
        settle(archive, article_id("b"))
        archive.put([arriving("b", text="New text.", **{"title": "B", **change})])
        assert waiting(archive) == [("See B", None)]

    def test_a_target_with_a_new_text_is_not(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", pointers=(Pointer("See B"),)), arriving("b", title="B")])
        settle(archive, article_id("b"))
        archive.put([arriving("b", title="B", text="New text.")])
        assert waiting(archive) == []
        assert archive.pointing_to(article_id("b")) == [article_id("a")]

    def test_a_deleted_target_is_doubted(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", pointers=(Pointer("See B"),)), arriving("b", origin="other")])
        settle(archive, article_id("b"))
        archive.forget("other", keep=())
        assert waiting(archive) == [("See B", None)]

    def test_an_answer_to_an_older_doubt_changes_nothing(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", pointers=(Pointer("See B"),)), arriving("b")])
        before = archive.titles.open_pointers(9)
        archive.titles.compared([], ["See B"])
        archive.titles.settled([(one, None) for one in before])
        assert waiting(archive) == [("See B", None)]
        settle(archive, article_id("b"))
        archive.titles.settled([(one, None) for one in before])
        assert archive.pointing_to(article_id("b")) == [article_id("a")]
        assert waiting(archive) == []

    def test_a_headline_nobody_points_to_any_more_is_forgotten(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", pointers=(Pointer("Storm closes ferry"),))])
        settle(archive)
        archive.put([arriving("a", text="changed")])
        assert archive.titles.wanted({"storm": 1.0}) == []
        assert waiting(archive) == []


class TestCare:
    def test_an_older_library_gets_its_titles_and_pointers(
        self, tmp_path: Path, clock: Now, arriving: Arriving
    ) -> None:
        path = tmp_path / "old" / "archive.sqlite3"
        Database(path, clock, MIGRATIONS[: MIGRATIONS.index(POINTERS)]).close()
        with closing(connect(path)) as db:
            db.execute(
                "INSERT INTO article (id, key, origin, title, words, sort, added, updated, digest, stamp) "
                "VALUES ('a', 'a', '', 'Storm closes ferry', 0, 0.0, 0.0, 0.0, '', '')"
            )
            db.execute("INSERT INTO pointer (row, position, title) VALUES (1, 0, 'See B')")
        with closing(Archive(path, clock)) as archive:
            assert candidates(archive, "ferry storm") == ["Storm closes ferry"]
            assert waiting(archive) == [("See B", None)]

    def test_rebuilding_makes_them_anew(self, archive: Archive, arriving: Arriving, tmp_path: Path) -> None:
        archive.put([arriving("a", title="Storm closes ferry", pointers=(Pointer("See B"),)), arriving("b")])
        settle(archive, article_id("b"))
        with closing(connect(tmp_path / "data" / "archive.sqlite3")) as db:
            db.execute("DROP TABLE wanted")
            db.execute("UPDATE title_data SET block = x'00' WHERE id > 10")
        assert archive.check()
        assert archive.rebuild()
        assert candidates(archive, "ferry storm") == ["Storm closes ferry"]
        assert waiting(archive) == [("See B", article_id("b"))]
        assert archive.check() == []
