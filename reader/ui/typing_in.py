"""What a terminal sends, as text for Textual's parser, whatever bytes come and whatever is pasted."""

from __future__ import annotations

from codecs import getincrementaldecoder

__all__ = ["Typed"]

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
"""Sent by terminals around what is pasted."""
_ESCAPE = "\x1b"


class Typed:
    """Makes text of bytes as they come.

    What is no UTF-8 is a sign for that, where Textual's own would end the program. Escapes within what is pasted go:
    Textual would take what follows them for keys.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._pasting = False
        self._before = ""
        """The last characters, for a mark may come in parts: in a paste held back, else only looked at."""

    def text(self, data: bytes) -> str:
        """What these bytes add to it."""
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
        return (before + begin)[looked_at:], rest

    def _pasted(self, text: str) -> tuple[str, str]:
        """What is pasted before it ends, the mark with it; and what comes behind that."""
        pasted, end, rest = (self._before + text).partition(_END)
        self._pasting = not end
        self._before = "" if end else _begun(pasted)
        return pasted.removesuffix(self._before).replace(_ESCAPE, "") + end, rest


def _begun(text: str) -> str:
    """The beginning of the mark of the end that a text ends with."""
    return next((_END[:size] for size in range(len(_END) - 1, 0, -1) if text.endswith(_END[:size])), "")
