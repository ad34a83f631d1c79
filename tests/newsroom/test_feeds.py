"""Subscribing to feeds and pages, and reading what they bring, from a server on loopback to the open article."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from filelock import FileLock

from reader.config import Config
from reader.errors import SourceError
from reader.model import Edit, Headline, SourceKind
from reader.newsroom import Cancelled, Newsroom, open_newsroom
from reader.paths import Home
from reader.query import Query
from tests.sources.web.server import Server, Talk, answer, redirect

BODY = "<p>Divers found a crack in the bearing of the Kestrel Bridge on Sunday night.</p>" * 20
CLOSED = ("bridge", "Kestrel Bridge closed", BODY)
QUEUES = ("ferry", "Queues for the ferry", "<p>They reached the fish market of Port Ansel on Friday.</p>" * 20)


def rss(*items: tuple[str, str, str], base: str = "http://post.example", title: str = "Harbour Post") -> bytes:
    written = "".join(
        f"<item><guid>{name}</guid><title>{title}</title><link>{base}/{name}</link>"
        f"<pubDate>Sun, 01 Nov 2026 12:00:00 GMT</pubDate><description><![CDATA[{body}]]></description></item>"
        for name, title, body in items
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{written}</channel></rss>'.encode()


def page(*links: tuple[str, str], body: str = "") -> bytes:
    named = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">' for title, href in links
    )
    return f"<html><head><title>The Post</title>{named}</head><body>{body}</body></html>".encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({}) as running:
        yield running


@pytest.fixture
def newsroom(home: Home) -> Iterator[Newsroom]:
    opened = open_newsroom(home, Config(allow_private=True))
    yield opened
    opened.close()


def rows(newsroom: Newsroom) -> list[Headline]:
    return newsroom.headlines(newsroom.listing(Query(), whole=True).rows)


def titles(newsroom: Newsroom) -> list[str]:
    return [row.title for row in rows(newsroom)]


class TestSubscribing:
    def test_a_feed_is_remembered_and_read(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/feed"] = answer(body=rss(CLOSED, QUEUES))
        (source,), report = newsroom.add([server.url("/feed")])
        assert (source.kind, source.location) == (SourceKind.FEED, server.url("/feed"))
        assert report.new == 2
        assert [status.source.name for status in newsroom.sources()] == ["Harbour Post"]
        assert newsroom.source_of(rows(newsroom)[0].id) is not None

    def test_a_page_leads_to_its_feed(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/"] = answer(body=page(("News", "/feed")), Content_Type="text/html")
        server.routes["/feed"] = answer(body=rss(CLOSED))
        (source,), _ = newsroom.add([server.url("/")])
        assert source.location == server.url("/feed")

    def test_of_many_feeds_one_is_to_be_chosen(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/"] = answer(body=page(("News", "/news"), ("Sport", "/sport")), Content_Type="text/html")
        server.routes["/news"] = answer(body=rss(CLOSED))
        sources, report = newsroom.add([server.url("/")])
        assert sources == []
        assert server.url("/news") in report.skipped[0].reason
        assert server.url("/sport") in report.skipped[0].reason
        offer = newsroom.offer(server.url("/"))
        assert [(feed.entries, feed.latest) for feed in offer.feeds] == [(1, ("Kestrel Bridge closed",)), (0, ())]

    def test_a_page_without_a_feed_is_kept_itself(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/bridge"] = answer(body=page(body=BODY), Content_Type="text/html")
        (source,), report = newsroom.add([server.url("/bridge")])
        assert source.kind is SourceKind.PAGE
        assert report.new == 1
        (row,) = rows(newsroom)
        assert "Divers found a crack" in newsroom.article(row.id).text

    def test_the_same_feed_again_is_the_same(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/feed"] = answer(body=rss(CLOSED))
        newsroom.add([server.url("/feed")])
        newsroom.add([server.url("/feed") + "#top"])
        assert len(newsroom.sources()) == 1

    def test_where_a_feed_has_moved_away_from_another_can_be_added(self, newsroom: Newsroom, server: Server) -> None:
        server.routes |= {"/feed": answer(body=rss(CLOSED)), "/new": answer(body=rss(QUEUES, title="New Post"))}
        (moved,), _ = newsroom.add([server.url("/feed")])
        newsroom.subscriptions.move(moved, server.url("/new"))
        (other,), _ = newsroom.add([server.url("/feed")])
        assert other.id != moved.id
        locations = sorted(status.source.location for status in newsroom.sources())
        assert locations == [server.url("/feed"), server.url("/new")]

    @pytest.mark.parametrize("path", ["/nothing", "/empty", "/loop"])
    def test_what_cannot_be_had_is_not_remembered(self, newsroom: Newsroom, server: Server, path: str) -> None:
        server.routes |= {"/empty": answer(), "/loop": redirect("/loop")}
        with pytest.raises(SourceError):
            newsroom.offer(server.url(path))
        sources, report = newsroom.add([server.url(path)])
        assert sources == []
        assert [(skipped.path, skipped.failed) for skipped in report.skipped] == [(server.url(path), True)]
        assert newsroom.sources() == []

    def test_a_password_in_an_address_goes_nowhere(self, newsroom: Newsroom, server: Server) -> None:
        _, report = newsroom.add([server.url("/feed").replace("http://", "http://me:hunter2@")])
        assert server.asked == []
        assert "hunter2" not in repr(report)
        assert "[logins" in report.skipped[0].reason

    def test_private_addresses_are_refused_unless_they_are_allowed(self, home: Home, server: Server) -> None:
        careful = open_newsroom(home, Config())
        _, report = careful.add([server.url("/feed")])
        careful.close()
        assert server.connections == 0
        assert "allow" in report.skipped[0].reason


class TestReading:
    def test_an_article_can_be_read_before_all_are_cleaned(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/feed"] = answer(body=rss(CLOSED, QUEUES))
        source = newsroom.subscribe(server.url("/feed"))
        newsroom.look([source.id])
        assert newsroom.backlog() == 2
        assert titles(newsroom) == ["Queues for the ferry", "Kestrel Bridge closed"]
        article = newsroom.article(rows(newsroom)[0].id)
        assert article.text.startswith("They reached the fish market")
        assert newsroom.backlog() >= 1

    def test_what_came_in_can_be_searched_when_all_is_settled(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/feed"] = answer(body=rss(CLOSED))
        newsroom.add([server.url("/feed")])
        assert [row.title for row in newsroom.search(Query(words=("divers",)))] == ["Kestrel Bridge closed"]
        assert newsroom.backlog() == 0

    def test_an_edited_article_says_so_and_shows_what_changed(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/feed"] = answer(body=rss(("bridge", "Bridge closed", "<p>One crack was found. It is old.</p>")))
        newsroom.add([server.url("/feed")])
        (row,) = rows(newsroom)
        newsroom.mark([row.id], read=True)
        server.routes["/feed"] = answer(
            body=rss(("bridge", "Bridge closed", "<p>Two cracks were found. It is old.</p>"))
        )
        report = newsroom.rescan()
        assert (report.new, report.changed) == (0, 1)
        assert rows(newsroom)[0].read
        article = newsroom.article(row.id)
        assert article.text == "Two cracks were found. It is old."
        assert any("edited" in notice for notice in article.notices)
        first, second = newsroom.editions(row.id)
        assert first.lines == ()
        assert [line.text for line in second.lines if line.edit is Edit.REMOVED] == ["One crack was found."]
        assert [line.text for line in second.lines if line.edit is Edit.ADDED] == ["Two cracks were found."]

    def test_the_page_is_fetched_where_a_feed_has_only_a_summary(self, newsroom: Newsroom, server: Server) -> None:
        summary = ("bridge", "Bridge closed", "Divers found a crack …")
        server.routes["/feed"] = answer(body=rss(summary, base=server.url("").rstrip("/")))
        server.routes["/bridge"] = answer(body=page(body=f"<article>{BODY}</article>"), Content_Type="text/html")
        newsroom.add([server.url("/feed")])
        article = newsroom.article(rows(newsroom)[0].id)
        assert article.text.count("Divers found a crack in the bearing") == 20
        assert article.title == "Bridge closed"
        assert any("only a summary" in notice for notice in article.notices)

    def test_a_page_that_cannot_be_had_leaves_the_summary(self, newsroom: Newsroom, server: Server) -> None:
        summary = ("bridge", "Bridge closed", "Divers found a crack …")
        server.routes["/feed"] = answer(body=rss(summary, base=server.url("").rstrip("/")))
        newsroom.add([server.url("/feed")])
        assert newsroom.article(rows(newsroom)[0].id).text == "Divers found a crack …"
        asked = len(server.paths())
        newsroom.rescan()
        assert server.paths()[asked:] == ["/feed"]

    def test_removing_a_feed_keeps_what_was_bookmarked(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/feed"] = answer(body=rss(CLOSED, QUEUES))
        (source,), _ = newsroom.add([server.url("/feed")])
        kept = next(row for row in rows(newsroom) if row.title == "Kestrel Bridge closed")
        newsroom.bookmark(kept.id, text=True)
        newsroom.remove(source.id)
        assert titles(newsroom) == ["Kestrel Bridge closed"]
        assert "Divers" in newsroom.article(kept.id).text

    def test_a_feed_removed_while_it_is_asked_leaves_nothing(self, newsroom: Newsroom, server: Server) -> None:
        source = newsroom.subscribe(server.url("/feed"))

        def removing(talk: Talk) -> None:
            newsroom.remove(source.id)
            talk.send(answer(body=rss(CLOSED)))

        server.routes["/feed"] = removing
        newsroom.look([source.id])
        assert titles(newsroom) == []

    def test_what_doctor_had_to_drop_comes_again_though_the_feed_has_not_changed(
        self, newsroom: Newsroom, server: Server, home: Home
    ) -> None:
        server.routes["/feed"] = answer(body=rss(CLOSED, QUEUES), ETag='"1"')
        newsroom.add([server.url("/feed")])
        with closing(sqlite3.connect(home.archive_file)) as db:
            db.execute("UPDATE article SET sort = 'nonsense' WHERE title LIKE 'Kestrel%'")
            db.commit()
        newsroom.doctor()
        assert titles(newsroom) == ["Queues for the ferry"]
        newsroom.rescan()
        assert sorted(titles(newsroom)) == ["Kestrel Bridge closed", "Queues for the ferry"]


class TestTurns:
    def test_waiting_for_another_process_can_be_stopped(self, newsroom: Newsroom, server: Server, home: Home) -> None:
        source = newsroom.subscribe(server.url("/feed"))

        def stop(_done: int, _total: int) -> None:
            raise Cancelled

        with FileLock(home.archive_file.with_name("archive.sqlite3.look.lock")), pytest.raises(Cancelled):
            newsroom.look([source.id], stop)
        assert server.asked == []


class TestApart:
    """The same for a screen, which has it done in another process."""

    @pytest.fixture
    def newsroom(self, home: Home) -> Iterator[Newsroom]:
        opened = open_newsroom(home, Config(allow_private=True), apart=True)
        yield opened
        opened.close()

    def test_feeds_are_asked_and_settled(self, newsroom: Newsroom, server: Server) -> None:
        many = [(f"n{number}", f"Title {number}", BODY) for number in range(40)]
        server.routes["/feed"] = answer(body=rss(*many))
        source = newsroom.subscribe(server.url("/feed"))
        told: list[tuple[int, int]] = []
        report = newsroom.look([source.id], lambda *so_far: told.append(so_far))
        assert report.new == 40
        newsroom.settle(report)
        assert newsroom.backlog() == 0
        assert told

    def test_no_process_is_started_where_no_feed_is_due(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/feed"] = answer(body=rss(CLOSED))
        source = newsroom.subscribe(server.url("/feed"))
        told: list[tuple[int, int]] = []
        assert newsroom.look_at_due(lambda *so_far: told.append(so_far)).new == 1
        assert told
        told.clear()
        newsroom.look_at_due(lambda *so_far: told.append(so_far))
        assert not told
        assert len(server.asked) == 1
        assert newsroom.source(source.id).name == "Harbour Post"

    def test_it_can_be_stopped(self, newsroom: Newsroom, server: Server) -> None:
        server.routes["/slow"] = lambda talk: talk.pause(30)
        source = newsroom.subscribe(server.url("/slow"))

        def stop(_done: int, _total: int) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            newsroom.look([source.id], stop)
