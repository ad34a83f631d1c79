"""Full text: how words are cut and folded, and how a question becomes an FTS5 expression.

SQLite's tokenizer `unicode61` knows no words in scripts without spaces, and takes symbols younger than its
tables for letters. So texts are indexed with an invisible separator around each such character, and questions
are cut the same way, into phrases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from reader.query import Query

__all__ = ["MATCH_END", "MATCH_START", "expressions", "plain", "segment", "tokens"]

MATCH_START = "\ue000"
"""Stands before a match in a snippet."""
MATCH_END = "\ue001"
"""Stands behind a match in a snippet."""

_SEPARATOR = "\u2060"  # what `text.safe` takes out of outside text, so that it is ours alone
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"  # CJK
    "\u2b00-\u2bff\U0001f000-\U0001faff"  # arrows and emoji
)
# Left for `re` to compile when first met: 7 ms that a start need not pay.
_OURS = f"[{MATCH_START}{MATCH_END}{_SEPARATOR}]"
_SPECIAL = f"[{MATCH_START}{MATCH_END}{_SEPARATOR}{_ALONE}]"
_BORDER = rf"(?<=[{_ALONE}])(?=[\w{_ALONE}])|(?<=\w)(?=[{_ALONE}])"
# The combining marks that unicode61 swallows; all others part words.
_SWALLOWED = frozenset(
    [*range(0x300, 0x305), *range(0x306, 0x30D), 0x30F, 0x311, 0x31B, *range(0x323, 0x329), 0x32D, 0x32E, 0x330, 0x331]
)


def segment(text: str) -> str:
    """`text` as it is indexed: every letter that is a word of its own set apart."""
    if text.isascii() or not re.search(_SPECIAL, text):
        return text
    return re.sub(_BORDER, _SEPARATOR, re.sub(_OURS, " ", text))


def plain(text: str) -> str:
    """Undo `segment`."""
    return text.replace(_SEPARATOR, "")


def tokens(text: str) -> list[str]:
    """The terms that the index holds for a text, in order."""
    return segment(text).translate(_FOLDING).split()


def expressions(query: Query) -> tuple[str | None, str | None]:
    """What FTS5 must match, and must not match; None where the query asks for nothing of the kind."""
    wanted = [
        *_phrases(query.words, open_end=True),
        *_phrases(query.phrases),
        *(f"title : {title}" for title in _phrases(query.titles, open_end=True)),
    ]
    unwanted = list(_phrases(query.without))
    return " AND ".join(wanted) or None, " OR ".join(unwanted) or None


def _phrases(texts: Iterable[str], *, open_end: bool = False) -> Iterable[str]:
    """Each text as a quoted phrase. Tokens hold letters and digits only, so nothing in them is syntax."""
    for text in texts:
        found = tokens(text)
        if found:
            yield f'"{" ".join(found)}"' + (" *" if open_end and text.endswith("*") else "")


class _Folding(dict[int, str]):
    """What `unicode61 remove_diacritics 2` makes of each character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if code in _SWALLOWED:
            folded = ""
        elif unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co":
            folded = _lower(_bare(char))
        else:
            folded = " "
        self[code] = folded
        return folded


def _bare(char: str) -> str:
    """Without accents, where what remains is a letter of ASCII: the tokenizer leaves all others as they are."""
    letter, *marks = list(unicodedata.normalize("NFD", char))
    return letter if letter.isascii() and marks and all(unicodedata.combining(mark) for mark in marks) else char


def _lower(char: str) -> str:
    """One character stays one: ß is not spelt out."""
    return next((low for low in (char.casefold(), char.lower()) if len(low) == 1), char)


_FOLDING = _Folding()
