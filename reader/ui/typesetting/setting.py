"""How a text is to be set, as a person chose it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """The choices, and the room beside the text."""

    links: str = "underlined"
    """How links stand in the text: "underlined", "numbered" or "plain"."""
    hyphenate: bool = False
    """Whether words may be parted at the end of a line."""
    margin: int = 0
    """Cells at the left of the text into which opening marks may hang."""
    slid: Mapping[int, int] = field(default_factory=dict)
    """By how many columns tables wider than the page are moved, by the index of their block."""
