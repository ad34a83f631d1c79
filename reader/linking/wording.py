"""The words of a sentence, in the form in which two sentences are compared, and which of them are names.

Written small, without possessive endings; letter by letter in scripts without spaces; numbers in one form, so that
"1,000", "1.000" and "1000", or "two" and "2", are the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from sys import intern

__all__ = ["UNSPACED", "is_number", "names", "numeral_table", "small_words", "tokens", "tokens_of_each"]

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Characters of scripts without spaces, for a class of a regular expression."""

_WORDS = rf"\d+(?:[.,:]\d+)*|[{UNSPACED}]|[^\W\d_{UNSPACED}]+(?:['\u2019][^\W\d_{UNSPACED}]+)*"
_WORD = re.compile(_WORDS)
_WORD_OR_END = re.compile(rf"\n|{_WORDS}")
_SPACED_OR_END = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.:]\d+)*|\n")
"""The same, where no script without spaces occurs."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
# What is looked for comes first, then what stands before it: the other way round takes three times as long.
_GROUPED = re.compile(r"[.,](?=\d{3}(?!\d))(?<=\d[.,])")
_COMMA = re.compile(r",(?=\d)(?<=\d,)")
_POSSESSIVE = re.compile(r"'s(?!\w)(?<=\w's)")
_OPENS = re.compile(r"[\"\u201c\u201e\u00ab\u2018\u2039:(\[\u2013\u2014.!?\u2026]|(?<!\w)'")
"""Behind these a capital may be a beginning's."""
_TITLE = 4
"""Letters of what is short for a title at most."""
_WITHIN = " .-&"
"""What may stand between the words of one name."""


def tokens(sentence: str) -> list[str]:
    """The words of a sentence in order."""
    return tokens_of_each([sentence])[0]


def tokens_of_each(sentences: Sequence[str]) -> list[list[str]]:
    """The words of each of many sentences: all in one go, as their number is what takes time."""
    if not sentences:
        return []
    together = "\n".join([sentence.replace("\n", " ") for sentence in sentences])
    plain = _GROUPED.sub("", together.casefold().replace("\u2019", "'"))
    plain = _COMMA.sub(".", _POSSESSIVE.sub("", plain) if "'" in plain else plain)
    numerals = numeral_table("numerals")
    found = (_WORD_OR_END if _UNSPACED.search(plain) else _SPACED_OR_END).findall(plain)
    ends = [at for at, word in enumerate(found) if word == "\n"]
    return [
        [intern(numerals.get(word, word)) for word in found[begin:end]]
        for begin, end in zip([0, *[end + 1 for end in ends]], [*ends, len(found)], strict=True)
    ]


def is_number(token: str) -> bool:
    """Whether a token is a number."""
    return token[0].isdigit()


def names(sentence: str) -> Iterator[tuple[str, ...]]:
    """Each run of capitalised words that no sentence or quotation begins with, as tokens.

    What is short for a title or a first name ("Mr.", "Gov.", "J.") is left out of it.
    """
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(sentence):
        word, between = match.group(), sentence[end : match.start()]
        if run and between.strip(_WITHIN):
            yield tuple(run)
            run = []
        if word[0].isupper() and (run or (end and not _OPENS.search(between))):
            if len(word) > _TITLE or not sentence.startswith(".", match.end()):
                run.append(_POSSESSIVE.sub("", word.casefold().replace("\u2019", "'")))
        elif run:
            yield tuple(run)
            run = []
        end = match.end()
    if run:
        yield tuple(run)


def small_words(sentence: str) -> Iterator[str]:
    """The words that are written small."""
    return (word for word in _WORD.findall(sentence) if word.islower())


@lru_cache(maxsize=3)
def numeral_table(name: str) -> dict[str, str]:
    """A table of numerals.toml: "numerals" to their digits, "powers" to tens, "units" to one name for each."""
    text = files(__package__).joinpath("numerals.toml").read_text("utf-8")
    return {word: meant for meant, words in tomllib.loads(text)[name].items() for word in words}
