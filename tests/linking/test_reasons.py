"""Why two articles stand together."""

from reader.linking.reasons import Reading, reasons


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
