"""The notes of an article: what the marks in its text ("[1]") lead to, wherever on the page that stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from reader.cleaning.inline import is_mark
from reader.cleaning.walk import Standing, upwards

__all__ = ["noted"]

_AROUND = 3
"""Elements, from a line outwards, that may have the name a mark leads to."""


def noted(standings: Sequence[Standing], kept: frozenset[int]) -> Iterator[int]:
    """The lines that marks in the lines kept lead to."""
    elements = {standings[number].element for number in kept}
    links = (link for element in elements for link in element.iter("a") if is_mark(link))
    names = {link.get("href")[1:] for link in links}
    for number, standing in enumerate(standings) if names else ():
        if number not in kept and any(one.get("id") in names for one in islice(upwards(standing.element), _AROUND)):
            yield number
