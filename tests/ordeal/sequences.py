"""What a program sends a terminal beside words, told apart by what it makes the terminal do."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["new_sequences", "sequences"]

_SEQUENCE = re.compile(
    rb"\x1b\](?P<osc>\d*)[^\x07\x1b]{0,8000}(?:\x07|\x1b\\)?"
    rb"|\x1b(?P<string>[PX^_])[^\x1b]{0,8000}(?:\x1b\\)?"
    rb"|\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])"
    rb"|\x1b(?P<short>[ -/]*[0-~])"
    rb"|(?P<odd>\xc2[\x80-\x9f]|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xf3\xa0[\x80-\xbf].)"
    rb"|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1b\x7f])",
    re.DOTALL,
)
_MOVES = re.compile(r"[\d;:]*[A-HJKXbdfm`]\Z")
"""What draws: where the cursor is, colours, what is erased. How it is counted varies with what is shown."""
_VARY = frozenset({"CSI ?2026h", "CSI ?2026l"})
"""The marks around each frame."""


def sequences(sent: bytes) -> Counter[str]:
    """How often what was sent."""
    return Counter(_named(found) for found in _SEQUENCE.finditer(sent))


def new_sequences(benign: bytes, hostile: bytes) -> list[str]:
    """What was sent of a hostile library and not of a benign one, the same keys pressed; modes and modes only so often.

    Strings, resets and the like may be sent no more often either.
    """
    before, after = sequences(benign), sequences(hostile)
    counted = [name for name in after if name not in _VARY and not name.startswith(("move", "OSC 8"))]
    more = [f"{name} ({after[name]} times, {before[name]})" for name in counted if after[name] > before[name]]
    return more + [name for name in after if name not in before and name not in counted]


def _named(found: re.Match[bytes]) -> str:
    kind = found.lastgroup or ""
    text = found[kind].decode("latin-1")
    if kind == "csi" and _MOVES.match(text):
        return f"move {text[-1]}"
    return {"osc": "OSC ", "csi": "CSI ", "short": "ESC ", "string": "string "}.get(kind, "control ") + ascii(
        text
    ).strip("'")
