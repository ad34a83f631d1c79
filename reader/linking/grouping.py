"""Which articles tell of one event: average-link clustering over the bonds between them.

Two groups become one while the mean of all bonds between their members is high enough, the highest first; a pair
without a known bond counts as none. So a chain of articles, each alike to the next, does not become one story.
What a person said of two articles comes first: together they stay, apart they stay.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping

__all__ = ["SURE", "group"]

SURE = 0.28
"""The least mean bond within a story."""

Bonds = Mapping[tuple[int, int], float]
"""Probability of one event for pairs of articles, the lower number first."""
_NEVER = float("-inf")


def group(
    bonds: Bonds,
    together: Collection[tuple[int, int]] = (),
    apart: Collection[tuple[int, int]] = (),
    sure: float = SURE,
) -> list[set[int]]:
    """The groups of two and more, in the order of their lowest numbers.

    `together` and `apart` are pairs told so, the lower number first. Where they contradict each other, apart it is;
    of words that cannot all hold, the first by number do. `sure` is the least mean bond.
    """
    merging = _Merging(sure)
    for (one, other), bond in bonds.items():
        merging.bind(one, other, bond)
    strangers = frozenset(apart)
    for one, other in strangers:
        merging.bind(one, other, _NEVER)
    for one, other in sorted(set(together) - strangers):
        merging.unite(one, other)
    merging.run()
    return [members for _, members in sorted(merging.members.items()) if len(members) > 1]


class _Merging:
    """Groups by a number each, and the sum of the bonds between every two."""

    def __init__(self, sure: float) -> None:
        self._sure = sure
        self.members: dict[int, set[int]] = {}
        self._sums: dict[int, dict[int, float]] = defaultdict(dict)
        self._group: dict[int, int] = {}

    def bind(self, one: int, other: int, bond: float) -> None:
        for article in (one, other):
            self.members.setdefault(article, {article})
            self._group.setdefault(article, article)
        self._sums[one][other] = self._sums[other][one] = bond

    def unite(self, one: int, other: int) -> None:
        """Put two articles' groups together whatever their bonds are, unless some of them are to stay apart."""
        for article in (one, other):
            self.members.setdefault(article, {article})
            self._group.setdefault(article, article)
        first, second = sorted((self._group[one], self._group[other]))
        if first != second and self._sums[first].get(second, 0.0) != _NEVER:
            self._merge(first, second)

    def run(self) -> None:
        """Merge while there is something to merge; ties go to the lower numbers, so the same comes out each time."""
        waiting = [
            entry
            for one in self.members
            for other in self._sums[one]
            if one < other and (entry := self._entry(one, other))
        ]
        heapq.heapify(waiting)
        while waiting:
            _, one, other, size = heapq.heappop(waiting)
            if one not in self.members or other not in self.members or size != self._size(one, other):
                continue
            self._merge(one, other)
            for third in self._sums[one]:
                entry = self._entry(*sorted((one, third)))
                if entry:
                    heapq.heappush(waiting, entry)

    def _entry(self, one: int, other: int) -> tuple[float, int, int, int] | None:
        mean = self._sums[one][other] / (len(self.members[one]) * len(self.members[other]))
        return (-mean, one, other, self._size(one, other)) if mean >= self._sure else None

    def _size(self, one: int, other: int) -> int:
        return len(self.members[one]) + len(self.members[other])

    def _merge(self, one: int, other: int) -> None:
        moved = self.members.pop(other)
        self.members[one] |= moved
        for article in moved:
            self._group[article] = one
        self._sums[one].pop(other, None)
        for third, total in self._sums.pop(other, {}).items():
            if third == one:
                continue
            whole = self._sums[one].get(third, 0.0) + total
            self._sums[one][third] = self._sums[third][one] = whole
            del self._sums[third][other]
