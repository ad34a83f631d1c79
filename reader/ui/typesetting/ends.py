"""Where a line of text may end, told by the characters alone.

After Unicode's line breaking (UAX 14) as far as it does not need a dictionary, and after what typesetters do beside
it: marks that French sets apart stay with their word, and numbers with their unit, whether or not the space between
is one that does not break.
"""

from __future__ import annotations

import re

__all__ = ["CLOSING", "OPENING", "UNBROKEN", "chop", "is_glued", "may_part"]

CLOSING = frozenset("、。，．・：；？！」』】）〕〉》”’…‥ー々〜％］｝»›%,.;:?!)]}‰°")
"""Marks that never begin a line."""
OPENING = frozenset("「『【（〔〈《“‘«‹„‚([{［｛¿¡")
"""Marks that never end one."""
UNBROKEN = "\u00a0\u202f\u2007"
"""Spaces that a line never ends at."""
_CLOSERS = re.compile(r"[»›”’)\]}:;!?…%‰°.,—–-]+(?=\s|\Z)")
"""Marks that stand alone behind a space, or a dash that does."""
_UNITS = re.compile(
    r"(?:[ckmµn]?m[²³]?|km/h|[kcm]?g|mg|[hcm]?l|ha|kt|min|[hs]|°[CF]|[kMGT]i?B|[kMG]bit/s|[kMGT]?Wh?|[kMG]?Hz|[kM]?V|"
    r"hPa|kPa|mph|[ap]m|[ap]\.m\.|[€$£¥₹₽]|EUR|USD|GBP|CHF|\d{3})(?![\w/])"
)
"""What stays with the number before it; groups of three digits too."""
_ADDRESS = re.compile(r"[/@\\_]")
"""What words do not have in them that end at their hyphens."""
_DASHES = "—–"
_HYPHENS = "-‐"


def is_glued(text: str, at: int) -> bool:
    """Whether the space at `at` holds together what stands on its two sides."""
    before = text[at - 1 : at]
    if before in OPENING and text[at - 2 : at - 1] in ("", " "):
        return True
    if before.isdigit() and _UNITS.match(text, at + 1):
        return True
    return _CLOSERS.match(text, at + 1) is not None


def may_part(text: str, at: int) -> bool:
    """Whether a line may end within a word, before the character at `at`: behind its dashes and hyphens."""
    before, after = text[at - 1], text[at]
    if before in _DASHES:
        within = text[at - 2 : at - 1] not in ("", " ") and not after.isspace() and after not in CLOSING
        return within and not (after.isdigit() and text[at - 2].isdigit())
    if before not in _HYPHENS or at < 3 or not (text[at - 3 : at - 1].isalpha() and text[at : at + 2].isalpha()):
        return False
    end = text.find(" ", at)
    return not _ADDRESS.search(text, text.rfind(" ", 0, at) + 1, end if end >= 0 else len(text))


def chop(text: str, begin: int, limit: int) -> int:
    """Where to part what is too long for a line, at most at `limit`: addresses between their parts."""
    least = begin + (limit - begin) // 2
    if "/" in text[begin:limit] or "&" in text[begin:limit]:
        for finds in (_is_joint, _is_seam):
            at = next((at for at in range(limit, least, -1) if finds(text, at)), 0)
            if at:
                return at
    return limit


def _is_joint(text: str, at: int) -> bool:
    return (text[at - 1] == "/" and text[at] != "/") or text[at] in "?&#"


def _is_seam(text: str, at: int) -> bool:
    return text[at - 1] in "-_=.,;"
