"""What is written to the terminal with no more changes of the pen than there are.

Rich puts the whole style before every piece of text and takes all of it back behind it, though most pieces look like
the one before or differ in one colour: three quarters of what a screen sent. What stands on the screen is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

__all__ = ["sparing"]

_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
_BARE = ""
"""The codes of a pen that nothing was asked of."""
_COLOUR = {"38": "text", "48": "ground"}
_LONG = {"2": 4, "5": 2}
"""How many codes follow the one that a colour begins with: red, green and blue, or a number."""


class _Pen(NamedTuple):
    """What codes make of a bare pen; a colour is the codes that choose it, "" for the terminal's own."""

    attributes: frozenset[str]
    text: str
    ground: str


def sparing(written: str) -> str:
    """The same as what was `written`, which begins with a bare pen; every style in it is taken back before another."""
    return "".join(_pieces(written))


def _pieces(written: str) -> Iterator[str]:
    pen = wanted = _BARE
    parts = _STYLE.split(written)  # text and codes in turn
    for text, codes in zip(parts[::2], [*parts[1::2], None], strict=True):
        if text or codes is None:
            if wanted != pen:
                yield _change(pen, wanted)
                pen = wanted
            yield text
        wanted = _asked(wanted, codes or "")


def _asked(before: str, codes: str) -> str:
    """The codes of the pen that is wanted after these; a first 0 takes back all that was asked for before."""
    zero, _, rest = codes.partition(";")
    if zero in ("", "0"):
        return rest
    return f"{before};{codes}" if before else codes


@lru_cache(4096)
def _change(before: str, after: str) -> str:
    """What makes one pen of another."""
    if not after:
        return "\x1b[0m"
    if not before:
        return f"\x1b[{after}m"
    old, new = _pen(before), _pen(after)
    if not old.attributes <= new.attributes:  # there is no code that takes back one and nothing else
        return f"\x1b[0;{after}m"
    codes = sorted(new.attributes - old.attributes, key=int)
    codes += [new.text or "39"] if new.text != old.text else []
    codes += [new.ground or "49"] if new.ground != old.ground else []
    return f"\x1b[{';'.join(codes)}m" if codes else ""


@lru_cache(1024)
def _pen(codes: str) -> _Pen:
    colours = {"text": "", "ground": ""}
    attributes: set[str] = set()
    rest = iter(codes.split(";"))
    for code in rest:
        if code in _COLOUR:
            kind = next(rest, "")
            colours[_COLOUR[code]] = ";".join([code, kind, *islice(rest, _LONG.get(kind, 1) - 1)])
        elif code.isdecimal() and int(code) // 10 in (3, 9):
            colours["text"] = "" if code == "39" else code
        elif code.isdecimal() and int(code) // 10 in (4, 10):
            colours["ground"] = "" if code == "49" else code
        elif code:
            attributes.add(code)
    return _Pen(frozenset(attributes), colours["text"], colours["ground"])
