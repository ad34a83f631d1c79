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

__all__ = ["Telling", "added", "told", "told_by"]

Weight = Callable[[str], float]
"""How much a word tells, its inverse document frequency: about 0 for "the", 10 for a rare name."""

TOLD = 0.7
"""The least share of a sentence's weight that must be found in another for it to be told."""
SAME = 0.5
"""The least share that must be found as it stands, in order."""
_SWAPPED = 0.6
"""What a word counts that was put in the place of another."""
_MOVED = 0.85
"""What a word counts that stands elsewhere in the sentence."""
_TRIED = 3
"""Sentences of another text a sentence is laid beside: those that share most."""
_QUOTED = 5
"""Words from which on a quotation is told by its words alone."""
_FEW = 4
"""Words below which a sentence is told only by the very same one."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+)*|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])+(?:['\u2019](?![{_UNSPACED}])[^\W\d_]+)*"
)
_GROUPED = re.compile(r"[.,](?=\d{3}(?!\d))")
_OPENS = re.compile("[\"\u201c\u201e\u00ab\u2018\u2039:(\\[\u2013\u2014.!?\u2026]|(?<!\\w)'")
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
        self.tokens = [_tokens(sentence) for sentence in sentences]
        self.counts = Counter[str]()
        self.where: dict[str, list[int]] = {}
        for number, tokens in enumerate(self.tokens):
            for token in set(tokens):
                self.counts[token] += 1
                self.where.setdefault(token, []).append(number)
        self.wholes = {" ".join(tokens) for tokens in self.tokens}

    @cached_property
    def running(self) -> str:
        """All words in a row."""
        return f" {' '.join(chain.from_iterable(self.tokens))} "

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that stand written small somewhere."""
        return frozenset(word for sentence in self.sentences for word in _TOKEN.findall(sentence) if word.islower())


class _Beside:
    """One text beside another: what of it the other tells."""

    def __init__(self, own: Telling, other: Telling, weight: Weight | None) -> None:
        self._own, self._other = own, other
        self._weight = weight or self._rarity
        self._weights: dict[str, float] = {}
        self._total = len(own.sentences) + len(other.sentences)

    def _rarity(self, word: str) -> float:
        return math.log(1 + self._total / (self._own.counts[word] + self._other.counts[word]))

    def _weigh(self, tokens: Sequence[str]) -> list[float]:
        weights = self._weights
        for token in tokens:
            if token not in weights:
                weights[token] = max(self._weight(token), 0.05)
        return [weights[token] for token in tokens]

    def tells(self, at: int) -> bool:
        """Whether the other tells this sentence of the own text."""
        tokens = self._own.tokens[at]
        if not tokens:
            return True  # without a word there is nothing new in it
        if " ".join(tokens) in self._other.wholes:
            return True
        if len(tokens) < _FEW:
            return False
        weights = self._weigh(tokens)
        least = SAME * sum(weights)
        held = self._other.where
        if sum(weight for token, weight in zip(tokens, weights, strict=True) if token in held) < least:
            return False
        return self._is_quoted(at) or any(
            self._is_near(at, weights, window) for window in self._windows(tokens, weights, least)
        )

    def _windows(self, tokens: Sequence[str], weights: Sequence[float], least: float) -> Iterator[list[int]]:
        """Sentences of the other that share enough, alone or with the one beside them, best first."""
        shared: dict[int, float] = {}
        for token, weight in dict(zip(tokens, weights, strict=True)).items():
            for number in self._other.where.get(token, ()):
                shared[number] = shared.get(number, 0.0) + weight
        for number in sorted(shared, key=lambda number: -shared[number])[:_TRIED]:
            if shared[number] >= 0.6 * least:
                yield [number]
                for pair in ([number - 1, number], [number, number + 1]):
                    if all(one in shared for one in pair):
                        yield pair

    def _is_near(self, at: int, weights: Sequence[float], window: Sequence[int]) -> bool:
        tokens = self._own.tokens[at]
        theirs = list(chain.from_iterable(self._other.tokens[number] for number in window))
        same, found = _share(tokens, weights, theirs)
        total = sum(weights)
        return same >= SAME * total and found >= TOLD * total and self._same_facts(at, frozenset(theirs))

    def _same_facts(self, at: int, theirs: frozenset[str]) -> bool:
        """Whether the other has every number of a sentence, and every name."""
        tokens = self._own.tokens[at]
        if any(token[0].isdigit() and token not in theirs for token in tokens):
            return False
        return all(name in theirs or name in self._small for name in _names(self._own.sentences[at]))

    @cached_property
    def _small(self) -> frozenset[str]:
        return self._own.small | self._other.small

    def _is_quoted(self, at: int) -> bool:
        """Whether most of a sentence is a quotation whose words the other has."""
        sentence = self._own.sentences[at]
        quotes = [_tokens(quote) for quote in _QUOTE.findall(sentence)]
        said = sum(map(len, quotes))
        if said < _QUOTED or said * 2 < len(self._own.tokens[at]):
            return False
        frame = Counter(self._own.tokens[at]) - Counter(chain.from_iterable(quotes))
        if any(token[0].isdigit() and token not in self._other.counts for token in frame):
            return False
        return all(f" {' '.join(quote)} " in self._other.running for quote in quotes)


