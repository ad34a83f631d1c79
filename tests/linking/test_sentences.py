"""Cutting text into sentences, in any language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.linking.sentences import split


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge closed. Ferries sail.",
        "“Who pays?” she asked. “Nobody!” they said.",
        "It closed… Nobody knew.",
        "पुल बंद हुआ। नावें चलती हैं।",
        "هل أُغلق الجسر؟ نعم أُغلق.",
        "橋は閉じた。船は出る。",
        "“桥关了。”他说。第二天下雨。",
        "First line without a stop\nSecond line",
    ],
)
def test_two_sentences_are_two(text: str) -> None:
    assert len(cut(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Marrable met Gov. Lenn Halden and J. Varn in the U.S. Capitol.",
        "It rose 3.5 per cent to 1.200 crowns.",
        "Am 3. Oktober kam Dr. Varn nach Halden.",
        "“Who pays?” she asked.",
        "Wait ... there is more.",
        "市長は「橋は閉じる。」と述べた",
        "Cầu ở TP. Halden đã đóng.",
    ],
)
def test_one_sentence_is_one(text: str) -> None:
    assert cut(text) == [text]


def test_a_short_word_ends_a_sentence_where_the_text_shows_that_it_is_no_abbreviation() -> None:
    assert len(cut("They met Lena. Varn was late. Later Lena left.")) == 3
    assert len(cut("He won 12. The rest lost, and the crowd left.")) == 2


def test_a_space_ends_a_long_clause_of_thai() -> None:
    clause = "ก" * 80
    assert cut(f"{clause} {clause}") == [clause, clause]
    assert cut("ก ข") == ["ก ข"]


@given(st.text(alphabet=st.sampled_from("ab Z.!?\n“”\"'。」1,กA\u0301"), max_size=60) | st.text(max_size=60))
def test_sentences_stand_where_they_say_and_leave_out_only_white_space(text: str) -> None:
    end = 0
    for sentence in split(text):
        assert text[end : sentence.start].strip() == ""
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        end = sentence.end
    assert text[end:].strip() == ""
