"""What is read out of feeds of every format."""

from datetime import UTC, date, datetime

import pytest

from reader.errors import SourceError
from reader.feed import Feed, FeedBytes, Rhythm
from reader.guard import Guard
from reader.model import Media
from reader.sources.feeds import read as read_feed
from reader.sources.feeds.item import MOST
from reader.sources.sniff import looks_like_feed
from tests.kit import KIT, needs_kit
from tests.sources.feeds.feedtext import URL, atom, document, only, read, rss

RDF = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='https://d.example/f'><title>Chronicle</title>"
    "<link>https://d.example/</link></channel><item rdf:about='https://d.example/1'><title>Storm</title>"
    "<link>https://d.example/1</link><dc:creator>Sian Prowse</dc:creator><dc:date>2026-10-14T07:30:00+01:00</dc:date>"
    "<dc:subject>Weather</dc:subject><description>It rained all day.</description></item></rdf:RDF>"
)
RSS = rss(
    "<title>Storm</title><link>https://d.example/1</link><author>sian@d.example (Sian Prowse)</author>"
    "<pubDate>Wed, 14 Oct 2026 07:30:00 +0100</pubDate><category>Weather</category>"
    "<description>It rained all day.</description>"
)
ATOM = atom(
    "<title>Storm</title><link href='/1'/><id>https://d.example/1</id><author><name>Sian Prowse</name>"
    "<email>sian@d.example</email></author><updated>2026-10-15T00:00:00Z</updated>"
    "<published>2026-10-14T07:30:00+01:00</published><category term='x' label='Weather'/>"
    "<summary>It rained all day.</summary>"
)
JSON = (
    '{"version":"https://jsonfeed.org/version/1.1","title":"Chronicle","home_page_url":"https://d.example/","items":['
    '{"id":"https://d.example/1","url":"https://d.example/1","title":"Storm","content_text":"It rained all day.",'
    '"date_published":"2026-10-14T07:30:00+01:00","authors":[{"name":"Sian Prowse"}],"tags":["Weather"]}]}'
)


@pytest.mark.parametrize("data", [RSS, RDF, ATOM, JSON], ids=["rss", "rdf", "atom", "json"])
def test_the_same_entry_in_every_format(data: str) -> None:
    feed = read(data)
    (entry,) = feed.entries
    assert (feed.title, feed.site, feed.remarks) == ("Chronicle", "https://d.example/", ())
    assert (entry.name, entry.link, entry.words, entry.headline) == ("d.example/1", "d.example/1", 4, "Storm")
    facts = entry.facts
    assert (facts.title, facts.byline, facts.source, facts.categories) == (
        "Storm",
        "Sian Prowse",
        "Chronicle",
        ("Weather",),
    )
    assert (facts.published, facts.url) == (datetime(2026, 10, 14, 6, 30, tzinfo=UTC), "https://d.example/1")
    packed = document(data)
    assert (packed.key, packed.path, packed.facts) == ("feed:s1#d.example/1", None, facts)
    assert packed.data == b"It rained all day."


@pytest.mark.parametrize("data", [RSS, RDF, ATOM, JSON], ids=["rss", "rdf", "atom", "json"])
def test_what_is_in_a_feed_looks_like_one(data: str) -> None:
    assert looks_like_feed(data.encode())
    assert looks_like_feed(b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- x --> " + data.encode()) is (data is not JSON)


@pytest.mark.parametrize("data", [b"", b"words", b"<html><rss>", b'{"a": 1}', b"<?xml?><html>", b"<opml>"])
def test_what_is_no_feed_does_not(data: bytes) -> None:
    assert not looks_like_feed(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "empty"),
        (" \n\0", "empty"),
        ("words", "no feed"),
        ("/etc/passwd", "no feed"),
        ("http://127.0.0.1:9/", "no feed"),
        ("<a><b/></a>", "no feed"),
        ("<!doctype html><title>x</title><p>y", "a web page, not a feed"),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "a web page, not a feed"),
        ("<div>The network asks you to log in</div>", "a web page, not a feed"),
        ("<opml version='2.0'/>", "list of feeds"),
        ('{"a": 1}', "JSON of another kind"),
        ('{"version":', "damaged JSON"),
        ('{"a":' * 100_000, "nested too deep"),
        ('{"a":' + "9" * 5000 + "}", "too many digits"),
        ("<!DOCTYPE r [<!ENTITY a 'x'>]>" + RSS, "entities"),
        ("<!-- <rss> --><!DOCTYPE r SYSTEM '>' [<!ENTITY a 'x'>]>" + RSS, "entities"),
    ],
)
def test_what_is_no_feed_is_said_in_one_line(data: str, said: str) -> None:
    with pytest.raises(SourceError, match=said) as raised:
        read(data)
    assert str(raised.value).isprintable()


