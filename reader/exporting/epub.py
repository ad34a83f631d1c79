"""Articles as a book: EPUB 3, a chapter an article, written as the articles come.

The same articles and the same date give the same bytes. Nothing in it is fetched from anywhere, nothing runs.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from reader.exporting.clipping import Clipping, iso
from reader.exporting.xhtml import anchor, body, known_language, page, words
from reader.text import safe, size, squash

__all__ = ["MOST", "write"]

MOST = 5_000
"""Chapters of a book at most: programs that show one hold its whole list of contents."""
_FIRST_YEAR = 1980
"""Before which a zip file knows no dates."""
_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_STYLE = """\
body { margin: 0 4%; line-height: 1.5; }
h1 { line-height: 1.2; }
.facts, .caption, .label { color: #555; font-size: .9em; }
.note { margin: 1em 0; padding: .2em 1em; border-left: 3px solid #999; }
blockquote { margin: 1em 1.5em; }
pre { white-space: pre-wrap; }
table { border-collapse: collapse; }
th, td { padding: .2em .6em; border: 1px solid #999; text-align: start; vertical-align: top; }
"""
_PACKAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
{facts}
<meta property="dcterms:modified">{modified}</meta>
</metadata>
<manifest>
<item id="style" href="style.css" media-type="text/css"/>
<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{items}
</manifest>
<spine>
<itemref idref="title"/>
<itemref idref="contents"/>
{order}
</spine>
</package>
"""


@dataclass(slots=True)
class _Book:
    """What is known of a book when its last chapter is written."""

    title: str
    made: datetime
    titles: list[str] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    """Who wrote the articles, else who published them."""
    ids: list[str] = field(default_factory=list)


def write(file: BinaryIO, title: str, clippings: Iterable[Clipping], made: datetime) -> int:
    """Write a book of at least one article; how many there are in it. `made` is the date it states.

    The clippings are `veiled`. Only what the list of contents needs is held of each.
    """
    book = _Book(squash(safe(title)) or "Untitled", made.astimezone(UTC))
    with ZipFile(file, "w") as archive:

        def put(name: str, text: str, method: int = ZIP_DEFLATED) -> None:
            stamp = max(book.made.year, _FIRST_YEAR), *book.made.timetuple()[1:6]
            info = ZipInfo(name, stamp)
            info.compress_type = method
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, text.encode("utf-8"))

        put("mimetype", "application/epub+zip", ZIP_STORED)
        put("META-INF/container.xml", _CONTAINER)
        put("book/style.css", _STYLE)
        for number, clipping in enumerate(clippings, 1):
            put(f"book/{_name(number)}", _chapter(book, clipping))
        put("book/title.xhtml", _title_page(book))
        put("book/contents.xhtml", _contents(book))
        put("book/package.opf", _package(book))
    return len(book.titles)


def _name(number: int) -> str:
    return f"chapter-{number}.xhtml"


def _chapter(book: _Book, clipping: Clipping) -> str:
    article = clipping.article
    title = squash(safe(article.title)) or "Untitled"
    book.titles.append(title)
    book.ids.append(article.id)
    language = known_language(article.language)
    book.languages.update([language] if language else [])
    book.people.update([squash(safe(who))] if (who := article.byline or article.source) else [])
    inside = [f"<h1>{words(title)}</h1>", *_facts(clipping), *body(article.blocks), *_attached(clipping)]
    return page(title, inside, language)


def _facts(clipping: Clipping) -> Iterator[str]:
    """Whence an article is, and what its reader put on it."""
    article = clipping.article
    said = [words(part) for part in (article.source, iso(article.published), article.byline) if part]
    said += [anchor(article.url, "Original")] if article.url else []
    if said:
        yield f'<p class="facts">{" · ".join(said)}</p>'
    if clipping.tags:
        yield f'<p class="facts">Tags: {words(", ".join(clipping.tags))}</p>'
    lines = [words(line) for line in clipping.note.splitlines() if line.strip()]
    if lines:
        yield f'<aside class="note"><p class="label">Note</p>{"".join(f"<p>{line}</p>" for line in lines)}</aside>'


def _attached(clipping: Clipping) -> Iterator[str]:
    for one in clipping.article.attachments:
        told = [words(part) for part in (one.media, size(one.size) if one.size else None) if part]
        link = anchor(one.url, words(one.title or "") or "Attached file")
        yield f'<p class="facts">{" · ".join([link, *told])}</p>'


def _title_page(book: _Book) -> str:
    many = "1 article" if len(book.titles) == 1 else f"{len(book.titles):,} articles"
    made = f"{many} · {book.made:%Y-%m-%d} · made by Reader"
    return page(book.title, [f"<h1>{words(book.title)}</h1>", f'<p class="facts">{made}</p>'], _language(book))


def _contents(book: _Book) -> str:
    rows = (f'<li><a href="{_name(number)}">{words(title)}</a></li>' for number, title in enumerate(book.titles, 1))
    nav = ['<nav epub:type="toc" id="toc"><h1>Contents</h1>', "<ol>", *rows, "</ol>", "</nav>"]
    return page("Contents", nav)


def _package(book: _Book) -> str:
    numbers = range(1, len(book.titles) + 1)
    creators = [who for who, _ in book.people.most_common()][:_CREATORS]
    facts = [f"<dc:title>{words(book.title)}</dc:title>", f"<dc:language>{_language(book) or 'und'}</dc:language>"]
    facts += [f"<dc:creator>{words(who)}</dc:creator>" for who in creators if words(who)]
    kind = 'media-type="application/xhtml+xml"'
    return _PACKAGE.format(
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, "\n".join([book.title, *book.ids])),
        facts="\n".join(facts),
        modified=f"{book.made:%Y-%m-%dT%H:%M:%SZ}",
        items="\n".join(f'<item id="chapter-{at}" href="{_name(at)}" {kind}/>' for at in numbers),
        order="\n".join(f'<itemref idref="chapter-{at}"/>' for at in numbers),
    )


_CREATORS = 10
"""Names a book lists as its authors at most."""


def _language(book: _Book) -> str | None:
    """The one most articles are in."""
    return next((tag for tag, _ in book.languages.most_common(1)), None)
