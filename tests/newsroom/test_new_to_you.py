"""What in an article is new to the one reading it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.model import Article, Related, RelatedGroup
from reader.newsroom import Newsroom

FIRST = """# Ferry sinks off Port Ansel

A ferry sank off Port Ansel on Friday night, and at least 12 people were killed, police said.

## What is known

“We heard a bang and then the lights went out,” said Lenn Varn, a deckhand. Divers will go down at dawn.
"""
SECOND = """# Divers search ferry wreck

Police said at least 15 people were killed when a ferry sank off Port Ansel on Friday night.

“We heard a bang and then the lights went out,” Varn told reporters. Divers will go down at dawn.

The owner, Halden Lines, promised to help the families.
"""
THIRD = """# Halden Lines to help families

The owner, Halden Lines, promised to help the families. Divers will go down at dawn. Nobody knows why it sank.
"""
STRANGER = """# Water costs more in Dunmere

Households in Dunmere will pay nine per cent more for water from January.
"""

Ids = dict[str, str]


@pytest.fixture
def ids(newsroom: Newsroom, tmp_path: Path) -> Ids:
    """A library of three reports of one event and a stranger: their ids by name."""
    folder = tmp_path / "news"
    folder.mkdir()
    texts = {"first": FIRST, "second": SECOND, "third": THIRD, "stranger": STRANGER}
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    newsroom.add([str(folder)])
    return {name: newsroom.find(str(folder / f"{name}.md")) for name in texts}


@pytest.fixture
def told(newsroom: Newsroom, ids: Ids) -> Callable[..., list[tuple[str, str]]]:
    """For an article each sentence told before, and the title of the article it was told in."""

    def told(name: str, *story: str) -> list[tuple[str, str]]:
        article = newsroom.article(ids[name])
        found = newsroom.novelty.of(article, [ids[other] for other in story]).told
        return [(article.blocks[one.block].text[one.start : one.end], one.title) for one in found]

    return told


def rows(newsroom: Newsroom, ids: Ids, *names: str) -> list[Related]:
    found = [newsroom.headline(ids[name]) for name in names]
    return [Related(one.id, one.title, RelatedGroup.STORY, 0.5, (), read=one.read) for one in found if one]


def counts(newsroom: Newsroom, ids: Ids, name: str, *others: str) -> list[int | None]:
    article = newsroom.article(ids[name])
    return [row.new_sentences for row in newsroom.novelty.counted(article, rows(newsroom, ids, *others))]


def test_nothing_is_told_before_anything_was_read(told: Callable[..., list[tuple[str, str]]]) -> None:
    assert told("second", "first", "third") == []


def test_what_was_read_elsewhere_is_told_and_says_where(
    newsroom: Newsroom, ids: Ids, told: Callable[..., list[tuple[str, str]]]
) -> None:
    newsroom.mark([ids["first"]], read=True)
    assert told("second", "first", "third") == [
        ("“We heard a bang and then the lights went out,” Varn told reporters.", "Ferry sinks off Port Ansel"),
        ("Divers will go down at dawn.", "Ferry sinks off Port Ansel"),
    ]


def test_an_article_read_itself_looks_as_when_it_was_new(
    newsroom: Newsroom, ids: Ids, told: Callable[..., list[tuple[str, str]]]
) -> None:
    newsroom.mark([ids["first"]], read=True)
    newsroom.mark([ids["second"]], read=True)
    assert told("first", "second") == []
    assert len(told("second", "first")) == 2


def test_marking_unread_takes_it_back(newsroom: Newsroom, ids: Ids, told: Callable[..., list[tuple[str, str]]]) -> None:
    newsroom.mark([ids["first"]], read=True).undo()
    assert told("second", "first") == []


def test_headings_are_not_counted(newsroom: Newsroom, ids: Ids) -> None:
    assert newsroom.novelty.of(newsroom.article(ids["first"]), []).sentences == 3


def test_numbers_others_have_otherwise_are_told_whether_they_were_read_or_not(newsroom: Newsroom, ids: Ids) -> None:
    article = newsroom.article(ids["second"])
    (number,) = newsroom.novelty.of(article, [ids["first"], ids["third"]]).numbers
    assert (number.here, number.there, number.article) == ("15 people", "12 people", ids["first"])
    assert article.blocks[number.block].text[number.start : number.end] == "15"
    assert number.teller == "news"


def test_rows_count_what_neither_the_article_nor_anything_read_tells(newsroom: Newsroom, ids: Ids) -> None:
    assert counts(newsroom, ids, "first", "second", "third") == [2, 2]
    newsroom.mark([ids["second"]], read=True)
    assert counts(newsroom, ids, "first", "second", "third") == [0, 1]


def test_a_row_that_is_not_held_is_not_counted(newsroom: Newsroom, ids: Ids) -> None:
    pointer = Related(None, "Elsewhere", RelatedGroup.POINTER, 0, ())
    (row,) = newsroom.novelty.counted(newsroom.article(ids["first"]), [pointer])
    assert row == pointer


def test_related_rows_are_counted(newsroom: Newsroom, ids: Ids) -> None:
    found = {row.id: row.new_sentences for row in newsroom.related(ids["first"])}
    assert found[ids["second"]] == 2


def test_a_changed_article_is_looked_at_anew(newsroom: Newsroom, ids: Ids) -> None:
    article = newsroom.article(ids["third"])
    assert newsroom.novelty.of(article, []).sentences == 3
    path = Path(article.path or "")
    path.write_text(THIRD + "\nOne more sentence stands here.\n", "utf-8")
    newsroom.rescan()
    changed: Article = newsroom.article(ids["third"])
    assert newsroom.novelty.of(changed, []).sentences == 4


def test_each_report_adds_what_those_before_it_lack(newsroom: Newsroom, ids: Ids) -> None:
    names = ("first", "second", "third")
    assert newsroom.novelty.added([ids[name] for name in names]) == [3, 2, 1]
    assert newsroom.novelty.added([ids["third"], "not held", ids["third"]]) == [3, 0, 3]


def test_what_is_new_in_a_story_is_what_nothing_read_of_it_tells(newsroom: Newsroom, ids: Ids) -> None:
    story = [ids[name] for name in ("first", "second", "third")]
    assert newsroom.novelty.new(story) == [3, 4, 3]
    newsroom.mark([ids["first"]], read=True)
    assert newsroom.novelty.new([*story, "not held"]) == [0, 2, 2, 0]
