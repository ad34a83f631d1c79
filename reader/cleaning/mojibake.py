"""Mends text whose UTF-8 was taken for Windows-1252 on its way and written down so: "isnâ€™t" was "isn’t"."""

from __future__ import annotations

import re

__all__ = ["NOTICE", "mended"]

NOTICE = "Its letters had been encoded twice; they are shown as they were meant."
_BYTES = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0xC0)}
_BYTES |= {chr(byte): byte for byte in range(0x80, 0xF5)}
"""The byte that each character was, be it shown as Windows-1252 or as Latin-1 shows it."""
_FOLLOWING = re.escape("".join(char for char, byte in _BYTES.items() if byte < 0xC0))
_SURE = re.compile(f"â[€\x80][{_FOLLOWING}]")
"""Quotation marks and dashes as they come out: no language has these letters together."""
_RUN = re.compile(f"[\xc2-\xf4][{_FOLLOWING}]{{1,3}}")


def mended(text: str) -> str:
    """The text with what was encoded twice read right; as it is where nothing surely was."""
    return _RUN.sub(_meant, text) if _SURE.search(text) else text


def _meant(match: re.Match[str]) -> str:
    letters = match.group()
    for size in range(len(letters), 1, -1):
        try:
            return bytes(_BYTES[letter] for letter in letters[:size]).decode() + letters[size:]
        except UnicodeDecodeError:
            continue
    return letters
