"""What else is about this: which terms to ask for, and what two articles share.

The question is the article's own most telling words (tf-idf); the library answers with candidates and how well
each fits, compared with the article itself. Time counts where both dates are stated: news about one event
comes within days, so a candidate's score decays with the distance, never below a floor. Every row can say why
it stands there: shared names, a quote word for word, numbers, or else its shared words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reader.model import instant
from reader.text import fold, words

__all__ = ["LEAST", "SAME_STORY", "Reading", "nearness", "reasons", "telling_terms"]

TERMS = 25
"""Terms asked for: 16 would cost half at 100,000 articles and lose 0.002 of nDCG@5."""
TITLE_WEIGHT = 3
"""How often a word of the title counts."""
COMMON = 0.2
"""A term held by more than this share of the library tells nothing."""
DAYS = 5.0
"""Days in which nearness in time falls by a factor of e."""
FLOOR = 0.3
"""What remains of a score however far apart two dates are."""
SAME_STORY = 0.35
"""The least score, compared with the article itself, at which another one is about the same event."""

LEAST = 0.06
"""The least score at which another article is related at all; on the sample articles three of four strangers stay
below it, and nine of ten of the same story above."""

_QUOTE = re.compile(r"[\"“„«「『]([^\"”“»」』]{20,400})[\"”“»」』]")
_NUMBER = re.compile(r"\b\d[\d.,]*\d\b|\b\d{2,}\b")
_SENTENCE = re.compile(r"[.!?。！？\n]+\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What of an article is compared: its words, and when it was published if it says so."""

    title: str
    text: str
    published: date | datetime | None = None
    source: str | None = None


def telling_terms(counts: Mapping[str, int], frequencies: Mapping[str, int], total: int) -> list[str]:
    """The terms that tell an article from the rest, best first.

    `counts`: how often the article holds each term; `frequencies`: how many of `total` articles hold it. A term
    that no other article holds finds nothing and is left out.
    """
    rated = {
        term: (1 + math.log(count)) * math.log((total + 1) / frequencies[term])
        for term, count in counts.items()
        if 1 < frequencies.get(term, 0) <= max(COMMON * total, 3)
    }
    return sorted(rated, key=lambda term: (-rated[term], term))[:TERMS]


def nearness(first: date | datetime | None, second: date | datetime | None) -> float:
    """1 on the same day, falling to a floor; 1 where a date is not known, so that nobody is punished for it."""
    if first is None or second is None:
        return 1.0
    days = abs(instant(first) - instant(second)) / 86400
    return FLOOR + (1 - FLOOR) * math.exp(-days / DAYS)


def reasons(
    one: Reading, other: Reading, shared_terms: Sequence[str], rarity: Callable[[str], float]
) -> tuple[str, ...]:
    """Why two articles stand together, most telling first; never empty where they share a term."""
    found: list[str] = []
    quote = _shared_quote(one.text, other.text)
    if quote:
        found.append(f"same quote: “{quote}”")
    names = _shared_names(one, other, rarity)
    if names:
        found.append("names: " + ", ".join(names))
    numbers = sorted(set(_NUMBER.findall(one.text)) & set(_NUMBER.findall(other.text)), key=len, reverse=True)
    telling = [number for number in numbers if len(number) > 2 and not re.fullmatch(r"(?:19|20)\d\d", number)][:3]
    if telling:
        found.append("numbers: " + ", ".join(telling))
    named = " ".join(fold(name) for name in names)
    theirs = set(words(fold(f"{other.title} {other.text}"))) if len(found) < 3 else set()
    terms = [term for term in shared_terms if term in theirs and term not in named][:5]
    if terms:
        found.append("words: " + ", ".join(terms))
    return tuple(found)


def _shared_quote(one: str, other: str) -> str | None:
    quotes = {fold(quote): quote for quote in _QUOTE.findall(one)}
    shared = [quotes[key] for key in (fold(quote) for quote in _QUOTE.findall(other)) if key in quotes]
    longest = max(shared, key=len, default=None)
    if longest is None:
        return None
    said = words(longest)
    return " ".join(said[:9]) + " …" if len(said) > 10 else longest.rstrip(" ,")


def _shared_names(one: Reading, other: Reading, rarity: Callable[[str], float]) -> list[str]:
    """Names both use, whole ones rather than their parts, the rarest first."""
    theirs = {fold(name) for name in _names(other)}
    sources = fold(f"{one.source or ''} {other.source or ''}")
    shared = [name for name in _names(one) if fold(name) in theirs and fold(name) not in sources]
    whole = [name for name in shared if not any(name != longer and _part_of(name, longer) for longer in shared)]
    return sorted(whole, key=lambda name: -max(rarity(word) for word in fold(name).split()))[:4]


def _part_of(name: str, longer: str) -> bool:
    return f" {fold(name)} " in f" {fold(longer)} "


def _names(reading: Reading) -> list[str]:
    """Runs of capitalised words, in scripts that have capitals; most frequent first.

    A single word at the head of a sentence is one only where it is written so elsewhere too.
    """
    counts: Counter[str] = Counter()
    doubtful: set[str] = set()
    for sentence in _SENTENCE.split(reading.text):
        for start, run in _capitalised(words(sentence)):
            name = " ".join(run)
            if start == 0 and len(run) == 1:
                doubtful.add(name)
            elif len(name) > 2:
                counts[name] += 1
    counts.update(name for name in doubtful if name in counts)
    lower = {word for word in words(reading.text) if word.islower()}
    return [name for name, _ in counts.most_common(60) if name.lower() not in lower]


def _capitalised(sentence: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of capitalised words, each with the number of its first word."""
    run: list[str] = []
    for number, word in enumerate([*sentence, ""]):
        if word[:1].isupper():
            run.append(_possessed(word))
        elif run:
            yield number - len(run), run
            run = []


def _possessed(word: str) -> str:
    return re.sub(r"['’]s$", "", word)
