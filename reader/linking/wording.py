"""The words of a sentence, in the form in which two sentences are compared, and which of them are names.

Written small, without possessive endings; letter by letter in scripts without spaces; numbers in one form, so that
"1,000", "1.000" and "1000", or "two" and "2", are the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

__all__ = ["UNSPACED", "is_number", "names", "numeral_table", "small_words", "tokens"]

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Characters of scripts without spaces, for a class of a regular expression."""

_TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*|[{UNSPACED}]|[^\W\d_{UNSPACED}]+(?:['\u2019][^\W\d_{UNSPACED}]+)*")
_GROUPED = re.compile(r"[.,](?=\d{3}(?!\d))")
_OPENS = re.compile(r"[\"\u201c\u201e\u00ab\u2018\u2039:(\[\u2013\u2014.!?\u2026]|(?<!\w)'")
"""Behind these a capital may be a beginning's."""
_WITHIN = " .-&"
"""What may stand between the words of one name."""


def tokens(sentence: str) -> list[str]:
    """The words of a sentence in order."""
    plain = sentence.casefold().replace("\u2019", "'")
    numerals = numeral_table("numerals")
    return [numerals.get(token) or _plain(token) for token in _TOKEN.findall(plain)]


def is_number(token: str) -> bool:
    """Whether a token is a number."""
    return token[0].isdigit()


def names(sentence: str) -> Iterator[str]:
    """The last word of each run of capitalised words that no sentence or quotation begins with, as a token.

    The last one: of a person's name it is what others repeat, and titles go before it.
    """
    run, end = "", 0
    for match in _TOKEN.finditer(sentence):
        word, between = match.group(), sentence[end : match.start()]
        if run and between.strip(_WITHIN):
            yield run
            run = ""
        if word[0].isupper() and (run or (end and not _OPENS.search(between))):
            run = _plain(word.casefold().replace("\u2019", "'"))
        elif run:
            yield run
            run = ""
        end = match.end()
    if run:
        yield run


def small_words(sentence: str) -> Iterator[str]:
    """The words that are written small."""
    return (word for word in _TOKEN.findall(sentence) if word.islower())


@lru_cache(maxsize=3)
def numeral_table(name: str) -> dict[str, str]:
    """A table of numerals.toml: "numerals" to their digits, "powers" to tens, "units" to one name for each."""
    text = files(__package__).joinpath("numerals.toml").read_text("utf-8")
    return {word: meant for meant, words in tomllib.loads(text)[name].items() for word in words}


def _plain(token: str) -> str:
    if token[0].isdigit():
        return token if token.isdigit() else _GROUPED.sub("", token).replace(",", ".")
    return token.removesuffix("'s")
