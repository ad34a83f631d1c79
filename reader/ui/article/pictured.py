"""Which pictures an article has: those in its text, then those that came with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.address import web_address
from reader.model import Article, BlockKind

__all__ = ["Pictured", "pictures_of"]


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture as an article names it."""

    url: str
    caption: str
    """What stands below it; empty where nothing does."""


def pictures_of(article: Article) -> list[Pictured]:
    """The pictures of an article in the order of its text, each once."""
    found: dict[str, Pictured] = {}
    for url, caption in (*_in_text(article), *_beside(article)):
        held = web_address(url)
        if held is not None:
            found.setdefault(held, Pictured(held, " ".join(caption.split())))
    return [*found.values()]


def _in_text(article: Article) -> Iterator[tuple[str, str]]:
    for block in article.blocks:
        url = next((span.href for span in block.spans if span.href), None)
        if block.kind is BlockKind.CAPTION and url:
            yield url, block.text


def _beside(article: Article) -> Iterator[tuple[str, str]]:
    return ((one.url, one.title or "") for one in article.attachments if one.is_picture)
