"""Documents as bytes: how they are kept until they are cleaned, and after, so that they can be cleaned anew."""

from __future__ import annotations

import json
import zlib
from datetime import date, datetime
from typing import Any

from reader.model import Attachment, Document, Facts, Media

__all__ = ["DamagedParcelError", "pack", "pressed", "unpack"]

_LEVEL = 3  # half the time of zlib's own 6 for 3 % more bytes
_LOOSE = b"\0"
"""What a parcel begins with that is not pressed."""


class DamagedParcelError(ValueError):
    """These bytes are no document."""


def pack(document: Document) -> bytes:
    """A document as bytes that `unpack` reads in any later version.

    Not pressed: that takes as long as all the rest of reading an entry, and can be done later.
    """
    facts = document.facts
    head = {
        "key": document.key,
        "media": document.media,
        "name": document.name,
        "path": document.path,
        "modified": document.modified.isoformat() if document.modified else None,
        "encoding": document.encoding,
        "notices": document.notices,
        "title": facts.title,
        "byline": facts.byline,
        "published": facts.published.isoformat() if facts.published else None,
        "source": facts.source,
        "language": facts.language,
        "url": facts.url,
        "categories": facts.categories,
        "attachments": [[one.url, one.media, one.size, one.title] for one in facts.attachments],
    }
    said = {name: value for name, value in head.items() if value or value == ""}
    line = json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return b"".join((_LOOSE, line, b"\n", document.data))


def pressed(parcel: bytes) -> bytes:
    """The same parcel in a third of the bytes, which `unpack` reads as well."""
    return zlib.compress(parcel[1:], _LEVEL) if parcel[:1] == _LOOSE else parcel


def unpack(parcel: bytes) -> Document:
    """Undo `pack`. Raises DamagedParcelError."""
    try:
        whole = parcel[1:] if parcel[:1] == _LOOSE else zlib.decompress(parcel)
        line, _, data = whole.partition(b"\n")
        return _document(json.loads(line), data)
    except (zlib.error, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedParcelError("a document that cannot be read") from error


def _document(head: dict[str, Any], data: bytes) -> Document:
    facts = Facts(
        head.get("title"),
        head.get("byline"),
        _day(head.get("published")),
        head.get("source"),
        head.get("language"),
        head.get("url"),
        tuple(head.get("categories", ())),
        tuple(Attachment(*one) for one in head.get("attachments", ())),
    )
    modified = head.get("modified")
    return Document(
        head["key"],
        data,
        Media(head["media"]),
        head["name"],
        head.get("path"),
        datetime.fromisoformat(modified) if modified else None,
        head.get("encoding"),
        facts,
        tuple(head.get("notices", ())),
    )


def _day(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
