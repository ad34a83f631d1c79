"""One sentence laid beside another: how much of it stands there, word for word, swapped or moved.

The words common to both in order (their longest common subsequence) part into chains: where the other goes on for
much longer between two of them, they have nothing to do with each other any more, and a chain of a word or two is
chance. Within a chain, words that stand beside other words were put in their place; words that stand beside nothing
are new, unless they moved from elsewhere together with a neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Share", "share"]

_SWAPPED = 0.6
"""What a word counts that was put in the place of another."""
_MOVED = 0.85
"""What a word counts that stands elsewhere in the sentence."""
_CHAIN = 3
"""Words in order that are no chance."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a sentence another holds, in the sum of its words' weights."""

    same: float
    """As it stands, in order."""
    found: float
    """With what was swapped or moved, as far as that counts."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of words of the sentence: the same in the other, or a gap with so many words of the other beside it."""

    start: int
    end: int
    same: bool
    beside: int = 0


def share(tokens: Sequence[str], weights: Sequence[float], theirs: Sequence[str]) -> Share:
    """How much of a sentence, `tokens` with their weights, is held by another or a few, `theirs`."""
    same = moved = 0.0
    pairs = frozenset(pairwise(theirs))
    for piece in _pieces(tokens, theirs):
        if piece.same:
            same += sum(weights[piece.start : piece.end])
        else:
            moved += _beside(tokens, weights, piece, pairs)
    return Share(same, same + moved)


def _pieces(tokens: Sequence[str], theirs: Sequence[str]) -> Iterator[_Piece]:
    for chain in _chains(tokens, theirs):
        if sum(piece.end - piece.start for piece in chain if piece.same) >= _CHAIN:
            yield from chain
        else:
            yield from (_Piece(piece.start, piece.end, same=False) for piece in chain)


def _chains(tokens: Sequence[str], theirs: Sequence[str]) -> Iterator[list[_Piece]]:
    from rapidfuzz.distance import LCSseq

    chain: list[_Piece] = []
    at = their_at = 0
    for block in LCSseq.editops(tokens, theirs).as_matching_blocks():
        own, beside = block.a - at, block.b - their_at
        loose = beside > 2 * own + 2
        if loose:
            yield chain
            chain = []
        if own:
            chain.append(_Piece(at, block.a, same=False, beside=0 if loose else beside))
        at, their_at = block.a + block.size, block.b + block.size
        if block.size:
            chain.append(_Piece(block.a, at, same=True))
    yield chain


def _beside(tokens: Sequence[str], weights: Sequence[float], gap: _Piece, pairs: frozenset[tuple[str, str]]) -> float:
    """What the words of a gap count: those that moved, and those put in the place of others."""
    counted = swapped = 0.0
    places = 0
    for at in range(gap.start, gap.end):
        ahead = at + 1 < gap.end and (tokens[at], tokens[at + 1]) in pairs
        if ahead or (at > gap.start and (tokens[at - 1], tokens[at]) in pairs):
            counted += _MOVED * weights[at]
        else:
            swapped += weights[at]
            places += 1
    return counted + (_SWAPPED * swapped * min(gap.beside / places, 1.0) if places else 0.0)
