"""An article as it goes out, and what all ways out have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from reader.address import masked, web_address
from reader.model import Article, Attachment, Block, Pointer, Span

__all__ = ["ENDINGS", "Clipping", "Format", "iso", "veiled"]


class Format(StrEnum):
    """How articles are written."""

    MARKDOWN = "markdown"
    JSON = "json"
    EPUB = "epub"

    @property
    def ending(self) -> str:
        """How the names of its files end."""
        return {Format.MARKDOWN: ".md", Format.JSON: ".jsonl", Format.EPUB: ".epub"}[self]


ENDINGS = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".jsonl": Format.JSON,
    ".ndjson": Format.JSON,
    ".json": Format.JSON,
    ".epub": Format.EPUB,
}
"""Which format a file's name asks for by its end."""


@dataclass(frozen=True, slots=True)
class Clipping:
    """An article with what its reader put on it."""

    article: Article
    tags: tuple[str, ...] = ()
    note: str = ""
    bookmarked: datetime | None = None
    """When it was kept."""


def iso(when: date | datetime | None) -> str | None:
    """ISO 8601, to the second; a bare day stays one."""
    if isinstance(when, datetime):
        return when.isoformat(timespec="seconds")
    return when.isoformat() if when else None


def veiled(clipping: Clipping, *, secrets: bool = False) -> tuple[Clipping, int]:
    """A clipping with addresses of the web only, and how many of them had to be masked because of tokens in them.

    With `secrets` they stay as they are.
    """
    veil = _Veil(secrets)
    article = clipping.article
    shown = replace(
        article,
        url=veil.address(article.url),
        blocks=tuple(veil.block(block) for block in article.blocks),
        pointers=tuple(veil.pointer(pointer) for pointer in article.pointers),
        attachments=tuple(veil.attachment(one) for one in article.attachments if web_address(one.url)),
    )
    return replace(clipping, article=shown), veil.hidden


class _Veil:
    """Hides what looks like a key, and counts."""

    def __init__(self, secrets: bool) -> None:  # noqa: FBT001 - whether they are to be seen
        self._secrets = secrets
        self.hidden = 0

    def address(self, url: str | None) -> str | None:
        found = web_address(url) if url else None
        if found is None or self._secrets:
            return found
        shown = masked(found)
        self.hidden += shown != found
        return shown

    def block(self, block: Block) -> Block:
        if not any(span.href for span in block.spans):
            return block
        spans = tuple(Span(span.text, span.style, self.address(span.href)) for span in block.spans)
        return replace(block, spans=spans)

    def pointer(self, pointer: Pointer) -> Pointer:
        return replace(pointer, url=self.address(pointer.url)) if pointer.url else pointer

    def attachment(self, one: Attachment) -> Attachment:
        return replace(one, url=self.address(one.url) or "")
