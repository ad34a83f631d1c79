"""Why two articles stand together: what they share, most telling first.

A quote word for word, names, numbers, or else the words by which the one is told from the rest of the library.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.linking.terms import terms
from reader.text import fold, words

__all__ = ["Reading", "reasons"]

_QUOTE = re.compile(r"[\"“„«「『]([^\"”“»」』]{20,400})[\"”“»」』]")
_NUMBER = re.compile(r"\b\d[\d.,]*\d\b|\b\d{2,}\b")
_SENTENCE = re.compile(r"[.!?。！？\n]+\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What of an article is looked at."""

    title: str
    text: str
    source: str | None = None


def reasons(one: Reading, other: Reading, telling: Sequence[str], rarity: Callable[[str], float]) -> tuple[str, ...]:
    """Why two articles stand together, most telling first; never empty where they share one of the terms.

    `telling` are the most telling of the one article, best first; `rarity` is that of a word in small letters.
    """
    found: list[str] = []
    quote = _shared_quote(one.text, other.text)
    if quote:
        found.append(f"same quote: “{quote}”")
    names = _shared_names(one, other, rarity)
    if names:
        found.append("names: " + ", ".join(names))
    numbers = sorted(
        set(_NUMBER.findall(one.text)) & set(_NUMBER.findall(other.text)), key=lambda number: (-len(number), number)
    )
    numbers = [number for number in numbers if len(number) > 2 and not re.fullmatch(r"(?:19|20)\d\d", number)][:3]
    if numbers:
        found.append("numbers: " + ", ".join(numbers))
    named = " ".join(names).lower()
    theirs = set(terms(f"{other.title} {other.text}")) if len(found) < 3 else set()
    shared = [term for term in telling if term in theirs and term not in named][:5]
    if shared:
        found.append("words: " + ", ".join(shared))
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
    folded = {name: fold(name) for name in _names(one)}
    shared = {name: key for name, key in folded.items() if key in theirs and key not in sources}
    whole = [name for name, key in shared.items() if not any(_is_part(key, longer) for longer in shared.values())]
    return sorted(whole, key=lambda name: -max(rarity(word) for word in name.lower().split()))[:4]


def _is_part(name: str, longer: str) -> bool:
    return name != longer and f" {name} " in f" {longer} "


@lru_cache(maxsize=8)
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
