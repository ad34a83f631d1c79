"""Which article does a headline mean?

A printed headline is rarely the title letter for letter: it is cut short, reworded word by word, dressed with
the site's name. So candidates are scored by what they share: words weighted by how rare they are in the
library, letter trigrams (which survive inflection and rewording in part), and word order. A match counts only
when it is good and clearly better than the runner-up; "not in your library" is a fine answer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.text import fold

__all__ = ["SURE", "Match", "best", "plain_title", "score", "tokens"]

SURE = 0.56
"""The least score that counts as the same headline."""
MARGIN = 0.05
"""How much better than the runner-up a match must be, unless both titles read the same."""

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SITE = re.compile(r"\s+(?:[|–—-]|::|»)\s+(?P<site>[^|–—]{2,40})$")
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)\s*$")

Rarity = Callable[[str], float]
"""How much a word tells, its inverse document frequency: about 0 for "the", 10 for a rare name."""


@dataclass(frozen=True, slots=True)
class Match:
    """An article a headline may mean."""

    article: str
    title: str
    score: float
    """0 to 1."""


def best(headline: str, candidates: Iterable[tuple[str, str]], rarity: Rarity) -> Match | None:
    """The one article this headline means, or None when nothing is sure enough."""
    matches = sorted(
        (Match(article, title, score(headline, title, rarity)) for article, title in candidates),
        key=lambda match: -match.score,
    )
    if not matches or matches[0].score < SURE:
        return None
    first = matches[0]
    rivals = [match for match in matches[1:] if fold(match.title) != fold(first.title)]
    if rivals and first.score < 0.97 and first.score - rivals[0].score < MARGIN:
        return None
    return first


def score(headline: str, title: str, rarity: Rarity) -> float:
    """How alike two headlines are, 0 to 1."""
    one, other = plain_title(headline), plain_title(title)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    whole = _alike(one, other, rarity)
    if _CUT_SHORT.search(headline) and len(one) < len(other):
        whole = max(whole, 0.98 * _alike(one, other[: len(one) + 4], rarity))
    return whole


def plain_title(title: str) -> str:
    """Folded, without an ellipsis and the name of the site behind it."""
    shown = _CUT_SHORT.sub("", title.strip())
    site = _SITE.search(shown)
    if site and len(site["site"].split()) <= 4 and len(tokens(shown[: site.start()])) >= 3:
        shown = shown[: site.start()]
    return fold(shown)


def tokens(text: str) -> list[str]:
    """Folded words; letter pairs in scripts without spaces."""
    found: list[str] = []
    for word in _TOKEN.findall(fold(text)):
        if _UNSPACED.search(word) and len(word) > 2:
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        else:
            found.append(word)
    return found


def _alike(one: str, other: str, rarity: Rarity) -> float:
    from rapidfuzz.fuzz import ratio

    first, second = tokens(one), tokens(other)
    words = _cosine(_weighted(first, rarity), _weighted(second, rarity))
    letters = _cosine(_trigrams(one), _trigrams(other))
    order = ratio(one, other) / 100
    return 0.45 * words + 0.3 * letters + 0.25 * order


def _weighted(words: Sequence[str], rarity: Rarity) -> dict[str, float]:
    return {word: rarity(word) for word in words}


def _trigrams(text: str) -> dict[str, float]:
    padded = f" {text} "
    counts: dict[str, float] = {}
    for at in range(len(padded) - 2):
        counts[padded[at : at + 3]] = counts.get(padded[at : at + 3], 0) + 1
    return counts


def _cosine(first: dict[str, float], second: dict[str, float]) -> float:
    shared = sum(weight * second[key] for key, weight in first.items() if key in second)
    norm = math.sqrt(sum(w * w for w in first.values()) * sum(w * w for w in second.values()))
    return shared / norm if norm else 0.0
