"""What a terminal sends, as text for Textual's parser, whatever bytes come and whatever is pasted."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable

__all__ = ["Typed"]

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
"""Sent by terminals around what is pasted."""
_ESCAPE = "\x1b"
_ESCAPED = re.compile(r"\x1b(?=([^\[O\t])|\Z)", re.DOTALL)
"""An escape that begins no sequence; with a tab it is shift and that, on a console."""
_OPEN = re.compile(r"\x1b[\[O]?\Z")
"""One that may."""
_ESCAPE_KEY = "\x1b[27u"
"""The key as it is told in the protocol of Kitty, where it can be nothing else."""


class Typed:
    """Makes text of bytes as they come.

    What is no UTF-8 is a sign for that, where Textual's own would end the program. Escapes within what is pasted go:
    Textual would take what follows them for keys.

    Escape and the key typed right behind it are two keys. For a terminal that is the same as alt with that key, which
    is what Textual makes of both, or it forgets the escape.
    """

    def __init__(self, is_chord: Callable[[str], bool]) -> None:
        """`is_chord`: whether alt with a character is a key of its own."""
        self._is_chord = is_chord
        self._held = ""
        """An escape of which it is not known yet what it begins."""
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._pasting = False
        self._before = ""
        """The last characters, for a mark may come in parts: in a paste held back, else only looked at."""

    @property
    def holds(self) -> bool:
        """Whether it depends on what comes next what was typed last."""
        return bool(self._held)

    def text(self, data: bytes) -> str:
        """What these bytes add to it; none of them where nothing came for a moment."""
        if not data:
            held, self._held = self._held, ""
            return held.replace(_ESCAPE, _ESCAPE_KEY)
        rest, told = self._decode(data), ""
        while rest:
            part, rest = self._pasted(rest) if self._pasting else self._plain(rest)
            told += part
        return told

    def _plain(self, text: str) -> tuple[str, str]:
        """What is typed before a paste begins, its mark with it; and what comes behind that."""
        looked_at = len(self._before)
        before, begin, rest = (self._before + text).partition(_BEGIN)
        self._pasting = bool(begin)
        self._before = "" if begin else before[1 - len(_BEGIN) :]
        return self._keys((before + begin)[looked_at:]), rest

    def _keys(self, text: str) -> str:
        """What is typed, with the key for each escape that is one."""
        text, self._held = self._held + text, ""
        if found := _OPEN.search(text):
            text, self._held = text[: found.start()], found[0]
        return _ESCAPED.sub(self._escape, text)

    def _escape(self, found: re.Match[str]) -> str:
        return found[0] if found[1] and self._is_chord(found[1]) else _ESCAPE_KEY

    def _pasted(self, text: str) -> tuple[str, str]:
        """What is pasted before it ends, the mark with it; and what comes behind that."""
        pasted, end, rest = (self._before + text).partition(_END)
        self._pasting = not end
        self._before = "" if end else _begun(pasted)
        return pasted.removesuffix(self._before).replace(_ESCAPE, "") + end, rest


def _begun(text: str) -> str:
    """The beginning of the mark of the end that a text ends with."""
    return next((_END[:size] for size in range(len(_END) - 1, 0, -1) if text.endswith(_END[:size])), "")
