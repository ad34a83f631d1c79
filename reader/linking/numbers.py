"""Numbers that differ between two texts where they speak of the same thing.

A quantity is a number with what it is of: a currency, a percentage, or the words beside it. Equal values in another
notation are equal ("$1.2 billion", "1,200 million dollars"), and so is a rounded one ("200", "about 230"). Dates,
years, ages, times, scores, numbers in names ("Flight 370", "F-16") are no quantities here.

Two quantities are of the same thing when the words around them are, each is the other's best fit, and neither
value is anywhere in the other text. That misses many; it is to be right where it says something.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.linking.novelty import Telling
from reader.linking.wording import UNSPACED, is_number, names, numeral_table, tokens, tokens_of_each

__all__ = ["Difference", "Figures", "Quantity", "differing", "quantities"]

ALIKE = 0.6
"""How alike the words around two quantities must be for them to be of one thing, 0 to 1."""
ALIKE_NAMED = 0.33
"""The same where both sentences name somebody or something in common."""
_RIVAL = 0.1
"""The least fit that makes doubtful which of two quantities is meant."""
_SHARED = 3
"""Telling words around both, at least."""
_COMMON = 0.2
"""A word in more than this share of the sentences tells nothing."""
_AROUND = 10
"""Words on each side that say what a number is of."""
_NEAR = 2
"""Words on each side that say it most."""
_APART = 4.0
"""Numbers further apart than by this factor are hardly of one thing."""
_DAYS = 31
_LONG = 8
"""Digits in a row from which on they are a telephone number or the like."""

_NUMBER = re.compile(r"(?P<sign>(?:US)?\$|[€£¥₫₹₩₽])?\s?(?P<number>\d+(?:[.,]\d+)*)")
_WORD = re.compile(r"[^\W\d_]+")
_UNIT = re.compile(rf"\s?(%|[€£¥₫₹₩₽$]|per cent|[{UNSPACED}]|[^\W\d_]+)")
_NEXT = re.compile(rf"[\s-]?(?P<word>[{UNSPACED}]|[^\W\d_]+)")
_PREVIOUS = re.compile(rf"(?P<word>[{UNSPACED}]|[^\W\d_]+)\.?\s?\Z")
_BOUND_BEFORE = re.compile(rf"(?:(?![{UNSPACED}])\w|[#№/:.,+–-])\Z|\d\s?[-–/:]\s?\Z")
_BOUND_BEHIND = re.compile(rf"(?:[-–/:.]|\s?[-–/:]\s?)?(?![{UNSPACED}])\w|[°º]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence and what it is of."""

    value: float
    unit: str
    """A currency's sign, "%", or "" where the words around say it."""
    start: int
    """Where in the sentence it stands, its unit included."""
    end: int
    precision: int
    """Digits that mean something: 2 of "1.2 billion", 1 of "200"."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number of a text that another has otherwise."""

    sentence: int
    """Index of the sentence."""
    start: int
    """Where in the sentence it stands."""
    end: int
    here: str
    """As it is written, with the word behind."""
    there: str
    """What the other text has in its place."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A quantity with the words around it."""

    quantity: Quantity
    sentence: int
    near: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    """Names in its sentence."""


def quantities(sentence: str, small: frozenset[str] = frozenset()) -> list[Quantity]:
    """The quantities in a sentence, in order.

    A number behind a capitalised word is part of a name, unless `small` tells that the word is written small elsewhere.
    """
    return [found for start, end, sign in _numbers(sentence) if (found := _quantity(sentence, start, end, sign, small))]


class Figures:
    """The quantities of a text, made ready to be compared with those of others."""

    def __init__(self, text: Telling) -> None:
        self.text = text
        self.stated = _stated(text)
        often = max(_COMMON * len(text.sentences), 1)
        self.common = frozenset(word for word, count in text.counts.items() if count > often)
        """Words that stand in many sentences."""


