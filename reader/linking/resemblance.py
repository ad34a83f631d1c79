"""Laying a headline beside a title, word by word.

A headline that was reworded by a machine keeps its words in their places and puts others in the gaps; one that was
cut, shortened or turned round keeps its words too. What people write about the same event has other words in another
order. So what tells is not only how much is shared, but how what is not shared lies between.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.linking.headline import Wording

__all__ = ["Rarity", "features"]

Rarity = Callable[[str], float]
"""How much a word tells: from 0 for one in every title to 1 for one in none."""

_KIN = 0.88
"""Jaro-Winkler similarity from which on two words are forms of one."""
_KIN_LENGTH = 4
_COMMON = 0.5
"""Rarity below which a word is a common one."""


@dataclass(slots=True)
class _Alignment:
    """Which word of the title each word of the headline is."""

    to: list[int | None]
    used: list[bool]
    kin: int = 0
    """How many are only forms of one word."""


@dataclass(slots=True)
class _Gaps:
    """What lies between the words that both hold. Weights are shares of the rarity of all words of that side."""

    swapped: int = 0
    """Words of the headline in the place of others."""
    uneven: int = 0
    """By how many words their number differs from that of those others."""
    places: int = 0
    likeness: float = 0.0
    """Of the spelling of what was swapped, summed over the places."""
    renamed: int = 0
    """Places where a name or number lies opposite another."""
    added: float = 0.0
    dropped: float = 0.0
    tail: float = 0.0
    """What of the title comes after the headline's last word."""


def features(headline: Wording, title: Wording, rarity: Rarity) -> dict[str, float]:
    """What speaks for and against the headline meaning the title; both must have words. All are about 0 to 1."""
    from rapidfuzz.fuzz import ratio, token_sort_ratio

    one, other = headline.words, title.words
    mine, theirs = [rarity(word) for word in one], [rarity(word) for word in other]
    held = _aligned(one, other)
    gaps = _gaps(held, headline, title, mine, theirs)
    met = sum(weight for weight, place in zip(mine, held.to, strict=True) if place is not None)
    lost = [word for word, place in zip(one, held.to, strict=True) if place is None]
    missed = [word for word, used in zip(other, held.used, strict=True) if not used]
    common = [used for used, weight in zip(held.used, theirs, strict=True) if weight < _COMMON]
    turns = _turns(held.to)
    whole = not headline.cut
    return {
        "stripped": min(headline.stripped, 2) / 2,
        "cut": float(headline.cut),
        "kept": met / (sum(mine) or 1.0),
        "held": sum(w for w, used in zip(theirs, held.used, strict=True) if used) / (sum(theirs) or 1.0),
        "kin": held.kin / len(one),
        "swapped": gaps.swapped / len(one),
        "uneven": gaps.uneven / len(one),
        "places": gaps.places / len(one),
        "likeness": gaps.likeness / gaps.places if gaps.places else 0.0,
        "added": gaps.added,
        "dropped": gaps.dropped,
        "tail": gaps.tail,
        "turned": float(turns > 0),
        "scattered": min(max(turns - 1, 0), 3) / 3,
        "renamed": min(gaps.renamed, 2) / 2,
        "names": _few(word in headline.names for word in lost),
        "title_names": whole * _few(word in title.names for word in missed),
        "numbers": _few(map(_is_number, lost)),
        "title_numbers": whole * _few(map(_is_number, missed)),
        "length": abs(len(one) - len(other)) / max(len(one), len(other)),
        "letters": ratio(headline.plain, title.plain) / 100,
        "sorted": token_sort_ratio(headline.plain, title.plain) / 100,
        "begins": _beginning(held.to) / len(one),
        "common": common.count(False) / len(common) if common else 0.0,
        "evidence": math.log1p(met) / 3,
        "exact": float(not lost and not missed and not held.kin and not turns),
    }


