from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.front_matter import split_front_matter
from reader.model import Facts

YAML = """---
title: "Storm over Dunmere"
author: Sian Prowse
date: 2026-10-14
source: Dunmere Chronicle
url: https://dunmere.example/storm
lang: en-GB
tags: [water, council]
---
The text.
"""
TOML = """+++
title = "Storm over Dunmere"
authors = ["Sian Prowse"]
date = 2026-10-14
publisher = "Dunmere Chronicle"
link = "https://dunmere.example/storm"
language = "en_gb"
+++
The text.
"""
FACTS = Facts(
    "Storm over Dunmere",
    "Sian Prowse",
    date(2026, 10, 14),
    "Dunmere Chronicle",
    "en-gb",
    "https://dunmere.example/storm",
)


@pytest.mark.parametrize("text", [YAML, TOML], ids=["yaml", "toml"])
def test_facts_stand_above_the_text(text):
    front, body = split_front_matter(text)
    assert front.facts == FACTS
    assert front.notices == ()
    assert body == "The text.\n"


def test_names_of_fields_come_in_many_ways():
    front, _ = split_front_matter(
        "---\nHeadline: Storm\nByline: [Sian, Tom]\nsite-name: Chronicle\nPubDate: Oct 14, 2026\n---\n"
    )
    assert front.facts == Facts("Storm", "Sian, Tom", date(2026, 10, 14), "Chronicle")


def test_a_person_may_be_a_mapping():
    front, _ = split_front_matter("---\nauthor:\n  name: Sian Prowse\n  email: s@dunmere.example\n---\n")
    assert front.facts.byline == "Sian Prowse"


@pytest.mark.parametrize(
    "inside",
    [
        "title: !!python/object/apply:os.system ['true']",
        "title: !local x",
        "a: &a [x]\nb: *a",
        "a: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]",
    ],
    ids=["object", "tag", "alias", "bomb"],
)
def test_what_constructs_or_repeats_is_refused(inside):
    front, body = split_front_matter(f"---\n{inside}\n---\nThe text.")
    assert front.facts == Facts()
    assert "left out" in front.notices[0]
    assert body == "The text."


def test_a_title_with_a_colon_is_read_all_the_same():
    front, _ = split_front_matter("---\ntitle: Storm: the aftermath\nauthor: 'Sian Prowse'\n---\nThe text.")
    assert (front.facts.title, front.facts.byline) == ("Storm: the aftermath", "Sian Prowse")
    assert "plain lines" in front.notices[0]


@pytest.mark.parametrize(
    "text", ["The text.\n---\nmore", "---\n\nThe text.", "", "---", "----\na: b\n----\n", "--- \n"]
)
def test_a_rule_is_no_front_matter(text):
    front, body = split_front_matter(text)
    assert (front.facts, front.notices, body) == (Facts(), (), text)


@pytest.mark.parametrize("inside", ["[" * 5000, "- a\n- b", "a: b: c: d", "\t", "{", "title: [unclosed"])
def test_broken_front_matter_never_hides_the_text(inside):
    _, body = split_front_matter(f"---\n{inside}\n---\nThe text.")
    assert body == "The text."


def test_values_are_safe_lines():
    front, _ = split_front_matter(
        '---\ntitle: "Storm\\e[2J\\u202e\\n over"\nurl: javascript:alert(1)\nlang: "not a tag"\n---\n'
    )
    assert front.facts == Facts(title="Storm over")


@given(st.text(max_size=120))
def test_any_front_matter_is_survived(inside):
    split_front_matter(f"---\n{inside}\n---\ntext")
    split_front_matter(f"+++\n{inside}\n+++\ntext")