def differing(own: Figures, other: Figures) -> list[Difference]:
    """Numbers of a text that another has otherwise, in order of the text."""
    mine, theirs = own.stated, other.stated
    if not mine or not theirs:
        return []
    weights = _rarities(own.text, other.text)
    common = own.common | other.common
    fits = {
        (one, two): fit
        for one, first in enumerate(mine)
        for two, second in enumerate(theirs)
        if (fit := _fit(first, second, weights)) >= _RIVAL
    }
    firsts, seconds = _best(fits, 0), _best(fits, 1)
    return [
        _difference(own.text, mine[one], other.text, theirs[two])
        for (one, two), fit in sorted(fits.items())
        if firsts[one] == seconds[two] == (fit, 1)
        and _is_one_thing(mine[one], theirs[two], fit, common)
        and _is_apart(mine, theirs, mine[one].quantity, theirs[two].quantity)
    ]


def _best(fits: dict[tuple[int, int], float], side: int) -> dict[int, tuple[float, int]]:
    """For the quantities of one side their best fit, and how many times they have it."""
    best: dict[int, tuple[float, int]] = {}
    for pair, fit in fits.items():
        known, times = best.get(pair[side], (0.0, 0))
        if fit >= known:
            best[pair[side]] = (fit, times + 1 if fit == known else 1)
    return best


