"""Rules about lines in a whole library: learned as articles come, taught, undone, and shown at once in all held."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import NotFoundError, RuleError
from reader.model import Article, Reason, RuleAction, RuleOrigin
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home

PROMISE = "Tip the newsdesk by carrier pigeon and never miss a tide."
STORIES = {
    "bridge": (
        "Kestrel Bridge closed after divers find crack",
        "The Kestrel Bridge in Port Ansel was closed on Sunday night after divers found a crack in a bearing.",
        "Ferries will run every ten minutes while engineers from Halden Works inspect the piles.",
    ),
    "water": (
        "Dunmere council passes smaller water tariff",
        "Households in Dunmere will pay nine per cent more for water, the council decided after a split vote.",
        "Lenn Water had asked for fourteen per cent to mend its leaking mains.",
    ),
    "petrel": (
        "Petrel-3 sends its first images from orbit",
        "The weather satellite photographed the northern ice at noon on Thursday, hours ahead of schedule.",
        "Its makers hope for ten years of service and earlier storm warnings.",
    ),
    "nurses": (
        "Maren nurses vote to strike for another fortnight",
        "Nursing staff at the Maren hospital will stay away from work until their rota is changed.",
        "Forty operations were postponed and urgent cases moved elsewhere.",
    ),
}


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A folder of articles that end alike, empty at first."""
    folder = tmp_path / "Harbour Post"
    folder.mkdir()
    return folder


def print_story(folder: Path, name: str, *more: str) -> Path:
    file = folder / f"{name}.txt"
    file.write_text("\n\n".join([*STORIES[name], *more]), "utf-8")
    return file


def read(newsroom: Newsroom, file: Path) -> Article:
    return newsroom.read(str(file))


def is_cut(newsroom: Newsroom, file: Path, text: str = PROMISE) -> bool:
    shown = read(newsroom, file)
    kept, gone = [block.text for block in shown.blocks], [cut.text for cut in shown.cuts]
    assert (text in kept) != (text in gone)
    return text in gone


@pytest.fixture
def files(newsroom: Newsroom, post: Path) -> list[Path]:
    """Three articles held that end alike."""
    found = [print_story(post, name, PROMISE) for name in ("bridge", "water", "petrel")]
    newsroom.add([str(post)])
    return found


class TestLearning:
    def test_the_third_article_teaches_and_it_holds_for_the_first_two(self, newsroom: Newsroom, post: Path) -> None:
        first, second = print_story(post, "bridge", PROMISE), print_story(post, "water", PROMISE)
        newsroom.add([str(post)])
        assert not is_cut(newsroom, first)
        third = print_story(post, "petrel", PROMISE)
        newsroom.rescan()
        assert all(is_cut(newsroom, file) for file in (first, second, third))
        [cut] = read(newsroom, first).cuts
        assert (cut.reason, cut.rule) == (Reason.REPEATED, "learned: stands in 3 articles of Harbour Post")

    def test_it_holds_for_what_comes_next_and_for_files_outside_the_library(
        self, newsroom: Newsroom, files: list[Path], post: Path, tmp_path: Path
    ) -> None:
        assert is_cut(newsroom, print_story(post, "nurses", PROMISE))
        newsroom.rescan()
        assert is_cut(newsroom, post / "nurses.txt")
        elsewhere = tmp_path / "Other"
        elsewhere.mkdir()
        assert not is_cut(newsroom, print_story(elsewhere, "nurses", PROMISE))

    def test_copies_of_one_article_teach_nothing(self, newsroom: Newsroom, post: Path) -> None:
        title, first, second = STORIES["bridge"]
        for number in range(5):
            (post / f"{number}.txt").write_text("\n\n".join([f"{title} {number}", first, second, PROMISE]))
        newsroom.add([str(post)])
        assert newsroom.teaching.all() == []

    def test_an_article_that_changes_takes_its_witness_back(
        self, newsroom: Newsroom, files: list[Path], post: Path
    ) -> None:
        print_story(post, "petrel", "A quite different end for once.")
        newsroom.rescan()
        assert not is_cut(newsroom, files[0])
        assert newsroom.teaching.all() == []
        print_story(post, "petrel", PROMISE, "And more.")
        newsroom.rescan()
        assert is_cut(newsroom, files[0])

    def test_what_is_left_after_a_source_was_removed_is_judged_anew(self, newsroom: Newsroom, tmp_path: Path) -> None:
        records = [
            {"id": name, "title": lines[0], "text": "\n\n".join([*lines[1:], PROMISE]), "source": "Post"}
            for name, lines in STORIES.items()
        ]
        copies = [{**records[0], "id": f"copy {number}"} for number in range(3)]
        for name, held in (("different", records[1:]), ("copies", copies)):
            (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, held)))
        newsroom.add([str(tmp_path / "copies.jsonl"), str(tmp_path / "different.jsonl")])
        assert [status.articles for status in newsroom.teaching.all()] == [6]
        newsroom.remove("different.jsonl")
        assert newsroom.teaching.all() == []

    def test_a_vanished_file_still_bears_witness(self, newsroom: Newsroom, files: list[Path]) -> None:
        files[2].unlink()
        newsroom.rescan()
        assert is_cut(newsroom, files[0])

    def test_a_library_from_before_lines_were_noted_catches_up(
        self, newsroom: Newsroom, files: list[Path], home: Home
    ) -> None:
        with closing(sqlite3.connect(home.archive_file)) as db:
            db.executescript("DELETE FROM line; DELETE FROM learned; UPDATE article SET outlet = NULL")
        assert not is_cut(newsroom, files[0])
        newsroom.rescan()
        assert is_cut(newsroom, files[0])

    def test_articles_are_not_related_by_it(self, newsroom: Newsroom, post: Path) -> None:
        line = f"Our motto: “{PROMISE}”"
        files = [print_story(post, name, line) for name in ("bridge", "water", "petrel")]
        newsroom.add([str(post), str(Path(__file__).parents[2] / "seeds")])

        def reasons() -> str:
            return " ".join(reason for row in newsroom.related(str(files[0])) for reason in row.why)

        assert "pigeon" not in reasons()
        newsroom.teaching.forget(newsroom.teaching.named(line))
        assert "same quote: “Tip the newsdesk by carrier pigeon" in reasons()


