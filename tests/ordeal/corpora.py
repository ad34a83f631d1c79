"""What is mutated: pages, feeds, mails and lists of every format the program takes.

Some are of our own writing. Where they lie on the machine, Python's own test data and the development kit are used too.
"""

from __future__ import annotations

import gzip
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.kit import KIT

__all__ = ["Specimen", "corpora"]

_SEEDS = Path(__file__).resolve().parents[2] / "seeds"
_SUFFIXES = {".txt", ".md", ".html", ".htm", ".mhtml", ".eml", ".xml", ".rss", ".atom", ".json", ".jsonl", ".opml"}
_LARGEST = 400_000
"""Bytes of a specimen; mutation makes large ones of small ones."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """A document before or after mutation."""

    name: str
    suffix: str
    """With its dot; "" for newsboat's list of feeds."""
    data: bytes


@cache
def corpora() -> tuple[Specimen, ...]:
    """All there are, in the same order each time."""
    found = (*_own(), *_of_seeds(), *_of_python(), *_of_kit())
    return tuple(one for one in found if len(one.data) <= _LARGEST)


def _own() -> Iterator[Specimen]:
    for name, text in _OWN.items():
        path = Path(name)
        yield Specimen(path.stem, path.suffix, text.encode())


def _of_seeds() -> Iterator[Specimen]:
    yield from _files(_SEEDS, "*")


def _of_python() -> Iterator[Specimen]:
    """Mails, most of them malformed, that Python's own parser is tested with."""
    tests = Path(sysconfig.get_path("stdlib")) / "test"
    for one in _files(tests / "test_email" / "data", "msg_*.txt", "*.eml"):
        yield Specimen(one.name, ".eml", one.data)
    yield from _files(tests / "xmltestdata", "*.xml")


def _of_kit() -> Iterator[Specimen]:
    for path in sorted((KIT / "extraction" / "html").glob("*.html.gz")):
        yield Specimen(path.name.removesuffix(".html.gz"), ".html", gzip.decompress(path.read_bytes()))
    for one in _files(KIT / "hostile" / "hostile", "*"):
        if one.suffix in _SUFFIXES:
            yield one
    yield from _files(KIT / "seed", "*.txt", "*.jsonl")


def _files(folder: Path, *patterns: str) -> Iterator[Specimen]:
    for path in sorted(path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()):
        yield Specimen(path.stem, path.suffix, path.read_bytes())


