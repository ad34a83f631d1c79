"""Where a sentence ends, in any language: by shape, without a list of abbreviations.

A line break ends a sentence, and so does a closing mark with white space behind it, or the full stop of a script
written without spaces. A point is not always an end: behind an initial, an acronym, a word without a vowel, a short
capitalised word or a small number ("J.", "U.S.", "Mr.", "Gov.", "3.") it is in doubt. The text itself settles the
doubt, as in Punkt (Kiss and Strunk 2006), but from what one article holds: it is an end where the word before
stands without a point elsewhere in the text, or where the word behind is written small elsewhere, so that its
capital is the sentence's. Thai and Lao have no closing mark; there a space ends what is long enough to be a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Sentence", "split"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands in its text: `text[start:end]`."""

    text: str
    start: int
    end: int


_STOPS = ".!?\u2026\u203c\u2047-\u2049\u061f\u06d4\u0964\u0965\u0589\u1362\u1367\u104b\u17d4\u17d5"
_WIDE_STOPS = "\u3002\uff01\uff1f\uff61\uff0e"
_CLOSERS = "\"'\u201d\u2019\u00bb\u203a\u300d\u300f\u3011\uff09)\\]\u201c"
_OPENERS = "\"'\u201c\u2018\u201e\u00ab\u2039\u300c\u300e\u3010\uff08(\\[\u00bf\u00a1\u2013\u2014\\-"
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4f\u0e81-\u0edf"
_THAI_CLAUSE = 60
"""Letters at which a run of Thai or Lao counts as a clause of its own."""

_STOP = rf"(?P<stop>[{_STOPS}]+)[{_CLOSERS}]*(?=\s)"
_WIDE_OR_SPACE = rf"(?P<wide>[{_WIDE_STOPS}]+[{_CLOSERS}]*)|(?<=[{_THAI}])(?P<space> )(?=[{_THAI}])"
_END = re.compile(rf"{_STOP}|{_WIDE_OR_SPACE}")
_SPACED_END = re.compile(_STOP)
"""The same, where no script without spaces occurs."""
_UNSPACED = re.compile(f"[{_WIDE_STOPS}{_THAI}]")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_NEXT = re.compile(rf"\s*[{_OPENERS}\s]*(?P<word>[^\W_]+(?:['\u2019.-][^\W_]+)*)?")
_LEADING = "\"'\u201c\u2018\u201e\u00ab(["
_VOWEL = re.compile(r"[aeiouyäöüåæøœ\u0080-\U0010ffff]", re.IGNORECASE)
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?![\w.])")
_SHORT = 4
"""Letters of a capitalised word that may be an abbreviation ("Gov.", "Prof.")."""
_LOOKED_BACK = 40
"""Characters looked at before a point; a longer word is no abbreviation."""


def split(text: str) -> list[Sentence]:
    """The sentences of a text in order, with nothing but white space between them and around them.

    Lines are never joined, so that a heading or a list item stands by itself.
    """
    context = _Context(text)
    return [sentence for line in _LINE.finditer(text) for sentence in _of_line(text, line.start(), line.end(), context)]


class _Context:
    """What the text itself says about its words and ends."""

    def __init__(self, text: str) -> None:
        self.spaced = not _UNSPACED.search(text)
        self._text = text
        self._words: frozenset[str] | None = None

    def has(self, word: str) -> bool:
        """Whether a word stands somewhere, written so, without a point behind it."""
        if self._words is None:  # most texts of a sentence or two never ask
            self._words = frozenset(_WORD.findall(self._text))
        return word in self._words


def _of_line(text: str, start: int, end: int, context: _Context) -> Iterator[Sentence]:
    begin = start
    for mark in (_SPACED_END if context.spaced else _END).finditer(text, start, end):
        if mark.end() < end and _is_end(text, begin, mark, end, context):
            yield from _trimmed(text, begin, mark.end())
            begin = mark.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    shown = text[start:end]
    start += len(shown) - len(shown.lstrip())
    shown = shown.strip()
    if shown:
        yield Sentence(shown, start, start + len(shown))


def _is_end(text: str, begin: int, mark: re.Match[str], end: int, context: _Context) -> bool:
    if mark.lastgroup == "space":
        return mark.start() - begin >= _THAI_CLAUSE
    if mark.lastgroup == "wide":
        # A quotation that is closed here goes on with who said it, unless another one opens.
        closed = mark["wide"][-1] not in _WIDE_STOPS
        return not closed or text[mark.end()] in "\u201c\u300c\u300e" or text[mark.end()].isspace()
    behind = _NEXT.match(text, mark.end(), end)
    word = behind["word"] if behind else None
    if word is None:
        return True
    if word[0].islower():
        return False
    return mark["stop"] != "." or not _is_doubtful(text, begin, mark, word, context)


def _is_doubtful(text: str, begin: int, mark: re.Match[str], word: str, context: _Context) -> bool:
    """Whether a point more likely belongs to the word before it."""
    if mark.end() - mark.start() > 1 or text[mark.end() : mark.end() + 2].strip()[:1] in ("\u201c", '"', "\u00ab"):
        return False  # something closes or opens here: the sentence is over
    before = text[max(begin, mark.start() - _LOOKED_BACK) : mark.start()].rpartition(" ")[2]
    own = before.lstrip(_LEADING)
    if not own or not _may_be_short(own):
        return False
    return not (context.has(own) and len(own) > 1) and not context.has(word.lower())


def _may_be_short(word: str) -> bool:
    if word.isdecimal():
        return len(word) <= 2
    if "." in word or len(word) == 1 or not _VOWEL.search(word):
        return True
    return word[0].isupper() and len(word) <= _SHORT