def _share(tokens: Sequence[str], weights: Sequence[float], theirs: Sequence[str]) -> tuple[float, float]:
    """The weight found as it stands, in order; and with it what was swapped or moved, as far as that counts."""
    from rapidfuzz.distance import LCSseq

    same = 0.0
    rest = Counter(theirs)
    gaps: list[tuple[int, int, int]] = []
    at = their_at = 0
    for block in LCSseq.editops(tokens, theirs).as_matching_blocks():
        if block.a > at:
            gaps.append((at, block.a, block.b - their_at))
        at, their_at = block.a + block.size, block.b + block.size
        same += sum(weights[block.a : at])
        rest.subtract(tokens[block.a : at])
    return same, same + sum(_in_gap(tokens, weights, gap, rest) for gap in gaps)


def _in_gap(tokens: Sequence[str], weights: Sequence[float], gap: tuple[int, int, int], rest: Counter[str]) -> float:
    """What the words between two matches count: those that moved, and those with about as many words beside them."""
    start, end, beside = gap
    counted, swapped = 0.0, []
    for token, weight in zip(tokens[start:end], weights[start:end], strict=True):
        if rest[token] > 0:
            rest[token] -= 1
            counted += _MOVED * weight
        else:
            swapped.append(weight)
    room = min(beside / len(swapped), 1.0) if swapped else 0.0
    return counted + _SWAPPED * room * sum(swapped)


def _tokens(sentence: str) -> list[str]:
    """Words in small letters, without possessive endings; letters in scripts without spaces; numbers in one form."""
    return [_number(token) if token[0].isdigit() else _word(token) for token in _TOKEN.findall(sentence.casefold())]


def _word(token: str) -> str:
    return token[:-2] if token[-2:] in ("'s", "\u2019s") else token.replace("\u2019", "'")


def _number(token: str) -> str:
    return token if token.isdigit() else _GROUPED.sub("", token).replace(",", ".")


def _names(sentence: str) -> Iterator[str]:
    """The last words of what is written with capitals although no sentence or quotation begins there."""
    run: str | None = None
    end = 0
    for match in _TOKEN.finditer(sentence):
        word, between = match.group(), sentence[end : match.start()]
        if run is not None and between.strip(" .-&"):
            yield run
            run = None
        if word[0].isupper() and (run is not None or (end and not _OPENS.search(between))):
            run = _word(word.casefold())
        elif run is not None:
            yield run
            run = None
        end = match.end()
    if run is not None:
        yield run
