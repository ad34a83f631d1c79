"""What pointers mean, whatever comes first, and what that costs nobody."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model import Article, Block, Pointer, article_id
from reader.newsroom.resolving import Resolving
from reader.store.archive import Archive, Incoming

TITLES = {
    "closed": "Kestrel Bridge closed overnight after divers find cracked bearing",
    "ferry": "Ferry queues stretch to the fish market on first Friday without the bridge",
    "water": "Dunmere council passes smaller water tariff rise after split vote",
    "again": "Kestrel Bridge to reopen to cars on Monday, but not to lorries",
    "keeper": "Why the harbour's last lighthouse keeper is not leaving",
    "twin": "Why the harbour's last lighthouse keeper is not leaving",
}
POINTERS = {
    "Kestrel Bridge shut overnight after divers discover cracked bearing": "closed",
    "Ferry queues stretch to fish market on first Friday without bridge": "ferry",
    "Dunmere council passes smaller water price rise after divided vote - Harbour Post": "water",
    "Kestrel Bridge to reopen to cars on…": "again",
    "Elephants cross the alps for the first time since Hannibal": None,
}
READING = "reading"


def incoming(key: str, title: str, pointers: Sequence[Pointer] = (), url: str | None = None) -> Incoming:
    blocks = (Block.of(f"The text of {key}."),)
    return Incoming(Article(article_id(key), key, title, blocks, url=url, pointers=tuple(pointers)), "o", title, "")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive(tmp_path / "archive.sqlite3", lambda: datetime(2026, 1, 1, tzinfo=UTC))) as opened:
        yield opened


def held(archive: Archive, key: str = READING) -> list[str | None]:
    """What the pointers of an article mean, as the library has noted it."""
    article = archive.article(article_id(key))
    assert article is not None
    names = {article_id(name): name for name in [*TITLES, READING, "x", "y"]}
    return [names[pointer.article] if pointer.article else None for pointer in article.pointers]


def put(archive: Archive, *batch: Incoming) -> None:
    archive.put(batch)
    Resolving(archive).settle()


_numbers = count()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations([*TITLES, READING]), st.integers(1, 7))
def test_the_order_of_arrival_does_not_matter(tmp_path: Path, order: list[str], at_once: int) -> None:
    arriving = [
        incoming(READING, "What to read", [Pointer(title) for title in POINTERS])
        if key == READING
        else incoming(key, TITLES[key])
        for key in order
    ]
    path = tmp_path / str(next(_numbers)) / "archive.sqlite3"
    with closing(Archive(path, lambda: datetime(2026, 1, 1, tzinfo=UTC))) as archive:
        for start in range(0, len(arriving), at_once):
            put(archive, *arriving[start : start + at_once])
        assert held(archive) == list(POINTERS.values())


def test_the_same_title_of_a_late_article_is_found_by_address_first(archive: Archive) -> None:
    pointer = Pointer(TITLES["water"], "https://e.org/water")
    put(archive, incoming(READING, "What to read", [pointer]), incoming("x", TITLES["water"]))
    assert held(archive) == ["x"]
    put(archive, incoming("y", "Water, second report", url="https://e.org/water"))
    assert held(archive) == ["y"]


def test_a_better_fit_that_comes_later_takes_the_place(archive: Archive) -> None:
    reading = incoming(READING, "What to read", [Pointer(TITLES["closed"])])
    put(archive, reading, incoming("x", "Kestrel Bridge shut overnight after divers discover cracked bearing"))
    assert held(archive) == ["x"]
    put(archive, incoming("closed", TITLES["closed"]))
    assert held(archive) == ["closed"]


def test_a_rival_that_comes_later_makes_doubtful(archive: Archive) -> None:
    reading = incoming(READING, "What to read", [Pointer("Storm closes the ferry line to the islands for a week")])
    put(archive, reading, incoming("x", "Storm closes the northern ferry line to the islands for a week"))
    assert held(archive) == ["x"]
    put(archive, incoming("y", "Storm closes the southern ferry line to the islands for a week"))
    assert held(archive) == [None]


def test_a_target_that_goes_or_is_renamed_is_given_up_for_another(archive: Archive) -> None:
    reading = incoming(READING, "What to read", [Pointer(TITLES["water"])])
    put(archive, reading, incoming("water", TITLES["water"]))
    assert held(archive) == ["water"]
    put(archive, incoming("water", "Elections in Dunmere: all results"))
    assert held(archive) == [None]
    put(archive, incoming("x", TITLES["water"]))
    assert held(archive) == ["x"]
    archive.forget("o", keep=[article_id(READING)])
    Resolving(archive).settle()
    assert held(archive) == [None]


def test_no_article_points_to_itself(archive: Archive) -> None:
    put(archive, incoming("closed", TITLES["closed"], [Pointer(TITLES["closed"])]), incoming("again", TITLES["again"]))
    assert held(archive, "closed") == [None]
    article = archive.article(article_id("closed"))
    assert article is not None
    assert Resolving(archive).pointed(article).pointers[0].article is None
    put(archive, incoming("x", TITLES["closed"]))
    assert held(archive, "closed") == ["x"]


def test_what_a_person_told_apart_stays_apart(archive: Archive) -> None:
    put(archive, incoming(READING, "What to read", [Pointer(TITLES["water"])]), incoming("water", TITLES["water"]))
    article = archive.article(article_id(READING))
    assert article is not None
    apart = {frozenset({article_id(READING), article_id("water")})}
    resolving = Resolving(archive)
    assert resolving.pointed(article, apart).pointers[0].article is None
    assert resolving.pointed(article).pointers[0].article == article_id("water")
    archive.titles.compared([], [TITLES["water"]])
    resolving.settle(apart)
    assert held(archive) == [None]


def test_headlines_are_resolved_with_a_score(archive: Archive) -> None:
    archive.put([incoming(key, title) for key, title in TITLES.items()])
    found = list(Resolving(archive).resolve([*POINTERS, TITLES["keeper"]]))
    assert [one.article for one in found[:5]] == [article_id(key) if key else None for key in POINTERS.values()]
    assert all(one.score >= 0.5 if one.article else one.score == 0 for one in found)
    assert found[5].article in {article_id("keeper"), article_id("twin")}


def test_thousands_that_name_one_headline_are_all_resolved(archive: Archive) -> None:
    many = [incoming(f"many{number}", f"Report {number}", [Pointer(TITLES["ferry"])]) for number in range(1_000)]
    put(archive, *many)
    put(archive, incoming("ferry", TITLES["ferry"]))
    assert len(archive.pointing_to(article_id("ferry"))) == 1_000
