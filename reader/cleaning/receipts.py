"""Says in plain words why a line was cut: the rule on a receipt as half a sentence about the line.

A rule names what found the line, shortly and for good (`show --json`): "begins with (en): photo by". People are told
what that means: "it begins with “photo by”".
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["told"]

_TOLD = (
    # phrases
    (r"whole line(?: \(\w+\))?: (.+)", "it says “{0}” and nothing else"),
    (r"begins with \(\w+\): (.+)", "it begins with “{0}”"),
    (r"holds \(\w+\): (.+)", "it contains “{0}”"),
    (r"call \(\w+\): (.+)", "it asks its readers for something, “{0}”"),
    (r"own channel \(\w+\): (.+)", "it names a channel of the publisher's own, “{0}”"),
    (r"news service: (.+)", "it sends its readers to a news service, “{0}”"),
    (r"share bar: (\d+) buttons", "it is a row of {0} buttons for sharing"),
    # credits
    (r"ends in a credit: (.+)", "it ends by naming who made it, “{0}”"),
    (r"only says when: … (.+)", "it only gives a time, by the word “{0}”"),
    (r"head: .*", "it only says who wrote the article, when and for whom"),
    # the lines beside it
    (r"names “(.+)”, between lines that went", "it names “{0}” and stands between lines that were cut"),
    (r"names “(.+)”, behind what went.*", "it names “{0}” and stands at the end, after a line that was cut"),
    (r"stands behind what went.*", "it stands at the end, after a line that was cut"),
    # related headlines
    (r"inline: (.+)", "it begins with “{0}” and names another article"),
    (r"opener: (.+)", "it belongs to the related articles under “{0}”"),
    (r"shape: links at the end", "it belongs to a list of links at the end"),
    (r"shape: (.+)", "it belongs to the headlines at the end, under “{0}”"),
    # where it stands in a page
    (r"extract: the page calls its part .*", "the page marks it as something else"),
    (
        r"extract: is not in what the page says of itself",
        "it has little to do with the page's title and description",
    ),
    (r"extract: the page's data .*", "the page's data hold more text, and are shown in its place"),
    (r"extract: (the .+)", "{0}"),
    (r"extract: (.+)", "it {0}"),
    # rules of the user's, and of the library
    (r"yours: (cut|kept) everywhere( \(begins with it\))?", "your rule for all sources says so"),
    (r"yours: (?:cut|kept) for (.+?)(?: \(begins with it\))?", "your rule for {0} says so"),
    (r"learned: (.+)", "it {0}"),
)
"""Patterns of rules and what they mean; left for `re` to compile when the first cut is shown."""
_SENTENCES = re.compile(r"(\d+) of (\d+) sentences, the first (.+)", re.DOTALL)


@lru_cache(maxsize=1024)
def told(rule: str) -> str:
    """Half a sentence that says why, without a stop; a rule that is not known is told as it is."""
    some = _SENTENCES.fullmatch(rule)
    if some:
        first = told(some[3]).removeprefix("it ")
        return f"{some[1]} of its {some[2]} sentences would be cut; the first of them {first}"
    for pattern, sentence in _TOLD:
        found = re.fullmatch(pattern, rule, re.DOTALL)
        if found:
            return sentence.format(*found.groups())
    return rule
