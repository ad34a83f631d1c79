"""Which sentences of a text are told already by others, the same or nearly the same.

No word list and no stemmer decides. A sentence is laid beside the sentences of another text that share its telling
words, word for word in order, and what remains on both sides is looked at:

- what stands in both counts by how much each word tells (rare in the two texts: much);
- where words were put in the place of others, as when somebody rewords, they count in part;
- words that moved count nearly in full: clauses change places;
- what has nothing beside it is new.

A number that the other does not have, or a name, makes a sentence new whatever the rest: precision goes before
recall. A quotation is told when its words are found word for word, whoever introduces it and how.
What cannot be told without knowing a language: "rose" put for "fell" looks like any rewording.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from reader.linking.alignment import share
from reader.linking.wording import is_number, names, small_words, tokens, tokens_of_each

__all__ = ["Telling", "added", "told", "told_by"]

Weight = Callable[[str], float]
"""How much a word tells, its inverse document frequency: about 0 for "the", 10 for a rare name."""

TOLD = 0.72
"""The least share of a sentence's weight that must be found in another for it to be told. Of 55 such pairs out of
real reports of one event, judged by eye, 51 tell the same; of those between 0.5 and this about one in seven does."""
SAME = 0.45
"""The least share that must be found as it stands, in order; of copies with every third word swapped more is left."""
_BRIEF = 8
"""Words below which a sentence must be found nearly whole: a word is much of it."""
_TOLD_BRIEF = 0.8
_FEW = 4
"""Words below which a sentence is told only by the very same one."""
_TRIED = 3
"""Sentences of another text a sentence is laid beside: those that share most."""
_QUOTED = 5
"""Words from which on a quotation is told by its words alone."""
_LEAST = 0.05
"""What any word weighs."""

_QUOTE = re.compile(
    '["\u201c\u201e\u00ab\u300c\u300e]([^"\u201c\u201d\u00ab\u00bb\u300d\u300f]+)["\u201d\u201c\u00bb\u300d\u300f]'
)


def told(sentences: Sequence[str], others: Iterable[Sequence[str]], weight: Weight | None = None) -> list[bool]:
    """For each sentence of a text whether one of the other texts, each as its sentences, tells it already.

    `weight` rates a word, in small letters; without it a word tells more the fewer sentences of the two texts hold it.
    """
    return [by is not None for by in told_by(Telling(sentences), [Telling(other) for other in others], weight)]


def told_by(own: Telling, others: Sequence[Telling], weight: Weight | None = None) -> list[int | None]:
    """For each sentence the index of the first of the others that tells it; None where it is new."""
    result: list[int | None] = [None] * len(own.sentences)
    for number, other in enumerate(others):
        beside = _Beside(own, other, weight)
        for at, by in enumerate(result):
            if by is None and beside.tells(at):
                result[at] = number
    return result


def added(texts: Sequence[Telling], weight: Weight | None = None) -> list[int]:
    """How many sentences each text has that none before it tells."""
    return [told_by(text, texts[:number], weight).count(None) for number, text in enumerate(texts)]


class Telling:
    """The sentences of a text, made ready to be compared."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = sentences
        self.tokens = tokens_of_each(sentences)
        self.counts = Counter(chain.from_iterable(self.tokens))

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """For every word the sentences that hold it."""
        where: dict[str, list[int]] = {}
        for number, words in enumerate(self.tokens):
            for word in set(words):
                where.setdefault(word, []).append(number)
        return where

    @cached_property
    def wholes(self) -> frozenset[tuple[str, ...]]:
        """The sentences, each as its words."""
        return frozenset(map(tuple, self.tokens))

    @cached_property
    def running(self) -> str:
        """All words in a row."""
        return f" {' '.join(chain.from_iterable(self.tokens))} "

    @cached_property
    def said(self) -> str:
        """All quoted words in a row: what one tells in a piece another breaks off to say who speaks."""
        quotes = tokens_of_each(_QUOTE.findall(" ".join(self.sentences)))
        return f" {' '.join(chain.from_iterable(quotes))} "

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that stand written small somewhere."""
        return frozenset(chain.from_iterable(map(small_words, self.sentences)))


class _Beside:
    """One text beside another: what of it the other tells."""

    def __init__(self, own: Telling, other: Telling, weight: Weight | None) -> None:
        self._own, self._other = own, other
        self._weights = {word: max(weight(word), _LEAST) for word in own.counts} if weight else self._rarities()
        self._held = {word: rated if word in other.counts else 0.0 for word, rated in self._weights.items()}

    def _rarities(self) -> dict[str, float]:
        """How rare each word of the own text is in both."""
        others = self._other.counts
        total = len(self._own.sentences) + len(self._other.sentences)
        rated = _Logarithms(total)
        return {word: rated[count + others[word]] for word, count in self._own.counts.items()}

    def tells(self, at: int) -> bool:
        """Whether the other tells this sentence of the own text."""
        words = self._own.tokens[at]
        if not words:
            return True  # without a word there is nothing new in it
        if tuple(words) in self._other.wholes:
            return True
        weights = [self._weights[word] for word in words]
        least = SAME * sum(weights)
        if len(words) < _FEW or sum([self._held[word] for word in words]) < least:
            return False
        return self._is_quoted(at) or any(
            self._is_near(at, weights, window) for window in self._windows(words, weights, least)
        )

    def _windows(self, words: Sequence[str], weights: Sequence[float], least: float) -> Iterator[list[int]]:
        """Sentences of the other that share enough, alone or with the one beside them, best first."""
        shared: dict[int, float] = {}
        for token, weight in dict(zip(words, weights, strict=True)).items():
            for number in self._other.where.get(token, ()):
                shared[number] = shared.get(number, 0.0) + weight
        for number in sorted(shared, key=lambda number: -shared[number])[:_TRIED]:
            if shared[number] >= 0.6 * least:
                yield [number]
                for pair in ([number - 1, number], [number, number + 1]):
                    if all(one in shared for one in pair):
                        yield pair

    def _is_near(self, at: int, weights: Sequence[float], window: Sequence[int]) -> bool:
        words = self._own.tokens[at]
        theirs = list(chain.from_iterable(self._other.tokens[number] for number in window))
        total = sum(weights)
        held = share(words, weights, theirs)
        least = TOLD if len(words) >= _BRIEF else _TOLD_BRIEF
        return held.same >= SAME * total and held.found >= least * total and self._same_facts(at, frozenset(theirs))

    def _same_facts(self, at: int, theirs: frozenset[str]) -> bool:
        """Whether the other has every number of a sentence, and every name."""
        words = self._own.tokens[at]
        if any(is_number(token) and token not in theirs for token in words):
            return False
        return all(self._is_named(name, theirs) for name in names(self._own.sentences[at]))

    def _is_named(self, name: Sequence[str], theirs: frozenset[str]) -> bool:
        """Whether a name's last word is there, which is what is repeated of it, and the others are known at all."""
        *first, last = name
        known = all(word in self._other.counts or word in self._small for word in first)
        return known and (last in theirs or last in self._small)

    @cached_property
    def _small(self) -> frozenset[str]:
        return self._own.small | self._other.small

    def _is_quoted(self, at: int) -> bool:
        """Whether most of a sentence is a quotation whose words the other has."""
        sentence = self._own.sentences[at]
        quotes = [tokens(quote) for quote in _QUOTE.findall(sentence)]
        said = sum(map(len, quotes))
        if said < _QUOTED or said * 2 < len(self._own.tokens[at]):
            return False
        frame = Counter(self._own.tokens[at]) - Counter(chain.from_iterable(quotes))
        if any(is_number(token) and token not in self._other.counts for token in frame):
            return False
        rows = [f" {' '.join(quote)} " for quote in quotes]
        return all(row in self._other.running or row in self._other.said for row in rows)


class _Logarithms(dict[int, float]):
    """What a word weighs by how often it stands in so many sentences."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._total = total

    def __missing__(self, count: int) -> float:
        weight = self[count] = math.log(1 + self._total / count)
        return weight
