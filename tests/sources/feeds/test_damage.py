"""Feeds that are damaged, in strange encodings, or meant to do harm."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.feed import Entry
from reader.sources.feeds.unusual import outline as by_feedparser
from reader.sources.feeds.xml_feed import outline as by_elements
from tests.sources.feeds.feedtext import URL, atom, only, read, rss

CAFE = rss("<title>Café résumé — naïve</title>")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Caf&eacute;&nbsp;&mdash; AT&T", "Café — AT&T"),
        ("1 < 2 &&amp; 3", "1 < 2 && 3"),
        ("<![CDATA[Caf&amp;eacute;]]> &eacute;", "Caf&eacute; é"),
        ("one\x0b\x00two&#0;&#27;[31m&#x110000;", "onetwo"),
        ("&unknown; entity", "&unknown; entity"),
    ],
)
def test_small_damage_is_mended_and_said(title: str, shown: str) -> None:
    feed = read(rss(f"<title>{title}</title><guid>g</guid>", "<title>next</title>"))
    assert [entry.facts.title for entry in feed.entries] == [shown, "next"]
    assert "damaged" in feed.remarks[0]


def test_what_is_whole_in_a_feed_that_is_cut_is_read() -> None:
    data = rss("<title>one</title>", "<title>two</title>")
    feed = read(data[: data.index("two")])
    assert feed.entries[0].facts.title == "one"
    assert "damaged" in feed.remarks[0]


def test_tags_that_do_not_match_are_no_reason_to_lose_an_entry() -> None:
    feed = read(rss("<title>one</title><category>a", "<title>two <b>bold</title>", "<title>three</title>"))
    assert [entry.facts.title for entry in feed.entries] == ["one", "two bold", "three"]


def test_entries_in_a_namespace_that_nobody_knows_are_read_all_the_same() -> None:
    data = (
        b'<rdf:RDF xmlns:rdf="http://a.example/no-such" xmlns="http://b.example/nor-this">'
        b"<channel><title>Feed</title></channel><item><title>one</title><link>https://c.example/1</link></item></rdf:RDF>"
    )
    assert [entry.facts.title for entry in read(data).entries] == ["one"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_that_show(codec: str) -> None:
    assert read(("<?xml version='1.0'?>" + CAFE).encode(codec)).entries[0].facts.title == "Café résumé — naïve"


@pytest.mark.parametrize(
    ("stated", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "Café — naïve"),
        ("windows-1251", "cp1251", "Шторм и наводнение"),
        ("gb2312", "gb18030", "暴风雨和洪水"),
        ("euc-kr", "cp949", "폭풍과 홍수"),
        ("Shift_JIS", "cp932", "暴風雨と洪水"),
        ("utf-16", "utf-8", "Café"),
        ("zlib_codec", "utf-8", "Café"),
        ("idna", "utf-8", "Café"),
        ("no-such-thing", "utf-8", "Café"),
    ],
)
def test_encodings_that_are_stated(stated: str, codec: str, text: str) -> None:
    item = f"<title>{text}</title><description><p>naked</p></description>"
    for body in (f"<title>{text}</title>", item):  # the second goes through feedparser
        data = f"<?xml version='1.0' encoding='{stated}'?>{rss(body)}".encode(codec)
        assert only(data).facts.title == text


def test_what_the_server_says_counts_where_the_feed_says_nothing() -> None:
    data = rss("<title>Шторм</title>").encode("cp1251")
    assert read(data, charset="windows-1251").entries[0].facts.title == "Шторм"
    declared = b"<?xml version='1.0' encoding='windows-1251'?>" + data
    assert read(declared, charset="iso-8859-1").entries[0].facts.title == "Шторм"
    assert read(CAFE, charset="iso-8859-1").entries[0].facts.title == "Café résumé — naïve"
    torn = CAFE.encode() + b"<!-- \xff -->"
    assert read(torn, charset="iso-8859-1").entries[0].facts.title == "Café résumé — naïve"


def test_letters_that_were_lost_are_said() -> None:
    wrong = b"<?xml version='1.0' encoding='utf-8'?>" + rss("<title>Caf\xe9</title>").encode("latin-1")
    feed = read(wrong)
    assert feed.entries[0].facts.title == "Café"
    assert "encoding" in feed.remarks[0]
    feed = read(CAFE.encode().replace("—".encode(), b"\xe2\x80"))
    assert feed.entries[0].facts.title == "Café résumé \ufffd naïve"


def test_an_encoding_that_nobody_states_is_told_by_its_letters() -> None:
    text = "Как пережить ночь и не заболеть, рассказали врачи городской больницы. " * 3
    data = rss(f"<title>Врачи</title><description>{text}</description>").encode("koi8-r")
    assert only(data).facts.title == "Врачи"


def test_a_name_that_holds_up_patterns_is_cut() -> None:
    for data in (
        rss("<title>t</title><author>a@" + "a." * 200_000 + "!</author>"),
        "<rss><item><author>a@" + "a." * 200_000,
    ):
        entry = read(data).entries[0]
        assert len(entry.facts.byline or "") <= 300


@pytest.mark.parametrize(
    "data",
    [
        "<rss><channel>" + "<a>" * 50_000,
        rss("<title>x</title>" + "<a>" * 20_000 + "</a>" * 20_000),
        rss("<title>x</title><description>" + "<b>" * 20_000 + "</b>" * 20_000 + "</description>", "<title>y</title>"),
        rss("<title>x</title>" + "<![CDATA[" * 20_000),
        "<rss>" + "<!DOCTYPE" * 50_000,
        "<rss>" + "<!--" * 3_000,
        rss("<description>" + "&lt;" * 100_000 + "</description>"),
        rss("<description>" + "&amp;" * 100_000 + "x" * 100_000 + "</description>"),
        rss("<title>" + "<" * 50_000 + "</title>"),
        rss("<item>" * 200 + "</item>" * 200),
    ],
)  # fmt: skip
def test_what_is_meant_to_hold_up_a_parser_ends(data: str) -> None:
    entries = whole(data)
    assert len({entry.name for entry in entries}) == len(entries)


def whole(data: str | bytes, charset: str | None = None) -> tuple[Entry, ...]:
    """The entries of a feed; none where it is refused, in one line."""
    try:
        return read(data, charset=charset).entries
    except SourceError as error:
        if not str(error).isprintable() or len(str(error)) > 200:
            raise
        return ()


PIECES = [
    *("<rss version='2.0'>", "<channel>", "<item>", "</item>", "</channel>", "</rss>", "<feed>", "<entry>", "</entry>"),
    *("<title>", "</title>", "<link>", "<link href='http://[/'/>", "<guid>", "</guid>", "<![CDATA[", "]]>", "<!--"),
    *("&amp;", "&#0;", "&#x110000;", "&nope;", "&", "<", "\0", "\x1b[31m", "<description>", "<p>", "</p>", "\ud800"),
    *("<content type='xhtml'>", "<content mode='base64'>", "<pubDate>", "Wed, 31 Feb 2026 25:00 +9999", "<author>"),
    *("<enclosure url='x' length='-'/>", "<media:group xmlns:media='http://search.yahoo.com/mrss/'>", "<ttl>9e9</ttl>"),
    *("<source>", "<gml:pos>", "</gml:pos>", "xml:base='http://[::1'", "{", "}", '"items": [', '{"id": {}}', "null"),
]  # fmt: skip
soup = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(soup, st.sampled_from([None, "utf-16", "latin-1", "bogus"]))
def test_nothing_but_a_source_error_ever_comes_of_a_feed(text: str, charset: str | None) -> None:
    data = f"<rss><channel><item>{text}".encode("utf-8", "surrogatepass")
    entries = whole(data, charset)
    named = [entry.name for entry in entries]
    assert all(named)
    assert len(set(named)) == len(named)
    if entries:
        assert read(data, tuple(entry.mark for entry in entries), charset=charset).entries == ()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=60), st.integers(0, 10_000), st.sampled_from([CAFE, atom("<title>x</title><id>1</id>")]))
def test_nor_of_bytes(junk: bytes, at: int, feed: str) -> None:
    data = feed.encode()
    cut = at % len(data)
    for mangled in (junk, data[:cut] + junk + data[cut:], data[:cut]):
        assert len(whole(mangled)) <= 2


words = st.text("abc <>&'é\u4e2d", min_size=1, max_size=12)
escaped = words.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
day = st.sampled_from(["Wed, 14 Oct 2026 07:30:00 +0100", "2026-10-14T07:30:00Z", "14 Oct 2026 07:30 EST", ""])


@st.composite
def items(draw: st.DrawFn) -> str:
    """An entry written in usual ways, its elements in any order."""
    texts = {"title": escaped, "description": escaped, "guid": escaped, "category": escaped, "author": escaped}
    parts = [f"<{name}>{draw(kind)}</{name}>" for name, kind in texts.items() if draw(st.booleans())]
    parts += [f"<link>https://d.example/{draw(st.integers(0, 9))}</link>"] * draw(st.integers(0, 1))
    parts += [f"<pubDate>{draw(day)}</pubDate>"] * draw(st.integers(0, 1))
    parts += ["<enclosure url='https://d.example/a.mp3' type='audio/mpeg' length='7'/>"] * draw(st.integers(0, 1))
    return "".join(draw(st.permutations(parts)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(items(), min_size=1, max_size=3))
def test_what_is_read_directly_is_what_feedparser_reads(written: list[str]) -> None:
    data = rss(*written)
    direct, other = by_elements(data, URL), by_feedparser(data, URL)
    assert direct is not None
    numbers = range(len(written))
    assert direct.entries.items(numbers) == other.entries.items(numbers)
    assert direct.channel == other.channel
