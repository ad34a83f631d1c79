"""Turns bytes into text: what they say they are, what they are, and a notice where the two differ."""

from __future__ import annotations

import codecs
import contextlib
import re

from reader.cleaning.mojibake import NOTICE, mended
from reader.errors import CleaningError
from reader.model import Document
from reader.text import safe

__all__ = ["declared_in_markup", "decode", "is_text", "text_of"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the one of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_HEADS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"BZh", b"\xfd7zXZ",
    b"7z\xbc\xaf", b"Rar!", b"RIFF", b"OggS", b"ID3", b"SQLite format 3\0", b"\xca\xfe\xba\xbe", b"MZ\x90\0",
)  # fmt: skip
_NOT_OF_TEXTS = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
_GUESSES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "koi8_r",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
_NO_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r\x0e\x0f\x1b"))  # 0E and 0F switch alphabets in ISO 2022
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_UNPRINTED = frozenset("\t\n\r\xa0\xad\u2009\u200b\u200c\u200d\u200e\u200f\u202f\u3000\ufeff")
"""What texts hold beside printable characters. Not U+2000, which is a space with its bytes swapped."""
_SWITCHES = (
    (
        re.compile(rb"\x1b\$(?:[@B]|\([DOQ])[^\x1b]{2,}\x1b\([BJ]"),
        ("iso2022_jp_2", "iso2022_jp_ext", "iso2022_jp_2004"),
    ),
    (re.compile(rb"\x1b\$\)C[^\x0e]*\x0e"), ("iso2022_kr",)),
)
_SNIFFED = 4096
_SAMPLE = 64 * 1024
_LEADS = bytes(range(0xC2, 0xF5))
"""The bytes that begin a character beyond ASCII in UTF-8."""
_TELLING = 32  # so many bytes beyond ASCII speak for a language; fewer only against an encoding
_META = re.compile(rb"""<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.+-]{1,40})""", re.IGNORECASE)
_DECLARATION = re.compile(rb"""\s{0,99}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w:.+-]{1,40})""")


def decode(data: bytes, stated: str | None = None) -> tuple[str, str | None]:
    """The text of `data` and a notice where it is not what was stated, or where letters were lost. Never raises.

    Tried in turn: a byte order mark, `stated`, what switches alphabets (ISO 2022), UTF-8, UTF-16 and UTF-32 without
    a mark, a guess from the letters, Windows-1252.
    """
    text, notice = _decoded(data, stated)
    return text.replace("\0", "").removeprefix("\ufeff"), notice


def declared_in_markup(data: bytes) -> str | None:
    """The encoding that an HTML or XML document names at its beginning."""
    head = data[:_SNIFFED]
    match = _DECLARATION.match(head) or _META.search(head)
    return match[1].decode("ascii", "replace") if match else None


def is_text(data: bytes) -> bool:
    """Whether these bytes may be text at all, judged by how they begin."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return True
    head = data[:_SNIFFED]
    if head.startswith(_BINARY_HEADS):
        return False
    if _bare_wide(head):
        return True
    # Of random bytes every tenth is a control code. Texts that mean a terminal harm hold some, in good UTF-8.
    most = max(8, len(head) * 0.1) if _is_utf8(head) else max(2, len(head) * 0.03)
    return _controls(head) <= most


def text_of(document: Document, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """A document's text and notices; raises CleaningError where it is no text.

    `declared` is what the bytes say of themselves; what their carrier stated goes before it.
    """
    if not is_text(document.data):
        raise CleaningError(f"{safe(document.name)}: is not text; open it with another program")
    text, notice = decode(document.data, document.encoding or declared)
    meant = mended(text)
    return meant, tuple(filter(None, (notice, NOTICE if meant != text else None)))


def _decoded(data: bytes, stated: str | None) -> tuple[str, str | None]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), None
    codec = _codec(stated)
    # Windows-1252 accepts nearly anything; valid UTF-8 beyond ASCII is no accident, so it goes first. Pages saved by
    # other programs are often UTF-8 by now and still name what they were; a few letters may be valid in both.
    first = codec in (None, "cp1252", "utf-8") or _much_utf8(data)
    order = (*_switching(data), "utf-8", codec) if first else (codec, "utf-8")
    notice = f"unknown encoding {safe(stated)[:40]!r} was ignored" if stated and not codec else None
    for name in filter(None, order):
        text = _strictly(data, name)
        if text is not None:
            return text, notice
    if codec == "cp1252":
        return data.decode(codec, "replace"), notice
    return _guessed(data, notice, codec)


def _codec(stated: str | None) -> str | None:
    """Python's name of a text encoding; None for one that is unknown or no text encoding (rot13, zlib ...)."""
    try:
        name = codecs.lookup((stated or "").strip()).name
        b"a".decode(name)
    except UnicodeError:
        pass  # one byte is too few for UTF-16
    except (LookupError, ValueError, TypeError, AssertionError):
        return None
    if name in _NOT_OF_TEXTS:
        return None
    # As browsers do: what calls itself Latin-1 or ASCII is Windows-1252, else the C1 range becomes control codes.
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _strictly(data: bytes, codec: str) -> str | None:
    if codec == "utf-8" and _bare_wide(data[:_SNIFFED]):
        return None
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _switching(data: bytes) -> tuple[str, ...]:
    """The encodings of ISO 2022 that this may be: seven bits, and sequences that switch to another alphabet."""
    if b"\x1b$" not in data or not data.isascii():
        return ()
    return next((names for switch, names in _SWITCHES if switch.search(data)), ())


