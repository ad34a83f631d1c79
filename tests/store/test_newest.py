"""The quick way to the newest matches finds what the slow one does."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from reader.query import parse_query
from reader.store.archive import Archive, Incoming

START = datetime(2022, 3, 1, tzinfo=UTC)
WORDS = ["harbour", "Hafen", "harvest", "stra\u00dfe", "\u6771\u4eac", "cafe\u0301", "bridge", "the", "there", "rare"]


@pytest.fixture
def filled(archive: Archive, arriving: Callable[..., Incoming]) -> Archive:
    """200 articles, each with some of the words; one of them has the rare one."""
    batch = []
    for number in range(200):
        words = [word for at, word in enumerate(WORDS[:-1]) if number % (at + 2) == 0]
        text = " ".join(["Words:", *words, *(["rare"] if number == 3 else [])])
        published = START + timedelta(hours=number * 37 % 200)
        title = words[0] if words else "Nothing"
        batch.append(arriving(f"file:{number}", title=title, text=text, published=published))
    archive.put(batch)
    return archive


@pytest.mark.parametrize(
    "asked",
    [
        *("harbour", "the", "rare", "absent", "harbour bridge", "ha*", "har*", "harb*", "h* the", "r*", "x*"),
        *(
            "title:ha*",
            "title:harbour",
            '"words harbour"',
            "strasse",
            "stra\u00dfe",
            "\u6771*",
        ),
        *("caf\u00e9", "the -bridge", "is:unread th*", "since:2022-03-05 t*", "is:bookmarked"),
    ],
)
def test_the_newest_matches_are_those_of_the_listing(filled: Archive, asked: str) -> None:
    query = parse_query(asked, date(2022, 3, 10))
    rows, _ = filled.listing(query)
    for limit in (5, 50):
        expected = [headline.id for headline in filled.headlines(rows[:limit])]
        assert [headline.id for headline in filled.newest(query, limit)] == expected, limit
