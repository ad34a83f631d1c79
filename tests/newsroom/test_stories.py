"""Stories as people meet them: listed, opened, followed, corrected."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reader.errors import NotFoundError
from reader.model import Article, Block, DateOrigin, Story, article_id
from reader.newsroom.novelty import Novelties
from reader.newsroom.stories import Stories
from reader.query import parse_query
from reader.store.archive import Archive, Incoming
from reader.store.shelf import Shelf

BRIDGE, TARIFF = "aa00bb", "bb11cc"
NAMES = {BRIDGE: "Kestrel Bridge shut", TARIFF: "Water tariff"}
REPORTS = {
    "closed": (date(2026, 3, 2), "Post", BRIDGE),
    "queues": (date(2026, 3, 5), "Echo", BRIDGE),
    "vote": (date(2026, 3, 3), "Ledger", TARIFF),
    "appeal": (date(2026, 3, 4), "Post", TARIFF),
    "dinner": (date(2026, 3, 9), "Echo", None),
}


@dataclass
class Library:
    """A library whose grouping a test says; its clock goes on a day with each thing that comes in."""

    folder: Path
    time: datetime = datetime(2026, 3, 10, tzinfo=UTC)
    asked: list[Collection[str]] = field(default_factory=list)
    """Around which articles the engine was asked to group anew."""

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.folder / "shelf.json", self.now)
        self.open("archive")

    def open(self, name: str) -> None:
        """Begin an archive, with the same shelf."""
        self.path = self.folder / f"{name}.sqlite3"
        self.archive = Archive(self.path, self.now)
        self.stories = Stories(
            self.archive, self.shelf, self.now, self.find, Novelties(self.archive), self.asked.append
        )

    def now(self) -> datetime:
        return self.time

    def find(self, target: str) -> str:
        found = self.archive.find(target)
        if not found:
            raise NotFoundError(f"{target}: no article held answers to it")
        return found[0]

    def take(self, key: str, day: date | None, source: str | None, story: str | None) -> None:
        self.time += timedelta(days=1)
        dated = DateOrigin.STATED if day else None
        blocks = (Block.of(f"All about the {key}."),)
        article = Article(
            article_id(key),
            key,
            key.title(),
            blocks,
            published=day,
            dated=dated,
            source=source,
            url=f"https://e.org/{key}",
        )
        self.archive.put([Incoming(article, "folder", key, "1")])
        self.group({key: story})

    def group(self, stories: dict[str, str | None]) -> None:
        names = {story: NAMES.get(story, story) for story in stories.values() if story}
        self.archive.stories.assign({article_id(key): story for key, story in stories.items()}, names)

    def fold(self, copy: str, original: str) -> None:
        with closing(sqlite3.connect(self.path)) as db, db:
            db.execute("UPDATE article SET copy_of = ? WHERE id = ?", (article_id(original), article_id(copy)))

    def named(self, query: str = "", **how: object) -> list[str]:
        return [story.name for story in self.stories.all(parse_query(query, self.time.date()), **how)]

    def told(self, target: str) -> list[str]:
        return [report.headline.title for report in self.stories.story(target)[1]]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two stories of two reports each, and an article that stands alone."""
    held = Library(tmp_path)
    for key, (day, source, story) in REPORTS.items():
        held.take(key, day, source, story)
    yield held
    held.archive.close()


