"""What the tables rest on: the dated part, where a bar is drawn, and the made-up library."""

from itertools import islice

import pytest

from tests.bench.linking.bars import best_bar
from tests.bench.linking.dated import dated_part, gain, reciprocal_rank
from tests.bench.linking.made import incoming
from tests.bench.linking.simple import _Containment


def test_only_queries_with_a_date_are_of_the_dated_part_each_counting_the_same() -> None:
    relevant = {"a": {"b"}, "b": {"a"}, "c": {"d"}}
    related = {"a": ["b"], "b": ["x", "a"], "c": ["d"]}
    ndcg, mrr = dated_part(related, relevant, dated={"a", "b", "elsewhere"})
    assert ndcg == pytest.approx((1 + 0.6309) / 2, abs=1e-4)
    assert mrr == 0.75
    assert dated_part({}, relevant, dated={"a"}) == (0, 0)


def test_an_article_takes_no_place_among_its_own_related_ones() -> None:
    assert dated_part({"a": ["a", "b"]}, {"a": {"b"}}, {"a"}) == (1, 1)


def test_gain_counts_five_places_and_asks_for_no_more_than_there_are() -> None:
    assert gain(["x", "x", "x", "x", "x", "a"], {"a"}) == 0
    assert gain(["a", "b", "x"], {"a", "b"}) == 1
    assert gain(["a", "x"], {"a", "b"}) == pytest.approx(1 / 1.6309, abs=1e-4)
    assert reciprocal_rank(["x"] * 10 + ["a"], {"a"}) == 0


def test_a_bar_is_where_f1_is_best() -> None:
    assert best_bar([(0.9, True), (0.8, True), (0.3, False), (0.2, False)], answerable=2) == 0.8
    assert best_bar([(0.9, True), (0.5, False), (0.4, True), (0.1, False)], answerable=2) == 0.4


def test_a_bar_takes_or_leaves_all_of_one_score() -> None:
    assert best_bar([(0.9, True), (0.5, True), (0.5, False), (0.5, False), (0.5, False)], answerable=2) == 0.9


def test_containment_is_told_by_the_shorter_of_what_came_before() -> None:
    texts = _Containment({"long": {"a", "b", "c", "d"}, "short": {"a", "b"}, "other": {"x"}})
    assert texts.best("short", keep=False) == (0, "")
    assert texts.best("long") == (0, "")
    assert texts.best("short") == (1, "long")
    assert texts.best("other") == (0, "")


def test_the_made_library_is_the_same_each_time_and_spread_over_four_years() -> None:
    made = [one.article for one in incoming(300)]
    assert made == [one.article for one in islice(incoming(300), 300)]
    assert len({one.id for one in made}) == 300
    years = {one.published.year for one in made if one.published}
    assert years == {2022, 2023, 2024, 2025}
    lengths = sorted(len(one.text.split()) for one in made)
    assert 50 < lengths[0] < 120
    assert 380 < lengths[-1] < 450
    assert any(one.pointers for one in made)
