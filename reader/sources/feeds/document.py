"""An entry as a Document: what is known of it, its text, and what is to be said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from reader.address import is_trap, left_out, web_address
from reader.model import Document, Facts, Media
from reader.sources.feeds.body import Text
from reader.sources.feeds.item import Channel, Item
from reader.sources.feeds.values import language, line, plain

__all__ = ["Common", "common_of", "document", "facts"]

_RELATIVE = re.compile(r"""\b(?:href|src)\s*=\s*["']?(?!https?:|mailto:|data:|#)[^"'\s>]""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Common:
    """What holds for all entries of a feed."""

    site: str | None
    """The page it belongs to."""
    url: str | None
    """Where it was found."""
    title: str | None
    language: str | None

    @property
    def base(self) -> str | None:
        """The address that relative ones are seen from, where none is stated."""
        return self.site or self.url


def common_of(channel: Channel, url: str | None) -> Common:
    """The same of a feed found at `url`."""
    return Common(web_address(channel.link, url), url, plain(channel.title), language(channel.language))


def facts(item: Item, common: Common) -> Facts:
    """What is known of an entry beside its text."""
    return Facts(
        title=plain(item.title),
        byline=plain(item.byline),
        published=item.published,
        source=line(item.source) or common.title,
        language=language(item.language) or common.language,
        url=web_address(_stated_link(item), common.base),
        categories=item.categories,
        attachments=tuple(one for one in item.attachments if not (one.is_picture and _holds(item, one.url))),
    )


def _holds(item: Item, picture: str) -> bool:
    """Whether a picture is in the text itself, in whatever size."""
    name = picture.partition("?")[0]
    return any(name in body.text for body in item.bodies)


def _stated_link(item: Item) -> str:
    """The address of an entry; its id stands in only where it looks like one."""
    is_address = item.link != item.ident or "://" in item.link or item.link[:1] == "/"
    return item.link if is_address else ""


def document(key: str, item: Item, known: Facts, common: Common, text: Text, path: str | None = None) -> Document:
    """The Document of an entry."""
    name = known.title or line(item.ident) or line(item.link) or "entry"
    refused = left_out([item.link] if is_trap(item.link, common.base) else [])
    data = _based(text, known, common).encode("utf-8", "replace")
    notices = (refused,) if refused else ()
    return Document(key, data, text.media, name, path, encoding="utf-8", facts=known, notices=notices)


def _based(text: Text, known: Facts, common: Common) -> str:
    """The text, with the address that relative ones in it are seen from, where that is not the entry's own."""
    base = text.base or (known.url or common.base)
    if text.media is not Media.HTML or not base or base == known.url or not _RELATIVE.search(text.data):
        return text.data
    return f'<base href="{escape(base)}">{text.data}'
