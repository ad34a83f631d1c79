"""Words that say nothing of what a text is about, in any library: one that holds three German articles would else take
"der" for a word that binds them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from reader.linking.sketch import hashed
from reader.linking.terms import terms

__all__ = ["function_words"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def function_words() -> frozenset[int]:
    """The hashes of such terms of fourteen languages, of addresses, and of single letters."""
    text = files(__package__).joinpath("function_words.toml").read_text("utf-8")
    told: dict[str, str] = tomllib.loads(text)["words"]
    return frozenset(map(hashed, set(_LETTERS).union(*map(terms, told.values()))))
