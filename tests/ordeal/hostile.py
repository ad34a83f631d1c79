"""Texts as a stranger may write them, made by a seed: of every class of what a terminal heeds or markup means."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.hostile_texts import JOINERS, SEEN

__all__ = ["Hostile", "controls", "hostile_texts", "markup_texts"]


@dataclass(frozen=True, slots=True)
class Hostile:
    """A text and the word in it that must stay readable."""

    text: str
    word: str


_Kind = Callable[[Random], str]
_STRINGS = ("\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x9d", "\x90", "\x9f", "\x9e", "\x98")
_ENDS = ("\x07", "\x1b\\", "\x9c", "", "\x18", "\x1a")
_PAYLOADS = (
    *("0;owned", "2;owned", "52;c;b3duZWQ=", "8;;https://evil.example/", "8;;file:///etc/passwd", "4;1;?", "10;?"),
    *(
        "777;notify;a;b",
        "1337;File=inline=1:AAAA",
        "9;owned",
        '$q"p',
        "+q544e",
        "Gi=1,a=T;AAAA",
        "tmux;\x1b\x1b[2J",
        "q#0~",
    ),
)
_FINALS = "@ABCDEFGHIJKLMPSTXZ`abcdefghilmnopqrstuvwxyz{|}~"
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
_UNSEEN = (
    "\u200b\u200c\u200d\u2060\u2061\u2064\ufeff\u00ad\u034f\u180e\u180b\u115f\u1160\u3164\uffa0\u17b4\u206a\ufff9\ufffb"
)
_MARKS = "\u0300\u0335\u0489\u20dd\u20e0\u0e49\u0e34\u064b\u0651\u05b0\u093c\u302a\u3099\ufe20\U0001d165\u11a8\u0f71"
_LETTERS = "aA1éßжקمक日한ก\U0001f468\u2603İſﬁ"
_SPACES = "\t\n\r\x0b\x0c\x85\u2028\u2029\u00a0\u1680\u2003\u202f\u205f\u3000"
_MARKUP = (
    *(
        "[/foo]",
        "[",
        "[/",
        "[/ x ]",
        "[]",
        "[[",
        "]]",
        "[/]",
        "[b]",
        "[/b]",
        "\\[",
        "[bold red]",
        "[on red]",
        "[$error]",
    ),
    *(
        "[reverse]",
        "[not bold]",
        "[link=a]",
        "[link='file:///etc/passwd']",
        "[link=https://evil.example]",
        "[@click=app.quit]",
    ),
    *(
        "[@click=app.quit()]x[/]",
        "[@click=screen.dismiss('x')]",
        "[@click=app.bell]y[/@click]",
        "[#ff0000]",
        "[rgb(1,2,3)]",
    ),
    *(
        "[$primary 50%]",
        "[auto]",
        "[=]",
        "[x=]",
        "[x='",
        '[x="',
        "[@",
        "[@click",
        "[/@click=]",
        "[b][i][u]",
        "[a-z]+[^/]",
    ),
    *(
        "[1, 2]",
        '{"a": [1]}',
        "[[wiki|link]]",
        "[x](y)",
        "![p](q)",
        "$x ${HOME}",
        "$error",
        "[$x]",
        ":smile:",
        "\\\\[/]",
    ),
)
_PROGRAMS = (
    *(
        "%s %n %(x)s %d %",
        "{0} {} {x!r} {0.__class__} {{",
        "#{x}",
        "<%= 1 %>",
        "$(id)",
        "`id`",
        "; rm -rf ~",
        "| cat",
        "&& x",
    ),
    *(
        "--help",
        "-rf",
        "--home=/x",
        "-o/tmp/x",
        "../../etc/passwd",
        "/etc/passwd",
        "~/.ssh/id_rsa",
        "C:\\con.txt",
        "file:///x",
    ),
    *(
        "javascript:alert(1)",
        "'; DROP TABLE article; --",
        '" OR ""="',
        "NEAR/2",
        "is:",
        "a* (b",
        "=1+1",
        "@SUM(A1)",
        "+1",
        "-1",
    ),
    *(
        "<script>x</script>",
        "<b>",
        "</title>",
        "]]>",
        "<!--",
        "-->",
        "&lt;b&gt;",
        "&#27;[31m",
        "&#x9b;2J",
        "&esc;",
        "<![CDATA[",
    ),
    *(
        "\\x1b[31m",
        "\\033]0;x\\a",
        "\\u202e",
        "^[[2J",
        "+AGwAbw-",
        "~{<:Ky2;S{#,~}",
        "=?utf-8?B?G1swbQ==?=",
        "---",
        "...",
        "# a",
    ),
)


def _csi(chance: Random) -> str:
    digits = "".join(chance.choice("0123456789;:<=>?") for _ in range(chance.randrange(6)))
    between = "".join(chance.choice(" !\"#$'*+") for _ in range(chance.randrange(2)))
    return chance.choice(("\x1b[", "\x9b")) + digits + between + chance.choice(_FINALS)


def _string(chance: Random) -> str:
    return chance.choice(_STRINGS) + chance.choice(_PAYLOADS) + chance.choice(_ENDS)


def _short(chance: Random) -> str:
    return "\x1b" + chance.choice(
        ("c", "7", "8", "=", ">", "(0", "(B", ")A", "#8", " F", "%G", "%@", "D", "E", "M", "Z", "N", "n", "~")
    )


def _cut_off(chance: Random) -> str:
    return (
        chance.choice(
            (
                "\x1b",
                "\x1b[",
                "\x1b[3",
                "\x1b[?1049;",
                "\x1b]8;;",
                "\x1b]52;c;",
                "\x1bP",
                "\x9b",
                "\x9d0;",
                "\x1b(",
                "\x1b\x1b",
            )
        )
        + " "
    )


def _nested(chance: Random) -> str:
    inside = chance.choice((_csi, _string, _short))(chance)
    at = chance.randrange(len(inside) + 1)
    return inside[:at] + chance.choice((_csi, _string, _short))(chance) + inside[at:] + " "


def _controls(chance: Random) -> str:
    return "".join(chr(chance.choice((*range(0x20), *range(0x7F, 0xA0)))) for _ in range(chance.randint(1, 6)))


def _some(letters: str, most: int) -> _Kind:
    return lambda chance: "".join(chance.choice(letters) for _ in range(chance.randint(1, most)))


def _tags(chance: Random) -> str:
    return "".join(chr(chance.randrange(0xE0001, 0xE01F0)) for _ in range(chance.randint(1, 12)))


def _stacked(chance: Random) -> str:
    return chance.choice(_LETTERS) + "".join(chance.choice(_MARKS) for _ in range(chance.choice((1, 4, 60, 400))))


def _nothing(chance: Random) -> str:
    return "".join(
        chance.choice(
            ("\ud83d", "\udc00", "\udcff", "\ufdd0", "\ufffe", "\uffff", "\U0010ffff", "\U0001fffe", "\ufffd")
        )
        for _ in range(chance.randint(1, 4))
    )


def _private(chance: Random) -> str:
    return "".join(
        chr(chance.choice((0xE000, 0xE010, 0xE011, 0xF8FF, 0xF0000, 0x10FFFD, 0x378, 0x1FAFF))) for _ in range(3)
    )


def _wide(chance: Random) -> str:
    parts = (
        "漢字",
        "ｆｕｌｌ",
        "한국어",
        "👩\u200d👩\u200d👧",
        "👍🏽",
        "🇩🇪",
        "🇩",
        "1\ufe0f\u20e3",
        "☃\ufe0f",
        "﷽",
        "𒐫",
        "꧅",
        "…—",
        "①½Å",
    )
    return "".join(chance.choice(parts) for _ in range(chance.randint(1, 8)))


def _huge(chance: Random) -> str:
    return chance.choice(("w", "漢", "-", "a.", "é", "🙂")) * chance.choice((90, 700, 3000))


def _any(chance: Random) -> str:
    return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randint(1, 10)))


def _markup(chance: Random) -> str:
    return "".join(chance.choice(_MARKUP) for _ in range(chance.randint(1, 3)))


def _program(chance: Random) -> str:
    return chance.choice(_PROGRAMS)


_KINDS: tuple[_Kind, ...] = (
    *(_csi, _csi, _string, _string, _short, _cut_off, _nested, _controls, _tags, _stacked, _nothing, _private, _wide),
    *(_huge, _any, _markup, _program, _some(_BIDI, 6), _some(_UNSEEN, 6), _some(_SPACES, 4)),
)


def hostile_texts(count: int, seed: int, first: int = 0) -> list[Hostile]:
    """So many texts, each of one to five parts around a word of its own; the same seed makes the same."""
    return [_composed(Random(f"{seed} {first + at}"), f"kite{first + at:05d}q", _KINDS) for at in range(count)]


def markup_texts(count: int, seed: int) -> list[Hostile]:
    """The same of markup alone, and what programs mean by signs."""
    kinds = (_markup, _markup, _markup, _program)
    return [_composed(Random(f"{seed} {at}"), f"kite{at:05d}q", kinds) for at in range(count)]


def _composed(chance: Random, word: str, kinds: tuple[_Kind, ...]) -> Hostile:
    parts = [chance.choice(kinds)(chance) for _ in range(chance.randint(1, 5))]
    at = chance.randint(0, min(len(parts), 2))
    glue = chance.choice((" ", " ", ""))
    before = "".join(parts[:at])
    # A sequence cut off takes the letter behind it for its end, as in any terminal: a space parts them.
    apart = glue or (" " if before[-1:].isalnum() or unicodedata.category(before[-1:] or " ")[0] in "MC" else "")
    return Hostile(f"{before}{apart}{word}{glue or ' '}{glue.join(parts[at:])}", word)


def controls(text: str) -> Iterator[str]:
    """The characters of a text that a terminal would heed, that are not seen, or that change how others are shown."""
    if text.isprintable() and text.isascii():
        return
    for char in text:
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in JOINERS + SEEN:
            yield f"U+{ord(char):04X}"
