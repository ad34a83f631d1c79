"""The one gate for text from outside, and small things one does with words.

Everything that strangers wrote (titles, bodies, file names, error texts) passes `safe` before it is kept,
shown or printed. What comes out holds no control, bidi or invisible characters: a terminal shows it
letter for letter, in the order it was written, in the width it claims.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

__all__ = [
    "clip",
    "count_words",
    "fold",
    "fold_all",
    "in_json",
    "minutes",
    "safe",
    "safe_lines",
    "safe_note",
    "safe_tabbed",
    "size",
    "squash",
    "title_words",
    "unescaped",
    "words",
]

_CSI = re.compile(r"(?:\x1b\[|\x9b)(?:[0-?]+[!-/]*[@-~]|[!-/]+[@-~]|[0-?]* [@-~](?!\w)|[HJKfmnsu]|[@-~](?!\w))")
"""Control sequences. Of one that was cut off a word stays that would be its end: "\\x1b[CANARY" is no cursor moved."""
_ESCAPE = re.compile(
    r"\x1b(?:[][PX^_\\]|[()*+./-][0-9AB<=>]|[#%][0-9@G]| [FGLMN](?!\w)|[c6-9=>|}~lmno]|[DEFHMNOVWZ](?![a-z]))"
)
"""The other sequences that terminals know; of what they do not know only the escape itself goes."""
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, fillers
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # formats of hieroglyphs, shorthand, music
    "\U0001f3fb-\U0001f3ff"  # skin tones: one cell, two or none, as a terminal likes
    "\U000e0000-\U000e0fff]"  # tags and variation selectors
)
_JOINER = re.compile("[\u200c\u200d]")
# Scripts in which the joiners change the letters: Arabic and its kin, the Indic scripts, Mongolian.
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufeff]")
_NOTHING = re.compile(
    f"[\ud800-\udfff\ufdd0-\ufdef{''.join(f'{chr(end)}{chr(end + 1)}' for end in range(0xFFFE, 0x110000, 0x10000))}]"
)
"""Halves of characters, and what will never be one."""
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_STACK = re.compile(r"[^\w\x00-\xff]{6,}")
"""What holds no letter and may be marks, of any script."""
_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")
"""Vowels and finals of Korean, which join what stands before them as marks do."""
_STACK_OF_JAMO = re.compile(rf"(?:[^\w\x00-\xff]|{_JAMO.pattern}){{6,}}")
_MARKED = re.compile(
    "[\u0591-\u1dff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff\ud7b0-\ud7ff\ufb1e\U000101fd-\U0001e94a]"
)
"""Scripts that have marks of their own; it takes a tenth of the time to see that a text is in none of them."""
_MOST_MARKS = 5
"""What the scripts that stack them need on a letter (Burmese, Tibetan); hundreds are drawn over the lines around."""
_ODD = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
    r"|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}"
)
"""What Unicode calls printable, and does not stay as it is."""
_ENDLESS = re.compile(r"&#(?:[0-9]{20,}|[xX][0-9a-fA-F]{20,});?")
"""A number of a character that is none; Python refuses to read one of more than 4,300 digits."""
_LETTER = re.compile(r"\w")
_NO_WORD = re.compile(r"[^\w\s](?<!\S.)[^\w\s]*(?!\S)", re.DOTALL)
"""Marks that stand by themselves."""
_EDGES = re.compile(r"^\W+|\W+$")
# Scripts written without spaces: a word is about two letters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+")
_WITHIN = re.compile(r"['’‘`´]|(?<=\w)\.(?=\w)|(?<=\b\w)\.|(?<=\d),(?=\d{3})")
"""Marks in a word or behind its letters; of "Don't", "U.S." and "20,000" some print them and some do not."""
_PLAIN_ASCII = re.compile(r"[ -~]*\Z")
_PLAIN_LETTERS = re.compile("[\0-\x7f‘’“”–—]*\\Z")
"""Text that folding does nothing to but take its capitals: most English, at a quarter of the time."""

WORDS_A_MINUTE = 230
"""A usual reading speed for news (Brysbaert 2019: 238 words a minute for English non-fiction)."""


def safe(text: str) -> str:
    """`text` as one line that is safe anywhere: breaks and tabs become spaces, unseen characters go."""
    if _PLAIN_ASCII.match(text) or (
        text.isprintable()
        and not _ODD.search(text)
        and unicodedata.is_normalized("NFC", text)
        and not (_MARKED.search(text) and _stacks(text).search(text))
    ):
        return text
    return _BREAKS.sub(" ", _visible(text))


def safe_lines(text: str) -> str:
    """Like `safe`, but line breaks of every kind stay, as line feeds."""
    return _BREAKS.sub("\n", _visible(text))


def safe_tabbed(text: str) -> str:
    """Like `safe_lines`, but tabs stay too."""
    return "\t".join(safe_lines(part) for part in text.split("\t"))


def safe_note(text: str) -> str:
    """Like `safe_tabbed`; no blank lines at its ends, no white space at the ends of lines."""
    return "\n".join(line.rstrip() for line in safe_tabbed(text).split("\n")).strip("\n")


def _visible(text: str) -> str:
    text = _CSI.sub("", text)
    text = _ESCAPE.sub("", text)
    text = _SPACES.sub(" ", text)
    if text.isascii():
        return _UNSEEN.sub("", text)
    text = _NOTHING.sub("\ufffd", text)
    text = _BREAKS.sub("\n", text)
    text = _UNSEEN.sub("", text)
    return _settled(text)


def _settled(text: str) -> str:
    """With the marks and joiners that may stay, in their order; what goes may bring others together."""
    fewer = unicodedata.normalize("NFC", _JOINER.sub(_keep_joiner, text))
    fewer = _MARKS.sub(r"\1", fewer)
    fewer = _stacks(fewer).sub(_few_marks, fewer) if _MARKED.search(fewer) else fewer
    return fewer if fewer == text else _settled(fewer)


def _stacks(text: str) -> re.Pattern[str]:
    return _STACK_OF_JAMO if _JAMO.search(text) else _STACK


def _few_marks(match: re.Match[str]) -> str:
    kept, marks = "", 0
    for char in match.group():
        if char.isalpha() or unicodedata.category(char)[0] == "M":
            marks += 1
        elif not _JOINER.match(char):
            marks = 0
        kept += char if marks <= _MOST_MARKS else ""
    return kept


def _keep_joiner(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return match.group() if before and _JOINING.match(before) else ""


def unescaped(text: str) -> str:
    """`text` with HTML's references read, as browsers do."""
    return unescape(_ENDLESS.sub("\ufffd", text)) if "&" in text else text


