"""Entries of feeds: which article each of them is, and how they wait for their text."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.feed import Entry, Feed
from reader.model import Document, Facts, Media, article_id
from reader.parcel import pack
from reader.query import Query
from reader.store.archive import Archive
from reader.store.entries import Received

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive.sqlite3", lambda: NOW)


def entry(name: str, title: str, text: str = "", *, link: str | None = None, origin: str = "harbour", **known) -> Entry:
    facts = Facts(title=title, source="Harbour Post", url=f"https://{link}" if link else None, **known)
    document = Document(f"feed:{origin}#{name}", text.encode(), Media.HTML, title, facts=facts)
    content = f"{title} {text}"
    return Entry(name, f"{name} {content}", link, content, facts, title, len(text.split()), pack(document))


def take(archive: Archive, *entries: Entry, origin: str = "harbour", held: tuple[str, ...] = ()):
    return archive.entries.receive([Received(origin, Feed("Post", entries=entries, held=held), lambda *_: False)])


def titles(archive: Archive) -> list[str]:
    rows, _ = archive.listing(Query())
    return [row.title for row in archive.headlines(rows)]


BRIDGE = entry("1", "Bridge closed", "A crack.", link="post.example/bridge")


def test_an_entry_is_listed_at_once_and_waits_for_its_text(archive: Archive) -> None:
    arrivals = take(archive, BRIDGE)
    assert arrivals.new == (article_id("feed:harbour#1"),)
    assert titles(archive) == ["Bridge closed"]
    (kept,) = archive.entries.waiting(10)
    assert kept.document.data == b"A crack."
    assert kept.origin == "harbour"


def test_what_is_held_already_is_not_new_again(archive: Archive) -> None:
    take(archive, BRIDGE)
    again = take(archive, BRIDGE)
    assert again.new == again.changed == ()


def test_another_id_for_the_same_content_is_the_same_article(archive: Archive) -> None:
    take(archive, BRIDGE)
    assert take(archive, replace(BRIDGE, name="x9", mark="x9")).new == ()
    assert titles(archive) == ["Bridge closed"]


def test_another_id_and_an_edit_at_the_same_address_is_the_same_article(archive: Archive) -> None:
    take(archive, BRIDGE)
    arrivals = take(archive, entry("x9", "Bridge closed for weeks", "Two cracks.", link="post.example/bridge"))
    assert arrivals.new == ()
    assert arrivals.changed == (article_id("feed:harbour#1"),)
    assert titles(archive) == ["Bridge closed for weeks"]


def test_a_thousand_ids_that_change_at_each_look_bring_nothing_new(archive: Archive) -> None:
    first = [entry(f"a{number}", f"Title {number}", "Text.", link=f"post.example/{number}") for number in range(1_000)]
    take(archive, *first)
    second = [replace(one, name=f"b{number}", mark=f"b{number}") for number, one in enumerate(first)]
    assert take(archive, *second).new == ()
    assert len(titles(archive)) == 1_000


def test_entries_that_all_name_the_same_address_stay_apart(archive: Archive) -> None:
    home = "post.example"
    take(archive, entry("1", "First", "One.", link=home), entry("2", "Second", "Two.", link=home))
    assert len(take(archive, entry("3", "Third", "Three.", link=home)).new) == 1


def test_two_entries_of_one_feed_with_the_same_text_are_two(archive: Archive) -> None:
    take(archive, BRIDGE, replace(BRIDGE, name="2", mark="2"))
    assert titles(archive) == ["Bridge closed", "Bridge closed"]


def test_the_same_id_in_two_feeds_is_two_articles(archive: Archive) -> None:
    take(archive, entry("1", "Bridge closed"))
    take(archive, entry("1", "Tariff passes", origin="council"), origin="council")
    assert sorted(titles(archive)) == ["Bridge closed", "Tariff passes"]


def test_the_same_article_in_two_feeds_is_one(archive: Archive) -> None:
    take(archive, BRIDGE)
    other = entry("t-1", "Bridge closed", "A summary.", link="post.example/bridge", origin="all")
    assert take(archive, other, origin="all").new == ()
    assert titles(archive) == ["Bridge closed"]


def test_what_two_feeds_carry_stays_when_one_is_forgotten(archive: Archive) -> None:
    take(archive, BRIDGE)
    take(archive, entry("t-1", "Bridge closed", link="post.example/bridge", origin="all"), origin="all")
    archive.forget("harbour", ())
    assert titles(archive) == ["Bridge closed"]
    archive.forget("all", ())
    assert titles(archive) == []


def test_another_article_at_the_same_address_in_another_feed_is_another(archive: Archive) -> None:
    take(archive, BRIDGE)
    comments = entry("c", "Comments on the bridge", link="post.example/bridge", origin="all")
    assert len(take(archive, comments, origin="all").new) == 1


def test_an_edit_keeps_what_was_read_and_what_it_was_before(archive: Archive) -> None:
    take(archive, BRIDGE)
    ident = article_id("feed:harbour#1")
    archive.mark([ident], read=True)
    arrivals = take(archive, entry("1", "Bridge closed", "Two cracks.", link="post.example/bridge"))
    assert arrivals.changed == (ident,)
    headline = archive.headline(ident)
    assert headline
    assert headline.read
    assert [document.data for _, document in archive.entries.versions(ident)] == [b"A crack.", b"Two cracks."]


def test_of_many_edits_the_first_and_the_last_are_kept(archive: Archive) -> None:
    for number in range(15):
        take(archive, entry("1", "Bridge closed", f"Version {number}."))
    kept = [document.data for _, document in archive.entries.versions(article_id("feed:harbour#1"))]
    assert kept[0] == b"Version 0."
    assert kept[-2:] == [b"Version 13.", b"Version 14."]
    assert len(kept) == 11


def test_an_article_dated_far_ahead_does_not_stay_on_top(tmp_path: Path) -> None:
    clock = [NOW, NOW + timedelta(days=2)]
    archive = Archive(tmp_path / "archive.sqlite3", lambda: clock[0])
    take(archive, entry("1", "From the year 2099", published=datetime(2099, 1, 1, tzinfo=UTC)))
    del clock[0]
    take(archive, entry("2", "From now", published=clock[0]))
    assert titles(archive) == ["From now", "From the year 2099"]


def test_a_bookmarked_article_is_marked_so_when_it_comes_in(archive: Archive) -> None:
    ident = article_id("feed:harbour#1")
    archive.entries.receive([Received("harbour", Feed(entries=(BRIDGE,)), lambda *_: False)], {ident})
    headline = archive.headline(ident)
    assert headline
    assert headline.bookmarked


def test_a_bookmarked_article_of_a_forgotten_feed_is_found_again_by_the_feed(archive: Archive) -> None:
    take(archive, BRIDGE)
    archive.forget("harbour", {article_id("feed:harbour#1")})
    assert take(archive, BRIDGE).new == ()
    assert titles(archive) == ["Bridge closed"]


def test_a_damaged_parcel_does_not_keep_the_others_waiting(archive: Archive) -> None:
    take(archive, replace(BRIDGE, parcel=b"nonsense"), entry("2", "Ferry queues", "Long."))
    kept = {one.id: one.document for one in archive.entries.waiting(10)}
    assert kept[article_id("feed:harbour#2")].data == b"Long."
    assert kept[article_id("feed:harbour#1")].notices


def test_what_went_through_an_earlier_cleaning_waits_again(archive: Archive) -> None:
    take(archive, BRIDGE)
    archive.entries.settle([article_id("feed:harbour#1")], "1")
    archive.entries.outdated("1")
    assert archive.entries.count_waiting() == 0
    archive.entries.outdated("2")
    assert archive.entries.count_waiting() == 1


def test_doctor_finds_nothing_wrong_with_what_waits(archive: Archive) -> None:
    take(archive, BRIDGE)
    assert archive.check() == []
