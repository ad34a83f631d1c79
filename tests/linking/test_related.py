"""Why two articles stand together."""

from datetime import date

from reader.linking.related import Reading, nearness, reasons, telling_terms


def why(one: str, other: str, terms: tuple[str, ...] = ()) -> tuple[str, ...]:
    return reasons(Reading("One", one), Reading("Other", other), terms, lambda _: 1.0)


def test_names_both_use_are_a_reason() -> None:
    found = why("The mayor, Ines Marrable, closed it.", "Engineers told Ines Marrable to wait.")
    assert found == ("names: Ines Marrable",)


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    assert why("Ferries run. The ferries are full.", "Ferries stop. All ferries stop.") == ()


def test_a_quote_word_for_word_comes_first() -> None:
    said = "“I would rather explain a closed bridge than a fallen one,”"
    found = why(f"{said} the mayor said.", f"And then: {said} she said.")
    assert found[0].startswith("same quote: “I would rather explain")


def test_numbers_count_but_years_do_not() -> None:
    assert why("It cost 12.4 million in 2026.", "They paid 12.4 million in 2026.") == ("numbers: 12.4",)


def test_words_stand_in_where_there_is_nothing_better() -> None:
    assert why("a cracked bearing", "the bearing was cracked", ("bearing", "cracked")) == ("words: bearing, cracked",)


def test_terms_are_rare_but_not_unique() -> None:
    counts = {"the": 9, "bearing": 2, "kestrel": 3, "hapax": 5}
    assert telling_terms(counts, {"the": 90, "bearing": 4, "kestrel": 3, "hapax": 1}, 100) == ["kestrel", "bearing"]


def test_time_tells_only_where_it_is_known() -> None:
    day = date(2026, 10, 14)
    assert nearness(day, day) == 1
    assert nearness(day, None) == 1
    assert 0.3 < nearness(day, date(2026, 11, 14)) < nearness(day, date(2026, 10, 16)) < 1
