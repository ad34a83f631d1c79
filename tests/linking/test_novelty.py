"""What another text has told already."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.linking.novelty import Telling, added, told, told_by
from reader.linking.sentences import split
from tests.kit import KIT, needs_kit

REPORT = [
    "The council of Port Ansel closed the Kestrel Bridge on Sunday after divers found a crack in a bearing.",
    "Ten people were hurt when a ferry hit the quay.",
    "“I would rather explain a closed bridge than a fallen one,” said Ines Marrable, the mayor.",
    "Repairs will take three weeks and cost 1.5 million crowns.",
]


def is_told(sentence: str) -> bool:
    return told([sentence], [REPORT]) == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        REPORT[0],
        "THE COUNCIL of Port Ansel closed the Kestrel Bridge on Sunday, after divers found a crack in a bearing!",
        "The council of Port Ansel shut the Kestrel Bridge on Sunday when divers spotted a crack in a bearing.",
        "After divers found a crack in a bearing, the council of Port Ansel closed the Kestrel Bridge on Sunday.",
        "The council closed the Kestrel Bridge on Sunday after divers found a crack.",
        "10 people were hurt when a ferry hit the quay.",
        "“I would rather explain a closed bridge than a fallen one,” Marrable told the Harbour Post in an interview.",
        "Repairs will take 3 weeks and cost 1,5 million crowns.",
        "…",
    ],
)
def test_the_same_and_nearly_the_same_is_told(sentence: str) -> None:
    assert is_told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Twelve people were hurt when a ferry hit the quay.",
        "The council of Port Ansel closed the Kestrel Bridge on Monday after divers found a crack in a bearing.",
        "The council of Port Ansel closed the Falcon Bridge on Sunday after divers found a crack in a bearing.",
        "The council closed the Kestrel Bridge on Sunday and sacked the engineer who had hidden a report about it.",
        "“I would rather explain a closed bridge than a fallen one,” said Marrable after 8 weeks.",
        "Repairs will take three weeks and cost 1.8 million crowns.",
        "Fishermen ask for compensation.",
        "He agreed.",
    ],
)
def test_what_says_something_else_is_new(sentence: str) -> None:
    assert not is_told(sentence)


def test_two_sentences_of_another_tell_what_one_joins() -> None:
    other = ["Divers found a crack in a bearing of the bridge.", "So the council closed it on Sunday evening."]
    assert told(
        ["Divers found a crack in a bearing of the bridge, so the council closed it on Sunday evening."], [other]
    )[0]


def test_a_quotation_is_told_by_another_that_breaks_it_off_to_say_who_speaks() -> None:
    other = ["“I would rather explain a closed bridge,” Marrable told those who waited, “than a fallen one.”"]
    assert told(["“I would rather explain a closed bridge than a fallen one,” she said in the town hall."], [other])[0]


def test_a_language_without_spaces() -> None:
    report = ["汐ヶ崎市は木曜日、点検で亀裂が見つかった港の橋を通行止めにした。", "フェリーは10分ごとに運航する。"]
    sentences = [
        "点検で亀裂が見つかり、汐ヶ崎市は港の橋を木曜日に通行止めにした。",
        "フェリーは15分ごとに運航する。",
        "漁業組合は補償を求めている。",
    ]
    assert told(sentences, [report]) == [True, False, False]


def test_it_says_by_whom_the_first_that_does() -> None:
    own, others = Telling(REPORT[:2]), [Telling(REPORT[2:]), Telling(REPORT[1:]), Telling(REPORT)]
    assert told_by(own, others) == [2, 1]


def test_each_report_adds_what_none_before_it_tells() -> None:
    assert added([Telling(REPORT[:2]), Telling(REPORT[1:]), Telling(REPORT)]) == [2, 2, 0]


def test_weights_may_come_from_elsewhere() -> None:
    assert told(["A b c d e f g h."], [["A b c d e f g x."]], lambda word: 9.0 if word == "h" else 1.0) == [False]


texts = st.lists(st.text(alphabet=st.sampled_from('ab cd.“”"1,2 Kü橋閉')) | st.text(max_size=30), max_size=6)


@given(texts)
def test_a_text_tells_itself(text: list[str]) -> None:
    assert all(told(text, [text]))


@given(texts, st.lists(texts, max_size=3))
def test_the_order_of_the_others_does_not_matter(text: list[str], others: list[list[str]]) -> None:
    assert told(text, others) == told(text, list(reversed(others)))


@given(texts, st.lists(texts, max_size=3), texts)
def test_one_more_never_makes_anything_new(text: list[str], others: list[list[str]], more: list[str]) -> None:
    before, after = told(text, others), told(text, [*others, more])
    assert all(now for was, now in zip(before, after, strict=True) if was)


@needs_kit
def test_reworded_copies_are_told_and_strangers_are_not() -> None:
    with gzip.open(KIT / "related" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = {one["id"]: one for one in map(json.loads, lines)}
    with gzip.open(KIT / "related" / "neardup.jsonl.gz", "rt", encoding="utf-8") as lines:
        copies = [one for one in map(json.loads, lines) if one["kind"] in ("spun15", "spun30")]

    def share(pairs: list[tuple[str, str]]) -> float:
        found = [one for text, other in pairs for one in told(cut(text), [cut(other)])]
        return sum(found) / len(found)

    assert share([(copy["text"], articles[copy["of"]]["text"]) for copy in copies]) > 0.84
    following = [*copies[1:], copies[0]]
    strangers = zip(copies, following, strict=True)
    assert share([(one["text"], articles[other["of"]]["text"]) for one, other in strangers]) < 0.02


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]
