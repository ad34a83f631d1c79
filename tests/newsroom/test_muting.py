"""Mutes: made, seen, lifted and taken back; what they fit is kept out of the lists and never lost."""

import json
from pathlib import Path

import pytest

from reader.errors import NotFoundError, QueryError, RuleError
from reader.model import Source
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home
from reader.query import Query, parse_query


@pytest.fixture
def folder(newsroom: Newsroom, articles: Path) -> Source:
    """The source of the three articles held."""
    (source,), _ = newsroom.add([str(articles)])
    return source


def titles(newsroom: Newsroom, query: Query | None = None) -> list[str]:
    return [row.title.split()[0] for row in newsroom.headlines(newsroom.listing(query or Query()).rows)]


def muted(newsroom: Newsroom) -> list[str]:
    return titles(newsroom, Query(muted=True))


def test_a_mute_keeps_articles_out_of_the_lists_until_it_is_lifted(newsroom: Newsroom, folder: Source) -> None:
    change = newsroom.muting.apply(newsroom.muting.mute("ferry queues"))
    assert change.label == "Muted “ferry queues”, 1 article now"
    assert "Ferry" not in titles(newsroom)
    assert muted(newsroom) == ["Ferry"]
    (status,) = newsroom.muting.all()
    assert (status.articles, status.source, status.problem) == (1, None, None)
    lift = newsroom.muting.lift(status.mute)
    assert lift.label == "No longer muted: “ferry queues”"
    assert len(titles(newsroom)) == 3
    lift.undo()
    assert muted(newsroom) == ["Ferry"]
    assert newsroom.muting.all() == [status]


def test_a_mute_is_taken_back(newsroom: Newsroom, folder: Source) -> None:
    change = newsroom.muting.apply(newsroom.muting.mute("bridge", folder))
    assert change.label == "Muted “bridge” of “articles”, 2 articles now"
    change.undo()
    assert (len(titles(newsroom)), newsroom.muting.all()) == (3, [])


def test_saying_it_again_changes_nothing_and_takes_nothing_back(newsroom: Newsroom, folder: Source) -> None:
    newsroom.muting.apply(newsroom.muting.mute("ferry"))
    again = newsroom.muting.apply(newsroom.muting.mute(" FERRY "))
    again.undo()
    assert len(newsroom.muting.all()) == 1


def test_what_comes_later_is_muted_too_also_by_another_program(newsroom: Newsroom, articles: Path, home: Home) -> None:
    other = open_newsroom(home)
    newsroom.add([str(articles / min(path.name for path in articles.iterdir()))])
    other.muting.apply(other.muting.mute("lenn water"))
    other.close()
    newsroom.add([str(articles)])
    assert muted(newsroom) == ["Dunmere"]


