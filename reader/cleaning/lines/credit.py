"""Lines that say who made a text or a picture, and when: told by their shape.

A caption that ends in its credit ("The bridge at dawn (Photo: Ann Example)"), a picture's credit alone ("Ann Example /
Reuters"), a time of publication or of reading. Agencies and labels are data; what is around them must be short and no
sentence with more behind it.
"""

from __future__ import annotations

import re

from reader.cleaning.dates import parse_date
from reader.cleaning.phrases import lexicon
from reader.text import count_words, fold

__all__ = ["credited", "timed"]

LONGEST_CAPTION = 60
"""Words a caption has at most."""
LONGEST_CREDIT = 9
"""Words a credit has at most."""
LONGEST_TIME = 9
"""Words a line has at most that only says when."""

_BEHIND = re.compile(r"^(?P<caption>.*?)[\s(\[|–—-]*\b(?P<label>[^\W\d_]+(?: [^\W\d_]+)?)\s*[:：]\s*(?P<names>[^:：]+)$")
_SIGNED = re.compile(r"^(?P<caption>.*?)(?:[(\[–—|,-]\s*)?[©/(\[]\s*(?P<names>[^©()\[\]]{2,60})[)\]]?$")
_SENTENCE_END = re.compile(r"[.!?。！？…]['\"”’»」]*\s*$")
_INNER_END = re.compile(r"[.!?。！？]['\"”’»」]*\s")
_NAMES = re.compile(r"[\s/,&|+·•–-]+|\b(?:and|und|et|y|e|via|for|für|von|by|mit|of|the|de|van|pool)\b", re.IGNORECASE)
_MARKS = re.compile(r"[\s|·•,()\[\]/–—-]+")
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\d{1,2}時\d{1,2}分")
_NUMBER = re.compile(r"\d+")


def credited(text: str) -> str | None:
    """The credit by which a line is told to be a caption, or None."""
    if count_words(text) > LONGEST_CAPTION:
        return None
    labelled = _BEHIND.match(text)
    if labelled and fold(labelled["label"]).split()[-1] in lexicon().credits:
        names = labelled["names"].strip(" .)]")
        if _named(names, LONGEST_CREDIT + 8 * (":" in labelled["caption"])) and labelled["caption"].strip():
            return f"{labelled['label']}: {names}"
    signed = _SIGNED.match(text)
    if signed and _agency(signed["names"]) and not _SENTENCE_END.search(signed["caption"]):
        last = _INNER_END.split(signed["caption"])[-1]
        if "©" in text or _named(last, LONGEST_CREDIT) or not _INNER_END.search(signed["caption"]):
            return signed["names"].strip()
    return None


def _agency(names: str) -> bool:
    return any(bare in lexicon().agencies for bare in (fold(part).strip(" .") for part in re.split(r"[/,|]", names)))


def _named(text: str, most: int) -> bool:
    """Whether a text is nothing but names: few words, each with a capital."""
    words = [word for word in _NAMES.split(text) if word and word[0].isalpha()]
    return 0 < len(words) <= most and all(word[0].isupper() or not word[0].islower() for word in words)


def timed(text: str) -> str | None:
    """The word by which a line only says when something was published or how long it takes to read, or None."""
    if not _NUMBER.search(text) or count_words(text) > LONGEST_TIME or _SENTENCE_END.search(text):
        return None
    said = _WORD.findall(fold(text))
    rules = lexicon()
    if not all(word in rules.times or word in rules.stamps for word in said):
        return None
    return next((word for word in said if word in rules.stamps), None)
