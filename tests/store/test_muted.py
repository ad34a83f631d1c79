"""What rules keep out of the lists: still held, found where it is asked for, shown again when the rule goes."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from reader.model import article_id
from reader.query import Query, parse_query
from reader.store.archive import Archive, Incoming
from reader.store.muted import Rule

Arriving = Callable[..., Incoming]

TODAY = date(2022, 3, 10)
ALL = ("Bridge", "Ferry", "Quay", "Tariff")


@pytest.fixture
def rules() -> list[Rule]:
    """The rules that hold; a test changes them."""
    return []


@pytest.fixture
def archive(tmp_path: Path, clock, rules: list[Rule]) -> Iterator[Archive]:
    opened = Archive(tmp_path / "archive.sqlite3", clock, lambda: rules)
    yield opened
    opened.close()


@pytest.fixture
def library(archive: Archive, arriving: Arriving) -> Archive:
    """Two articles of each of two sources."""
    archive.put(
        [
            arriving("Bridge", title="Bridge", text="The bridge is shut.", origin="post", source="Post"),
            arriving("Ferry", title="Ferry", text="A ferry for the bridge.", origin="post", source="Post"),
            arriving("Quay", title="Quay", text="The quay is open.", origin="wire", source="Wire"),
            arriving("Tariff", title="Tariff", text="No bridge in it.", origin="wire", source="Wire", language="en"),
        ]
    )
    return archive


def rule(query: str, origin: str | None = None) -> Rule:
    return Rule(parse_query(query, TODAY), origin)


def listed(archive: Archive, query: str = "") -> list[str]:
    rows, instants = archive.listing(parse_query(query, TODAY))
    assert len(rows) == len(instants)
    return sorted(headline.title for headline in archive.headlines(rows))


def muted(archive: Archive) -> list[str]:
    return listed(archive, "is:muted")


class TestRules:
    @pytest.mark.parametrize(
        ("query", "origin", "found"),
        [
            ("bridge", None, ["Bridge", "Ferry", "Tariff"]),
            ("bridge", "post", ["Bridge", "Ferry"]),
            ("title:bridge", None, ["Bridge"]),
            ("bridge -ferry", None, ["Bridge", "Tariff"]),
            ("-bridge", None, ["Quay"]),
            ('"the quay"', None, ["Quay"]),
            ("source:wire", None, ["Quay", "Tariff"]),
            ("lang:en", None, ["Tariff"]),
            ("bri*", "wire", ["Tariff"]),
            ("nothing", None, []),
            ("bridge", "elsewhere", []),
        ],
    )
    def test_what_a_rule_is_about(
        self, archive: Archive, library: Archive, rules: list[Rule], query: str, origin: str | None, found: list[str]
    ) -> None:
        rules.append(rule(query, origin))
        assert library.muted.count(rules[0]) == len(found)
        assert library.muted.settle() == len(found)
        assert muted(library) == found
        assert listed(library) == [title for title in ALL if title not in found]
        assert library.muted.settle() == 0

    @pytest.mark.parametrize("query", ["bridge", "title:bridge", "-quay", "source:post", "lang:en", "ferry OR"])
    def test_what_comes_in_later_is_judged_like_what_is_held(
        self, library: Archive, rules: list[Rule], query: str, tmp_path: Path, clock, arriving: Arriving
    ) -> None:
        rules.append(rule(query))
        library.muted.settle()
        later = Archive(tmp_path / "later.sqlite3", clock, lambda: rules)
        for key in ALL:
            held = library.article(article_id(key))
            assert held is not None
            later.put([Incoming(held, "post" if key in ALL[:2] else "wire", key, "1")])
        assert muted(later) == muted(library)
        later.close()

    def test_a_rule_that_goes_shows_all_that_no_other_mutes(self, library: Archive, rules: list[Rule]) -> None:
        rules += [rule("bridge"), rule("ferry")]
        library.muted.settle()
        rules.pop(0)
        assert library.muted.settle() == 2
        assert muted(library) == ["Ferry"]
        rules.clear()
        library.muted.settle()
        assert listed(library) == [*ALL]

    def test_a_change_is_judged_anew(self, library: Archive, rules: list[Rule], arriving: Arriving) -> None:
        rules.append(rule("shut"))
        library.muted.settle()
        assert muted(library) == ["Bridge"]
        library.put([arriving("Bridge", title="Bridge", text="The bridge is open.")])
        library.put([arriving("Quay", title="Quay", text="The quay is shut.")])
        assert muted(library) == ["Quay"]

    def test_a_moved_article_is_judged_too(self, library: Archive, rules: list[Rule], arriving: Arriving) -> None:
        rules.append(rule("shut"))
        library.moved("Quay", arriving("Quay 2", title="Quay", text="The quay is shut."))
        assert muted(library) == ["Quay"]

    def test_of_many_that_come_and_change_at_once_each_is_judged(
        self, archive: Archive, rules: list[Rule], arriving: Arriving
    ) -> None:
        rules += [rule("even"), rule("-third", "wire")]
        chance = random.Random(3)
        texts = {number: chance.choice(["even", "third", "even third", "none"]) for number in range(700)}
        for batch in (list(texts), [number for number in texts if number % 97 == 0]):
            archive.put(
                [
                    arriving(
                        str(number),
                        title=str(number),
                        text=f"{texts[number]} {len(batch)}",
                        origin="wire" if number % 2 else "post",
                    )
                    for number in batch
                ]
            )
        expected = {str(n) for n, text in texts.items() if "even" in text or ("third" not in text and n % 2)}
        assert set(muted(archive)) == expected
        assert archive.muted.settle() == 0


class TestLists:
    @pytest.fixture(autouse=True)
    def _bridge_is_muted(self, library: Archive, rules: list[Rule]) -> None:
        rules.append(rule("bridge", "post"))
        library.muted.settle()

    def test_it_is_in_no_list_no_search_and_no_count(self, library: Archive) -> None:
        for query in ("", "is:unread", "source:post", "bridge", "title:ferry", "since:2022-03-01"):
            assert not {"Bridge", "Ferry"} & set(listed(library, query)), query
            assert not {"Bridge", "Ferry"} & {one.title for one in library.search(parse_query(query, TODAY), 9)}, query
        counts = library.counts()
        assert (counts.all, counts.unread, counts.bookmarked) == (2, 2, 0)
        assert {origin: (state.articles, state.unread) for origin, state in library.origins().items()} == {
            "post": (0, 0),
            "wire": (2, 2),
        }
        assert library.total() == 4

    def test_it_is_found_by_its_id_and_where_it_is_asked_for(self, library: Archive) -> None:
        ident = article_id("Bridge")
        assert library.find(ident) == library.find(ident[:6]) == [ident]
        assert library.article(ident) is not None
        headline = library.headline(ident)
        assert headline is not None
        assert headline.muted
        assert [one.title for one in library.search(parse_query("is:muted ferry", TODAY), 9)] == ["Ferry"]
        assert listed(library, "is:muted source:post is:unread") == ["Bridge", "Ferry"]

    def test_marking_all_read_leaves_it_unread(self, library: Archive) -> None:
        assert len(library.mark_matching(Query())) == 2
        assert listed(library, "is:muted is:unread") == ["Bridge", "Ferry"]
        assert library.counts().unread == 0

    def test_what_is_bookmarked_is_never_muted(self, library: Archive) -> None:
        library.flag_bookmarks([article_id("Bridge")])
        assert listed(library) == ["Bridge", "Quay", "Tariff"]
        assert muted(library) == ["Ferry"]
        assert (library.counts().all, library.counts().bookmarked) == (3, 1)
        headline = library.headline(article_id("Bridge"))
        assert headline is not None
        assert not headline.muted
        library.flag_bookmarks([])
        assert muted(library) == ["Bridge", "Ferry"]

    def test_what_stays_of_a_source_that_goes_is_muted_no_more(self, library: Archive) -> None:
        library.flag_bookmarks([article_id("Bridge")])
        library.forget("post", [article_id("Bridge")])
        library.flag_bookmarks([])
        assert listed(library) == ["Bridge", "Quay", "Tariff"]

    def test_a_story_is_told_without_it(self, library: Archive) -> None:
        stories = {"Bridge": "aa00", "Quay": "aa00", "Tariff": "aa00", "Ferry": "bb11"}
        library.stories.assign({article_id(key): story for key, story in stories.items()}, {"aa00": "A", "bb11": "B"})
        numbers = [number for page in library.stories.newest() for number in page]
        (story,) = library.stories.stories(numbers)
        assert sorted(one.title for one in story.articles) == ["Quay", "Tariff"]
        assert library.stories.stories(library.stories.find("bb11")) == []
        bridge = parse_query("bridge is:unread title:bridge", TODAY)
        assert [page for page in library.stories.newest(bridge) if page] == []

    def test_a_story_of_which_one_report_is_left_is_none(self, library: Archive) -> None:
        library.stories.assign(dict.fromkeys(map(article_id, ("Bridge", "Quay")), "aa00"), {"aa00": "A"})
        assert library.stories.ids([article_id("Quay")]) == {}

    def test_its_copy_is_shown_in_its_place(self, library: Archive) -> None:
        with library._database.write() as db:
            db.execute("UPDATE article SET copy_of = ? WHERE title = 'Quay'", (article_id("Bridge"),))
        assert listed(library) == ["Quay", "Tariff"]


def test_rules_are_asked_within_the_transaction(tmp_path: Path, clock, arriving: Arriving) -> None:
    """A rule made while articles are on their way in is either seen by them, or sees them."""
    archive: Archive
    asked: list[bool] = []

    def rules() -> list[Rule]:
        asked.append(archive._database._session().db.in_transaction)
        return []

    archive = Archive(tmp_path / "archive.sqlite3", clock, rules)
    archive.put([arriving("a")])
    archive.put([arriving("a")])
    archive.close()
    assert asked == [True]