def _numbers(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Where numbers stand, in digits and in words, with the sign of a currency before them."""
    numerals = numeral_table("numerals")
    found = [(match.start("number"), match.end("number"), match["sign"] or "") for match in _NUMBER.finditer(sentence)]
    found += [
        (word.start(), word.end(), "") for word in _WORD.finditer(sentence) if word.group().casefold() in numerals
    ]
    yield from sorted(found)


def _quantity(sentence: str, start: int, end: int, sign: str, small: frozenset[str]) -> Quantity | None:
    written = sentence[start:end]
    before, behind = sentence[: start - len(sign)] if sign else sentence[:start], sentence[end:]
    power, stop = _power(behind)
    unit, stop = _unit(behind, stop, sign)
    certain = bool(unit or power)
    if _BOUND_BEFORE.search(before) or (not stop and _BOUND_BEHIND.match(behind)):
        return None
    value = _value(written)
    if value is None or (not certain and _is_calendar(written, value, before, behind, small)):
        return None
    first = start - len(sign) if sign and sentence[:start].endswith(sign) else start
    return Quantity(value * 10**power, unit, first, end + stop, _precision(written))


def _value(written: str) -> float | None:
    if not written[0].isdigit():
        return float(numeral_table("numerals")[written.casefold()])
    (plain,) = tokens(written)[:1]
    unbroken = plain == written
    if (unbroken and len(plain) >= _LONG) or (len(plain) > 1 and plain[0] == "0" and plain[1] != "."):
        return None
    try:
        return float(plain)
    except ValueError:  # 1.2.3
        return None


def _precision(written: str) -> int:
    digits = re.sub(r"\D", "", written) or "2"
    return max(len(digits.strip("0") if "." in written or "," in written else digits.rstrip("0")), 1)


def _power(behind: str) -> tuple[int, int]:
    """The power of ten that the word behind a number stands for, and where that word ends."""
    word = _NEXT.match(behind)
    powers = numeral_table("powers")
    power = powers.get(word["word"].casefold()) if word else None
    return (int(power), word.end()) if power and word else (0, 0)


def _unit(behind: str, at: int, sign: str) -> tuple[str, int]:
    """What a number is of, where that is a currency or a percentage, and where it ends."""
    units = numeral_table("units")
    following = _UNIT.match(behind, at)
    named = units.get(following[1].casefold()) if following else None
    if named and following:
        return named, following.end()
    return units.get(sign.casefold(), ""), at


def _is_calendar(written: str, value: float, before: str, behind: str, small: frozenset[str]) -> bool:
    """Whether a number is likely a date, a time, an age or part of a name."""
    calendar = numeral_table("calendar")
    previous, following = _PREVIOUS.search(before), _NEXT.match(behind)
    if any(found and found["word"].casefold() in calendar for found in (previous, following)):
        return True
    if written.isdigit() and 1000 <= value <= 2100 and len(written) == 4:
        return True
    if before.endswith((", ", "(")) and behind[:1] in (",", ")"):  # "Ida Varn, 54, said"
        return True
    if previous and previous["word"][0].isupper() and previous["word"].casefold() not in small:
        return True
    return bool(following and following["word"][0].isupper() and value <= _DAYS)


def _stated(text: Telling) -> list[_Stated]:
    found = [
        (quantity, number)
        for number, sentence in enumerate(text.sentences)
        if any(map(is_number, text.tokens[number]))
        for quantity in quantities(sentence, text.small)
    ]
    before = tokens_of_each([text.sentences[number][: quantity.start] for quantity, number in found])
    behind = tokens_of_each([text.sentences[number][quantity.end :] for quantity, number in found])
    return [
        _Stated(
            quantity,
            number,
            _words([*left[-_NEAR:], *right[:_NEAR]]),
            _words([*left[-_AROUND:], *right[:_AROUND]]),
            frozenset(name[-1] for name in names(text.sentences[number])) - text.small - numeral_table("units").keys(),
        )
        for (quantity, number), left, right in zip(found, before, behind, strict=True)
    ]


def _words(found: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in found if not is_number(word))


def _rarities(own: Telling, other: Telling) -> dict[str, float]:
    counts: Counter[str] = own.counts + other.counts
    total = len(own.sentences) + len(other.sentences)
    return {word: math.log(1 + total / count) for word, count in counts.items()}


def _fit(one: _Stated, two: _Stated, weights: dict[str, float]) -> float:
    """How alike the words around two quantities are, 0 to 1; 0 where they are of different kinds."""
    unit = one.quantity.unit
    if unit != two.quantity.unit or not (unit or one.near & two.near):
        return 0.0
    around = _alike(one.around, two.around, weights)
    return around if unit else (_alike(one.near, two.near, weights) + 2 * around) / 3


def _is_one_thing(one: _Stated, two: _Stated, fit: float, common: frozenset[str]) -> bool:
    """Whether enough that tells something stands around both: a name as well, or else much and no other names."""
    telling = len((one.around & two.around) - common)
    if not one.quantity.unit and not (one.near & two.near) - common:
        return False
    if one.names & two.names:
        return fit >= ALIKE_NAMED and telling >= _SHARED - 1
    return fit >= ALIKE and telling >= _SHARED and not (one.names and two.names)


def _alike(one: frozenset[str], two: frozenset[str], weights: dict[str, float]) -> float:
    both = sum(weights.get(word, 0.0) for word in one) + sum(weights.get(word, 0.0) for word in two)
    return 2 * sum(weights.get(word, 0.0) for word in one & two) / both if both else 0.0


def _is_apart(mine: Sequence[_Stated], theirs: Sequence[_Stated], one: Quantity, two: Quantity) -> bool:
    """Whether two quantities of one thing differ, and neither is in the other text as well."""
    if not one.value or not two.value or max(one.value, two.value) > _APART * min(one.value, two.value):
        return False
    return not any(_is_equal(one, other.quantity) for other in theirs) and not any(
        _is_equal(two, other.quantity) for other in mine
    )


def _is_equal(one: Quantity, two: Quantity) -> bool:
    """Whether two values are the same, as far as the rounder of them says: rounded, or "more than" it."""
    rounder, finer = sorted((one, two), key=lambda quantity: quantity.precision)
    if not rounder.value or not finer.value:
        return rounder.value == finer.value
    step = 10.0 ** (math.floor(math.log10(abs(rounder.value))) - rounder.precision + 1)
    off = finer.value - rounder.value
    return -step / 2 <= off < step


def _difference(own: Telling, one: _Stated, other: Telling, two: _Stated) -> Difference:
    quantity = one.quantity
    here, there = own.sentences[one.sentence], other.sentences[two.sentence]
    return Difference(one.sentence, quantity.start, quantity.end, _shown(here, quantity), _shown(there, two.quantity))


def _shown(sentence: str, quantity: Quantity) -> str:
    """A quantity as it is written, where it has no unit with the word behind."""
    end = quantity.end
    following = _NEXT.match(sentence, end)
    if not quantity.unit and following:
        end = following.end()
    return sentence[quantity.start : end]
