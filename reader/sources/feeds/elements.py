"""The elements of feeds by the names they go by, whatever their namespace's version, prefix or case."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from reader.address import web_address
from reader.sources.feeds.identity import digest
from reader.sources.feeds.values import mended

__all__ = ["BASE", "LANG", "NAMESPACES", "base_of", "content", "kind", "mark", "said", "usually_named"]

BASE = "{http://www.w3.org/XML/1998/namespace}base"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_NAMESPACES = {
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
NAMESPACES = {prefix: uri for uri, prefix in reversed(_NAMESPACES.items()) if prefix}
"""The namespaces of the prefixes that everyone uses for them."""
_XMLNS = re.compile(r"""\bxmlns:(\w{1,10})(\s*=\s*)(["'])([^"'<>]{0,200})\3""")
_HEAD = 3072


def usually_named(text: str) -> str:
    """A feed with the namespaces set right that it has in its head for prefixes known everywhere."""
    head = text[:_HEAD]
    right = _XMLNS.sub(_right, head)
    return text if right == head else right + text[_HEAD:]


def _right(match: re.Match[str]) -> str:
    prefix, sign, quote, uri = match.groups()
    known = NAMESPACES.get(prefix)
    return match[0] if known is None or uri.lower() in _NAMESPACES else f"xmlns:{prefix}{sign}{quote}{known}{quote}"


@lru_cache(maxsize=1024)
def kind(tag: str) -> str:
    """What an element is, by its tag: "title", "dc:creator"; "" for what is of no namespace known here."""
    uri, _, name = tag.rpartition("}")
    prefix = _NAMESPACES.get(uri[1:].lower())
    if not uri or prefix == "":
        return name.lower()
    return f"{prefix}:{name.lower()}" if prefix else ""


def said(element: Element) -> str:
    """The text of an element that holds nothing else."""
    return mended((element.text or "").strip())


def content(element: Element) -> str:
    """The text in an element and in those it holds, as markup would have it."""
    if not len(element):
        return said(element)
    return mended("".join(element.itertext()).strip().replace("&", "&amp;").replace("<", "&lt;"))


def base_of(element: Element, outer: str, url: str | None) -> str:
    """The address that relative ones in an element are seen from, as it or what it stands in states; "" for none."""
    stated = element.get(BASE)
    return (web_address(stated, outer or url) or outer) if stated else outer


def mark(entry: Element) -> str:
    """A hash of all that an entry holds, without what stands between it and the next."""
    parts: list[str] = []
    for element in entry.iter():
        parts += (element.tag, element.text or "", element.tail or "")
        if element.attrib:
            parts += (f"{name}={value}" for name, value in sorted(element.items()))
    parts[2] = ""
    return digest("\0".join(parts))