class TestTeaching:
    def test_a_rule_holds_at_once_for_all_that_is_held(self, newsroom: Newsroom, files: list[Path]) -> None:
        line = STORIES["bridge"][2]
        change = newsroom.teaching.teach(newsroom.teaching.rule(line, RuleAction.CUT, "harbour post"))
        assert change.label.startswith("Lines like “Ferries will run every ten minutes")
        assert is_cut(newsroom, files[0], line)
        change.undo()
        assert not is_cut(newsroom, files[0], line)

    def test_it_outlives_the_archive(self, newsroom: Newsroom, files: list[Path], home: Home) -> None:
        newsroom.teaching.pin(newsroom.teaching.named(PROMISE))
        newsroom.close()
        home.archive_file.unlink()
        with closing(open_newsroom(home)) as anew:
            assert is_cut(anew, files[0])
            assert [status.rule.origin for status in anew.teaching.all()] == [RuleOrigin.YOURS]

    def test_another_process_sees_it(self, newsroom: Newsroom, files: list[Path], home: Home) -> None:
        before = newsroom.version()
        with closing(open_newsroom(home)) as other:
            other.teaching.forget(other.teaching.named(PROMISE))
        assert newsroom.version() != before
        assert not is_cut(newsroom, files[0])

    def test_what_was_learned_is_undone_for_good(self, newsroom: Newsroom, files: list[Path], post: Path) -> None:
        change = newsroom.teaching.forget(newsroom.teaching.named(PROMISE))
        assert "will not be learned again" in change.label
        print_story(post, "nurses", PROMISE)
        newsroom.rescan()
        assert not any(is_cut(newsroom, file) for file in (*files, post / "nurses.txt"))
        [status] = newsroom.teaching.all()
        assert (status.rule.action, status.rule.origin) == (RuleAction.KEEP, RuleOrigin.YOURS)
        change.undo()
        assert is_cut(newsroom, files[0])

    def test_a_pinned_rule_stays_when_its_articles_go(self, newsroom: Newsroom, files: list[Path]) -> None:
        learned = newsroom.teaching.named(PROMISE)
        pinned = newsroom.teaching.pin(learned)
        assert newsroom.teaching.named(learned.id).origin is RuleOrigin.YOURS
        for file in files[1:]:
            file.write_text(file.read_text().replace(PROMISE, "The end."))
        newsroom.rescan()
        assert is_cut(newsroom, files[0])
        pinned.undo()
        assert not is_cut(newsroom, files[0])

    def test_a_rule_takes_the_place_of_what_was_said_before_and_gives_it_back(
        self, newsroom: Newsroom, files: list[Path]
    ) -> None:
        teaching = newsroom.teaching
        teaching.teach(teaching.rule("The End.", RuleAction.CUT, None))
        change = teaching.teach(teaching.rule("the end", RuleAction.KEEP, None))
        assert [status.rule.action for status in teaching.all() if not status.rule.source] == [RuleAction.KEEP]
        change.undo()
        assert [status.rule.text for status in teaching.all() if not status.rule.source] == ["The End."]

    def test_rules_are_listed_with_how_much_they_are_about(self, newsroom: Newsroom, files: list[Path]) -> None:
        teaching = newsroom.teaching
        teaching.teach(teaching.rule(STORIES["bridge"][1], RuleAction.CUT, None))
        teaching.teach(teaching.rule("Ferries will run", RuleAction.CUT, "Harbour Post", begins=True))
        teaching.teach(teaching.rule("Follow us", RuleAction.KEEP, None))
        assert [status.articles for status in teaching.all()] == [1, None, None, 3]
        assert [status.rule.source for status in teaching.all("HARBOUR POST")] == ["Harbour Post"] * 2

    @pytest.mark.parametrize("text", ["", "  ", "\u202e\x1b[2J"])
    def test_a_rule_about_nothing_is_refused(self, newsroom: Newsroom, text: str) -> None:
        with pytest.raises(RuleError):
            newsroom.teaching.rule(text, RuleAction.CUT, None)

    @pytest.mark.parametrize("text", ["a", "The", "»"])
    def test_a_beginning_of_nearly_everything_is_refused(self, newsroom: Newsroom, text: str) -> None:
        with pytest.raises(RuleError):
            newsroom.teaching.rule(text, RuleAction.CUT, None, begins=True)

    def test_naming_rules(self, newsroom: Newsroom, files: list[Path]) -> None:
        rule = newsroom.teaching.named(PROMISE.upper())
        assert newsroom.teaching.named(rule.id[:4]) == rule
        for wrong in ("nothing like it", "", rule.id[:2]):
            with pytest.raises(NotFoundError):
                newsroom.teaching.named(wrong)
        newsroom.teaching.teach(newsroom.teaching.rule(PROMISE, RuleAction.CUT, "Elsewhere"))
        with pytest.raises(NotFoundError, match="2 rules are meant"):
            newsroom.teaching.named(PROMISE)
        assert newsroom.teaching.named(PROMISE, "Elsewhere").source == "Elsewhere"


