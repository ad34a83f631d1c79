"""The direction of writing: which paragraphs run from right to left, and lines put in the order they are seen in.

Most terminals order what runs from right to left by themselves; for those that do not, `seen` does, by Unicode's
bidirectional algorithm (UAX 9) as the extra `bidi` has it. That is done at painting only: everything else counts the
characters in the order they are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from rich.cells import split_graphemes

from reader.ui.typesetting.line import Piece

__all__ = ["has_from_right", "runs_from_right", "seen"]

_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")

Seen = tuple[str, str, int]
"""Text, its roles, and which character of the line in reading order it begins with."""


def has_from_right(text: str) -> bool:
    """Whether any letter of a text runs from right to left."""
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


def runs_from_right(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first letter with a direction does."""
    if not has_from_right(text):
        return False
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def seen(pieces: Sequence[Piece], *, from_right: bool, kept: int = 0) -> list[Seen]:
    """A line's pieces from left to right as they are seen; the first `kept` characters stay where they are.

    What belongs together (a letter and its marks) stays together, and brackets turn round where they should.
    """
    text = "".join(piece for piece, _ in pieces)
    roles = [role for piece, role in pieces for _ in piece]
    found: list[Seen] = [(text[at], roles[at], at) for at in range(kept)]
    found += [
        (shown, roles[kept + at] if kept + at < len(roles) else "", kept + at)
        for at, shown in _ordered(text[kept:], from_right)
    ]
    return _joined(found)


def _joined(found: Sequence[Seen]) -> list[Seen]:
    """Neighbours of the same roles as one, as far as they are read one after another."""
    joined: list[Seen] = []
    for shown, roles, at in found:
        if joined and joined[-1][1] == roles and joined[-1][2] + len(joined[-1][0]) == at:
            joined[-1] = (joined[-1][0] + shown, roles, joined[-1][2])
        else:
            joined.append((shown, roles, at))
    return joined


@lru_cache(1024)
def _ordered(text: str, from_right: bool) -> tuple[tuple[int, str], ...]:  # noqa: FBT001  # the cache's key
    """What belongs together, in the order it is seen: where it begins in the text, and what is shown of it."""
    from bidi.mirror import MIRRORED

    clusters = [(start, text[start:end]) for start, end, _ in split_graphemes(text)[0]]
    levels = _levels(text, from_right)
    leveled = [(levels[start], start, part) for start, part in clusters]
    for level in range(max(levels, default=0), 0, -1):
        turned = []
        for deep, group in groupby(leveled, key=lambda one: one[0] >= level):
            run = list(group)
            turned += run[::-1] if deep else run
        leveled = turned
    return tuple((start, MIRRORED.get(part, part) if level % 2 else part) for level, start, part in leveled)


def _levels(text: str, from_right: bool) -> list[int]:  # noqa: FBT001
    """For every character how deep it is embedded: odd for what runs from right to left."""
    from bidi import algorithm

    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if from_right else (0, "L")
    algorithm.get_embedding_levels(text, storage)
    for number, character in enumerate(storage["chars"]):
        character["at"] = number
        character["type"] = character["type"] or "L"  # what is newer than this Python's Unicode
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage, False)  # noqa: FBT003  # the library's own order
    algorithm.resolve_neutral_types(storage, False)  # noqa: FBT003
    algorithm.resolve_implicit_levels(storage, False)  # noqa: FBT003
    levels = [int(from_right)] * len(text)
    for character in storage["chars"]:
        levels[character["at"]] = character["level"]
    return levels