def test_a_mute_of_one_source_leaves_the_others(newsroom: Newsroom, folder: Source, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere.txt"
    other.write_text("Another ferry sails\n\nA ferry of quite another company left the harbour on Tuesday.\n")
    newsroom.add([str(other)])
    newsroom.muting.apply(newsroom.muting.mute("ferry", folder))
    assert "Another" in titles(newsroom)
    assert "Another" not in muted(newsroom)


def test_bookmarks_are_shown_whatever_is_muted(newsroom: Newsroom, folder: Source) -> None:
    (ferry,) = (row.id for row in newsroom.search(parse_query("title:queues", folder.added.date())))
    newsroom.muting.apply(newsroom.muting.mute("title:queues"))
    assert muted(newsroom) == ["Ferry"]
    kept = newsroom.bookmark(ferry)
    assert (len(titles(newsroom)), newsroom.counts().all, muted(newsroom)) == (3, 3, [])
    kept.undo()
    assert muted(newsroom) == ["Ferry"]


def test_what_is_muted_is_read_by_its_id_and_related_to_nothing(newsroom: Newsroom, folder: Source) -> None:
    (ferry,) = (row.id for row in newsroom.search(parse_query("title:queues", folder.added.date())))
    (bridge,) = (row.id for row in newsroom.search(parse_query("title:crack", folder.added.date())))
    assert [row.why for row in newsroom.related(bridge) if row.id == ferry]
    newsroom.muting.apply(newsroom.muting.mute("title:queues"))
    assert newsroom.article(newsroom.find(ferry[:8])).title.startswith("Ferry queues")
    pointed = [row for row in newsroom.related(bridge) if row.id == ferry]
    assert all("points to it" in row.why[0] for row in pointed)


def test_stories_are_told_without_it(newsroom: Newsroom, folder: Source) -> None:
    rows = newsroom.headlines(newsroom.listing(Query()).rows)
    newsroom.stories.pin(*(row.id for row in rows))
    (story,) = newsroom.stories.all()
    assert (story.articles, story.unread) == (3, 3)
    newsroom.muting.apply(newsroom.muting.mute("title:queues"))
    (story,) = newsroom.stories.all()
    assert (story.articles, story.unread) == (2, 2)
    newsroom.muting.apply(newsroom.muting.mute("title:crack"))
    assert newsroom.stories.all() == []


@pytest.mark.parametrize(
    "query",
    ["is:unread ferry", "is:bookmarked", "is:muted", "tag:news ferry", "story:1f0c ferry", "", " ", "\u202e", "…"],
)
def test_a_mute_that_would_not_hold_or_be_about_everything_is_refused(newsroom: Newsroom, query: str) -> None:
    with pytest.raises(RuleError):
        newsroom.muting.mute(query)
    assert newsroom.muting.all() == []


def test_a_wrong_query_says_where(newsroom: Newsroom) -> None:
    with pytest.raises(QueryError, match="sorce:"):
        newsroom.muting.mute("sorce:x")


def test_days_count_back_from_when_the_mute_was_made(home: Home, articles: Path) -> None:
    from datetime import UTC, datetime

    times = [datetime(2026, 10, 10, 12, tzinfo=UTC)]
    newsroom = open_newsroom(home, now=lambda: times[0])
    newsroom.add([str(articles)])
    newsroom.muting.apply(newsroom.muting.mute("before:8d"))
    before = muted(newsroom)
    times[0] = datetime(2026, 12, 1, tzinfo=UTC)
    newsroom.muting.settle()
    assert muted(newsroom) == before
    assert len(before) == 1
    newsroom.close()


def test_a_mute_is_named_by_its_id_its_beginning_or_its_query(newsroom: Newsroom, folder: Source) -> None:
    one, other = newsroom.muting.mute("ferry"), newsroom.muting.mute("ferry", folder)
    newsroom.muting.apply(one)
    assert [newsroom.muting.named(name) for name in (one.id, one.id[:4], "Ferry")] == [one] * 3
    newsroom.muting.apply(other)
    with pytest.raises(NotFoundError, match="2 mutes are meant"):
        newsroom.muting.named("ferry")
    for name in ("quay", "", "\u202e"):
        with pytest.raises(NotFoundError, match="no such mute"):
            newsroom.muting.named(name)
    newsroom.muting.lift(one)
    with pytest.raises(NotFoundError, match="no such mute"):
        newsroom.muting.lift(one)


def test_a_mute_whose_source_is_gone_or_whose_query_was_edited_is_told(home: Home, articles: Path) -> None:
    newsroom = open_newsroom(home)
    (source,), _ = newsroom.add([str(articles)])
    newsroom.muting.apply(newsroom.muting.mute("bridge", source))
    newsroom.muting.apply(newsroom.muting.mute("mains"))
    newsroom.remove(source.id)
    shelf = json.loads(home.shelf_file.read_text())
    shelf["mutes"]["2"]["query"] = "is:unread"
    home.shelf_file.write_text(json.dumps(shelf))
    problems = [status.problem for status in newsroom.muting.all()]
    assert problems[0] == "its source is no longer there"
    assert "is: changes" in (problems[1] or "")
    newsroom.add([str(articles)])
    assert muted(newsroom) == ["Ferry", "Kestrel"] or muted(newsroom) == ["Kestrel", "Ferry"]
    newsroom.close()


def test_the_doctor_sets_the_marks_right(newsroom: Newsroom, folder: Source, home: Home) -> None:
    newsroom.muting.apply(newsroom.muting.mute("ferry queues"))
    shelf = json.loads(home.shelf_file.read_text())
    shelf["mutes"]["1"]["query"] = "lenn water"
    home.shelf_file.write_text(json.dumps(shelf))
    newsroom.doctor()
    assert muted(newsroom) == ["Dunmere"]
