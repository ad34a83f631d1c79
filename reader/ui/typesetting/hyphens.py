"""Parting words at the end of a line by the rules of their language, as the extra `hyphenation` knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.ui.painting.cells import Parts
from reader.ui.typesetting.extras import is_installed
from reader.ui.typesetting.runs import Runs

if TYPE_CHECKING:
    from pyphen import Pyphen

__all__ = ["dictionary", "hyphenation"]

_LEAST = 6
"""Letters of a word that may be parted."""
_BEFORE, _AFTER = 2, 3
"""Letters that stay at least before a hyphen and after it."""
_WORD = re.compile(r"[^\W\d_]+")
_NO_WORD = re.compile(r"[\d_/@\\]|\w\.\w")
"""What addresses, file names and the like have in them."""
_CAPITAL_NOUNS = frozenset(["de", "lb"])
"""Languages in which a capital does not tell a name from a noun."""
_USUAL = {"en": "en_US", "pt": "pt_PT", "de": "de_DE", "no": "nb_NO"}


@lru_cache(8)
def dictionary(language: str) -> Pyphen | None:
    """The rules of a language ("de-at"); None where there are none. Reads a file once: a tenth of a second and more."""
    if not language or not is_installed("pyphen"):
        return None
    from pyphen import LANGUAGES, Pyphen, language_fallback

    main = language.lower().replace("_", "-").partition("-")[0]
    name = language_fallback(language) or language_fallback(_USUAL.get(main, main))
    name = name or next((known for known in sorted(LANGUAGES) if known.startswith(f"{main}_")), None)
    return Pyphen(lang=name, left=_BEFORE, right=_AFTER) if name else None


def hyphenation(runs: Runs, language: str) -> Parts | None:
    """Where the words of a text may be parted; None where nothing is known of its language.

    Never in code and addresses, nor in what may be a name: a word with capitals, or in German with two.
    """
    rules = dictionary(language)
    if rules is None:
        return None
    nouns = language.lower().partition("-")[0] in _CAPITAL_NOUNS

    def parts(start: int, end: int) -> Sequence[int]:
        if _NO_WORD.search(runs.text, start, end) or runs.is_code(start, end):
            return ()
        words = [match for match in _WORD.finditer(runs.text, start, end) if may(match.group())]
        return [match.start() + at for match in words for at in rules.positions(match.group())]

    def may(word: str) -> bool:
        return len(word) >= _LEAST and (word.islower() or (nouns and word[1:].islower()))

    return parts
