"""Which feeds a page names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feed import FeedBytes, OfferedFeed
from reader.sources.feeds.discovery import PageLinks, found

URL = "https://d.example/blog/post.html"


def look(page: str | bytes, charset: str | None = None) -> PageLinks:
    return found(FeedBytes(page if isinstance(page, bytes) else page.encode(), "offer", URL, charset=charset))


def urls(page: str) -> list[str]:
    return [feed.url for feed in look(page).feeds]


def link(href: str, media: str = "application/rss+xml", rest: str = "") -> str:
    return f"<link rel='alternate' type='{media}' href='{href}' {rest}>"


def test_a_page_is_named_and_names_its_feeds() -> None:
    head = "<head><title>The &amp; Chronicle\n</title>" + link("/feed", rest='title="News &raquo; all"')
    assert look(head) == PageLinks("The & Chronicle", (OfferedFeed("https://d.example/feed", "News » all"),))


def test_the_best_come_first_and_comments_last() -> None:
    page = (
        link("/comments/feed/", rest="title='Chronicle Comments Feed'")
        + link("/feed.json", "application/feed+json")
        + link("/plain.xml", "text/xml")
        + link("/rss")
        + link("/atom", "application/atom+xml; charset=utf-8")
    )
    assert [url.removeprefix("https://d.example/") for url in urls(page)] == [
        *("rss", "atom", "feed.json", "plain.xml", "comments/feed/")
    ]


def test_each_is_named_once() -> None:
    assert urls(link("/feed") + link("http://www.d.example/feed/") + link("https://D.example/feed?utm_source=x")) == [
        "https://d.example/feed"
    ]


def test_addresses_are_seen_from_the_page_or_its_base() -> None:
    assert urls(link("feed.xml")) == ["https://d.example/blog/feed.xml"]
    assert urls("<base href='//o.example/x/'>" + link("feed.xml")) == ["https://o.example/x/feed.xml"]
    assert urls(link("feed://d.example/f")) == ["https://d.example/f"]
    assert urls(link("feed:https://d.example/f")) == ["https://d.example/f"]


@pytest.mark.parametrize(
    "page",
    [
        link("javascript:alert(1)"),
        link("file:///etc/passwd"),
        link("", "application/rss+xml"),
        link("/de/", "text/html"),
        link("/style.xml", "text/css"),
        link("/wp-json/wp/v2/posts/1", "application/json"),
        link("/oembed", "application/json+oembed"),
        f"<!-- {link('/feed')} -->",
        f'<script>"{link("/feed")}"</script>',
        f"<textarea>{link('/feed')}</textarea>",
        "<a href='/feedback'>Feedback</a> <a href='/what-is-rss'>What is RSS?</a>",
        "<a href='https://social.example/dialog/feed?id=1&amp;link=https%3A%2F%2Fd.example%2Fstory'>Share</a>",
        "<link rel=stylesheet type=application/rss+xml href=/feed>",
    ],
)
def test_what_is_no_feed_is_not_named(page: str) -> None:
    assert urls(page) == []


def test_links_in_the_text_stand_in_where_the_head_names_none() -> None:
    page = (
        "<A HREF=/rss.xml>RSS</A><a class=x href='/blog/feed/'>feed</a><a href='https://feeds.example/chronicle'>x</a>"
        "<a href='/?feed=rss2'>x</a>"
    )
    assert urls(page) == [
        "https://d.example/rss.xml",
        "https://d.example/blog/feed/",
        "https://feeds.example/chronicle",
        "https://d.example/?feed=rss2",
    ]
    assert urls(page + link("/real")) == ["https://d.example/real"]


def test_a_title_in_another_encoding() -> None:
    page = "<meta charset=windows-1251><title>Вести</title>".encode("cp1251")
    assert look(page).title == "Вести"
    assert look("<title>Вести</title>".encode("cp1251"), "windows-1251").title == "Вести"


def test_what_it_says_is_safe() -> None:
    links = look("<title>\x1b]0;x\x07T\u202e</title>" + link("/feed", rest="title='\x1b[31mred'"))
    assert links.title == "0;xT"
    assert links.feeds[0].title == "red"


@pytest.mark.parametrize(
    "piece", ["<a ", "<a b='", "<!--", "<title>", "<link rel=alternate ", "<script", "<link " + "a" * 3990 + ">"]
)
def test_a_page_that_is_meant_to_hold_up_a_parser_does_not(piece: str) -> None:
    assert look(piece * (400_000 // len(piece))).feeds == ()


@given(st.text("<>link rel=alternate/a'\" href=feed!-", max_size=200))
def test_any_text_is_looked_at(text: str) -> None:
    assert isinstance(look(text), PageLinks)
