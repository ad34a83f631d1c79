"""Which articles tell of one event: noted, listed and found without looking at the whole library."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from reader.model import article_id
from reader.query import Query, parse_query
from reader.store.archive import Archive, Incoming
from reader.store.listing import Tagged

Arriving = Callable[..., Incoming]

STORIES = {"bridge": "aa00", "ferry": "aa00", "quay": "aa00", "tariff": "bb11", "mains": "bb11", "dinner": "cc22"}
NAMES = {"aa00": "The bridge", "bb11": "The tariff", "cc22": "The dinner"}
DAYS = {"bridge": 2, "ferry": 3, "quay": 9, "tariff": 5, "mains": 6, "dinner": 8, "alone": 7}


def ids(*keys: str) -> list[str]:
    return [article_id(key) for key in keys]


@pytest.fixture
def library(archive: Archive, arriving: Arriving) -> Archive:
    """Six articles in three stories, and one in none."""
    archive.put(
        [
            arriving(key, title=key.title(), text=f"About the {key}.", published=date(2022, 3, day))
            for key, day in DAYS.items()
        ]
    )
    archive.stories.assign({article_id(key): story for key, story in STORIES.items()}, NAMES)
    return archive


def listed(archive: Archive, query: Query | None = None, tagged: Sequence[Tagged] = ()) -> list[str]:
    numbers = [number for page in archive.stories.newest(query, tagged) for number in page]
    return [story.name for story in archive.stories.stories(numbers)]


def asked(text: str) -> Query:
    return parse_query(text, date(2022, 3, 10))


def test_the_story_with_the_newest_article_comes_first_and_what_stands_alone_is_none(library: Archive) -> None:
    assert listed(library) == ["The bridge", "The tariff"]


def test_a_story_holds_its_articles_newest_first(library: Archive) -> None:
    [number] = library.stories.find("aa00")
    [story] = library.stories.stories([number])
    assert (story.id, story.name) == ("aa00", "The bridge")
    assert [article.title for article in story.articles] == ["Quay", "Ferry", "Bridge"]


def test_stories_come_in_the_order_asked_for_without_those_that_are_gone(library: Archive) -> None:
    numbers = [*library.stories.find("bb11"), 10_000, *library.stories.find("aa00")]
    assert [story.id for story in library.stories.stories(numbers)] == ["bb11", "aa00"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", ["The bridge"]),
        ("title:mains", ["The tariff"]),
        ("about", ["The bridge", "The tariff"]),
        ("dinner", []),
        ("since:2022-03-07", ["The bridge"]),
        ("story:bb", ["The tariff"]),
        ("nothing", []),
    ],
)
def test_a_query_leaves_the_stories_with_an_article_that_matches(
    library: Archive, query: str, found: list[str]
) -> None:
    assert listed(library, asked(query)) == found


def test_tags_leave_the_stories_with_an_article_that_has_them(library: Archive) -> None:
    assert listed(library, asked("tag:x"), [Tagged(frozenset(ids("mains", "alone")))]) == ["The tariff"]
    numbers = [*library.stories.find("aa00"), *library.stories.find("bb11")]
    assert library.stories.matching(numbers, asked("tag:x"), [Tagged(frozenset(ids("mains")))]) == {
        *library.stories.find("bb11")
    }


def test_articles_are_asked_for_by_story(library: Archive) -> None:
    def titles(query: str) -> list[str]:
        return [row.title for row in library.headlines(library.listing(asked(query))[0])]

    assert titles("story:aa00") == ["Quay", "Ferry", "Bridge"]
    assert titles("story:AA ferry") == ["Ferry"]
    assert titles("story:bb11 story:cc22") == ["Dinner", "Mains", "Tariff"]
    assert titles("story:zz") == []
    assert titles(" ".join(["story:aa00"] * 1_200)) == ["Quay", "Ferry", "Bridge"]
    assert titles(" ".join(f"story:bb1{number % 2}{number:03x}" for number in range(1_200)) + " story:bb") == [
        "Mains",
        "Tariff",
    ]
    assert [row.title for row in library.search(asked("story:aa00 ferry"), 9)] == ["Ferry"]


def test_an_article_leads_to_its_story_where_another_report_of_it_is_held(library: Archive) -> None:
    assert library.stories.ids(ids("ferry", "mains", "dinner", "alone", "nobody")) == {
        article_id("ferry"): "aa00",
        article_id("mains"): "bb11",
    }
    assert set(library.stories.numbers(ids("ferry", "dinner", "alone"))) == {*ids("ferry", "dinner")}


def test_copies_are_one_report(library: Archive, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as db, db:
        db.execute("UPDATE article SET copy_of = ? WHERE id = ?", ids("tariff", "mains"))
    assert library.stories.ids(ids("mains", "ferry")) == {article_id("ferry"): "aa00"}


def test_a_story_is_found_by_its_id_or_four_signs_of_it(library: Archive) -> None:
    library.stories.assign(dict.fromkeys(ids("alone"), "aa00ff"), {"aa00ff": "Another"})
    [exact] = library.stories.find("aa00")
    assert [story.name for story in library.stories.stories([exact])] == ["The bridge"]
    assert len(library.stories.find("aa00f")) == 1
    assert library.stories.find("aa0") == []
    assert library.stories.find("") == []
    assert library.stories.find("none") == []


def test_a_story_all_articles_of_which_are_gone_is_not_found(library: Archive) -> None:
    library.forget("folder", ids("bridge", "ferry"))
    assert library.stories.find("bb11") == []
    assert len(library.stories.find("aa00")) == 1


def test_articles_change_stories_and_a_story_left_empty_goes(library: Archive) -> None:
    library.stories.assign(dict.fromkeys(ids("tariff", "mains"), "aa00"), {"aa00": "Port Ansel"})
    assert listed(library) == ["Port Ansel"]
    assert library.stories.find("bb11") == []
    library.stories.assign(dict.fromkeys(ids("bridge", "ferry", "quay", "tariff"), None), {})
    assert listed(library) == []
    assert library.check() == []


def test_an_article_of_a_story_that_is_lost_waits_to_be_grouped_again(library: Archive, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as db, db:
        db.execute("DELETE FROM story WHERE id = 'bb11'")
    assert listed(library) == ["The bridge"]
    assert library.check() == ["archive: 2 articles are of stories that are not there"]
    assert library.rebuild()
    assert library.check() == []
    assert library.stories.numbers(ids("tariff", "mains")) == {}
    assert listed(library) == ["The bridge"]


def test_many_stories_come_once_each_newest_first(archive: Archive, arriving: Arriving) -> None:
    archive.put([arriving(f"{number}{half}", title=f"{number:04}") for number in range(300) for half in "ab"])
    stories = {article_id(f"{number}{half}"): f"{number:04x}" for number in range(300) for half in "ab"}
    archive.stories.assign(stories, {story: story for story in stories.values()})
    pages = list(archive.stories.newest())
    assert len(pages) > 1
    numbers = [number for page in pages for number in page]
    assert sorted(numbers) == sorted(set(numbers))
    assert {story.name for story in archive.stories.stories(numbers)} == set(stories.values())


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda archive: list(archive.stories.newest()), "COVERING INDEX article_story_newest"),
        (lambda archive: archive.stories.stories([1, 2]), "INDEX article_story (story=?)"),
        (lambda archive: archive.stories.ids(ids("bridge")), "INDEX article_story (story=?)"),
        (lambda archive: archive.stories.find("aa0000"), "INDEX sqlite_autoindex_story_1"),
        (lambda archive: archive.listing(asked("story:aa00")), "INDEX article_story (story=?)"),
    ],
    ids=["newest", "stories", "ids", "find", "query"],
)
def test_no_question_looks_at_the_whole_library(library: Archive, ask: Callable[[Archive], object], index: str) -> None:
    with library._database.read() as db:
        statements: list[str] = []
        db.set_trace_callback(statements.append)
    ask(library)
    with library._database.read() as db:
        db.set_trace_callback(None)
        selects = [one for one in statements if one.lstrip().startswith("SELECT")]
        plans = [step for one in selects for *_, step in db.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert any(index in step for step in plans), plans
    assert not [
        step
        for step in plans
        if step.startswith("SCAN") and not any(few in step for few in ("json_each", "CONSTANT", "article_muted"))
    ]
