"""What the environment asks of the screen. Imports no Textual: what is painted before it heeds this too."""

from __future__ import annotations

import os
from collections.abc import Mapping

__all__ = ["colourless", "forget_impossible_sizes"]

_LARGEST, _DIGITS = 500, 5
"""Columns or lines that are believed at most, and digits that such a number has not."""


def colourless(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether no colour may reach the terminal: NO_COLOR is set and not empty (https://no-color.org).

    Bold, dim, italic, underline and reverse are no colours.
    """
    return bool(environ.get("NO_COLOR"))


def forget_impossible_sizes() -> None:
    """Let the terminal tell its size where the environment names one that none has: each cell would be held."""
    for name in ("COLUMNS", "LINES"):
        said = os.environ.get(name, "")
        if not (said.isascii() and said.isdecimal() and len(said) < _DIGITS and 0 < int(said) <= _LARGEST):
            os.environ.pop(name, None)
