"""What settings of typography need beyond the program itself, and what to do where it is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec

from reader.config import Config

__all__ = ["is_installed", "missing"]


def is_installed(package: str) -> bool:
    """Whether a package is there."""
    return find_spec(package) is not None


def missing(config: Config, has: Callable[[str], bool] = is_installed) -> Iterator[str]:
    """A sentence for each setting that cannot be followed."""
    if config.hyphenate and not has("pyphen"):
        yield "[reading] hyphenate: install reader-tui[hyphenation]. Until then words stay whole."
    if config.bidi == "reader" and not has("bidi"):
        yield "[reading] bidi: install reader-tui[bidi]. Until then the terminal orders what runs from right to left."
