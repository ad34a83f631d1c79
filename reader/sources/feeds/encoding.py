"""The text of a feed's bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

__all__ = ["decoded"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the one of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE = (
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0{", "utf-16-be"),
    (b"{\0", "utf-16-le"),
)
"""How feeds in wide encodings begin where they have no byte order mark."""
_DECLARED = re.compile(rb"""\s{0,99}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']\s{0,9}([\w:.+-]{1,40})""")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252",
          "us-ascii": "utf-8", "ascii": "utf-8", "shift_jis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
          "iso-8859-9": "cp1254"}  # fmt: skip
"""What encodings are written in, as a rule, where they are stated."""
_WIDE = ("utf-16", "utf-32", "ucs-", "iso-10646")
"""What a feed is in shows by its first bytes; some state these and are not."""
_NOT_OF_TEXTS = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
_GUESSES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "koi8_r", "cp932",
    "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_FOREIGN_BYTE = re.compile(rb"[\x80-\xff]")
_SAMPLE = 16 * 1024
_TELLING = 32
"""Bytes beyond ASCII that speak for a language; fewer are taken for a Western one."""
_GARBLED = "it is not in the encoding that it states; some letters in it may be wrong"


def decoded(data: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text in these bytes, and a remark where letters were lost. Never raises.

    Tried in turn: a byte order mark, what the feed itself states, UTF-8, in which there may be a few faults, `charset`,
    which its server states, and what the letters speak for.
    """
    text = _first(data, _shown(data))
    if text is not None:
        return text, ()
    text = data.decode("utf-8", "replace")
    telling = _FOREIGN.findall(text[max(text.find("\ufffd") - _SAMPLE, 0) :][: 2 * _SAMPLE])
    if telling.count("\ufffd") * 2 <= len(telling):
        return text, (_GARBLED,)
    served = _first(data, _named(charset or ""))
    return (data.decode(_likely(data), "replace"), (_GARBLED,)) if served is None else (served, ())


def _first(data: bytes, encodings: Iterable[str]) -> str | None:
    """The text in the first of these encodings that fits."""
    for encoding in encodings:
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except (UnicodeError, LookupError, ValueError):
            continue
    return None


def _likely(data: bytes) -> str:
    """The encoding that the letters speak for."""
    from charset_normalizer import from_bytes

    first = _FOREIGN_BYTE.search(data)  # the sample starts where it matters
    sample = data[max(0, first.start() - 256) :][:_SAMPLE] if first else b""
    if len(_FOREIGN_BYTE.findall(sample)) < _TELLING:
        return "cp1252"
    best = from_bytes(sample, cp_isolation=list(_GUESSES)).best()
    return best.encoding if best else "cp1252"


def _shown(data: bytes) -> Iterator[str]:
    """The encodings that a feed may be in by itself."""
    yield from (encoding for mark, encoding in _MARKS if data.startswith(mark))
    yield from (encoding for start, encoding in _BARE if data.startswith(start))
    declared = _DECLARED.match(data[:400])
    yield from _named(declared[1].decode("ascii", "replace") if declared else "")
    yield "utf-8"  # what is valid in it is in it, whatever a server says


def _named(name: str) -> Iterator[str]:
    plain = name.strip().lower().replace("_", "-")
    if plain and not plain.startswith(_WIDE) and _of_texts(plain):
        yield _WIDER.get(plain, plain)
        yield plain


def _of_texts(name: str) -> bool:
    """Whether this is an encoding that people write in; some of Python's do other things, and take long."""
    try:
        return codecs.lookup(name).name not in _NOT_OF_TEXTS
    except (LookupError, ValueError):
        return False
