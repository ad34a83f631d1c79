"""Keeping sources: names, tags, pauses, pages, lists of them, and taking each of it back."""

from dataclasses import replace

import pytest

from reader.errors import NotFoundError, SourceError
from reader.model import Article, Block, Pages, Skipped, Source, SourceKind, article_id
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home
from reader.query import Query
from reader.sources.subscriptions.subscription import Subscription, SubscriptionList
from reader.store.archive import Incoming

POST = Subscription("https://post.example/feed", "Harbour Post", ("News", "Local"), "https://post.example/")
SHED = Subscription("https://www.shed.example/atom.xml")


def listed(*subscriptions: Subscription) -> SubscriptionList:
    return SubscriptionList(subscriptions)


def sources(newsroom: Newsroom) -> list[Source]:
    return [status.source for status in newsroom.sources()]


@pytest.fixture
def post(newsroom: Newsroom) -> Source:
    (source,) = newsroom.subscriptions.take(listed(POST)).added
    return source


class TestOneSource:
    def test_a_source_is_renamed_and_named_as_before(self, newsroom: Newsroom, post: Source) -> None:
        change = newsroom.subscriptions.rename(post, "  The\nPost\x1b[2J ")
        assert change.label == "Renamed “Harbour Post” to “The Post”"
        assert [source.name for source in sources(newsroom)] == ["The Post"]
        assert newsroom.source("The Post").id == post.id
        change.undo()
        assert sources(newsroom) == [post]

    @pytest.mark.parametrize("name", ["", "  ", "\u202e"])
    def test_a_name_that_says_nothing_is_refused(self, newsroom: Newsroom, post: Source, name: str) -> None:
        with pytest.raises(SourceError, match="needs a name"):
            newsroom.subscriptions.rename(post, name)
        assert sources(newsroom) == [post]

    def test_what_a_feed_calls_itself_counts_until_somebody_names_it(self, newsroom: Newsroom) -> None:
        (shed,) = newsroom.subscriptions.take(listed(SHED)).added
        assert shed.name == "shed.example"
        newsroom.subscriptions.called({shed.id: "The\tShed"})
        assert [source.name for source in sources(newsroom)] == ["The Shed"]
        change = newsroom.subscriptions.rename(shed, "Mine")
        newsroom.subscriptions.called({shed.id: "The Shed, daily"})
        assert [source.name for source in sources(newsroom)] == ["Mine"]
        change.undo()
        newsroom.subscriptions.called({shed.id: "The Shed, daily"})
        assert [source.name for source in sources(newsroom)] == ["The Shed, daily"]

    def test_a_name_that_stays_the_same_writes_nothing(self, newsroom: Newsroom) -> None:
        (shed,) = newsroom.subscriptions.take(listed(SHED)).added
        newsroom.subscriptions.called({shed.id: "The Shed"})
        before = newsroom.version()
        newsroom.subscriptions.called({shed.id: "The Shed"})
        newsroom.subscriptions.called({shed.id: " "})
        assert newsroom.version() == before

    def test_tags_take_the_place_of_those_before(self, newsroom: Newsroom, post: Source) -> None:
        change = newsroom.subscriptions.tag(post, ["sea", "SEA", " two  words ", ""])
        assert change.label == "Tagged “Harbour Post” sea, two words"
        assert [source.tags for source in sources(newsroom)] == [("sea", "two words")]
        assert newsroom.subscriptions.tag(post, []).label == "Untagged “Harbour Post”"
        change.undo()
        assert [source.tags for source in sources(newsroom)] == [("News", "Local")]

    def test_pausing_and_pages(self, newsroom: Newsroom, post: Source) -> None:
        pause, pages = newsroom.subscriptions.pause(post, True), newsroom.subscriptions.pages(post, Pages.ALWAYS)
        assert (pause.label, pages.label) == (
            "Paused “Harbour Post”",
            "The pages of “Harbour Post” are fetched: always",
        )
        (now,) = sources(newsroom)
        assert (now.paused, now.pages) == (True, Pages.ALWAYS)
        pause.undo()
        (now,) = sources(newsroom)
        assert (now.paused, now.pages) == (False, Pages.ALWAYS)
        pages.undo()
        assert sources(newsroom) == [post]

    def test_taking_one_thing_back_leaves_what_was_done_since(self, newsroom: Newsroom, post: Source) -> None:
        rename = newsroom.subscriptions.rename(post, "Mine")
        newsroom.subscriptions.tag(post, ["sea"])
        rename.undo()
        (now,) = sources(newsroom)
        assert (now.name, now.tags) == ("Harbour Post", ("sea",))

    def test_a_source_that_is_gone_is_told(self, newsroom: Newsroom, post: Source) -> None:
        change = newsroom.subscriptions.rename(post, "Mine")
        newsroom.remove(post.id)
        for deed in (lambda: newsroom.subscriptions.pause(post, True), change.undo):
            with pytest.raises(NotFoundError, match="is no source any more"):
                deed()
        assert sources(newsroom) == []

    def test_files_and_folders_are_kept_in_the_same_way(self, newsroom: Newsroom, articles) -> None:
        newsroom.add([str(articles)])
        (folder,) = sources(newsroom)
        newsroom.subscriptions.rename(folder, "Papers")
        newsroom.add([str(articles)])
        assert [source.name for source in sources(newsroom)] == ["Papers"]


