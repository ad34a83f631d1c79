"""Entries written in the usual ways, read from their elements; about a tenth of the time feedparser takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from xml.etree.ElementTree import Element

from reader.address import web_address
from reader.model import Attachment
from reader.sources.feeds.dates import usual_date
from reader.sources.feeds.elements import LANG, base_of, content, kind, said
from reader.sources.feeds.item import Body, Item
from reader.sources.feeds.people import names
from reader.sources.feeds.values import attachment, attachments, categories

__all__ = ["UnusualError", "item", "label"]

_FIELDS = {
    **dict.fromkeys(("guid", "id"), "id"),
    "link": "link",
    **dict.fromkeys(("title", "dc:title"), "title"),
    "media:title": "caption",
    **dict.fromkeys(("pubdate", "published", "issued", "dcterms:issued"), "published"),
    **dict.fromkeys(("updated", "modified", "dc:date", "dcterms:modified"), "updated"),
    **dict.fromkeys(("created", "dcterms:created"), "created"),
    **dict.fromkeys(("author", "dc:creator", "dc:author", "itunes:author", "managingeditor"), "author"),
    **dict.fromkeys(("description", "dc:description", "content:encoded"), "html"),
    **dict.fromkeys(("content", "summary", "abstract", "itunes:summary"), "text"),
    "media:description": "note",
    **dict.fromkeys(("category", "dc:subject", "media:category"), "category"),
    **dict.fromkeys(("keywords", "itunes:keywords", "media:keywords"), "keywords"),
    **dict.fromkeys(("enclosure", "media:content", "media:group"), "file"),
    **dict.fromkeys(("language", "dc:language"), "language"),
    "source": "source",
}
"""What elements tell of an entry."""
_UNUSUAL = frozenset(("body", "xhtml:body", "fullitem", "tags"))
"""Elements that only feedparser knows what to make of."""
_PLAIN = ("text", "text/plain", "plain")
_TYPES = (*_PLAIN, "html", "text/html")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_REFERENCE = re.compile(r"&#?\w{1,10};")
_TWICE = re.compile(r"&([A-Za-z0-9_]+);")

_TEXTS = frozenset(("title", "caption", "html", "text", "note", "category", "keywords"))
"""Fields whose elements hold nothing but text, as a rule."""

Elements = Mapping[str, list[Element]]


class UnusualError(Exception):
    """An entry is not written in a usual way."""


def label(entry: Element, outer: str, url: str | None) -> tuple[str, str]:
    """The id and the address of an entry as `item` gives them."""
    found = _fields(entry)
    base = base_of(entry, outer, url)
    return _id(entry, found, base), _link(entry, found, base, url)


def item(entry: Element, outer: str, url: str | None, *, atom: bool) -> Item:
    """An entry of a feed found at `url`, relative addresses seen from `outer` if stated. Raises UnusualError."""
    found = _fields(entry)
    if "unusual" in found:
        raise UnusualError
    base = base_of(entry, outer, url)
    return Item(
        ident=_id(entry, found, base),
        link=_link(entry, found, base, url),
        title=_title(found),
        byline=names(_people(found)),
        published=_published(found),
        source=next(map(_source, found.get("source", ())), ""),
        language=_last(found, "language") or entry.get(LANG, ""),
        bodies=tuple(_bodies(found, base, url, atom=atom)),
        categories=categories(_categories(found)),
        attachments=attachments(_files(found, base or url)),
    )


def _fields(entry: Element) -> Elements:
    """The elements of an entry by what they tell."""
    found: dict[str, list[Element]] = {}
    for child in entry:
        name = kind(child.tag)
        field = _FIELDS.get(name)
        if name in _UNUSUAL or (len(child) and field in _TEXTS):
            field = "unusual"
        if field is not None:
            found.setdefault(field, []).append(child)
    return found


def _last(found: Elements, field: str) -> str:
    """The last of the elements of a field that says something, as feedparser has it."""
    return next(filter(None, map(said, reversed(found.get(field, ())))), "")


def _id(entry: Element, found: Elements, base: str) -> str:
    ident = _last(found, "id") or entry.get(_ABOUT, "").strip()
    return (web_address(ident, base) or ident) if base and ":" not in ident and _is_address(found) else ident


def _link(entry: Element, found: Elements, base: str, url: str | None) -> str:
    """The address of the page that an entry is about; its id, where that claims to be one."""
    link, seen = "", base
    for one in found.get("link", ()):
        href = one.get("href") or one.get("url") or one.get("uri")
        if href is None:
            href = _once_escaped(said(one))
        elif not _is_alternate(one):
            continue
        if href:
            link, seen = href, base_of(one, base, url)
    if not link and _is_address(found):
        return _id(entry, found, base)
    return (web_address(link, seen) or link) if seen else link


def _is_address(found: Elements) -> bool:
    """Whether the id of an entry claims to be the address of its page."""
    said_of = (value for one in found.get("id", ()) for name, value in one.items() if name.lower() == "ispermalink")
    return all(value == "true" for value in said_of)


def _is_alternate(link: Element) -> bool:
    rel, media = link.get("rel", "alternate").lower(), link.get("type", "text/html").lower()
    return rel == "alternate" and media in ("text/html", "html", "application/xhtml+xml", "xhtml")


def _once_escaped(link: str) -> str:
    """An address that was escaped twice, once."""
    return _TWICE.sub(r"&\1", link.replace("&amp;", "&")) if "&" in link else link


def _title(found: Elements) -> str | None:
    elements = (*found.get("title", ()), *found.get("caption", ()))
    if any(_is_encoded(one) for one in elements):
        raise UnusualError
    titles = list(map(said, elements))
    return next(filter(None, titles), "") if titles else None


def _is_encoded(element: Element) -> bool:
    return element.get("type", "text").lower() not in _TYPES or element.get("mode") == "base64"


def _people(found: Elements) -> Iterator[str]:
    for author in found.get("author", ()):
        parts = {kind(child.tag): said(child) for child in author}
        yield (parts.get("name") or parts.get("email") or "") if parts else said(author)


def _published(found: Elements) -> date | datetime | None:
    for field in ("published", "updated", "created"):
        stated = _last(found, field)
        if stated:
            when = usual_date(stated)
            if when is None:
                raise UnusualError
            return when
    return None


def _source(source: Element) -> str:
    return next((content(child) for child in source if kind(child.tag) == "title"), "") or said(source)


def _bodies(found: Elements, base: str, url: str | None, *, atom: bool) -> Iterator[Body]:
    some = False
    for field in ("html", "text"):
        for one in found.get(field, ()):
            body = _body(one, base_of(one, base, url), plain=field == "text", atom=atom)
            if body.text:
                some = True
                yield body
    for note in () if some else _notes(found):
        yield _body(note, base, plain=False, atom=atom)


def _body(element: Element, base: str, *, plain: bool, atom: bool) -> Body:
    stated = element.get("type", "text" if plain else "html").lower()
    if stated not in _TYPES or element.get("mode") == "base64":
        raise UnusualError
    text = said(element)
    return Body(text, stated in _PLAIN and (atom or not _REFERENCE.search(text)), base)


def _notes(found: Elements) -> Iterator[Element]:
    """What is said of an entry's files, where it says nothing else: so do videos."""
    yield from found.get("note", ())
    for file in found.get("file", ()):
        yield from (child for child in file if kind(child.tag) == "media:description")


def _categories(found: Elements) -> Iterator[str]:
    for one in found.get("category", ()):
        yield one.get("label") or one.get("term") or said(one)
    for one in found.get("keywords", ()):
        yield from said(one).split(",")


def _files(found: Elements, base: str | None) -> Iterator[Attachment | None]:
    """Enclosures, and of files that are there in several forms the first."""
    for link in found.get("link", ()):
        if link.get("rel", "").lower() == "enclosure":
            yield attachment(link.get("href"), link.get("type"), link.get("length"), link.get("title"), base)
    for file in found.get("file", ()):
        forms = [child for child in file if kind(child.tag) == "media:content"]
        chosen = next((form for form in forms if form.get("isDefault") == "true"), forms[0] if forms else file)
        title = next((said(child) for child in (*chosen, *file) if kind(child.tag) == "media:title"), "")
        address = chosen.get("url") or chosen.get("href")
        yield attachment(address, chosen.get("type"), chosen.get("length") or chosen.get("fileSize"), title, base)
