"""Terms and sketches: what of a text is compared, and how alike that makes two texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.linking.kinship import Circle, Pair, base_score, bond, days_between, order
from reader.linking.sketch import TERMS, Likeness, Sketch, hashed, sketch
from reader.linking.terms import terms

WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(60)]), max_size=80)
TEXT = st.text(max_size=300)


def plain(_: int) -> float:
    return 1.0


def rated(term: int) -> float:
    return 0.1 + term % 7


def made(title: Sequence[str], text: Sequence[str]) -> Sketch:
    return sketch(title, text, rated)


class TestTerms:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Don't stop_now, 12.4", ["don", "t", "stop", "now", "12", "4"]),
            ("Hải Âu", ["hải", "âu"]),
            ("海燕大桥", ["海燕", "燕大", "大桥"]),
            ("iphone手机壳 桥", ["iphone", "手机", "机壳", "桥"]),
            ("पुल बंद", ["पुल", "बंद"]),
            ("جسر النورس", ["جسر", "النورس"]),
            ("", []),
            ("… !!", []),
        ],
    )
    def test_words_and_pairs(self, text: str, found: list[str]) -> None:
        assert terms(text) == found

    def test_an_accent_in_one_piece_or_two_is_the_same(self) -> None:
        assert terms("cafe\u0301 Âu") == terms("café Âu")

    @given(TEXT)
    def test_any_text_has_terms_without_spaces_in_small_letters(self, text: str) -> None:
        for term in terms(text):
            assert term
            assert not any(letter.isspace() for letter in term)
            assert term == term.lower() or len(term.lower()) != len(term)

    @given(TEXT)
    def test_letters_that_are_not_ascii_beside_do_not_change_the_others(self, text: str) -> None:
        plain_text = text.encode("ascii", "ignore").decode()
        assert terms(f"{plain_text} é")[:-1] == terms(plain_text)


class TestSketch:
    @given(WORDS, WORDS, WORDS, WORDS)
    def test_likeness_is_a_share_and_the_same_from_both_sides(
        self, title: list[str], text: list[str], its_title: list[str], its_text: list[str]
    ) -> None:
        one, other = made(title, text), made(its_title, its_text)
        [there], [back] = one.like([other], rated), other.like([one], rated)
        for ours, theirs in zip(
            (there.whole, there.head, there.title), (back.whole, back.head, back.title), strict=True
        ):
            assert 0 <= ours <= 1
            assert ours == pytest.approx(theirs)

    @given(WORDS.filter(bool), WORDS)
    def test_an_article_is_wholly_like_itself(self, title: list[str], text: list[str]) -> None:
        one = made(title, text)
        [self_likeness] = one.like([one], rated)
        assert self_likeness.whole == pytest.approx(1)
        assert self_likeness.head == pytest.approx(1)
        assert self_likeness.title == pytest.approx(1)

    @given(WORDS, WORDS)
    def test_the_order_of_words_counts_only_for_the_head(self, title: list[str], text: list[str]) -> None:
        one, other = made(title, text), made(title, text[::-1])
        assert {entry >> 8 for entry in one.entries} == {entry >> 8 for entry in other.entries}
        assert one.whole == pytest.approx(other.whole)

    def test_strangers_share_nothing(self) -> None:
        one, other = sketch(["a"], ["b", "c"], plain), sketch(["d"], ["e"], plain)
        assert one.like([other], plain) == [Likeness(0, 0, 0)]

    def test_empty_is_like_nothing(self) -> None:
        empty = sketch([], [], plain)
        assert empty.like([empty, sketch([], ["a"], plain)], plain) == [Likeness(0, 0, 0)] * 2

    def test_a_long_text_keeps_its_most_telling_terms(self) -> None:
        words = [f"t{number}" for number in range(TERMS * 3)]
        rare = {hashed(word) for word in words[:50]}
        long = sketch([], words, lambda term: 5.0 if term in rare else 1.0)
        kept = [entry >> 8 for entry in long.entries]
        assert len(kept) == len(set(kept)) == TERMS
        assert set(kept[:50]) == rare
        assert [term for term, _ in long.terms()] == kept

    def test_a_word_said_ten_thousand_times_fits(self) -> None:
        often = sketch(["a"], ["a"] * 10_000 + ["b"], plain)
        assert {entry >> 8 for entry in often.entries} == {hashed("a"), hashed("b")}


class TestKinship:
    def test_a_date_not_known_stands_between_near_and_far(self) -> None:
        assert base_score(0.5, 0.0) > base_score(0.5, None) > base_score(0.5, 400.0)
        assert days_between(None, 3.0) is None
        assert days_between(86_400.0, 0.0) == days_between(0.0, 86_400.0) == 1.0

    @given(st.floats(0, 1), st.floats(0, 1), st.none() | st.floats(0, 4000), st.lists(st.floats(0, 1), max_size=20))
    def test_bonds_and_orders_are_shares_and_a_bond_has_no_direction(
        self, whole: float, head: float, days: float | None, scores: list[float]
    ) -> None:
        pair = Pair(Likeness(whole, head, head), days, base_score(whole, days))
        one, other = Circle(sorted(scores, reverse=True)), Circle([])
        assert 0 <= order(pair, one, one_story=False) <= order(pair, one, one_story=True) <= 1
        assert 0 <= bond(pair, one, other) <= 1
        assert bond(pair, one, other) == bond(pair, other, one)

    def test_the_more_alike_the_likelier_one_event(self) -> None:
        circle = Circle([0.9, 0.2])

        def sure(likeness: float, days: float | None = 1.0) -> float:
            score = base_score(likeness, days)
            return bond(Pair(Likeness(likeness, likeness, likeness), days, score), circle, circle)

        assert sure(0.9) > sure(0.5) > sure(0.1)
        assert sure(0.5, 1.0) > sure(0.5, 60.0)

    def test_who_stands_nearer_stands_ahead(self) -> None:
        circle = Circle([0.9, 0.5, 0.5, 0.1])
        assert [circle.ahead(score) for score in (1.0, 0.9, 0.5, 0.3, 0.0)] == [0, 0, 1, 3, 4]
