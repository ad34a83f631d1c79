"""What settings of typography need beyond the program itself, and what to do where it is missing."""

from __future__ import annotations

from collections.abc import Iterator

from reader.config import Config
from reader.ui.typesetting.direction import can_order
from reader.ui.typesetting.hyphens import can_hyphenate

__all__ = ["missing"]


def missing(config: Config) -> Iterator[str]:
    """A sentence for each setting that cannot be followed."""
    if config.hyphenate and not can_hyphenate():
        yield "[reading] hyphenate: install reader-tui[hyphenation]. Until then words stay whole."
    if config.bidi == "reader" and not can_order():
        yield "[reading] bidi: install reader-tui[bidi]. Until then the terminal orders what runs from right to left."