def in_json(value: object) -> str:
    """A value as one line of JSON; what cannot be seen, and a terminal might act on, as JSON's escapes.

    To a program that is the same: paths stay what they are.
    """
    import json

    line = json.dumps(value, ensure_ascii=False)
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in line)


def squash(text: str) -> str:
    """White space folded to single spaces, none at the ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """For comparing: no case, no accents, white space folded."""
    return squash(_bare(text))


def fold_all(lines: Iterable[str]) -> list[str]:
    """Each of many lines, which hold no line breaks, folded: all in one go, as their number is what takes time."""
    together = "".join(f"{line}\n" for line in lines)
    return [squash(line) for line in _bare(together).split("\n")[:-1]]


def _bare(text: str) -> str:
    """Without case and accents."""
    if text.isascii() or _PLAIN_LETTERS.match(text):
        return text.lower()
    # Letters of mathematics have no small ones of their own: they are plain capitals only once they are decomposed.
    bare = _combining().sub("", unicodedata.normalize("NFKD", text.casefold()).lower())
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=1)
def _combining() -> re.Pattern[str]:
    """All combining marks of the scripts in use, to be dropped."""
    marks = "".join(mark for mark in map(chr, range(0x300, 0x3100)) if unicodedata.combining(mark))
    return re.compile(f"[{marks}]")


def words(text: str) -> list[str]:
    """The words of a text in order, as written, without the marks around them."""
    return [_EDGES.sub("", chunk) for chunk in text.split() if _LETTER.search(chunk)]


def title_words(text: str) -> list[str]:
    """A headline's words for comparing: folded, without the marks in them; letter pairs in scripts without spaces."""
    found: list[str] = []
    for word in _WORD.findall(_WITHIN.sub("", fold(text))):
        if len(word) > 2 and not word.isascii() and _UNSPACED.search(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        else:
            found.append(word)
    return found


def count_words(text: str) -> int:
    """How many words a text has; in scripts without spaces two letters count as one."""
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    spaced = _UNSPACED.sub(" ", text) if unspaced else text
    return len(spaced.split()) - len(_NO_WORD.findall(spaced)) + (unspaced + 1) // 2


def minutes(word_count: int) -> int:
    """Minutes to read that many words, at least one."""
    return max(1, round(word_count / WORDS_A_MINUTE))


def size(count: int) -> str:
    """A number of bytes as people say it: "640 bytes", "12.3 MB"."""
    if count < 1000:
        return f"{count} bytes"
    amount, unit = float(count), ""
    for unit in ("kB", "MB", "GB", "TB"):  # noqa: B007 - the last is the one that fits
        amount /= 1000
        if amount < 999.5:
            break
    return f"{amount:.1f} {unit}" if amount < 99.95 else f"{amount:.0f} {unit}"


def clip(text: str, length: int) -> str:
    """At most `length` characters, ended by an ellipsis at a word's end where something was left off."""
    if len(text) <= length:
        return text
    head = text[: max(length - 1, 0)]
    cut = head.rfind(" ")
    if cut >= length // 2:
        head = head[:cut]
    return head.rstrip(" ,;:–—-") + "…"