class TestTakingALot:
    def test_feeds_are_remembered_with_what_the_list_says(self, newsroom: Newsroom, home: Home) -> None:
        refused = Skipped("urls line 3", "exec: is never run")
        taken = newsroom.subscriptions.take(SubscriptionList((POST, SHED), (refused,)))
        assert (len(taken.added), taken.held, taken.refused) == (2, (), (refused,))
        post, shed = taken.added
        assert (post.kind, post.location, post.name, post.tags) == (SourceKind.FEED, POST.url, POST.title, POST.tags)
        assert (post.named, post.site, shed.name, shed.named) == (True, POST.site, "shed.example", False)
        other = open_newsroom(home)
        assert sources(other) == [post, shed]
        other.close()

    def test_what_is_there_gets_the_tags_it_lacks_and_keeps_its_name(self, newsroom: Newsroom, post: Source) -> None:
        newsroom.subscriptions.rename(post, "Mine")
        again = Subscription("http://POST.example:80/feed#top", "Harbour Post, daily", ("news", "sea"))
        taken = newsroom.subscriptions.take(listed(again))
        assert taken.added == ()
        assert [(one.id, one.name, one.tags) for one in taken.held] == [(post.id, "Mine", ("News", "Local", "sea"))]
        assert list(taken.held) == sources(newsroom)
        taken.change.undo()
        assert [(one.name, one.tags) for one in sources(newsroom)] == [("Mine", ("News", "Local"))]

    def test_a_name_in_a_list_is_one_that_somebody_gave(self, newsroom: Newsroom) -> None:
        newsroom.subscriptions.take(listed(SHED))
        (named,) = newsroom.subscriptions.take(listed(Subscription(SHED.url, "Tools"))).held
        assert (named.name, named.named) == ("Tools", True)
        newsroom.subscriptions.called({named.id: "The Shed"})
        newsroom.subscriptions.take(listed(Subscription(SHED.url, "The Shed")))
        assert [source.name for source in sources(newsroom)] == ["Tools"]

    def test_the_same_twice_in_one_list_is_one(self, newsroom: Newsroom) -> None:
        taken = newsroom.subscriptions.take(listed(SHED, POST, Subscription(SHED.url, None, ("tools",))))
        assert [(one.name, one.tags) for one in taken.added] == [
            ("shed.example", ("tools",)),
            ("Harbour Post", ("News", "Local")),
        ]

    def test_a_list_taken_again_changes_nothing_and_writes_nothing(self, newsroom: Newsroom) -> None:
        newsroom.subscriptions.take(listed(POST, SHED))
        before, version = sources(newsroom), newsroom.version()
        taken = newsroom.subscriptions.take(listed(POST, SHED))
        assert (taken.added, len(taken.held)) == ((), 2)
        assert (sources(newsroom), newsroom.version()) == (before, version)

    def test_a_list_is_taken_back_as_one(self, newsroom: Newsroom, post: Source) -> None:
        taken = newsroom.subscriptions.take(listed(SHED, Subscription(POST.url, None, ("sea",))))
        newsroom.subscriptions.pause(post, True)
        taken.change.undo()
        (now,) = sources(newsroom)
        assert (now.id, now.tags, now.paused) == (post.id, POST.tags, True)

    def test_two_addresses_whose_ids_would_be_the_same_stay_two(self, newsroom: Newsroom) -> None:
        addresses = [f"https://feeds.example/{number}" for number in (36551, 42734)]
        assert len({article_id(f"source:{url}")[:8] for url in addresses}) == 1
        for url in addresses * 2:
            newsroom.subscriptions.take(listed(Subscription(url)))
        assert sorted(source.location for source in sources(newsroom)) == addresses
        assert len({source.id for source in sources(newsroom)}) == 2


