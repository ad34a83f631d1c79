"""OPML in and out: what other programs write, what strangers write, and what comes back of what we wrote."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.subscriptions.opml import looks_like_opml, read_opml, write_opml
from reader.sources.subscriptions.subscription import Subscription, SubscriptionList, tags
from reader.text import safe, squash

NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


PARTS = [
    "<outline text='a'>",
    "</outline>",
    "<outline xmlUrl='https://a.example/f' text='t'/>",
    "<outline/>",
    "<outline XMLURL='x' category=',/,'/>",
    "<![CDATA[<outline>]]>",
    "<!-- -->",
    "&amp;",
    "&#x1b;",
    "<head>",
    "</head>",
]


def opml(body: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<opml version="2.0"><head><title>Mine</title></head><body>{body}</body></opml>'.encode()


def read(body: str) -> tuple[Subscription, ...]:
    found = read_opml(opml(body), "feeds.opml")
    assert found.refused == ()
    return found.subscriptions


def refusals(body: str) -> list[tuple[str, str]]:
    return [(one.path, one.reason) for one in read_opml(opml(body), "feeds.opml").refused]


class TestReading:
    def test_folders_become_tags(self) -> None:
        found = read(
            '<outline text="News"><outline text="Local"><outline text="Post" xmlUrl="https://post.example/f"/></outline>'
            '<outline text="Herald" xmlUrl="https://herald.example/f"/></outline>'
            '<outline text="Shed" xmlUrl="https://shed.example/f"/>'
        )
        assert [(one.title, one.tags) for one in found] == [
            ("Post", ("News", "Local")),
            ("Herald", ("News",)),
            ("Shed", ()),
        ]

    def test_everything_a_feed_says(self) -> None:
        (one,) = read(
            '<outline type="rss" text="P" title="The &quot;Post&quot;" xmlUrl="https://post.example/f?a=1&amp;b=2" '
            'htmlUrl="https://post.example/" category="sea,/Towns/Port Ansel/, ,SEA" description="x"/>'
        )
        tagged = ("sea", "Towns/Port Ansel")
        assert one == Subscription("https://post.example/f?a=1&b=2", 'The "Post"', tagged, "https://post.example/")

    @pytest.mark.parametrize("name", ["xmlUrl", "xmlurl", "XMLURL", "XmlUrl"])
    def test_attributes_in_any_capitals(self, name: str) -> None:
        assert read(f'<OUTLINE TEXT="A" {name}="https://a.example/f"/>'.replace("OUTLINE", "outline")) == (
            Subscription("https://a.example/f", "A"),
        )

    def test_elements_in_any_capitals(self) -> None:
        data = b'<OPML VERSION="1.0"><BODY><OUTLINE TEXT="A" XMLURL="https://a.example/f"/></BODY></OPML>'
        assert looks_like_opml(data)
        assert read_opml(data, "x").subscriptions == (Subscription("https://a.example/f", "A"),)

    def test_the_first_version_has_addresses_elsewhere(self) -> None:
        assert read('<outline type="rss" text="A" url="https://a.example/f"/>') == (
            Subscription("https://a.example/f", "A"),
        )

    def test_a_feed_without_a_name_has_none(self) -> None:
        url = "https://a.example/f"
        assert read(f'<outline xmlUrl="{url}"/><outline text="{url}" xmlUrl="{url}"/>') == (Subscription(url),) * 2

    def test_feeds_within_a_feed_are_not_tagged_with_it(self) -> None:
        found = read(
            '<outline text="N"><outline text="A" xmlUrl="https://a.example/f">'
            '<outline text="B" xmlUrl="https://b.example/f"/></outline></outline>'
        )
        assert [one.tags for one in found] == [("N",), ("N",)]

    def test_folders_and_remarks_alone_are_nothing(self) -> None:
        assert read('<outline text="Empty"/><outline text="A remark"><outline text="more"/></outline>') == ()

    def test_what_is_said_is_made_safe(self) -> None:
        (one,) = read(
            '<outline text="N&#x202e;ews &#10; now"><outline text="&#x9b;31mA&#10;B" xmlUrl="https://a.example/f"/></outline>'
        )
        assert (one.title, one.tags) == ("A B", ("News now",))

    def test_feed_addresses_of_old(self) -> None:
        found = read('<outline xmlUrl="feed://a.example/f"/><outline xmlUrl="feed:https://b.example/f"/>')
        assert [one.url for one in found] == ["http://a.example/f", "https://b.example/f"]

    @pytest.mark.parametrize(
        ("attributes", "reason"),
        [
            ('xmlUrl="javascript:alert(1)"', "javascript:alert(1): is no address of the web"),
            ('xmlUrl="file:///etc/passwd"', "is no address of the web"),
            ('xmlUrl="/feed.xml"', "is no address of the web"),
            ('xmlUrl="https://exa&#x202e;mple.org/"', "is no address of the web"),
            ('type="rss"', "names no address"),
            ('xmlUrl=" "', "names no address"),
            ('type="include" url="https://a.example/more.opml"', "another list"),
            ('xmlUrl="https://me:hush@a.example/f"', "[logins]"),
        ],
    )
    def test_what_cannot_be_had_is_refused_with_its_line(self, attributes: str, reason: str) -> None:
        body = f'\n<outline text="A" xmlUrl="https://a.example/f"/>\n<outline text="B" {attributes}/>'
        found = read_opml(opml(body), "feeds.opml")
        assert len(found.subscriptions) == 1
        ((path, said),) = ((one.path, one.reason) for one in found.refused)
        assert path == "feeds.opml line 3"
        assert reason in said
        assert all(one.failed for one in found.refused)
        assert "hush" not in said

    def test_other_alphabets_and_encodings(self) -> None:
        body = '<outline text="Häfen 北" xmlUrl="https://a.example/f"/>'
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            data = opml(body, '<?xml version="1.0"?>').decode().encode(encoding)
            assert looks_like_opml(data)
            assert read_opml(data, "x").subscriptions[0].title == "Häfen 北"
        latin = opml(body.replace("北", ""), '<?xml version="1.0" encoding="iso-8859-1"?>').decode().encode("latin-1")
        assert read_opml(latin, "x").subscriptions[0].title == "Häfen"

    def test_space_before_the_beginning_does_no_harm(self) -> None:
        data = b"\xef\xbb\xbf\n  " + opml('<outline xmlUrl="https://a.example/f"/>')
        assert looks_like_opml(data)
        assert len(read_opml(data, "x").subscriptions) == 1


class TestTelling:
    @pytest.mark.parametrize(
        "data",
        [
            b"<opml/>",
            b'<?xml version="1.0"?>\n<!-- from a program <rss> -->\n<opml version="1.1">',
            b'<!DOCTYPE opml SYSTEM "opml.dtd"><opml>',
            b'<!DOCTYPE opml [<!ENTITY a "b">]><opml>',
        ],
    )
    def test_opml_is_told(self, data: bytes) -> None:
        assert looks_like_opml(data)

    @pytest.mark.parametrize(
        "data",
        [b"", b"opml", b"<rss><opml>", b"<!-- <opml> --><html>", b"<!-- <opml>", b"<opmlish/>", b"<?" * 9000, b"\xff"],
    )
    def test_other_things_are_told_from_it(self, data: bytes) -> None:
        assert not looks_like_opml(data)


class TestHostile:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"<opml><body>", "is broken at line 1"),
            (opml('\n<outline text="A & B"/>'), "is broken at line 2"),
            (opml("&nbsp;"), "is broken at line 1"),
            (opml("", '<!DOCTYPE opml [<!ENTITY a "aaaa">]>'), "declares XML entities"),
            (opml("", '<!DOCTYPE opml [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'), "declares XML entities"),
            (opml('<outline text="a">' * 101), "nested deeper than 100"),
            (opml("", '<?xml version="1.0" encoding="none-such"?>'), "cannot be read"),
            (b'<?xml version="1.0" encoding="shift_jis"?><opml/>', "cannot be read"),
            (opml("", f'<?xml version="1.0" encoding="UTF-{"9" * 900}"?>'), "999…); save it"),
            (b"<opml>\0</opml>", "is broken at line 1"),
        ],
        ids=range(10),
    )
    def test_what_is_broken_or_a_trap_is_one_line_that_names_the_file(self, data: bytes, reason: str) -> None:
        with pytest.raises(SourceError) as caught:
            read_opml(data, "feeds.opml")
        assert str(caught.value).startswith("feeds.opml: ")
        assert reason in str(caught.value)
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 200

    def test_a_document_type_without_declarations_does_no_harm(self) -> None:
        data = opml('<outline xmlUrl="https://a.example/f"/>', '<!DOCTYPE opml SYSTEM "http://x.example/opml.dtd">')
        assert len(read_opml(data, "x").subscriptions) == 1

    def test_too_many_are_told_once(self) -> None:
        found = read_opml(opml('<outline xmlUrl="https://a.example/f"/>\n' * 20_010), "x")
        assert len(found.subscriptions) == 20_000
        assert [one.reason for one in found.refused] == ["only the first 20,000 lines were read"]

    @settings(max_examples=200, deadline=None)
    @given(st.binary(max_size=300))
    def test_any_bytes_are_read_or_refused(self, data: bytes) -> None:
        for given_ in (data, b"<opml><body>" + data, opml("<outline xmlUrl='") + data):
            looks_like_opml(given_)
            try:
                told = [one.reason for one in read_opml(given_, "x").refused]
            except SourceError as error:
                told = [str(error)]
            assert all(safe(one) == one for one in told)

    @settings(max_examples=200, deadline=None)
    @given(st.lists(st.sampled_from(PARTS), max_size=12))
    def test_any_structure_is_read_or_refused(self, parts: list[str]) -> None:
        try:
            found = read_opml(opml("".join(parts)), "x")
        except SourceError:
            return
        assert {one.url for one in found.subscriptions} <= {"https://a.example/f"}


texts = st.text(max_size=30).map(lambda text: squash(safe(text)))
subscriptions = st.builds(
    Subscription,
    st.integers(0, 50).map(lambda number: f"https://feeds.example/{number}?a=1&b='2'"),
    st.none() | texts.filter(bool),
    st.lists(texts.filter(bool), max_size=4).map(tags),
    st.none() | st.just("https://feeds.example/"),
)


class TestWriting:
    @settings(max_examples=300, deadline=None)
    @given(st.lists(subscriptions, max_size=8, unique_by=lambda one: one.url))
    def test_what_is_written_is_xml_and_read_back_the_same(self, written: list[Subscription]) -> None:
        text = write_opml(written, NOW)
        ET.fromstring(text)
        assert looks_like_opml(text.encode())
        found = read_opml(text.encode(), "x")
        assert found.refused == ()
        merged: dict[str, Subscription] = {}
        for one in found.subscriptions:
            known = merged.get(one.url, one)
            merged[one.url] = Subscription(one.url, one.title, tags([*known.tags, *one.tags]), one.site)
        for one in written:
            back = merged.pop(one.url)
            assert (back.title, back.site) == (one.title, one.site)
            assert sorted(back.tags) == sorted(one.tags)
        assert merged == {}

    def test_how_it_looks_to_other_programs(self) -> None:
        post = Subscription("https://post.example/f?a=1&b=2", 'A "B" & <C>', ("News", "Local"), "https://post.example/")
        odd = Subscription("https://odd.example/f", "Odd", ("News", "this, that"))
        shed = Subscription("https://shed.example/f")
        root = ET.fromstring(write_opml([post, odd, shed], NOW))
        assert (root.tag, root.get("version")) == ("opml", "2.0")
        assert root.findtext("head/dateCreated") == "Fri, 20 Nov 2026 18:30:00 +0000"
        top, news, both = root.findall("body/outline")
        assert top.attrib == {"type": "rss", "text": shed.url, "title": shed.url, "xmlUrl": shed.url}
        assert (news.get("text"), both.get("text")) == ("News", "this, that")
        assert [one.get("title") for one in news] == ['A "B" & <C>', "Odd"]
        assert [one.get("category") for one in news] == ["News,Local", "News"]
        assert [one.get("xmlUrl") for one in both] == [odd.url]
        assert news[0].get("htmlUrl") == post.site

    def test_characters_that_xml_has_not_do_not_break_it(self) -> None:
        text = write_opml([Subscription("https://a.example/f", "a\x00\x0b\ufffe\ud800b\n\tc", ("\x1b", "t\r"))], NOW)
        (outline,) = ET.fromstring(text).findall(".//*[@xmlUrl]")
        assert outline.get("title") == "a\ufffd\ufffd\ufffd\ufffdb\n\tc"

    def test_nothing_is_a_list_too(self) -> None:
        assert read_opml(write_opml([], NOW).encode(), "x") == SubscriptionList()
