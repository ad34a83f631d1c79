"""The terms by which texts are compared: words in small letters, and in scripts without spaces pairs of letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["terms"]

_PLAIN = re.compile(r"[a-z0-9]+")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"  # CJK
)


def terms(text: str) -> list[str]:
    """The terms of a text, in order. Accents stay: in many languages they tell words apart."""
    lower = text.lower()
    if lower.isascii():
        return _PLAIN.findall(lower)
    found: list[str] = []
    for word in _word().findall(unicodedata.normalize("NFC", lower)):
        if word.isascii() or not _unspaced().search(word):
            found.append(word)
        else:
            found += _pairs(word)
    return found


def _pairs(word: str) -> list[str]:
    """Words of a script with spaces, pairs of letters of one without: "iphone手机壳" is iphone, 手机, 机壳."""
    found: list[str] = []
    for run in _unspaced().split(word):
        if len(run) > 2 and _unspaced().match(run):
            found += [run[at : at + 2] for at in range(len(run) - 1)]
        elif run:
            found.append(run)
    return found


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """Letters and digits with the marks that belong to them, which Python does not count among the letters."""
    marks = "".join(mark for mark in map(chr, range(0x300, 0x3100)) if unicodedata.category(mark) in ("Mn", "Mc"))
    return re.compile(rf"(?:[^\W_]|[{marks}])+")


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"([{_UNSPACED}]+)")
