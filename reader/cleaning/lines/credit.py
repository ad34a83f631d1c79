"""Lines that say who made a text or a picture, and when: told by their shape.

A caption that ends in its credit ("The bridge at dawn (Photo: Ann Example)"), a picture's credit alone ("Ann Example /
Reuters"), a time of publication or of reading. Agencies and labels are data; what is around them must be short and no
sentence with more behind it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.cleaning.phrases import UNSPACED, lexicon
from reader.text import count_words, fold

__all__ = ["credited", "timed"]

LONGEST_CAPTION = 60
"""Words a caption has at most."""
LONGEST_BEFORE = 30
"""Words a caption has at most before its credit; what is longer is a paragraph that a credit was glued to."""
SHORT = 5
"""Letters up to which an agency's name may be another word, unless in capitals."""
LONGEST_CREDIT = 9
"""Words a credit has at most."""
LONGEST_CREW = 16
"""Words the names have at most of all who made a picture."""
LONGEST_BYLINE = 6
"""Words a byline has at most."""
LONGEST_TIME = 9
"""Words a line has at most that only says when."""

_LABEL_END = re.compile(r"[:：\s](?:(?<=\S)|(?:by|von|de|di)\b)\s*")
_LAST_LETTERS = re.compile(r"[^\W\d_]+\Z")
_BRACKETED = re.compile(r"[(\[]\s*(?:[^\W\d_]+ )?(?P<label>[^\W\d_]+)\s*[:：]\s*(?P<names>[^()\[\]]{2,60})[)\]]\s*$")
_SIGNED = re.compile(r"^(?P<caption>.*?)(?:[(\[–—|,-]\s*)?(?P<mark>[©/(\[])\s*(?P<names>[^©()\[\]]{2,60})[)\]]?$")
_MARK = re.compile(r"[©/(\[]")
_GLUED = re.compile(r"\w[.”\"](?P<names>[A-Z]{2,})$")
_TAKEN = re.compile(r"[（(](?P<names>[^（）()]{2,24})[）)]$")
_PARTS = re.compile(r"[/,|]|\bvia\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。！？…]['\"”’»」]*\s*$")
_INNER_END = re.compile(r"[.!?。！？]['\"”’»」]*\s")
_NAMES = re.compile(r"[\s/,&|+·•–.:;]+|\b(?:and|und|et|y|e|via|for|für|von|by|mit|of|the|de|van|pool)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")


def credited(text: str, words: int) -> str | None:
    """The credit by which a line of so many words is told to be a caption or a byline, or None."""
    if words > LONGEST_CAPTION:
        return None
    labelled = _labelled(text)
    return labelled or _signed(text) or (_bylined(text) if words <= LONGEST_CREDIT else None)


def _labelled(text: str) -> str | None:
    """A caption with "Photo: Ann Example" behind it."""
    bracketed = _BRACKETED.search(text)
    if bracketed and fold(bracketed["label"]) in lexicon().credits:
        return bracketed.group().strip()
    for mark in _LABEL_END.finditer(text):
        before = text[: mark.start()].rstrip()
        label = _LAST_LETTERS.search(before, before.rfind(" ") + 1)
        if not label or fold(label.group()) not in lexicon().credits:
            continue
        if count_words(text[: label.start()]) > LONGEST_BEFORE:
            return None
        if label.start() and _credit(text[mark.end() :]):
            return text[label.start() :]
    return None


def _credit(names: str) -> bool:
    return _named(names, LONGEST_CREW) or (count_words(names) <= LONGEST_CREDIT and _agency(names))


def _signed(text: str) -> str | None:
    """A caption or a name with "© Ann Example", "/ Agency" or "(Agency)" behind it."""
    if text.endswith(".") and "©" not in text:
        return None
    glued = _GLUED.search(text) or _TAKEN.search(text)
    if glued and (fold(glued["names"]) in lexicon().agencies or fold(glued["names"]).endswith(_unspaced_credits())):
        return glued["names"]
    signed = _SIGNED.match(text) if _MARK.search(text) else None
    if not signed or count_words(signed["caption"]) > LONGEST_BEFORE:
        return None
    caption, names = signed["caption"], signed["names"].strip()
    if signed["mark"] == "©":
        return f"© {names}" if _agency(names) or _named(names, LONGEST_CREDIT) else None
    if not _agency(names) or (_SENTENCE_END.search(caption) and "/" not in names):
        return None
    last = _INNER_END.split(caption)[-1]
    return names if last == caption or _named(last, LONGEST_CREDIT) or "/" in names else None


@lru_cache(maxsize=1)
def _unspaced_credits() -> tuple[str, ...]:
    """The words for credits in scripts without spaces, where they stand behind the name: "（山田撮影）"."""
    return tuple(label for label in lexicon().credits if not label.isascii() and UNSPACED.search(label))


def _bylined(text: str) -> str | None:
    """ "By Ann Example", or an agency and nothing else."""
    if fold(text).strip(" .()[]") in lexicon().agencies and (len(text) > SHORT or text.isupper()):
        return text
    name, comma, agency = text.rpartition(",")
    if comma and len(agency) > SHORT and _agency(agency) and _named(name, LONGEST_CREDIT):
        return text
    said = text.split()
    for length in (1, 2, 3):
        if not 2 <= len(said) - length <= LONGEST_BYLINE:
            continue
        if fold(" ".join(said[:length])).rstrip(" :") in lexicon().bylines:
            names = " ".join(said[length:])
            return text if _named(names, LONGEST_BYLINE) and not _SENTENCE_END.search(names) else None
    return None


def _agency(names: str) -> bool:
    return any(bare in lexicon().agencies for bare in (fold(part).strip(" .") for part in _PARTS.split(names)))


def _named(text: str, most: int) -> bool:
    """Whether a text is nothing but names: few words, each with a capital."""
    words = [word for word in _NAMES.split(text) if word and word[0].isalpha()]
    return 0 < len(words) <= most and not any(word.islower() for word in words)


def timed(text: str, words: int) -> str | None:
    """The word by which a line of so many words only says when something was published, or how long it is; or None."""
    if words > LONGEST_TIME or not _NUMBER.search(text) or _SENTENCE_END.search(text):
        return None
    said = _WORD.findall(fold(text))
    rules = lexicon()
    if not all(word in rules.times or word in rules.stamps for word in said):
        return None
    return next((word for word in said if word in rules.stamps), None)
