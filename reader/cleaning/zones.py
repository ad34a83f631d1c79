"""Which part of a page an element is, as far as its tag, class and id tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["zone_of"]

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BY_TAG: Mapping[str, str] = {
    "nav": "nav",
    "menu": "nav",
    "aside": "aside",
    "footer": "footer",
    "header": "header",
    "figure": "figure",
    "figcaption": "figure",
}
_BY_ROLE: Mapping[str, str] = {
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "search": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
}
_BY_WORD: Mapping[str, str] = {
    word: zone
    for zone, names in (
        ("comments", "comment comments disqus respond replies"),
        ("share", "share sharing sharer shares social socials sharebar addthis sharethis follow"),
        ("newsletter", "newsletter newsletters subscribe signup optin mailchimp"),
        ("related", "related recommended recommendation recommendations recommends readmore outbrain taboola"),
        ("related", "trending popular recirc recirculation teaser teasers latest"),
        ("nav", "nav navbar navigation menu breadcrumb breadcrumbs pagination pager"),
        ("byline", "byline bylines author authors contributor contributors"),
        ("figure", "caption figcaption credit credits"),
        ("aside", "sidebar sidebars rail aside advert advertisement sponsored"),
        ("footer", "footer colophon copyright"),
        ("header", "masthead"),
    )
    for word in names.split()
}
_PAIRS: Mapping[tuple[str, str], str] = {
    ("more", "from"): "related",
    ("more", "stories"): "related",
    ("read", "more"): "related",
    ("read", "also"): "related",
    ("also", "read"): "related",
    ("see", "also"): "related",
    ("most", "read"): "related",
    ("most", "viewed"): "related",
    ("sign", "up"): "newsletter",
}
_STATES = frozenset({"with", "has", "no", "not", "is", "without", "js", "hide", "show"})
"""Words by which a class tells of something inside or absent ("has-sidebar"), not of the element."""

_LAYOUT = frozenset({"content", "main", "body", "grid", "layout", "container", "wrapper", "page"})
"""Words by which a class names a frame around body and sidebar alike ("sidebar-grid__content")."""


def zone_of(element: HtmlElement) -> str:
    """The zone this very element opens, as in `Line.zone`; "" where nothing speaks for one."""
    get = element.get
    return _zone(element.tag, get("role"), get("class"), get("id"))


@lru_cache(maxsize=20_000)
def _zone(tag: str, role: str | None, classes: str | None, name: str | None) -> str:
    if role and role in _BY_ROLE:
        return _BY_ROLE[role]
    if tag not in ("html", "body", "main", "article"):
        named = _named(classes or "") or _named(name or "")
        if named:
            return named
    return _BY_TAG.get(tag, "")


def _named(names: str) -> str:
    return next(filter(None, map(_called, names.split()[:20])), "")


@lru_cache(maxsize=20_000)
def _called(name: str) -> str:
    words = [word.lower() for word in _WORD.findall(name[:80])]
    if _STATES.intersection(words):
        return ""
    for pair in pairwise(words):
        if pair in _PAIRS:
            return _PAIRS[pair]
    zone = next((_BY_WORD[word] for word in words if word in _BY_WORD), "")
    return "" if zone == "aside" and _LAYOUT.intersection(words) else zone