class TestForgetting:
    @pytest.fixture
    def fetched(self, newsroom: Newsroom, post: Source) -> list[str]:
        """Ids of three articles that came out of the feed."""
        made = [
            Article(
                article_id(f"feed:{post.id}#{name}"),
                f"feed:{post.id}#{name}",
                f"Title {name}",
                (Block.of(f"What is said of {name} fills a line."),),
                url=f"https://post.example/{name}",
            )
            for name in "abc"
        ]
        newsroom._archive.put([Incoming(article, post.id, article.id, "") for article in made])
        return [article.id for article in made]

    def test_what_was_bookmarked_of_a_feed_stays_and_can_be_read(
        self, newsroom: Newsroom, post: Source, fetched: list[str]
    ) -> None:
        newsroom.bookmark(fetched[0])
        newsroom.bookmark(fetched[1], text=True)
        newsroom.remove(post.name)
        assert sources(newsroom) == []
        assert sorted(row.id for row in newsroom.headlines(newsroom.listing(Query()).rows)) == sorted(fetched[:2])
        for ident in fetched[:2]:
            assert newsroom.article(ident).text.endswith("fills a line.")
            assert newsroom.headline(ident).bookmarked
        assert [kept.article for kept in newsroom.bookmarks()] == [fetched[1], fetched[0]]
        with pytest.raises(NotFoundError):
            newsroom.article(fetched[2])

    def test_a_text_kept_with_a_bookmark_outlives_the_archive(
        self, newsroom: Newsroom, post: Source, fetched: list[str], home: Home
    ) -> None:
        newsroom.bookmark(fetched[1], text=True)
        newsroom.remove(post.name)
        newsroom.close()
        for file in home.data.glob("archive*"):
            file.unlink()
        anew = open_newsroom(home)
        assert anew.article(fetched[1]).text == "What is said of b fills a line."
        anew.close()

    def test_taking_a_list_back_forgets_what_its_feeds_brought_but_no_bookmark(
        self, newsroom: Newsroom, post: Source
    ) -> None:
        taken = newsroom.subscriptions.take(listed(SHED))
        (shed,) = taken.added
        article = Article(article_id("x"), f"feed:{shed.id}#x", "Title", (Block.of("Text."),))
        other = replace(article, id=article_id("y"), key=f"feed:{shed.id}#y")
        newsroom._archive.put([Incoming(one, shed.id, one.id, "") for one in (article, other)])
        newsroom.bookmark(article.id)
        taken.change.undo()
        assert sources(newsroom) == [post]
        assert [row.id for row in newsroom.headlines(newsroom.listing(Query()).rows)] == [article.id]


class TestFiles:
    def test_a_list_is_read_in_the_guard_and_taken(self, newsroom: Newsroom, tmp_path) -> None:
        file = tmp_path / "urls"
        file.write_text(f"{POST.url} news\nexec:x\n")
        found = newsroom.subscriptions.read(str(file))
        assert [one.url for one in found.subscriptions] == [POST.url]
        assert [one.path for one in found.refused] == [f"{file} line 2"]

    def test_what_breaks_is_one_line(self, newsroom: Newsroom, tmp_path) -> None:
        file = tmp_path / "a.opml"
        file.write_bytes(b"<opml>" + b'<outline text="a">' * 500_000)
        with pytest.raises(SourceError, match="nested deeper"):
            newsroom.subscriptions.read(str(file))
        with pytest.raises(SourceError, match="there is no such file"):
            newsroom.subscriptions.read(str(tmp_path / "none"))

    def test_what_goes_out_comes_back_the_same(self, newsroom: Newsroom, tmp_path) -> None:
        newsroom.subscriptions.take(listed(POST, SHED))
        (tmp_path / "a.opml").write_text(newsroom.subscriptions.opml().text)
        before = sources(newsroom)
        taken = newsroom.subscriptions.take(newsroom.subscriptions.read(str(tmp_path / "a.opml")))
        assert (taken.added, len(taken.held)) == ((), 2)
        assert sources(newsroom) == before

    def test_a_feed_without_a_name_goes_out_and_may_still_be_called_by_itself(self, home: Home, tmp_path) -> None:
        first, second = open_newsroom(home), open_newsroom(Home.under(tmp_path / "other"))
        first.subscriptions.take(listed(SHED))
        (tmp_path / "a.opml").write_text(first.subscriptions.opml().text)
        (shed,) = second.subscriptions.take(second.subscriptions.read(str(tmp_path / "a.opml"))).added
        second.subscriptions.called({shed.id: "The Shed"})
        assert [source.name for source in sources(second)] == ["The Shed"]
        first.close()
        second.close()
