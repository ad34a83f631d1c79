"""The text of an entry, whatever it is wrapped in, and whether it is all there is."""

import base64

import pytest

from reader.cleaning.clean import clean
from reader.model import BlockKind
from tests.sources.feeds.feedtext import atom, document, only, rss

WORDS = "The harbour master said on Wednesday that the bridge stays closed until the spring. "
CONTENT = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
LINK = "<title>Bridge</title><link>https://d.example/1</link>"


def text(data: str) -> str:
    return clean(document(data)).text


@pytest.mark.parametrize(
    "data",
    [
        rss("<title>x</title><description>&lt;p&gt;Rain &amp;amp; &lt;b&gt;wind&lt;/b&gt;.&lt;/p&gt;</description>"),
        rss("<title>x</title><description><![CDATA[<p>Rain &amp; <b>wind</b>.</p>]]></description>"),
        rss("<title>x</title><description>&amp;lt;p&amp;gt;Rain &amp;amp;amp; wind.&amp;lt;/p&amp;gt;</description>"),
        rss("<title>x</title><description><p>Rain &amp; <b>wind</b>.</p></description>"),
        rss("<title>x</title><description>Rain</description><content:encoded><![CDATA[<p>Rain &amp; wind.</p>]]>"
            "</content:encoded>", root=CONTENT),
        rss("<title>x</title><xhtml:body><p>Rain &amp; wind.</p></xhtml:body>",
            root="xmlns:xhtml='http://www.w3.org/1999/xhtml'"),
        atom("<title>x</title><content type='html'>&lt;p&gt;Rain &amp;amp; wind.&lt;/p&gt;</content>"),
        atom("<title>x</title><content type='text'>Rain &amp; wind.</content>"),
        atom("<title>x</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Rain &amp; "
             "<b>wind</b>.</p></div></content>"),
        atom("<title>x</title><content type='text/html' mode='base64'>"
             + base64.b64encode(b"<p>Rain &amp; wind.</p>").decode() + "</content>"),
        atom("<title>x</title><summary>Rain</summary><content type='html'>&lt;p&gt;Rain &amp;amp; wind.&lt;/p&gt;"
             "</content>"),
        '{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"content_html":"<p>Rain &amp; wind."}]}',
        '{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"content_text":"Rain & wind."}]}',
    ],
)  # fmt: skip
def test_a_text_comes_out_however_it_is_wrapped(data: str) -> None:
    assert text(data) == "Rain & wind."


def test_markup_that_a_text_is_about_stays() -> None:
    data = rss("<title>x</title><description>&lt;p&gt;Use &amp;lt;p&amp;gt; for it.&lt;/p&gt;</description>")
    assert text(data) == "Use <p> for it."


def test_what_is_said_of_a_video_stands_in_only_where_nothing_else_is_said() -> None:
    group = "<media:group xmlns:media='http://search.yahoo.com/mrss/'><media:description>{}</media:description></media:group>"
    assert text(atom("<title>x</title>" + group.format("A film about rain."))) == "A film about rain."
    assert text(atom("<title>x</title><summary>Rain.</summary>" + group.format("A film about rain."))) == "Rain."


@pytest.mark.parametrize(
    "body", ["", "<description>&lt;img src='x'&gt;</description>", "<description>&amp;nbsp;</description>"]
)
def test_an_entry_without_words_is_its_title(body: str) -> None:
    assert document(rss(f"<title>Storm</title>{body}")).data == b"Storm"


def links(data: str) -> list[str | None]:
    return [span.href for block in clean(document(data)).blocks for span in block.spans if span.href]


def test_links_in_a_text_are_seen_from_what_its_feed_states_else_from_its_page() -> None:
    body = "<content type='html' {}>&lt;p&gt;See &lt;a href='map.html'&gt;the map&lt;/a&gt; of it.&lt;/p&gt;</content>"
    entry = "<title>x</title><link href='https://d.example/2026/storm.html'/>"
    assert links(atom(entry + body.format(""))) == ["https://d.example/2026/map.html"]
    assert links(atom(entry + body.format("xml:base='https://o.example/x/'"))) == ["https://o.example/x/map.html"]
    assert links(atom(entry + body.format(""), root="xml:base='/base/'")) == ["https://d.example/base/map.html"]
    assert links(atom("<title>x</title>" + body.format(""))) == ["https://d.example/map.html"]
    xhtml = body.format("").replace("'html'", "'xhtml' xml:base='/y/'").replace("&lt;", "<").replace("&gt;", ">")
    assert links(atom(entry + xhtml)) == ["https://d.example/y/map.html"]


def test_a_picture_in_a_text_is_found_where_it_is() -> None:
    data = atom(
        "<title>x</title><link href='https://d.example/1'/><content type='html' xml:base='https://o.example/'>"
        "&lt;p&gt;Rain.&lt;/p&gt;&lt;figure&gt;&lt;img src='rain.jpg'&gt;&lt;figcaption&gt;The harbour in the "
        "rain&lt;/figcaption&gt;&lt;/figure&gt;</content>"
    )
    captions = [block for block in clean(document(data)).blocks if block.kind is BlockKind.CAPTION]
    assert [span.href for block in captions for span in block.spans] == ["https://o.example/rain.jpg"]


def described(*parts: str) -> str:
    return LINK + "".join(f"<description>{part}</description>" for part in parts)


@pytest.mark.parametrize(
    ("item", "summary_only"),
    [
        (described(WORDS), True),
        (described(WORDS * 20), False),
        (described(WORDS * 12 + "…"), True),
        (described(WORDS * 12 + "[&amp;#8230;]"), True),
        (described(WORDS * 12 + "…&lt;p&gt;The post Bridge appeared first on Chronicle.&lt;/p&gt;"), True),
        (described(WORDS * 60 + "…"), False),
        (described(WORDS * 10 + "&lt;a href='https://d.example/1?utm_source=x'&gt;Continue reading →&lt;/a&gt;"), True),
        (described(WORDS * 10 + "&lt;a href='https://d.example/2'&gt;Continue reading →&lt;/a&gt;"), False),
        (described(WORDS * 60 + "&lt;a href='https://d.example/1'&gt;Read the full story&lt;/a&gt;"), False),
        (described(WORDS).replace("<link>https://d.example/1</link>", ""), False),
        (described(WORDS).replace("<title>Bridge</title>", ""), False),
        (described(WORDS) + f"<content:encoded>{WORDS * 4}</content:encoded>", False),
        (described(WORDS) + f"<content:encoded>{WORDS}</content:encoded>", True),
        (described(WORDS) + "<enclosure url='https://d.example/a.mp3' type='audio/mpeg' length='1'/>", False),
    ],
)
def test_whether_a_text_is_only_a_summary(item: str, summary_only: bool) -> None:
    assert only(rss(item, root=CONTENT)).summary_only is summary_only


def test_words_are_counted_about() -> None:
    assert only(rss(described("&lt;p&gt;One &amp;amp; two three&lt;/p&gt;&lt;p&gt;four&lt;/p&gt;"))).words in (4, 5)
    assert only(rss(described("港口的桥梁关闭到春天。" * 3))).words in range(12, 20)
