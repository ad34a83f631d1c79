"""The text of an entry: which of those it carries, and whether that is all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.address import comparable
from reader.model import Media
from reader.sources.feeds.item import Body, Item
from reader.sources.feeds.values import TAG
from reader.text import count_words, squash, unescaped

__all__ = ["Text", "is_summary", "text_of"]

_ANGLED = re.compile(r"<[^<>]*>?")
_WORD = re.compile(r"\w")
_ESCAPED = re.compile(
    r"\s*&lt;(?:p|div|br|img|a|h[1-6]|ul|ol|span|em|strong|b|i|figure|table|blockquote|section|article)\b[^<]*?&gt;",
    re.IGNORECASE,
)
"""The beginning of markup that was escaped once too often."""
_SHORT = 120
"""Words up to which a text is taken for a summary."""
_MORE = 250
"""Words up to which a text that ends with an invitation to read on is taken for one."""
_BROKEN_OFF = 400
"""Words up to which a text that breaks off is taken for one."""
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\])\s*\Z")
_APPEARED = re.compile(r"The post .{1,300} (?:appeared first on|first appeared on) .{1,200}\Z")
_READ_ON = re.compile(
    r"(?:read (?:the )?(?:more|on|full|rest|whole)|continue reading|keep reading|full (?:story|article)|weiterlesen|"
    r"mehr (?:lesen|erfahren)|lire la suite|en savoir plus|(?:leer|saber) más|s(?:eguir|igue) leyendo|leia mais|"
    r"continuar lendo|leggi tutto|continua a leggere|lees (?:meer|verder)|läs (?:mer|vidare)|les (?:mer|videre)|"
    r"læs (?:mere|videre)|lue lisää|czytaj (?:dalej|więcej)|číst dál|devamını oku|читать (?:далее|дальше|полностью)|"
    r"читати далі|続きを読む|阅读(?:全文|更多)|閱讀(?:全文|更多)|더 보기|더 읽기)",
    re.IGNORECASE,
)
_LAST_LINK = re.compile(r"""<a\s[^<>]{0,500}?href\s*=\s*["']?([^"'\s<>]{1,1000})[^<>]{0,500}>""", re.IGNORECASE)
_TAIL = 80
_COUNTED = 2000
_LONG_WORDS = 14
"""Characters a word has on average where a script writes no spaces, at least."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text that an entry is read by."""

    data: str
    media: Media
    bare: str
    """The same without markup."""
    words: int
    """About how many words there are in it."""
    base: str
    """The address that relative ones in it are seen from, where its feed states one."""


def text_of(item: Item, title: str | None) -> Text:
    """The longest text that an entry carries; its title where none of them has a word."""
    body = max(item.bodies, key=lambda one: len(one.text), default=Body(""))
    data = unescaped(body.text) if _ESCAPED.match(body.text) and not TAG.search(body.text) else body.text
    # What is called plain in RSS is mostly HTML all the same.
    media = Media.PLAIN if body.plain and not TAG.search(data) else Media.HTML
    bare = _bare(data) if media is Media.HTML else data
    if not _WORD.search(bare):  # a picture, say: then its title is all there is to read
        data = bare = title or ""
        media = Media.PLAIN
    return Text(data, media, bare, _about(bare), body.base)


def _about(text: str) -> int:
    """About how many words a text has, by its beginning."""
    start = text[:_COUNTED]
    words = len(start.split())
    if len(start) > _LONG_WORDS * words:
        words = count_words(start)
    return words * len(text) // max(len(start), 1)


def is_summary(text: Text, item: Item, link: str | None) -> bool:
    """Whether an entry seems to carry only a part of what its page, at the comparable address `link`, has to say.

    Not where it has no title, as in a microblog, nor where what it is about is a recording.
    """
    if text.words >= _BROKEN_OFF:
        return False
    recorded = any((one.media or "").startswith(("audio/", "video/")) for one in item.attachments)
    if not link or not item.title or recorded:
        return False
    end = _APPEARED.sub("", squash(text.bare[-_TAIL * 8 :])).rstrip()
    if _ELLIPSIS.search(end):
        return True
    if text.words < _MORE and _READ_ON.search(end[-_TAIL:]) and _leads_to(text.data, link):
        return True
    return text.words < _SHORT and not _is_more_than_a_summary(item.bodies)


def _leads_to(markup: str, link: str) -> bool:
    """Whether the last link in a text leads to the entry."""
    links = _LAST_LINK.findall(markup[-2000:])
    return bool(links) and comparable(unescaped(links[-1])) == link


def _is_more_than_a_summary(bodies: Sequence[Body]) -> bool:
    """Whether an entry has a summary and, besides, a text that says distinctly more."""
    lengths = sorted(len(_bare(body.text)) for body in bodies)
    return len(lengths) > 1 and lengths[-1] > 1.2 * lengths[-2] > 0


def _bare(markup: str) -> str:
    text = _ANGLED.sub(" ", markup)
    return unescaped(text) if "&" in text else text
