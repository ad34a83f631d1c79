"""A made-up library of any size, the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from reader.cleaning.clean import clean
from reader.model import Document, Facts, Media
from reader.store.archive import Incoming

__all__ = ["incoming"]

_SYLLABLES = [
    "ka",
    "le",
    "mi",
    "no",
    "ru",
    "sta",
    "ven",
    "dor",
    "hal",
    "bri",
    "ton",
    "mar",
    "el",
    "is",
    "or",
    "an",
    "dun",
    "fer",
    "wick",
    "ash",
]


def incoming(count: int) -> Iterator[Incoming]:
    """Articles of about 120 words, in the vocabulary of a small world."""
    chance = random.Random(7)
    vocabulary = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(8000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(count):
        words = chance.choices(vocabulary, weights, k=130)
        title = " ".join(words[:8]).capitalize()
        text = "\n\n".join(" ".join(words[at : at + 30]).capitalize() + "." for at in range(8, 128, 30))
        facts = Facts(title, None, start + timedelta(minutes=number), f"Wire {number % 40}", "en", None)
        document = Document(f"made:{number}", text.encode(), Media.PLAIN, str(number), facts=facts)
        yield Incoming(clean(document), "made", str(number), "")