def test_it_runs_in_a_guarded_child() -> None:
    guard = Guard()
    try:
        outcome = guard.submit(read_feed, FeedBytes(RSS.encode(), "s1", URL)).result()
        refused = guard.submit(read_feed, FeedBytes(b"words", "s1", URL)).result()
    finally:
        guard.close()
    assert outcome == read(RSS)
    assert isinstance(outcome, Feed)
    assert isinstance(refused, SourceError)


def test_titles_are_text_decoded_once() -> None:
    for title in ("AT&amp;amp;T &lt;b&gt;won&lt;/b&gt;", "<![CDATA[AT&amp;T <b>won</b>]]>", "AT&amp;T won"):
        assert only(rss(f"<title>{title}</title>")).facts.title == "AT&T won"
    xhtml = "<div xmlns='http://www.w3.org/1999/xhtml'>AT&amp;T <b>won</b></div>"
    assert only(atom(f"<title type='xhtml'>{xhtml}</title>")).facts.title == "AT&T won"


def test_what_has_no_title_goes_by_its_text() -> None:
    entry = only(rss("<description>&lt;p&gt;Rain, and more rain.&lt;/p&gt;</description><guid>g</guid>"))
    assert (entry.facts.title, entry.headline) == (None, "Rain, and more rain.")


def test_its_own_source_goes_before_the_title_of_the_feed() -> None:
    assert only(rss("<title>x</title><source url='https://o.example/f'>Other</source>")).facts.source == "Other"
    assert only(atom("<title>x</title><source><title>Other</title></source>")).facts.source == "Other"


def test_languages() -> None:
    channel = "<title>c</title><language>en_GB</language>"
    assert only(rss("<title>x</title>", channel=channel)).facts.language == "en-gb"
    assert only(atom("<title>x</title>", root="xml:lang='de'")).facts.language == "de"
    assert only(atom("<title>x</title><dc:language xmlns:dc='http://purl.org/dc/elements/1.1/'>fr</dc:language>",
                     root="xml:lang='de'")).facts.language == "fr"  # fmt: skip
    assert only(rss("<title>x</title>", channel="<language>no language at all</language>")).facts.language is None


@pytest.mark.parametrize(
    ("written", "byline"),
    [
        ("<author>Sian Prowse</author>", "Sian Prowse"),
        ("<author>sian@d.example (Sian Prowse)</author>", "Sian Prowse"),
        ("<author>Sian Prowse &lt;sian@d.example&gt;</author>", "Sian Prowse"),
        ("<author>sian@d.example</author>", "sian@d.example"),
        ("<dc:creator>Sian Prowse</dc:creator><dc:creator>Tom Rhys</dc:creator>", "Sian Prowse, Tom Rhys"),
        ("<author><name>Sian</name></author><author><name>Tom</name></author>", "Sian, Tom"),
        ("<dc:creator/>", None),
    ],
)
def test_who_wrote_it(written: str, byline: str | None) -> None:
    data = rss(f"<title>x</title>{written}", root="xmlns:dc='http://purl.org/dc/elements/1.1/'")
    assert only(data).facts.byline == byline


def test_prefixes_with_a_wrong_namespace_or_none_mean_what_they_always_mean() -> None:
    item = "<title>x</title><dc:creator>Sian</dc:creator>"
    assert only(rss(item, root="xmlns:dc='http://purl.org/dc/elements/1.1'")).facts.byline == "Sian"
    assert only(rss(item)).facts.byline == "Sian"


