"""What a page says about itself: title, byline, date, publisher, language, address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.address import is_trap, web_address
from reader.cleaning.dates import parse_date
from reader.cleaning.linked_data import ArticleData, article_data
from reader.cleaning.zones import zone_of
from reader.model import Facts
from reader.text import clip, fold, safe, squash, unescaped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Page", "language_tag", "read_page"]

_LONGEST = 300
_TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "sailthru.title")
_AUTHORS = (
    "author", "parsely-author", "article:author_name", "dc.creator", "dcterms.creator", "sailthru.author", "byl",
    "article:author", "citation_author",
)  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "published", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dcterms.created", "sailthru.date", "cxenseparse:recs:publishtime", "date",
    "citation_publication_date",
)  # fmt: skip
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "cre", "al:android:app_name")
_LANGUAGES = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af|autor|author|words by|text)\b\s*:?\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[-–—|·•»:]+\s+|\s*[|]\s*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*\Z")
_TIMES_LOOKED_AT = 8
_NOT_OURS = ("comments", "related", "nav", "footer", "aside")


@dataclass(frozen=True, slots=True)
class Page:
    """The facts of a page, and the article's text where the page carries it as data."""

    facts: Facts
    body: str = ""
    """`articleBody` of the page's linked data; may be absent or cut short."""
    description: str = ""
    """What the page says it is about, in a sentence or two; for search engines, and so not always its standfirst."""
    traps: tuple[str, ...] = ()
    """What it calls its own address and is none of the web."""


def read_page(root: HtmlElement, url: str | None) -> Page:
    """What the page says about itself. Relative addresses are seen from `url`, where the page was found."""
    meta = _meta(root)
    data = article_data(root, hint=meta.get("og:title", ""))
    addresses = _addresses(root, meta, data)
    address = _address(addresses, url)
    site = _line(data.publisher) or _first(meta, _SITES)
    facts = Facts(
        title=_title(root, meta, data, site, address),
        byline=_byline(root, meta, data),
        published=_published(root, meta, data),
        source=site,
        language=_language(root, meta, data),
        url=address,
    )
    description = _first(meta, _DESCRIPTIONS) or ""
    return Page(facts, data.body, description, tuple(text for text in addresses if is_trap(text, url)))


def language_tag(text: str | None) -> str | None:
    """A BCP 47 tag in lower case ("en", "pt-br"), None for what is not one."""
    tag = safe(text or "").strip().replace("_", "-").lower()
    return tag if len(tag) <= 35 and _LANGUAGE.match(tag) else None


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _line(text: str | None) -> str | None:
    """A value as one safe line; None where nothing is left."""
    if not text:
        return None
    return clip(squash(safe(unescaped(text[: 4 * _LONGEST]))), _LONGEST) or None


def _first(meta: dict[str, str], keys: Iterable[str]) -> str | None:
    return next((line for key in keys if (line := _line(meta.get(key)))), None)


def _title(root: HtmlElement, meta: dict[str, str], data: ArticleData, site: str | None, url: str | None) -> str | None:
    heading = _only_heading(root)
    candidates = [_line(data.headline), _first(meta, _TITLES), _line(root.findtext(".//title")), heading]
    return next((_without_site(title, site, url, heading) for title in candidates if title), None)


def _only_heading(root: HtmlElement) -> str | None:
    headings = [line for element in root.iter("h1") if (line := _line(element.text_content()))]
    return headings[0] if len(set(headings)) == 1 else None


def _without_site(title: str, site: str | None, url: str | None, heading: str | None) -> str:
    """The title without the publisher's name that pages add to it, in front or behind."""
    if heading and len(heading) > len(title) / 3 and fold(heading) in fold(title):
        return heading
    names = {fold(site)} if site else set()
    host = (urlsplit(url).hostname or "") if url else ""
    names.update({host.removeprefix("www."), *host.split(".")} - {""})
    if heading and any(len(part.split()) > 1 and fold(part) in fold(heading) for part in _SEPARATOR.split(title)):
        return heading
    parts = list(_SEPARATOR.finditer(title))
    if not parts:
        return title
    if _names_site(title[parts[-1].end() :], names):
        return title[: parts[-1].start()] or title
    if _names_site(title[: parts[0].start()], names):
        return title[parts[0].end() :] or title
    return title


def _names_site(part: str, names: set[str]) -> bool:
    plain = fold(part)
    return bool(plain) and (plain in names or plain.replace(" ", "") in names)


def _byline(root: HtmlElement, meta: dict[str, str], data: ArticleData) -> str | None:
    stated = list(filter(None, map(_name, data.authors)))
    stated = stated or list(filter(None, [_name(_first(meta, _AUTHORS))])) or list(_named_authors(root))
    return clip(", ".join(dict.fromkeys(stated)), _LONGEST) or None


def _named_authors(root: HtmlElement) -> Iterator[str]:
    """Names from the visible byline, where the page's data give none."""
    marked = root.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')]")
    for element in marked[:3]:
        inner = element.xpath(".//*[@itemprop='name']")
        name = _name((inner[0] if inner else element).text_content())
        if name and len(name) <= 80:
            yield name
            return


def _name(text: str | None) -> str | None:
    """A person's name; an address in its place is none."""
    name = _line(text)
    if not name or name.startswith(("http://", "https://", "@")):
        return None
    return _BY.sub("", name, count=1).strip(" ,;|·-") or None if _BY.match(name) else name


def _published(root: HtmlElement, meta: dict[str, str], data: ArticleData) -> date | datetime | None:
    for stated in (data.published, *(meta.get(key) for key in _DATES), *_times(root)):
        found = parse_date(stated) if stated else None
        if found:
            return found
    return None


def _times(root: HtmlElement) -> Iterator[str | None]:
    """What the first times in the page say; those of comments and teasers are not the article's."""
    for element in root.xpath("//*[@itemprop='datePublished']")[:2]:
        yield element.get("datetime") or element.get("content") or element.text_content()
    for element in root.xpath("//time[@datetime]")[:_TIMES_LOOKED_AT]:
        if not any(zone_of(around) in _NOT_OURS for around in element.iterancestors()):
            yield element.get("datetime")


def _language(root: HtmlElement, meta: dict[str, str], data: ArticleData) -> str | None:
    html = root.get("lang") or root.get("xml:lang")
    stated = (html, data.language, *(meta.get(key) for key in _LANGUAGES))
    return next((tag for text in stated if (tag := language_tag(text))), None)


def _addresses(root: HtmlElement, meta: dict[str, str], data: ArticleData) -> list[str]:
    """What the page calls its own address."""
    canonical = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").split()]
    return [text for text in (*canonical, meta.get("og:url"), data.url) if text]


def _address(stated: Iterable[str], url: str | None) -> str | None:
    """The page's own address; one that leads to a front page only where there is none better."""
    links = [link for text in (*stated, url or "") if (link := web_address(text, url))]
    return next((link for link in links if urlsplit(link).path.strip("/")), links[0] if links else None)
