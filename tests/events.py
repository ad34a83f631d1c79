"""Made-up events, each told by several hands, in several languages."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

__all__ = ["EVENTS", "LANGUAGES", "filler", "storm"]

_TOLD: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _told(group: str) -> dict[str, list[tuple[str, str]]]:
    return {name: [(one["title"], one["text"]) for one in told] for name, told in _TOLD[group].items()}


EVENTS = _told("events")
"""Titles and texts by event."""
LANGUAGES = _told("languages")
"""One event told twice in each of these languages, the same event nowhere else."""

_COMMON = ("the", "of", "and", "to", "in", "said", "was", "for")


def filler(number: int) -> tuple[str, str]:
    """An article about nothing that any other is about: all its words but the commonest are its own."""
    chance = random.Random(number)
    own = [f"w{number}x{place}" for place in range(30)]
    words = [chance.choice(own if chance.random() < 0.5 else _COMMON) for _ in range(80)]
    return f"About {' and '.join(own[:4])}", " ".join(words).capitalize() + "."


def storm(number: int) -> tuple[str, str]:
    """One of any number of reports of one event, no two in the same order: each says half of what there is to say."""
    chance = random.Random(number)
    said = [f"storm{place}" for place in range(60)]
    words = [*chance.sample(said, 30), *(f"s{number}x{place}" for place in range(3))]
    chance.shuffle(words)
    return f"Storm hits Port Ansel {words[0]} {words[1]}", " ".join(words) + "."