class TestReading:
    def test_the_story_with_the_newest_report_comes_first(self, library: Library) -> None:
        assert library.named() == ["Kestrel Bridge shut", "Water tariff"]
        assert library.named(limit=1) == ["Kestrel Bridge shut"]

    def test_a_query_keeps_the_stories_with_an_article_that_matches(self, library: Library) -> None:
        assert library.named("vote") == ["Water tariff"]
        assert library.named("source:post") == ["Kestrel Bridge shut", "Water tariff"]
        assert library.named("dinner") == []

    def test_a_story_says_what_is_known_of_all_of_it(self, library: Library) -> None:
        library.archive.mark([article_id("closed")], True)
        story, reports = library.stories.story(BRIDGE)
        assert story == Story(
            BRIDGE, "Kestrel Bridge shut", 2, 1, date(2026, 3, 2), date(2026, 3, 5), ("Post", "Echo"), copies=0
        )
        assert [report.headline.title for report in reports] == ["Closed", "Queues"]
        assert [(report.added, report.new) for report in reports] == [(None, None)] * 2

    def test_copies_are_folded_and_one_read_is_the_report_read(self, library: Library) -> None:
        library.take("reprint", date(2026, 3, 3), "Courier", BRIDGE)
        library.fold("reprint", "closed")
        library.archive.mark([article_id("reprint")], True)
        story, reports = library.stories.story(BRIDGE)
        assert (story.articles, story.copies, story.unread) == (2, 1, 1)
        assert story.sources == ("Post", "Courier", "Echo")
        assert [copy.title for copy in reports[0].copies] == ["Reprint"]
        assert reports[0].headline.copies == 1

    def test_an_article_and_its_copy_are_no_story(self, library: Library) -> None:
        library.fold("appeal", "vote")
        assert library.named() == ["Kestrel Bridge shut"]
        assert library.stories.of(article_id("vote")) is None
        assert library.stories.of_articles([article_id("vote"), article_id("closed")]) == {article_id("closed"): BRIDGE}

    @pytest.mark.parametrize(
        "target", [BRIDGE, BRIDGE[:4], BRIDGE.upper(), article_id("queues"), "https://e.org/closed"]
    )
    def test_a_story_answers_to(self, library: Library, target: str) -> None:
        assert library.told(target) == ["Closed", "Queues"]

    @pytest.mark.parametrize(
        ("target", "said"),
        [
            ("https://e.org/dinner", "https://e.org/dinner: no other report of its story is held"),
            ("nothing", "nothing: no article held answers to it; 'reader stories' lists the stories"),
            ("", "'reader stories' lists the stories"),
        ],
    )
    def test_what_is_no_story_says_so(self, library: Library, target: str, said: str) -> None:
        with pytest.raises(NotFoundError) as raised:
            library.stories.story(target)
        assert str(raised.value).endswith(said)

    def test_an_id_that_fits_several_stories_says_so(self, library: Library) -> None:
        library.group({"vote": "aa00ff", "appeal": "aa00ff"})
        with pytest.raises(NotFoundError, match="aa00: 2 stories are meant; give more of the id"):
            library.stories.story("aa00")

    def test_the_story_of_an_article(self, library: Library) -> None:
        found = library.stories.of(article_id("vote"))
        assert found
        assert found.id == TARIFF
        assert library.stories.of(article_id("dinner")) is None
        assert library.stories.of("nobody") is None


class TestFollowing:
    def test_new_reports_are_told_until_they_were_looked_at(self, library: Library) -> None:
        assert library.stories.follow(TARIFF).label == "Following “Water tariff”"
        assert (library.stories.news(), library.named(followed=True)) == (0, ["Water tariff"])
        followed_at = library.time
        library.take("protest", date(2026, 3, 1), "Echo", TARIFF)
        [tariff, bridge] = library.stories.all()
        assert (tariff.name, tariff.followed, tariff.new, tariff.since) == ("Water tariff", True, 1, followed_at)
        assert (bridge.followed, bridge.new, bridge.since) == (False, 0, None)
        assert library.stories.news() == 1
        library.stories.looked_at(TARIFF)
        assert library.stories.news() == 0
        assert library.named() == ["Kestrel Bridge shut", "Water tariff"]
        assert library.stories.story(TARIFF)[0].since == library.time

    def test_another_copy_of_what_was_there_is_no_news(self, library: Library) -> None:
        library.stories.follow(TARIFF)
        library.take("reprint", date(2026, 3, 6), "Echo", TARIFF)
        library.fold("reprint", "vote")
        assert library.stories.news() == 0

    def test_looking_at_what_is_not_followed_is_not_noted(self, library: Library) -> None:
        library.stories.looked_at(TARIFF)
        library.stories.looked_at("nothing")
        assert library.shelf.follows() == []

    def test_following_can_be_undone_both_ways(self, library: Library) -> None:
        change = library.stories.follow(TARIFF)
        change.undo()
        assert library.shelf.follows() == []
        library.stories.follow("https://e.org/vote")
        kept = library.shelf.follows()
        library.time += timedelta(days=1)
        library.stories.follow(TARIFF).undo()
        assert library.shelf.follows() == kept
        library.stories.unfollow("https://e.org/appeal").undo()
        assert library.shelf.follows() == kept
        library.stories.unfollow(TARIFF)
        with pytest.raises(NotFoundError, match=f"{TARIFF}: not followed"):
            library.stories.unfollow(TARIFF)

    def test_a_query_holds_for_followed_stories_too(self, library: Library) -> None:
        library.stories.follow(TARIFF)
        library.take("protest", date(2026, 3, 6), "Echo", TARIFF)
        assert library.named("queues") == ["Kestrel Bridge shut"]
        assert library.named("queues", followed=True) == []
        assert library.named("vote", followed=True) == ["Water tariff"]

    def test_a_story_is_known_again_in_an_archive_made_anew(self, library: Library) -> None:
        library.stories.follow(BRIDGE)
        library.archive.close()
        library.open("anew")
        for key, (day, source, story) in REPORTS.items():
            library.take(key, day, source, "cc22dd" if story == BRIDGE else BRIDGE if story else None)
        story, _ = library.stories.story(article_id("closed"))
        assert (story.id, story.followed, story.new) == ("cc22dd", True, 0)
        assert not library.stories.story(article_id("vote"))[0].followed
        library.take("reopened", date(2026, 3, 20), "Echo", "cc22dd")
        assert library.stories.news() == 1
        library.stories.looked_at("cc22dd")
        assert [(one.story, one.articles[0]) for one in library.shelf.follows()] == [("cc22dd", article_id("reopened"))]

    def test_of_a_story_that_parts_the_greater_part_is_followed(self, library: Library) -> None:
        library.take("third", date(2026, 3, 6), "Post", BRIDGE)
        library.take("fourth", date(2026, 3, 6), "Ledger", BRIDGE)
        library.take("fifth", date(2026, 3, 6), "Courier", BRIDGE)
        library.stories.follow(BRIDGE)
        library.group(dict.fromkeys(["queues", "third", "fourth"], "dd33ee"))
        assert [story.id for story in library.stories.all(followed=True)] == ["dd33ee"]

    def test_followed_stories_that_join_are_one_and_are_left_as_one(self, library: Library) -> None:
        library.stories.follow(BRIDGE)
        library.stories.follow(TARIFF)
        library.group(dict.fromkeys(["vote", "appeal"], BRIDGE))
        [story] = library.stories.all(followed=True)
        assert (story.id, story.articles, story.new) == (BRIDGE, 4, 0)
        kept = library.shelf.follows()
        library.stories.unfollow(TARIFF).undo()
        assert library.shelf.follows() == kept
        library.stories.looked_at(BRIDGE)
        assert [(one.story, len(one.articles)) for one in library.shelf.follows()] == [(BRIDGE, 4)]
        library.stories.unfollow(BRIDGE)
        assert library.shelf.follows() == []

    def test_what_is_followed_stays_so_when_nothing_of_it_is_held(self, library: Library) -> None:
        library.stories.follow(TARIFF)
        library.archive.close()
        library.open("empty")
        [gone] = library.stories.all(followed=True)
        assert (gone.id, gone.name, gone.articles, gone.followed) == (TARIFF, "Water tariff", 0, True)
        assert library.named() == []
        assert library.stories.story(TARIFF[:5]) == (gone, [])
        library.stories.looked_at(TARIFF)
        change = library.stories.unfollow(TARIFF)
        assert library.stories.all(followed=True) == []
        change.undo()
        assert library.stories.all(followed=True) == [gone]

    def test_one_report_left_is_still_followed(self, library: Library) -> None:
        library.stories.follow(TARIFF)
        library.group({"appeal": None})
        assert library.named() == ["Kestrel Bridge shut"]
        assert library.named(followed=True) == ["Water tariff"]
        assert library.told(TARIFF) == ["Vote"]


