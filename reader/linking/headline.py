"""A headline as printed, and how it may be read: what a site puts before and behind it may not belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reader.text import fold, title_words

__all__ = ["Wording", "readings"]

_MARKER = re.compile(r"^\s*[•·*►▶»-]+\s+")
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)\s*$")
_BEFORE = re.compile(r"^[^:|]{2,40}?\s*(?::|\s\|)\s+")
_BEHIND = re.compile(r"\s+(?:(?:[|–—-]|::|»)\s+[^|–—]{2,40}|\([^()]{2,40}\))\s*$")
_LONGEST = 4
"""Words of a site's name or of a label ("Live updates:") at most."""
_LABELS = 2
"""Labels before a headline at most: "AP News: Exclusive: "."""
_AS_WRITTEN = re.compile(r"[^\W_]+")
_TELLING = 4
"""Letters of a word from which on its capital tells how a headline is written."""

_LETTERS = 1_000
"""What is longer is a text and no headline: its beginning stands for it."""


@dataclass(frozen=True)
class Wording:
    """The words of a headline, read in one way."""

    text: str
    stripped: int = 0
    """How many things that may be a site's were left off."""
    cut: bool = False
    """Whether an ellipsis says that it goes on."""

    @cached_property
    def plain(self) -> str:
        """Folded."""
        return fold(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """For comparing, in order."""
        return tuple(title_words(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that are names, as far as capitals tell: within a headline whose other words have none."""
        written = _AS_WRITTEN.findall(self.text.replace("’", "").replace("'", ""))
        capital = [word[0].isupper() for word in written]
        small = sum(word[0].islower() for word in written if len(word) >= _TELLING)
        large = sum(word[0].isupper() for word in written[1:] if len(word) >= _TELLING)
        if small < 2 or small < large:
            return frozenset()
        first = (
            0 if capital[:2] == [True, True] else 1
        )  # the first word has a capital anyway, before another it is a name's
        return frozenset(fold(word) for word, large in zip(written[first:], capital[first:], strict=True) if large)


def readings(headline: str) -> list[Wording]:
    """The headline whole, and without what may be a site's name or label; every one has words."""
    whole = _MARKER.sub("", headline.strip()[:_LETTERS])
    found = {wording.text: wording for wording in reversed([*_labelled(whole, 0), *_unsigned(whole)])}
    return [wording for wording in reversed(found.values()) if wording.words]


def _unsigned(text: str) -> Iterator[Wording]:
    """Without a site's name behind it."""
    site = _BEHIND.search(text)
    if site and len(site.group().split()) <= _LONGEST + 1 and len(title_words(text[: site.start()])) > 1:
        yield from _labelled(text[: site.start()], 1)


def _labelled(text: str, stripped: int) -> Iterator[Wording]:
    """As it is, and without the labels before it, one after the other."""
    for more in range(_LABELS + 1):
        short = _CUT_SHORT.sub("", text)
        yield Wording(short, stripped + more, short != text)
        label = _BEFORE.match(text)
        if not label or len(label.group().split()) > _LONGEST + 1 or len(title_words(text[label.end() :])) < 2:
            return
        text = text[label.end() :]