def _bare_wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: it holds control codes where it is read byte by byte, and none as it is."""
    share = _controls(head) / max(len(head), 1)
    if len(head) < 8 or share < 0.01:
        return None
    for name in _WIDE:
        lost = _lost(head, name)
        # An alphabet has one high byte for nearly all of its letters, kana too; Chinese and Korean have many.
        if lost < 0.1 and ("32" in name or _constancy(head, name) > 0.4):
            return name
        if lost < 0.01 and share > 0.03 and len(head) >= 32 and not _is_utf8(head):
            return name
    return None


def _lost(head: bytes, wide: str) -> float:
    """The share of characters that no text has, were the bytes in this encoding."""
    text = codecs.getincrementaldecoder(wide)("replace").decode(head)
    return sum(not (char.isprintable() or char in _UNPRINTED) or char == "\ufffd" for char in text) / max(len(text), 1)


def _constancy(head: bytes, wide: str) -> float:
    """The share of the commonest high byte."""
    high = head[1::2] if wide.endswith("le") else head[0::2]
    return max(map(high.count, set(high))) / len(high)


def _controls(head: bytes) -> int:
    return len(head) - len(head.translate(None, _NO_TEXT))


def _is_utf8(head: bytes) -> bool:
    """Whether this is the beginning of valid UTF-8, a last character cut or not."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _much_utf8(data: bytes) -> bool:
    """Whether this is valid UTF-8 with so many characters beyond ASCII that it can be nothing else."""
    letters = len(data) - len(data.translate(None, _LEADS))
    return letters >= _TELLING and _is_utf8(data)


def _guessed(data: bytes, notice: str | None, codec: str | None) -> tuple[str, str | None]:
    wide = _bare_wide(data[:_SNIFFED])
    if wide:
        return data.decode(wide, "replace"), notice
    with contextlib.suppress(UnicodeError):  # UTF-16 pairs written as UTF-8 one by one
        return data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode(
            "utf-16", "replace"
        ), notice
    as_utf8 = data.decode("utf-8", "replace")
    lost = as_utf8.count("\ufffd")
    if sum(char > "\x7f" for char in as_utf8[:_SAMPLE]) > 2 * as_utf8.count("\ufffd", 0, _SAMPLE):
        return as_utf8, f"{lost} damaged places in its UTF-8 are shown as \ufffd"
    guess = codec if codec and codec != "utf-8" else _likely(data)
    wrong = f"it is not the {codec} it is said to be" if codec else "its encoding is not stated"
    return data.decode(guess, "replace"), notice or f"{wrong}; read as {guess}"


def _likely(data: bytes) -> str:
    """The encoding that the letters speak for; between equals the Western one."""
    from charset_normalizer import from_bytes

    first = next((at for at, byte in enumerate(data) if byte > 127), 0)  # the sample starts where it matters
    start = max(0, first - 256)
    matches = list(from_bytes(data[start : start + _SAMPLE], cp_isolation=list(_GUESSES)))
    matches.sort(key=lambda match: _GUESSES.index(match.encoding))
    if not matches:
        return "cp1252"
    telling = sum(byte > 127 for byte in data[start : start + _SAMPLE]) >= _TELLING
    best = min(matches, key=lambda match: (round(match.chaos, 1), -round(match.coherence, 1) if telling else 0))
    return best.encoding