class TestCorrecting:
    @pytest.fixture
    def pair(self) -> tuple[str, str]:
        first, second = sorted([article_id("closed"), article_id("dinner")])
        return first, second

    def test_a_word_is_kept_and_the_engine_asked(self, library: Library, pair: tuple[str, str]) -> None:
        change = library.stories.pin(article_id("closed"), article_id("dinner"))
        assert change.label == "“Dinner” belongs to the story of “Closed”"
        assert library.stories.corrections() == ({pair}, frozenset())
        assert [set(asked) for asked in library.asked] == [set(pair)]
        change.undo()
        assert library.stories.corrections() == (frozenset(), frozenset())
        assert len(library.asked) == 2

    def test_the_last_word_holds_whichever_is_named_first(self, library: Library, pair: tuple[str, str]) -> None:
        library.stories.pin(*pair)
        change = library.stories.unlink(*reversed(pair))
        assert library.stories.corrections() == (frozenset(), {pair})
        change.undo()
        assert library.stories.corrections() == ({pair}, frozenset())

    def test_one_word_on_many_is_one_change(self, library: Library, pair: tuple[str, str]) -> None:
        library.stories.pin(*pair)
        others = [article_id(key) for key in ("closed", "queues", "vote")]
        change = library.stories.unlink(article_id("dinner"), *others)
        assert change.label == "3 articles are not of the story of “Dinner”"
        together, apart = library.stories.corrections()
        assert (together, len(apart)) == (frozenset(), 3)
        assert set(library.asked[-1]) == {article_id("dinner"), *others}
        change.undo()
        assert library.stories.corrections() == ({pair}, frozenset())
        assert set(library.asked[-1]) == {article_id("dinner"), *others}

    def test_all_of_it_or_nothing_is_kept(self, library: Library) -> None:
        with pytest.raises(NotFoundError, match="nobody"):
            library.stories.pin(article_id("closed"), article_id("vote"), "nobody")
        assert library.stories.corrections() == (frozenset(), frozenset())

    def test_it_is_kept_whatever_becomes_of_the_archive(self, library: Library, pair: tuple[str, str]) -> None:
        library.stories.unlink(*pair)
        library.archive.close()
        library.open("anew")
        assert library.stories.corrections() == (frozenset(), {pair})

    @pytest.mark.parametrize("other", ["nobody", article_id("closed")])
    def test_what_cannot_be_is_not_kept(self, library: Library, other: str) -> None:
        for correct in (library.stories.pin, library.stories.unlink):
            with pytest.raises(NotFoundError, match=other):
                correct(article_id("closed"), other)
        assert library.stories.corrections() == (frozenset(), frozenset())
        assert library.asked == []
