"""What stands before the items of a list: its numbers as the page has them, letters and Roman ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Numbering"]

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """The markers of one list, in order."""

    def __init__(self, element: HtmlElement | None = None) -> None:
        self._ordered = element is not None and element.tag == "ol"
        self._kind, self._step, self._next = "1", 1, 1
        if element is None or not self._ordered:
            return
        self._kind = element.get("type") or "1"
        backwards = element.get("reversed") is not None
        self._step = -1 if backwards else 1
        self._next = _number(element.get("start"), len(element.findall("li")) if backwards else 1)

    def marker(self, item: HtmlElement) -> str:
        """What stands before the next item."""
        if not self._ordered:
            return "•"
        number = _number(item.get("value"), self._next)
        self._next = number + self._step
        return f"{_written(number, self._kind)}."


def _number(stated: str | None, otherwise: int) -> int:
    fits = stated is not None and stated.isascii() and stated.isdigit() and len(stated) < 6
    return int(stated or 0) if fits else otherwise


def _written(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 200:
        return _roman(number) if kind == "i" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
