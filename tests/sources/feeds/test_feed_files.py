from datetime import UTC, datetime

import pytest

from reader.errors import SourceError
from reader.guard import InProcess
from reader.model import Document, Media, Skipped
from reader.sources import documents
from reader.sources.feeds.files import FeedFile, entries
from reader.sources.feeds.item import MOST
from tests.kit import KIT, needs_kit


def read(data: str | bytes) -> list[Document | Skipped]:
    return entries(FeedFile(data if isinstance(data, bytes) else data.encode(), "/news/feed.xml"))


def rss(*items: str, channel: str = "<title>Chronicle</title><link>https://d.example/</link>") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel>{channel}{inside}</channel></rss>"


def keys(*items: str) -> list[str]:
    return [found.key for found in read(rss(*items)) if isinstance(found, Document)]


def test_an_rss_item_becomes_a_document_with_facts():
    (document,) = read(
        rss(
            "<title>Storm &amp;amp; flood</title><link>/storm</link><guid isPermaLink='false'>g1</guid>"
            "<author>Sian Prowse</author><pubDate>Wed, 14 Oct 2026 07:30:00 +0100</pubDate>"
            "<description>&lt;p&gt;It &lt;b&gt;rained&lt;/b&gt;.&lt;/p&gt;</description>",
            channel="<title>Chronicle</title><link>https://d.example/</link><language>en-GB</language>",
        )
    )
    assert document.key == "feed:/news/feed.xml#g1"
    assert (document.data, document.media, document.encoding) == (b"<p>It <b>rained</b>.</p>", Media.HTML, "utf-8")
    facts = document.facts
    assert (facts.title, facts.byline, facts.source, facts.language) == (
        "Storm & flood",
        "Sian Prowse",
        "Chronicle",
        "en-gb",
    )
    assert facts.published == datetime(2026, 10, 14, 6, 30, tzinfo=UTC)
    assert facts.url == "https://d.example/storm"


def test_an_atom_entry_too():
    (document,) = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Chronicle</title><entry><id>tag:1</id><title type='html'>"
        "&lt;i&gt;Storm&lt;/i&gt;</title><link href='https://d.example/storm'/><updated>2026-10-14T07:30:00Z</updated>"
        "<summary>Short.</summary><content type='html'>&lt;p&gt;The whole text.&lt;/p&gt;</content></entry></feed>"
    )
    assert document.facts.title == "Storm"
    assert document.data == b"<p>The whole text.</p>"
    assert document.facts.published == datetime(2026, 10, 14, 7, 30, tzinfo=UTC)


def test_an_entry_without_words_is_its_title():
    for body in ("", "<description>&lt;img src='x'&gt;</description>"):
        (document,) = read(rss(f"<title>Storm</title>{body}"))
        assert (document.data, document.media) == (b"Storm", Media.PLAIN)


def test_keys_survive_https_tracking_and_order():
    one = keys("<link>http://d.example/1?utm_source=a&amp;p=2</link>", "<guid>http://d.example/2</guid>")
    two = keys("<guid>https://d.example/2</guid>", "<link>https://d.example/1?p=2&amp;fbclid=x</link>")
    assert one == two[::-1]


def test_entries_that_share_an_id_stay_apart_in_any_order():
    items = [f"<guid isPermaLink='false'>same</guid><title>{n}</title>" for n in range(6)]
    assert len(set(keys(*items))) == 6
    assert set(keys(*items)) == set(keys(*items[::-1]))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://d.example/a\x0bb", "file:///etc/passwd"])
def test_a_link_that_is_not_of_the_web_is_left_out_and_said(link):
    (document,) = read(
        rss(f"<guid isPermaLink='false'>g</guid><title>Storm</title><link>{link}</link>".replace("\x0b", "\n"))
    )
    assert document.facts.url is None
    assert "1 link was left out" in document.notices[0]
    assert document.notices[0].isprintable()


def test_dates_beyond_reason_are_none():
    for stated in ("0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z", "Wed, 99 Oct 2026", "soon"):
        (document,) = read(rss(f"<title>x</title><pubDate>{stated}</pubDate>"))
        assert document.facts.published is None


def test_a_damaged_feed_gives_what_is_whole_and_says_so():
    first, _second, said = read(
        rss("<title>one</title>", "<title>two</title>").removesuffix("</channel></rss>") + "<item"
    )
    assert first.facts.title == "one"
    assert said.failed
    assert "damaged" in said.reason


@pytest.mark.parametrize("data", ["<opml/>", "<a><b/></a>", "/etc/passwd", "http://127.0.0.1:9/", "", "words"])
def test_what_is_no_feed_is_said(data):
    with pytest.raises(SourceError, match="no feed"):
        read(data)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_of_its_own_are_refused(codec):
    bomb = "<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + rss("<title>&f;</title>")
    with pytest.raises(SourceError, match="entities"):
        read(bomb.encode(codec))


def test_a_name_that_holds_up_patterns_is_cut():
    (document,) = read(rss("<title>t</title><author>a@" + "a." * 200_000 + "!</author>"))
    assert len(document.facts.byline) <= 300


def test_a_storm_of_entries_is_bounded_and_said():
    found = read(rss(*(f"<title>{n}</title>" for n in range(MOST + 1))))
    assert sum(isinstance(one, Document) for one in found) == MOST
    assert found[-1].failed


@needs_kit
def test_hostile_feeds_are_read_or_refused_in_one_line():
    files = sorted((KIT / "hostile" / "hostile").glob("*/*.xml"))
    assert len(files) > 15
    refused = 0
    for file in files:
        try:
            found = entries(FeedFile(file.read_bytes(), str(file)))
        except SourceError:
            refused += 1
            continue
        assert any(isinstance(one, Document) and "CANARY" in f"{one.facts.title}{one.data}" for one in found)
        assert all("root:" not in repr(one) for one in found)
    assert refused == 3  # the two with external entities and the bomb


def test_a_feed_in_json_too(tmp_path):
    path = tmp_path / "feed.json"
    path.write_text(
        '{"version":"https://jsonfeed.org/version/1.1","title":"Chronicle","items":[{"id":7,"url":"https://d.example/7",'
        '"title":"Storm","content_html":"<p>Rain.</p>"}]}'
    )
    (found,) = documents(path, InProcess())
    assert (found.key, found.facts.title, found.facts.source) == (f"feed:{path}#7", "Storm", "Chronicle")
    assert found.data == b"<p>Rain.</p>"


@pytest.mark.parametrize(
    ("items", "key"),
    [
        (["<guid isPermaLink='false'>g</guid>"], "g"),
        (["<guid>https://d.example/1?utm_source=x</guid>"], "//d.example/1?utm_source=x"),
        (["<link>https://d.example/1?utm_source=x&amp;p=2</link>"], "//d.example/1?p=2"),
        (["<title>Storm</title><description>Rain.</description>"], "7bacdbbedf494bd4"),
    ],
)
def test_keys_are_what_they_always_were(items, key):
    assert keys(*items) == [f"feed:/news/feed.xml#{key}"]