class TestTrying:
    def test_each_verdict_has_its_sentence(self, newsroom: Newsroom, files: list[Path]) -> None:
        teaching = newsroom.teaching
        teaching.teach(teaching.rule("Ferries will run", RuleAction.CUT, None, begins=True))
        teaching.teach(teaching.rule("Follow us on Facebook", RuleAction.KEEP, "Harbour Post"))
        tried = {
            ("Ferries will run late", None): "It is cut: your rule for all sources says so (“Ferries will run*”).",
            ("follow us on facebook!", "Harbour Post"): "It stays: your rule for Harbour Post says so "
            "(“Follow us on Facebook”).",
            (
                PROMISE,
                "Harbour Post",
            ): "It is cut: it stands in 3 articles of Harbour Post that otherwise have little in common.",
            (PROMISE, None): "It stays: no rule is about it.",
            ("", None): "It stays: there is nothing in it.",
        }
        assert {asked: teaching.test(*asked).why for asked in tried} == tried

    def test_cleaning_itself_is_asked_too(self, newsroom: Newsroom) -> None:
        verdict = newsroom.teaching.test("Follow us on Facebook for our latest news.", None)
        assert (verdict.action, verdict.reason) == (RuleAction.CUT, Reason.PROMOTION)
        assert verdict.rule == "begins with (en): follow us"
        assert verdict.why == "It is cut: promotion, it begins with “follow us”."
        related = newsroom.teaching.test("READ ALSO: Toll road opens in the upper valley", None)
        assert related.reason is Reason.RELATED


@pytest.fixture
def crowded(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    """Articles of a publisher, of a host and of a folder."""
    lines = list(STORIES.values())
    records = [
        {"id": "1", "title": lines[0][0], "text": lines[0][1], "source": "Dunmere  Chronicle"},
        {"id": "2", "title": lines[1][0], "text": lines[1][1], "url": "https://www.wire.example/water"},
    ]
    (tmp_path / "Papers").mkdir()
    (tmp_path / "Papers" / "records.jsonl").write_text("\n".join(map(json.dumps, records)))
    print_story(tmp_path / "Papers", "petrel")
    newsroom.add([str(tmp_path / "Papers")])
    return newsroom


def test_a_source_is_a_publisher_else_a_host_else_a_folder(crowded: Newsroom) -> None:
    named = [crowded.teaching.source(name) for name in ("dunmere chronicle", "WIRE.example", "papers", "nobody")]
    assert named == [("Dunmere Chronicle", True), ("wire.example", True), ("Papers", True), ("nobody", False)]