def _aligned(one: Sequence[str], other: Sequence[str]) -> _Alignment:
    """Words in order first, then the same words elsewhere, then forms of them."""
    from rapidfuzz.distance import Levenshtein

    held = _Alignment([None] * len(one), [False] * len(other))
    for block in Levenshtein.opcodes(one, other):
        if block.tag == "equal":
            for offset in range(block.src_end - block.src_start):
                _hold(held, block.src_start + offset, block.dest_start + offset)
    for at in _open(held):
        place = next((p for p, word in enumerate(other) if not held.used[p] and word == one[at]), None)
        if place is not None:
            _hold(held, at, place)
    for at in _open(held):
        place = _kin(one[at], other, held.used)
        if place is not None:
            _hold(held, at, place)
            held.kin += 1
    return held


def _open(held: _Alignment) -> list[int]:
    return [at for at, place in enumerate(held.to) if place is None]


def _hold(held: _Alignment, at: int, place: int) -> None:
    held.to[at] = place
    held.used[place] = True


def _kin(word: str, other: Sequence[str], used: Sequence[bool]) -> int | None:
    """The free word that is most like a form of this one."""
    from rapidfuzz.distance import JaroWinkler

    if len(word) < _KIN_LENGTH or word.isdigit():
        return None
    alike = [
        (JaroWinkler.similarity(word, another), -place)
        for place, another in enumerate(other)
        if not used[place] and len(another) >= _KIN_LENGTH and not another.isdigit()
    ]
    best = max(alike, default=(0.0, 0))
    return -best[1] if best[0] >= _KIN else None


def _gaps(held: _Alignment, headline: Wording, title: Wording, mine: Sequence[float], theirs: Sequence[float]) -> _Gaps:
    from rapidfuzz.fuzz import ratio

    one, other = headline.words, title.words
    found = _Gaps()
    free = dict(_runs([not used for used in held.used]))
    ends = {end: start for start, end in free.items()}
    for start, end in _runs([place is None for place in held.to]):
        place = _opposite(held.to, start, end, free, ends)
        if place is None:
            found.added += sum(mine[start:end]) / (sum(mine) or 1.0)
            continue
        stop = free.pop(place)
        ends.pop(stop)
        found.places += 1
        found.swapped += end - start
        found.uneven += abs((end - start) - (stop - place))
        found.renamed += _tells(headline, start, end) and _tells(title, place, stop)
        found.likeness += ratio(" ".join(one[start:end]), " ".join(other[place:stop])) / 100
    for start, end in free.items():
        share = sum(theirs[start:end]) / (sum(theirs) or 1.0)
        if end == len(other) and held.to[-1] == start - 1:
            found.tail = share
        else:
            found.dropped += share
    return found


def _opposite(to: Sequence[int | None], start: int, end: int, free: dict[int, int], ends: dict[int, int]) -> int | None:
    """Where the run of the title's free words begins that lies where a run of the headline's does."""
    left = to[start - 1] if start else None
    if left is not None and left + 1 in free:
        return left + 1
    right = to[end] if end < len(to) else None
    return ends.get(right) if right is not None else None


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Beginning and end of each unbroken row of true ones."""
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield start, at
            start = None


def _turns(to: Sequence[int | None]) -> int:
    """How often the headline goes back in the title."""
    places = [place for place in to if place is not None]
    return sum(after < before for before, after in pairwise(places))


def _beginning(to: Sequence[int | None]) -> int:
    """How many of the first words are the title's first."""
    return next((at for at, place in enumerate(to) if place != at), len(to))


def _few(found: Iterator[bool]) -> float:
    """None 0, one a half, more 1."""
    return min(sum(found), 2) / 2


def _tells(wording: Wording, start: int, end: int) -> bool:
    """Whether there is a name or number among some words."""
    return any(word in wording.names or _is_number(word) for word in wording.words[start:end])


def _is_number(word: str) -> bool:
    return any(char.isdigit() for char in word)
