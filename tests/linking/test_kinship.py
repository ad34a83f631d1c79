"""How sure two articles tell of one event."""

import pytest

from reader.linking.kinship import Circle, Pair, base_score, bond
from reader.linking.sketch import Likeness

ALONE = Circle(())


def sure(whole: float, head: float, days: float | None) -> float:
    pair = Pair(Likeness(whole, head, 0.0), days, base_score(whole, days))
    return bond(pair, ALONE, ALONE)


def test_alike_and_of_one_day_they_are_sure_to() -> None:
    assert sure(0.5, 0.4, 0) > 0.9


@pytest.mark.parametrize("days", [None, 0])
def test_what_shares_next_to_nothing_never_does_though_nothing_else_is_nearer(days: float | None) -> None:
    assert sure(0.1, 0.09, days) == 0
    assert sure(0.15, 0.09, days) > 0


def test_nor_does_what_was_published_months_apart() -> None:
    assert sure(0.5, 0.4, 59) > 0
    assert sure(0.9, 0.9, 61) == 0
