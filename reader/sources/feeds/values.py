"""What feeds write, as safe values: one line, a title without markup, a language, a media type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from reader.address import web_address
from reader.model import Attachment
from reader.text import clip, fold, safe, squash, unescaped

__all__ = ["TAG", "attachment", "attachments", "categories", "language", "line", "mended", "plain"]

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
"""What looks like markup."""

_LONGEST = 300
_MOST_FILES = 20
_MOST_CATEGORIES = 20
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_MEDIA = re.compile(r"[a-z0-9][\w.+-]{0,60}/[a-z0-9*][\w.+-]{0,100}", re.ASCII)
_BYTES = re.compile(r"[0-9]{1,15}", re.ASCII)
_CODES = re.compile(rb"\xc2[\x80-\x9f]")
"""The codes from 80 to 9F in UTF-8."""
_WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def line(text: object, longest: int = _LONGEST) -> str | None:
    """A value as one safe line; None where it says nothing."""
    return clip(squash(safe(str(text)[: 4 * longest])), longest) or None if text else None


def plain(text: object) -> str | None:
    """A title or name without the markup that feeds put into it."""
    return line(unescaped(TAG.sub("", str(text)[: 4 * _LONGEST]))) if text else None


def language(text: object) -> str | None:
    """A language tag in lower case; None where it is none."""
    tag = (line(text) or "").replace("_", "-").lower()
    return tag if _LANGUAGE.fullmatch(tag) else None


def mended(text: str) -> str:
    """Text with the two usual mistakes of feeds undone, as feedparser does.

    UTF-8 that was taken for Latin-1 and encoded once more, and the codes of Windows-1252 in place of characters.
    """
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    coded = _CODES.search(text.encode("utf-8", "surrogatepass"))  # looking for bytes takes a tenth of the time
    return text.translate(_WINDOWS) if coded else text


def categories(names: Iterable[object]) -> tuple[str, ...]:
    """What an entry is filed under, each once, as its feed writes it."""
    found: dict[str, str] = {}
    for name in map(plain, names):
        if name and "://" not in name:  # some file an entry under what it is for programs
            found.setdefault(fold(name), name)
    return tuple(found.values())[:_MOST_CATEGORIES]


def attachment(url: object, media: object, size: object, title: object, base: str | None) -> Attachment | None:
    """A file that an entry names; None where its address is none of the web."""
    address = web_address(str(url or ""), base)
    kind = str(media or "").strip().lower()
    length = str(size or "").strip()
    if address is None:
        return None
    return Attachment(
        address,
        kind if _MEDIA.fullmatch(kind) else None,
        (int(length) or None) if _BYTES.fullmatch(length) else None,
        plain(title),
    )


def attachments(found: Iterable[Attachment | None]) -> tuple[Attachment, ...]:
    """The files of an entry, each once."""
    files: dict[str, Attachment] = {}
    for one in found:
        if one and one.url not in files:
            files[one.url] = one
    return tuple(files.values())[:_MOST_FILES]
