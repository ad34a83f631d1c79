"""Asking feeds: what comes in, what is told, and when a feed is left alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from reader.guard import InProcess
from reader.model import Pages, ScanReport, Source, SourceKind
from reader.newsroom.refreshing import Refreshing
from reader.newsroom.values import Cancelled
from reader.query import Query
from reader.sources.web.exchange import FetchError, Hop, Request, Response, Trouble
from reader.store.archive import Archive

START = datetime(2026, 11, 20, 12, tzinfo=UTC)


def rss(*titles: str, more: str = "") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><link>https://post.example/{title}</link>"
        f"<description>{'All about it. ' * 60}</description></item>"
        for title in titles
    )
    return f'<rss version="2.0"><channel><title>Post</title>{more}{items}</channel></rss>'.encode()


class Web:
    """Answers as it is told; each address has one answer until it is given another."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[Request], Response]] = {}
        self.asked: list[Request] = []

    def serve(self, url: str, body: bytes, **known: object) -> None:
        self.answers[url] = lambda request: Response(known.pop("url", request.url), body, **known)  # type: ignore[arg-type]

    def fail(self, url: str, trouble: Trouble, **known: object) -> None:
        def failing(_request: Request) -> Response:
            raise FetchError(trouble, f"there is {trouble.value} trouble", **known)  # type: ignore[arg-type]

        self.answers[url] = failing

    def fetch(self, request: Request) -> Response:
        self.asked.append(request)
        return self.answers[request.url](request)

    def cancel(self) -> None:
        """Nothing takes long here."""

    def close(self) -> None:
        """Nothing is open."""


