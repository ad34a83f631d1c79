"""What the environment asks of the screen. Imports no Textual: what is painted before it heeds this too."""

from __future__ import annotations

import os
from collections.abc import Mapping

__all__ = ["colourless"]


def colourless(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether no colour may reach the terminal: NO_COLOR is set and not empty (https://no-color.org).

    Bold, dim, italic, underline and reverse are no colours.
    """
    return bool(environ.get("NO_COLOR"))
