"""Which choices are meant by what was typed: by words, by keys, or roughly. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from reader.text import fold

__all__ = ["Choice", "by_key_or_words", "by_words", "roughly"]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """Something that can be chosen."""

    label: str
    value: Value
    note: str = ""
    """Said below or after the label."""
    right: str = ""
    """At the right edge: a count, the keys."""
    group: str = ""
    also: str = ""
    """Other words it is found by."""
    mark: tuple[str, str] | None = None
    """One cell before the label and its role; None for no room for one."""
    keys: tuple[str, ...] = ()
    """Keys it is found by, as people write them."""


def by_words(choices: Sequence[Choice[Value]], typed: str) -> list[Choice[Value]]:
    """Those in which all words stand, wherever and in whatever order."""
    wanted = fold(typed).split()
    return [choice for choice in choices if all(word in _hay(choice) for word in wanted)]


def by_key_or_words(choices: Sequence[Choice[Value]], typed: str) -> list[Choice[Value]]:
    """First those with that key; then those with words that begin so, in any order, else with these letters in them."""
    key = typed.strip()
    pressed = [replace(choice, group=f"The key {key}") for choice in choices if key and _has_key(choice, key)]
    wanted = fold(typed).split()
    begun = [choice for choice in choices if _begins(_hay(choice), wanted)]
    found = begun or ([] if pressed else by_words(choices, typed))
    known = {id(choice.value) for choice in pressed}
    return [*pressed, *(choice for choice in found if not pressed or id(choice.value) not in known)]


def _has_key(choice: Choice[Value], key: str) -> bool:
    if len(key) == 1:  # g is not G
        return key in choice.keys
    written = key.lower().removeprefix("<").removesuffix(">").replace("ctrl+", "^").replace("c-", "^")
    return any(written == one.lower() for one in choice.keys)


def _begins(hay: str, wanted: Sequence[str]) -> bool:
    """Whether each word wanted begins one of the words there."""
    padded = f" {hay}"
    return all(f" {word}" in padded for word in wanted)


def _hay(choice: Choice[Value]) -> str:
    return fold(f"{choice.label} {choice.note} {choice.group} {choice.right} {choice.also}").replace("(", "( ")


def roughly(
    choices: Sequence[Choice[Value]], typed: str, lately: Callable[[Value], int] = lambda _: 0
) -> list[Choice[Value]]:
    """The best first, with letters left out or mistyped too; `lately` tells how lately one was used, 0 for not."""
    wanted = fold(typed)
    if not wanted:
        return list(choices)
    scored = ((_score(choice, wanted, typed.strip()), lately(choice.value), choice) for choice in choices)
    found = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], -one[1]))
    return [replace(choice, group="") for _, _, choice in found]


_GOOD = 72.0
"""How like a mistyped word must be, of 100."""


def _score(choice: Choice[Value], wanted: str, key: str) -> float:
    """How well a choice fits; 0 for not at all."""
    if _has_key(choice, key):
        return 200
    label = fold(choice.label).replace("/", " ")
    if label == wanted:
        return 190
    if label.startswith(wanted):
        return 180
    words = wanted.split()
    if _begins(label, words):
        return 160
    if _begins(fold(choice.also), words):
        return 150
    if wanted == "".join(word[0] for word in label.split()):
        return 140
    if _begins(_hay(choice), words):
        return 120
    spread = _spread(label, wanted.replace(" ", ""))
    if spread:
        return 80 + 30 * spread
    return _likeness(f"{label} {fold(choice.also)}", words)


def _spread(label: str, letters: str) -> float:
    """How close together the letters stand in their order, 1 for side by side; 0 where they do not."""
    if len(letters) < 2:
        return 0
    best = 0.0
    for start in _starts(label, letters[0]):
        at = start
        for letter in letters[1:]:
            at = label.find(letter, at + 1)
            if at < 0:
                return best
        best = max(best, len(letters) / (at - start + 1))
    return best if best >= 0.5 else 0


def _starts(label: str, letter: str) -> Iterator[int]:
    """Where a word begins with a letter."""
    return (at for at, one in enumerate(label) if one == letter and (at == 0 or not label[at - 1].isalnum()))


def _likeness(hay: str, words: Sequence[str]) -> float:
    """How like the words typed are to some that stand there, at most 79."""
    from rapidfuzz import fuzz  # 8 ms, and only what is mistyped needs it

    there = hay.replace("_", " ").split()
    least = min((max((fuzz.ratio(word, one) for one in there), default=0) for word in words), default=0)
    return least * 0.79 if least >= _GOOD and min(map(len, words)) > 2 else 0
