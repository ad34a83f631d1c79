"""Reads what news pages say in JSON-LD: the NewsArticle and its kin, wherever in the data they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["ArticleData", "article_data"]

Value = object
"""Whatever JSON holds."""

_LARGEST = 2_000_000
_NODES = 2_000
_TYPES = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review|CreativeWork)\Z")
_FRAME = re.compile(
    r"^\s*(?://|/\*)?\s*(?:<!--|<!\[CDATA\[)(?:\s*\*/)?|(?://|/\*)?\s*(?:-->|\]\]>)(?:\s*\*/)?\s*;?\s*$"
)


@dataclass(frozen=True, slots=True)
class ArticleData:
    """One article as the page's data tell it; raw text, nothing made safe yet."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""
    body: str = ""


def article_data(root: HtmlElement, hint: str = "") -> ArticleData:
    """The article of a page; of several the one with `hint` as its headline, else the one that says most."""
    nodes = [node for script in root.iter("script") if _is_data(script) for node in _nodes(script.text or "")]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [_article(node, named) for node in nodes if _is_article(node)]
    wanted = fold(hint)
    for article in articles:
        if wanted and fold(article.headline) == wanted:
            return article
    return max(articles, key=_says, default=ArticleData())


def _says(article: ArticleData) -> int:
    return sum(map(bool, (article.headline, article.authors, article.published, article.publisher, article.body)))


def _is_data(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _nodes(text: str) -> Iterator[dict[str, Value]]:
    """Every object in the data; broken data has none."""
    if len(text) > _LARGEST:
        return
    try:
        waiting: list[Value] = [json.loads(_FRAME.sub("", text), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
            waiting.extend(part for part in value.values() if isinstance(part, dict | list))
        elif isinstance(value, list):
            waiting.extend(value)


def _is_article(node: dict[str, Value]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _TYPES.match(name.rpartition("/")[2]) for name in names)


def _article(node: dict[str, Value], named: dict[Value, dict[str, Value]]) -> ArticleData:
    page = node.get("mainEntityOfPage")
    return ArticleData(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        authors=tuple(_names(node.get("author") or node.get("creator"), named)),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        publisher=next(_names(node.get("publisher"), named), ""),
        language=next(_names(node.get("inLanguage"), named), ""),
        url=_text(node.get("url")) or _text(page) or (_text(page.get("@id")) if isinstance(page, dict) else ""),
        body=_text(node.get("articleBody")),
    )


def _text(value: Value) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() if isinstance(value, str) else ""


def _names(value: Value, named: dict[Value, dict[str, Value]]) -> Iterator[str]:
    """The names of people or organisations, given as text, as objects, or by reference."""
    for one in (value if isinstance(value, list) else [value])[:20]:
        if isinstance(one, str):
            found = one
        elif isinstance(one, dict):
            target = named.get(one.get("@id")) if isinstance(one.get("@id"), str) and "name" not in one else one
            found = _text((target or {}).get("name") or (target or {}).get("alternateName"))
        else:
            found = ""
        if found.strip():
            yield found.strip()
