"""Why a line was cut, told in plain words."""

import pytest

from reader.cleaning.boilerplate import verdict
from reader.cleaning.receipts import told
from reader.cleaning.rules import Learned, built_in, learned_rule, taught_rule
from reader.model import LineRule, RuleAction


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Most Read", "it says “most read” and nothing else"),
        ("Copyright of the Harbour Post", "it begins with “copyright”"),
        ("Who are you looking forward to? Let us know in the comments", "it contains “let us know in the comments”"),
        (
            "Get the Harbour Post in your mailbox with our newsletter",
            "it asks its readers for something, “get … newsletter”",
        ),
        ("For more, find our page on Facebook", "it names a channel of the publisher's own, “our … facebook”"),
        ("Facebook | Twitter | WhatsApp", "it is a row of 3 buttons for sharing"),
        ("The bridge at dawn (Photo: Ann Example)", "it ends by naming who made it, “(Photo: Ann Example)”"),
        ("READ ALSO: Ferry workers end their strike", "it begins with “read also” and names another article"),
    ],
)
def test_what_cleaning_finds_is_told_as_a_sentence_about_the_line(line: str, why: str) -> None:
    found = built_in(line)
    assert found is not None
    assert told(found.rule) == why


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("extract: stands among links", "it stands among links"),
        ("extract: the page calls its part by another name", "the page marks it as something else"),
        ("names “inbox”, between lines that went", "it names “inbox” and stands between lines that were cut"),
        ("shape: links at the end", "it belongs to a list of links at the end"),
        (
            "2 of 3 sentences, the first holds (en): x",
            "2 of its 3 sentences would be cut; the first of them contains “x”",
        ),
        (learned_rule(Learned("Line", 1200), "Harbour Post"), "it stands in 1,200 articles of Harbour Post"),
    ],
)
def test_rules_are_told_without_their_names(rule: str, why: str) -> None:
    assert told(rule) == why


@pytest.mark.parametrize("begins", [True, False])
@pytest.mark.parametrize(("source", "whose"), [("A (begins with it) B", "A (begins with it) B"), (None, "all sources")])
def test_rules_of_the_users_are_told_as_theirs(source: str | None, whose: str, *, begins: bool) -> None:
    rule = taught_rule(LineRule("0", "Line", RuleAction.CUT, source, begins))
    assert told(rule) == f"your rule for {whose} says so"


def test_a_rule_nobody_knows_is_told_as_it_is() -> None:
    assert told("of tomorrow: {0} \\1") == "of tomorrow: {0} \\1"


def test_small_print_names_what_its_first_sentence_has() -> None:
    text = "Photograph by Ann Example. All rights reserved. " * 6
    found = verdict(text)
    assert found is not None
    assert told(found.rule).startswith(
        "12 of its 12 sentences would be cut; the first of them ends by naming who made it"
    )
