"""Names of files made of titles: plain, short, and never a way out of their folder."""

from __future__ import annotations

import re
import unicodedata

from reader.exporting.clipping import iso
from reader.model import Article
from reader.text import safe

__all__ = ["among_others", "of_title"]

_LETTERS = 60
_BYTES = 150
"""File systems take 255 for the whole name."""
_APART = re.compile(r"[\W_]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])\Z", re.IGNORECASE)
"""What Windows takes for devices, whatever the ending."""
_TOLD_APART = 6
"""Digits of the id in a name that stands among others."""


def of_title(title: str, otherwise: str = "article") -> str:
    """Letters and digits of a title in small, joined by dashes, without an ending."""
    plain = unicodedata.normalize("NFC", safe(title)).lower()
    name = _APART.sub("-", plain).strip("-")
    if len(name) > _LETTERS:
        name = name[:_LETTERS].rpartition("-")[0] or name[:_LETTERS]
    while len(name.encode("utf-8", "replace")) > _BYTES:
        name = name[:-1]
    if _RESERVED.match(name):
        return f"{name}-{otherwise}"
    return name.strip("-") or otherwise


def among_others(article: Article) -> str:
    """The same with its day before it and the beginning of its id behind, by which it keeps its name each time."""
    day = (iso(article.published) or "")[:10]
    ident = _APART.sub("", article.id)[:_TOLD_APART]
    return "-".join(part for part in (day, of_title(article.title), ident) if part)
