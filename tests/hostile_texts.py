"""What a stranger may write where words are expected, to be shown letter by letter and never heeded."""

from __future__ import annotations

import unicodedata

__all__ = ["HOSTILE_TEXTS", "JOINERS", "SEEN", "heeded"]

MARKUP = (
    "[/foo] [",
    "[@click=app.quit]x[/]",
    "[@click=screen.dismiss]y[/]",
    "[link=a]b",
    "[link='file:///etc/passwd']b[/link]",
    "[b]bold \\[/]",
    "[/ x ]",
    "[[]]",
    "[$error on red]z",
    "[bold red]w[/bold red]",
    ":warning: :smile:",
    "\\[\\]\\",
    "$error $x ${HOME} $(id) `id`",
    "%s %n %(x)s %d",
    "{0} {} {x!r} {key} {{",
    "{0.__class__}",
    "#{x} <%= 1 %>",
    "&lt;b&gt; &#27;[31m",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "~/.ssh/id_rsa",
    "-rf --help",
    "'; DROP TABLE articles; --",
    '" OR ""="',
    '"unclosed',
    "is: source: title:",
    "a* (b) -c NEAR/2",
    ".* (?P<x> [a- ^$ \\1",
    "| ; & > < !",
    "\\x1b[31m \\u202e \\033]0;x\\a",
)
SEQUENCES = (
    "red \x1b[31mred\x1b[0m",
    "title \x1b]0;owned\x07",
    "title \x1b]2;owned\x1b\\",
    "link \x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "clip \x1b]52;c;b3duZWQ=\x07",
    "clear \x1b[2J\x1b[H\x1b[3J",
    "screen \x1b[?1049l\x1b[?25h",
    "answer \x1b[6n\x1b[c\x1b[>q\x05",
    "dcs \x1bP$q\x1b\\ \x1bPq#0\x1b\\",
    "apc \x1b_Gi=1;AAAA\x1b\\",
    "reset \x1bc \x1b[!p",
    "half \x1b",
    "half \x1b[",
    "half \x1b]8;;",
    "c1 \x9b31m \x9d0;owned\x9c \x90q\x9c \x85",
    "c0 \x00\x01\x02\x07\x08\x0b\x0c\x0e\x0f\x7f",
    "back over\x08\x08\x08\x08gone",
    "feed over\rgone",
    "tab\tand\ttab",
    "line\nfeed\r\nand\u2028line\u2029paragraph\x0bend",
)
LETTERS = (
    "evil \u202egnp.exe",
    "marks \u200e\u200f\u061c",
    "embedded \u202a\u202b\u202c\u202d text",
    "isolates \u2066\u2067\u2068\u2069 text",
    "zero\u200bwidth\u200cand\u200djoiner\u2060word\ufeffend",
    "soft\u00adhyphen",
    "tags \U000e0001\U000e0041\U000e007f end",
    "variation ☃\ufe0f ☃\ufe0e A\U000e0100",
    "family 👩\u200d👩\u200d👧\u200d👦 👍🏽 🏳\ufe0f\u200d🌈 🇩🇪🇩 1\ufe0f\u20e3",
    "za" + "\u0300\u0335\u0489\u20dd" * 30 + "lgo",
    "\u0301\u0302 begins with marks",
    "filler \u3164\uffa0\u115f\u1160 end",
    "own \ue000mark\ue001 \ue010\ue010\ue010\ue010 end \uf8ff \U000f0000",
    "none \ufffe\uffff\ufdd0 \U0010ffff end",
    "half \ud83d pair \udc00 end",
    "שלום עולם (abc) 123",
    "مرحبا \u200dب\u200c بالعالم ﷽",
    "हिन्दी क्\u200dष ภาษาไทย ꧅ 𒐫",
    "wide 漢字かな ｆｕｌｌ 한국어",
    "ﬁ ligature Å Å ½ ① ™",
    "İstanbul ſ ẞ ŉ",
    "spaces \u00a0\u2003\u2009\u202f\u3000\u1680\u205f end",
    "long " + "w" * 10_000,
    "wide long " + "漢" * 2_000,
    "",
    " ",
)
HOSTILE_TEXTS = (*MARKUP, *SEQUENCES, *LETTERS)

JOINERS = "\u200c\u200d"
"""Change the letters of some scripts, and stay there."""
SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Signs that stand over or under others and are seen, whatever their category says."""


def heeded(text: str) -> set[str]:
    """The characters in a text that a terminal would heed, or that would change how others are shown."""
    if text.isprintable():
        return set()
    return {
        char
        for char in text
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in JOINERS + SEEN
    }