class Library:
    """An archive and subscriptions to what a web serves."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        self.web = Web()
        self.archive = Archive(folder / "archive.sqlite3", lambda: self.now)
        self.names: dict[str, str] = {}
        self.moved: list[tuple[str, str]] = []

    def called(self, titles: Mapping[str, str]) -> None:
        self.names |= titles

    def move(self, source: Source, address: str) -> str:
        self.moved.append((source.id, address))
        return "has moved"

    def refresh(self, *feeds: Source, asked: bool = True, named: bool = False) -> ScanReport:
        refreshing = Refreshing(self.archive, InProcess(), lambda: self.now, lambda: self.web, self, every=1_800.0)
        return refreshing.run(feeds, (), asked=asked, named=named)

    def titles(self) -> list[str]:
        rows, _ = self.archive.listing(Query())
        return sorted(row.title for row in self.archive.headlines(rows))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path)
    yield made
    made.archive.close()


def feed(name: str, host: str = "post.example", pages: Pages = Pages.AUTO) -> Source:
    return Source(name, SourceKind.FEED, f"https://{host}/{name}", name, START, pages=pages)


def local(hour: int) -> str:
    return f"{START.replace(hour=hour).astimezone():%H:%M}"


def reasons(report: ScanReport) -> Sequence[str]:
    return [skipped.reason for skipped in report.skipped]


POST = feed("post")


def test_what_a_feed_has_is_listed_and_the_next_time_only_what_is_new(library: Library) -> None:
    library.web.serve(POST.location, rss("bridge", "ferry"))
    assert library.refresh(POST) == ScanReport(new=2)
    library.web.serve(POST.location, rss("water", "bridge", "ferry"))
    assert library.refresh(POST) == ScanReport(new=1)
    assert library.titles() == ["bridge", "ferry", "water"]


def test_a_feed_goes_by_what_it_calls_itself(library: Library) -> None:
    library.web.serve(POST.location, rss("bridge"))
    library.refresh(POST)
    assert library.names == {"post": "Post"}


def test_what_a_feed_carries_no_longer_stays(library: Library) -> None:
    library.web.serve(POST.location, rss("bridge"))
    library.refresh(POST)
    library.web.serve(POST.location, rss("ferry"))
    library.refresh(POST)
    assert library.titles() == ["bridge", "ferry"]


def test_validators_are_sent_back_as_they_came(library: Library) -> None:
    library.web.serve(POST.location, rss("bridge"), etag='"1"', modified="Sun, 01 Nov 2026 12:00:00 GMT")
    library.refresh(POST)
    library.web.serve(POST.location, b"", unchanged=True)
    assert library.refresh(POST) == ScanReport(unchanged=1)
    assert library.refresh(POST) == ScanReport(unchanged=1)
    assert {(request.etag, request.modified) for request in library.web.asked[1:]} == {
        ('"1"', "Sun, 01 Nov 2026 12:00:00 GMT")
    }


def test_the_same_body_again_is_not_read_again(library: Library) -> None:
    library.web.serve(POST.location, rss("bridge"))
    library.refresh(POST)
    assert library.refresh(POST) == ScanReport(unchanged=1)


def test_one_feed_that_fails_is_told_in_one_line_and_stops_no_other(library: Library) -> None:
    other = feed("council", "council.example")
    library.web.fail(POST.location, Trouble.STATUS, status=500)
    library.web.serve(other.location, rss("tariff"))
    report = library.refresh(POST, other)
    assert report.new == 1
    assert [(skipped.path, skipped.reason, skipped.failed) for skipped in report.skipped] == [
        (POST.location, "there is status trouble", True)
    ]


@pytest.mark.parametrize("body", [b"", b"<html><title>Hotel WiFi</title></html>", b"/etc/hostname", b"\x1f\x8bgarbage"])
def test_what_is_no_feed_changes_nothing(library: Library, body: bytes) -> None:
    library.web.serve(POST.location, rss("bridge"))
    library.refresh(POST)
    library.web.serve(POST.location, body)
    report = library.refresh(POST)
    assert len(report.skipped) == 1
    assert report.skipped[0].failed
    assert library.titles() == ["bridge"]


def test_a_damaged_feed_is_read_as_far_as_it_is_whole_and_that_is_told(library: Library) -> None:
    library.web.serve(POST.location, rss("bridge", "ferry").partition(b"<guid>ferry")[0])
    report = library.refresh(POST)
    assert "bridge" in library.titles()
    assert len(report.skipped) == 1
    assert not report.skipped[0].failed
    assert "damaged" in report.skipped[0].reason


def test_a_server_that_asks_for_time_is_given_it_whoever_asks(library: Library) -> None:
    library.web.fail(POST.location, Trouble.STATUS, status=503, retry_after=3_600.0)
    library.refresh(POST)
    library.now += timedelta(minutes=59)
    report = library.refresh(POST, named=True)
    assert len(library.web.asked) == 1
    assert reasons(report) == [f"asks to be left alone until {local(13)}"]
    library.now += timedelta(minutes=2)
    library.refresh(POST)
    assert len(library.web.asked) == 2


def test_our_own_caution_after_a_failure_keeps_only_the_background_from_asking(library: Library) -> None:
    library.web.fail(POST.location, Trouble.STATUS, status=500)
    library.refresh(POST)
    library.refresh(POST, asked=False)
    assert len(library.web.asked) == 1
    library.refresh(POST)
    assert len(library.web.asked) == 2


def test_in_the_background_a_feed_is_asked_when_its_time_has_come(library: Library) -> None:
    library.web.serve(POST.location, rss("bridge"))
    library.refresh(POST, asked=False)
    library.now += timedelta(minutes=29)
    library.refresh(POST, asked=False)
    assert len(library.web.asked) == 1
    library.now += timedelta(minutes=2)
    library.refresh(POST, asked=False)
    assert len(library.web.asked) == 2


def test_a_feed_that_is_gone_is_asked_only_where_it_is_named(library: Library) -> None:
    library.web.fail(POST.location, Trouble.STATUS, status=410)
    library.refresh(POST)
    library.now += timedelta(days=40)
    library.refresh(POST)
    library.refresh(POST, asked=False)
    assert len(library.web.asked) == 1
    library.refresh(POST, named=True)
    assert len(library.web.asked) == 2


def test_without_a_network_that_is_told_once(library: Library) -> None:
    feeds = [feed(f"f{number}", f"h{number}.example") for number in range(5)]
    for one in feeds:
        library.web.fail(one.location, Trouble.OFFLINE)
    report = library.refresh(*feeds)
    assert reasons(report) == ["none of 5 feeds could be asked"]
    assert all(state.failures == 0 for state in library.archive.feeds.all().values())


def test_a_host_that_does_not_answer_is_not_asked_for_all_its_feeds(library: Library) -> None:
    feeds = [feed(f"f{number}") for number in range(30)]
    for one in feeds:
        library.web.fail(one.location, Trouble.CONNECT)
    report = library.refresh(*feeds)
    assert len(library.web.asked) < 10
    assert len(report.skipped) == 30
    assert "not asked: post.example does not answer" in reasons(report)


def test_a_host_that_says_twice_that_it_is_too_much_is_left_alone(library: Library) -> None:
    feeds = [feed(f"f{number}") for number in range(30)]
    for one in feeds:
        library.web.fail(one.location, Trouble.STATUS, status=429, retry_after=7_200.0)
    library.refresh(*feeds)
    asked = len(library.web.asked)
    assert asked < 10
    assert reasons(library.refresh(*feeds)) == [f"asks to be left alone until {local(14)}"] * 30
    assert len(library.web.asked) == asked


def test_a_feed_that_moved_for_good_three_times_is_asked_there_from_then_on(library: Library) -> None:
    new = "https://new.example/feed"
    hops = (Hop(POST.location, permanent=True),)
    for number in range(3):
        assert library.moved == []
        library.web.answers[POST.location] = lambda _request, number=number: Response(new, rss(f"n{number}"), hops=hops)
        library.refresh(POST)
    assert library.moved == [("post", new)]


def test_a_portal_moves_nothing(library: Library) -> None:
    hops = (Hop(POST.location, permanent=True),)
    for _ in range(5):
        library.web.answers[POST.location] = lambda _request: Response(
            "https://portal.example/login", b"<html><title>Log in</title>", hops=hops
        )
        library.refresh(POST)
    assert library.moved == []


def test_it_can_be_stopped_and_what_came_stays(library: Library) -> None:
    feeds = [feed(f"f{number}", f"h{number}.example") for number in range(200)]
    for one in feeds:
        library.web.serve(one.location, rss(one.name))

    def stop(done: int, _total: int) -> None:
        if done > 20:
            raise Cancelled

    refreshing = Refreshing(
        library.archive, InProcess(), lambda: library.now, lambda: library.web, library, every=1_800.0
    )
    with pytest.raises(Cancelled):
        refreshing.run(feeds, (), stop, asked=True)
    assert 20 < len(library.titles()) < 200


def test_it_can_be_stopped_while_a_server_does_not_answer(library: Library) -> None:
    gate = Event()

    def never(request: Request) -> Response:
        gate.wait(60)
        return Response(request.url, rss("late"))

    def stop(_done: int, _total: int) -> None:
        if library.web.asked:
            raise Cancelled

    library.web.answers[POST.location] = never
    library.web.close = gate.set  # type: ignore[method-assign]
    refreshing = Refreshing(
        library.archive, InProcess(), lambda: library.now, lambda: library.web, library, every=1_800.0
    )
    with pytest.raises(Cancelled):
        refreshing.run([POST], (), stop, asked=True)
    assert library.titles() == []


def test_pages_are_wanted_where_a_feed_has_only_summaries(library: Library) -> None:
    short = rss("bridge").replace(b"All about it. " * 60, b"The bridge is closed...")
    library.web.serve(POST.location, short)
    library.refresh(POST)
    never = feed("never", "council.example", pages=Pages.NEVER)
    library.web.serve(never.location, short.replace(b"bridge", b"tariff"))
    library.refresh(never)
    assert [url for _, url in library.archive.entries.wanted(10)] == ["https://post.example/bridge"]
