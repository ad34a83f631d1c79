"""How articles and headlines lie in the database's rows."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from reader.model import Article, Attachment, Block, BlockKind, Cut, DateOrigin, Headline, Pointer, Reason, Span, Style

__all__ = [
    "ARTICLE",
    "HEADLINE",
    "DamagedRowError",
    "moment",
    "pack",
    "read_article",
    "read_day",
    "read_headline",
    "restored",
    "stored",
    "stored_day",
]

_LEVEL = 3  # half the time of zlib's own 6 for 3 % more bytes

HEADLINE = (
    "article.id, article.title, article.source, article.published, article.dated, article.added, article.url, "
    "article.path, article.language, article.words, article.read, article.bookmarked, article.gone, "
    "article.muted, article.progress, article.copy_of, "
    "(SELECT count(*) FROM article AS copy WHERE copy.copy_of = coalesce(article.copy_of, article.id))"
)
"""The columns `read_headline` takes, in order."""
ARTICLE = (
    "article.id, article.key, article.title, article.byline, article.published, article.dated, article.source, "
    "article.language, article.url, article.path, body.blocks"
)
"""The columns `read_article` takes, in order."""


class DamagedRowError(ValueError):
    """A row holds what was never written to it."""


def stored(text: str | None) -> str | bytes | None:
    """A key or path for SQLite: bytes where it holds bytes that are no UTF-8, as file names may."""
    if text is None or text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def restored(value: str | bytes | None) -> str | None:
    """Undo `stored`."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def stored_day(published: date | datetime | None) -> str | None:
    """A day or an instant in ISO 8601."""
    return published.isoformat() if published else None


def moment(seconds: float) -> datetime:
    """Seconds since the epoch as an instant in UTC."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise DamagedRowError("a time that is none") from error


def pack(article: Article) -> bytes:
    """What only the open article needs: blocks, cuts and notices; and what only some have, at the end."""
    body: list[object] = [
        [_pack_block(block) for block in article.blocks],
        [[cut.text, cut.reason, cut.rule, cut.after, cut.href] for cut in article.cuts],
        article.notices,
    ]
    if article.categories or article.attachments:
        files = [[one.url, one.media, one.size, one.title] for one in article.attachments]
        body += [article.categories, files]
    compact = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(compact.encode("utf-8", "surrogatepass"), _LEVEL)


def read_article(row: Sequence[Any], pointers: Iterable[Pointer]) -> Article:
    """An article from the columns `ARTICLE`; raises DamagedRowError."""
    try:
        return _read_article(row, pointers)
    except (zlib.error, TypeError, ValueError, AttributeError) as error:
        raise DamagedRowError("an article that cannot be read") from error


def _read_article(row: Sequence[Any], pointers: Iterable[Pointer]) -> Article:
    ident, key, title, byline, published, dated, source, language, url, path, body = row
    blocks, cuts, notices, *more = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    categories, files = more or ((), ())
    return Article(
        ident,
        str(restored(key)),
        title,
        tuple(_read_block(block) for block in blocks),
        byline,
        read_day(published),
        DateOrigin(dated) if dated else None,
        source,
        language,
        url,
        restored(path),
        tuple(Cut(text, Reason(reason), rule, after, href) for text, reason, rule, after, href in cuts),
        tuple(pointers),
        tuple(notices),
        tuple(categories),
        tuple(Attachment(*file) for file in files),
    )


def read_headline(row: Sequence[Any], snippet: str | None = None) -> Headline:
    """A headline from the columns `HEADLINE`; raises DamagedRowError."""
    try:
        return _read_headline(row, snippet)
    except (TypeError, ValueError) as error:
        raise DamagedRowError("a headline that cannot be read") from error


def _read_headline(row: Sequence[Any], snippet: str | None) -> Headline:
    ident, title, source, published, dated, added, url, path, language, words, *state, copy_of, copies = row
    read, bookmarked, gone, muted, progress = state
    if not all(isinstance(text, str) for text in (ident, title, source or "", language or "")):
        raise TypeError
    return Headline(
        ident,
        title,
        source,
        read_day(published),
        DateOrigin(dated) if dated else None,
        moment(added),
        url,
        restored(path),
        language,
        words,
        bool(read),
        bool(bookmarked),
        bool(gone),
        bool(muted and not bookmarked),
        copy_of=copy_of,
        copies=copies,
        progress=min(max(float(progress or 0), 0.0), 1.0),  # whatever it came to be
        snippet=snippet,
    )


def read_day(text: str | None) -> date | datetime | None:
    """Undo `stored_day`; ValueError where it is neither a day nor an instant."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _pack_block(block: Block) -> list[object]:
    spans = [[span.text, int(span.style), span.href] if span.style or span.href else span.text for span in block.spans]
    return [block.kind, spans, block.level, block.marker, block.rows]


def _read_block(packed: Sequence[Any]) -> Block:
    kind, spans, level, marker, rows = packed
    return Block(
        BlockKind(kind), tuple(_read_span(span) for span in spans), level, marker, tuple(tuple(row) for row in rows)
    )


def _read_span(packed: str | list[Any]) -> Span:
    if isinstance(packed, str):
        return Span(packed)
    text, style, href = packed
    return Span(text, Style(style), href)