_OWN = {
    "page.html": """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bridge shut | Post</title>
<meta property="og:title" content="Bridge shut"><meta name="author" content="Ada Lorne">
<meta property="article:published_time" content="2026-03-02T07:30:00+01:00">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Bridge shut",
"datePublished": "2026-03-02", "author": [{"@type": "Person", "name": "Ada Lorne"}], "articleBody": "Ferries carried"}
</script></head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Bridge shut</h1><p class="byline">By Ada Lorne</p>
<p>Port Ansel's ferries carried <b>twice</b> their usual
load on Monday, the <a href="https://a.example/operator">operator</a> said.</p><h2>What it costs</h2>
<table><tr><th>Day</th><th>Cars</th></tr><tr><td>Monday</td><td>1,200</td></tr><tr><td>Tuesday</td><td>900</td></tr>
</table><ul><li>Cars pay four crowns</li><li>Lorries pay nine</li></ul><blockquote><p>It is a long way round.</p>
</blockquote><pre><code>def toll(cars):
    return 4 * cars
</code></pre><figure><img src="a.jpg" alt="The eastern pier at low tide"><figcaption>The eastern pier</figcaption>
</figure><p>Read more: <a href="/b">Crack found in pier</a></p></article><aside>Subscribe to our newsletter!</aside>
<footer>© 2026 Harbour Post</footer></body></html>""",
    "fragment.html": "<p>One paragraph, no head.</p><p>And <em>another</em> one &amp; more &#8212; <br>all.</p>",
    "rss.xml": """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Chronicle</title>
<link>https://c.example/</link>
<description>News of Dunmere</description><language>en-gb</language><ttl>60</ttl><skipHours><hour>3</hour></skipHours>
<item><title>Water dearer</title><link>https://c.example/1</link><guid isPermaLink="false">c-1</guid>
<pubDate>Tue, 10 Feb 2026 09:00:00 +0000</pubDate><dc:creator>Tom Vale</dc:creator><category>Water</category>
<description>&lt;p&gt;The council voted for a rise of nine per cent.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The council voted for a <b>rise</b> of nine per cent in the price of water.</p>
<ul><li>five points less than asked</li></ul>]]></content:encoded>
<enclosure url="https://c.example/1.mp3" length="12345" type="audio/mpeg"/></item>
<item><title>Hearing &amp; vote</title><link>https://c.example/2</link><guid>https://c.example/2</guid>
<pubDate>Mon, 09 Feb 2026 18:30:00 GMT</pubDate><media:content url="https://c.example/2.jpg" medium="image"/>
<description>Farmers and pensioners spoke at the hearing for three hours. Read more…</description></item>
</channel></rss>""",
    "atom.atom": """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Bote</title>
<id>urn:bote</id><link href="https://b.example/"/><link rel="self" href="https://b.example/feed"/>
<updated>2026-03-01T12:00:00Z</updated><entry><title type="html">Br&amp;uuml;cke zu</title><id>urn:bote:1</id>
<link href="https://b.example/1"/><published>2026-03-01T08:00:00+01:00</published>
<updated>2026-03-01T12:00:00Z</updated>
<author><name>Jo Ahrens</name><email>jo@b.example</email></author><summary>Kurz gesagt.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die Brücke ist <em>gesperrt</em>.</p>
</div></content>
</entry><entry><title>Fähren</title><id>urn:bote:2</id><link href="https://b.example/2"/>
<updated>2026-02-28T12:00:00Z</updated><content type="text">Die Fähren fahren alle Viertelstunde.</content>
</entry></feed>""",
    "rdf.rss": """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://r.example/">
<title>Gaceta</title><link>https://r.example/</link></channel><item rdf:about="https://r.example/1">
<title>Puente</title>
<link>https://r.example/1</link><dc:date>2026-03-02T07:30:00Z</dc:date>
<description>El puente sigue cerrado.</description>
</item></rdf:RDF>""",
    "feed.json": """{"version": "https://jsonfeed.org/version/1.1", "title": "Orbit",
"home_page_url": "https://o.example/",
"items": [{"id": "1", "url": "https://o.example/1", "title": "Launch", "content_html": "<p>Petrel 3 flew.</p>",
"date_published": "2026-03-01T12:00:00Z", "authors": [{"name": "Mia"}], "tags": ["space"],
"attachments": [{"url": "https://o.example/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}]},
{"id": 2, "content_text": "Scrubbed again, for wind.", "date_published": "2026-02-27"}]}""",
    "letter.eml": """From: "Orbit" <news@o.example>
To: reader@r.example
Subject: =?utf-8?Q?Petrel_3_=E2=80=94_a_letter?=
Date: Fri, 06 Nov 2026 07:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

Petrel 3 flew on Friday, and came back.

--b1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><body><p>Petrel 3 flew on <b>Friday</b>, and came back =E2=80=94 whole.</p></body></html>

--b1--
""",
    "page.mhtml": """From: <Saved by a browser>
Snapshot-Content-Location: https://h.example/bridge
Subject: Bridge shut
Date: Mon, 2 Mar 2026 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----m"

------m
Content-Type: text/html
Content-Location: https://h.example/bridge
Content-Transfer-Encoding: quoted-printable

<html><head><title>Bridge shut</title></head><body><p>Port Ansel's ferries carried twice their load on =
Monday.</p></body></html>
------m
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://h.example/a.png

iVBORw0KGgo=
------m--
""",
    "note.md": """---
title: "Bridge shut"
author: Ada Lorne
date: 2026-03-02
tags: [harbour, bridge]
---
# Bridge shut

Ferries carried *twice* their **usual** load[^1], the [operator](https://a.example/ "site") said.

> It is a long way round.
> > Very long.

1. Cars
2. Lorries
   - with trailers

| Day | Cars |
|-----|-----:|
| Mon | 1,200 |

```python
def toll(cars):
    return 4 * cars
```

![The pier](a.jpg) <https://a.example> `code` ~~gone~~

[^1]: As of Monday.
""",
    "piece.txt": """ date 2026-03-02 Port Ansel's ferries carried twice their usual load on Monday.

By Ada Lorne

Follow us on Instagram for more harbour news!

Engineers found a crack in the eastern pier of the bridge.

1) one thing
2) another thing

Read extra:

Bridge to open again on Monday
Fishing fleet moves to the north quay for the winter""",
    "many.jsonl": """{"id": "r1", "title": "Storm", "text": "It rained.\\n\\nStill.",
"published": "2026-10-14T07:30:00+01:00"}
{"id": "r2", "headline": "Page", "html": "<p>It is <b>dry</b> now.</p>", "url": "https://d.example/dry", "lang": "en"}
{"id": 3, "text": "No title here, and a number for a name.", "author": ["Sian", "Tom"],
"date": "Tue, 3 Mar 2026 09:00:00 GMT"}
""",
    "feeds.opml": """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>Feeds</title></head><body>
<outline text="News">
<outline type="rss" text="Chronicle" xmlUrl="https://c.example/feed" htmlUrl="https://c.example/"/>
<outline type="rss" text="Bote" xmlUrl="https://b.example/feed" category="/de,/news"/></outline>
<outline text="Space" xmlUrl="https://o.example/feed.json"/></body></opml>""",
    "urls": """https://c.example/feed news "~Chronicle"
# a comment
"query:unread:unread = \\"yes\\""
https://b.example/feed de
""",
}