@pytest.mark.parametrize(
    ("channel", "rhythm"),
    [
        ("<ttl>90</ttl>", Rhythm(90)),
        ("<ttl>-5</ttl>", Rhythm()),
        ("<ttl>99999999</ttl>", Rhythm(43_200)),
        ("<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", Rhythm(360)),
        ("<sy:updatePeriod>never</sy:updatePeriod>", Rhythm()),
        ("<skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>x</hour></skipHours>",
         Rhythm(skip_hours=frozenset({0, 7}))),
        ("<skipDays><day>Saturday</day><day>Sunday</day><day>Someday</day></skipDays>",
         Rhythm(skip_days=frozenset({5, 6}))),
        ("<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in range(24)) + "</skipHours>", Rhythm()),
    ],
)  # fmt: skip
def test_how_often_a_feed_asks_to_be_looked_at(channel: str, rhythm: Rhythm) -> None:
    root = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
    assert read(rss("<title>x</title>", channel=channel, root=root)).rhythm == rhythm


def test_a_storm_of_entries_is_bounded_and_said() -> None:
    for data in (
        rss(*(f"<title>{n}</title><guid>{n}</guid>" for n in range(MOST + 1))),
        '{"version":"https://jsonfeed.org/version/1","title":"t","items":['
        + ",".join(f'{{"id":{n},"title":"t"}}' for n in range(MOST + 1)) + "]}",
    ):  # fmt: skip
        feed = read(data)
        assert len(feed.entries) == MOST
        assert feed.remarks == ("only its first 2,000 of 2,001 entries were read",)


def test_relative_links_are_seen_from_the_stated_base_else_the_site_else_the_feed() -> None:
    item = "<title>x</title><link>1.html</link>"
    assert only(rss(item)).facts.url == "https://d.example/1.html"
    assert only(rss(item, channel="<title>c</title>")).facts.url == "https://d.example/feeds/1.html"
    entry = "<title>x</title><link href='1.html'/>"
    assert only(atom(entry, root="xml:base='/blog/'")).facts.url == "https://d.example/blog/1.html"
    assert only(atom(entry.replace("<link", "<link xml:base='b/'"), root="xml:base='/a/'")).facts.url == (
        "https://d.example/a/b/1.html"
    )


def test_an_id_stands_in_for_a_link_only_where_it_is_an_address() -> None:
    assert only(rss("<title>x</title><guid>https://d.example/1</guid>")).facts.url == "https://d.example/1"
    assert only(rss("<title>x</title><guid isPermaLink='false'>https://d.example/1</guid>")).facts.url is None
    assert only(rss("<title>x</title><guid ispermalink='false'>https://d.example/1</guid>")).facts.url is None
    assert only(rss("<title>x</title><guid>59</guid>")).facts.url is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://d.example/a&#10;b"])
def test_a_link_that_is_not_of_the_web_is_left_out_and_said(link: str) -> None:
    packed = document(rss(f"<guid isPermaLink='false'>g</guid><title>Storm</title><link>{link}</link>"))
    assert packed.facts.url is None
    assert "1 link was left out" in packed.notices[0]


def test_only_a_day_stays_a_day() -> None:
    assert only(atom("<title>x</title><updated>2026-10-14</updated>")).facts.published == date(2026, 10, 14)


@needs_kit
def test_hostile_feeds_are_read_or_refused_in_one_line() -> None:
    files = sorted((KIT / "hostile" / "hostile").glob("*/*.xml"))
    assert len(files) > 15
    refused = 0
    for file in files:
        try:
            feed = read(file.read_bytes())
        except SourceError:
            refused += 1
            continue
        assert any("CANARY" in f"{entry.headline}{entry.facts}" for entry in feed.entries)
        assert all(entry.headline.isprintable() and entry.name.isprintable() for entry in feed.entries)
    assert refused == 3  # the two with external entities and the bomb


@needs_kit
@pytest.mark.parametrize("name", ["no_guid", "guid_flip"])
def test_hostile_changes_of_ids_bring_nothing_new(name: str) -> None:
    before, after = (read((KIT / "hostile" / "hostile" / "ids" / f"{name}_v{n}.xml").read_bytes()) for n in (1, 2))
    assert {entry.name for entry in before.entries} == {entry.name for entry in after.entries}
    assert len(before.entries) > 1


def test_the_media_of_a_body_is_what_it_looks_like() -> None:
    plain = document(atom("<title>x</title><summary>5 &lt; 6 and AT&amp;T</summary>"))
    assert (plain.media, plain.data) == (Media.PLAIN, b"5 < 6 and AT&T")
    assert document(atom("<title>x</title><summary>&lt;p&gt;Rain&lt;/p&gt;</summary>")).media is Media.HTML
    assert document(rss("<title>x</title><description>AT&amp;amp;T</description>")).media is Media.HTML
