"""Grouping: who is bound to whom, and what a person said of them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from reader.linking.grouping import group

MEMBERS = st.integers(1, 12)
PAIRS = st.tuples(MEMBERS, MEMBERS).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: (min(pair), max(pair)))
BONDS = st.dictionaries(PAIRS, st.floats(0.0, 1.0), max_size=40)
SAID = st.frozensets(PAIRS, max_size=6)


def together(groups: list[set[int]], one: int, other: int) -> bool:
    return any({one, other} <= members for members in groups)


def test_the_surest_go_together_first() -> None:
    assert group({(1, 2): 0.9, (2, 3): 0.5, (3, 4): 0.9}, sure=0.3) == [{1, 2}, {3, 4}]


def test_a_chain_does_not_become_one_story() -> None:
    chain = {(number, number + 1): 0.8 for number in range(20)}
    assert max(map(len, group(chain, sure=0.3))) <= 4


def test_nothing_bound_is_no_group() -> None:
    assert group({}) == []
    assert group({(1, 2): 0.1}, sure=0.3) == []


def test_a_third_bound_to_two_told_apart_goes_with_the_surer_one() -> None:
    assert group({(1, 3): 0.9, (2, 3): 0.8, (1, 2): 0.9}, apart=[(1, 2)], sure=0.3) == [{1, 3}]


def test_together_does_not_reach_through_apart() -> None:
    assert group({}, together=[(1, 2), (2, 3)], apart=[(1, 3)]) == [{1, 2}]
    assert group({}, together=[(1, 2)], apart=[(1, 2)]) == []


@given(BONDS, SAID, SAID)
def test_everybody_is_in_one_group_at_most(
    bonds: dict[tuple[int, int], float], joined: frozenset[tuple[int, int]], parted: frozenset[tuple[int, int]]
) -> None:
    groups = group(bonds, joined, parted)
    assert all(len(members) > 1 for members in groups)
    assert sum(map(len, groups)) == len(set().union(*groups))


@given(BONDS, SAID, SAID)
def test_apart_is_never_together(
    bonds: dict[tuple[int, int], float], joined: frozenset[tuple[int, int]], parted: frozenset[tuple[int, int]]
) -> None:
    groups = group(bonds, joined, parted)
    assert not any(together(groups, *pair) for pair in parted)


@given(BONDS, SAID)
def test_together_is_together_where_nothing_is_told_apart(
    bonds: dict[tuple[int, int], float], joined: frozenset[tuple[int, int]]
) -> None:
    groups = group(bonds, joined)
    assert all(together(groups, *pair) for pair in joined)


@given(BONDS, SAID, SAID, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_said_does_not_matter(
    bonds: dict[tuple[int, int], float],
    joined: frozenset[tuple[int, int]],
    parted: frozenset[tuple[int, int]],
    chance,
) -> None:
    def shuffled(values):
        return chance.sample(list(values), len(values))

    first = group(bonds, joined, parted)
    assert group(dict(shuffled(bonds.items())), shuffled(joined), shuffled(parted)) == first


@given(BONDS, st.floats(0.05, 0.95))
def test_two_groups_that_are_left_are_not_bound_well_enough(bonds: dict[tuple[int, int], float], sure: float) -> None:
    groups = group(bonds, sure=sure)
    alone = set(range(1, 13)).difference(*groups)
    for one, other in combinations([*groups, *({number} for number in alone)], 2):
        total = sum(bonds.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
        assert total / (len(one) * len(other)) < sure + 1e-9
