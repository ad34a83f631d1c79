"""What can be seen of a line: its words, what they call for, its shape, and where it stands.

A feature is a name that holds or does not. Names of words are the words themselves after a mark of their kind, so
that a weight can be read and a decision told: "w:newsletter", "^:sign up" at the line's beginning, "calls+ours".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.lines.rules import Reading, reading

__all__ = ["features_of"]

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]+|[@#]?\w+(?:['’]\w+)?", re.UNICODE)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_NUMBER = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?。！？؟।…]['\"”’»」』)\]]*$")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|org|net|de|co\.uk)\b", re.IGNORECASE)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.\w+")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_DAY = re.compile(r"\b(?:19|20)\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_QUOTES = re.compile("[“”„«»「」『』\"]")
_MARKS = {
    "|": "has a bar", "·": "has a dot between", "•": "has a dot between", "→": "has an arrow", "►": "has an arrow",
    "▶": "has an arrow", "»": "has an arrow", "›": "has an arrow", "©": "has ©", "[": "has brackets", "!": "has !",
    "?": "has ?", "/": "has a slash", ";": "has a semicolon", "+": "has a plus", "$": "has a price", "€": "has a price",
    "£": "has a price", "%": "has a percentage", "…": "has …",
}  # fmt: skip
_LENGTHS = ((1, "1 word"), (2, "2 words"), (4, "3–4 words"), (7, "5–7 words"), (12, "8–12 words"), (20, "13–20 words"),
            (32, "21–32 words"), (50, "33–50 words"))  # fmt: skip
_LONGER = "more than 50 words"
_PAIRED = ("calls", "channels", "letters", "ours", "brands")


def features_of(text: str) -> frozenset[str]:
    """All that can be seen of a line by itself."""
    seen = reading(text)
    return frozenset([*_words(seen), *_said(seen), *_shape(text, seen)])


def _words(seen: Reading) -> Iterator[str]:
    tokens = [_NUMBER.sub("0", token) for token in _TOKEN.findall(seen.spoken)]
    pieces: list[str] = []
    for token in tokens:
        if _UNSPACED.match(token):
            pieces.extend(token[at : at + 2] for at in range(max(1, len(token) - 1)))
            yield from (f"w:{token[at : at + 3]}" for at in range(len(token) - 2))
            yield from (f"w:{token[at : at + 4]}" for at in range(len(token) - 3))
        else:
            pieces.append(token)
    yield from (f"w:{piece}" for piece in pieces)
    if tokens and not _UNSPACED.match(tokens[0]):
        yield from (f"w:{first} {second}" for first, second in zip(pieces, pieces[1:]))
        yield f"^:{pieces[0]}"
        yield f"^:{' '.join(pieces[:2])}"
        yield f"$:{pieces[-1]}"


def _said(seen: Reading) -> Iterator[str]:
    """What the phrases of any one language say together."""
    kinds: dict[str, set[str]] = {}
    for found in seen.parts:
        kinds.setdefault(found.language, set()).add(found.tag)
    common = kinds.pop("common", set())
    yield from (f"says {tag}" for tag in common)
    for language, said in kinds.items():
        both = said | common
        yield from (f"says {tag}" for tag in said)
        held = [tag for tag in _PAIRED if tag in both]
        yield from (f"{one}+{other}" for at, one in enumerate(held) for other in held[at + 1 :])
        if len(held) >= 3:
            yield f"{len(held)} kinds of phrases"
    brands = len({found.phrase for found in seen.parts if found.tag == "brands"})
    if brands > 1:
        yield f"{min(brands, 3)} names of services"
    if seen.called:
        yield "a call heads a clause"
    if seen.started:
        yield f"begins as {seen.started.tag}"
    if seen.held:
        yield f"holds {seen.held.tag}"
    if seen.reported:
        yield "reports what was said"


def _shape(text: str, seen: Reading) -> Iterator[str]:
    yield next((name for most, name in _LENGTHS if seen.words <= most), _LONGER)
    ends = bool(_SENTENCE_END.search(text))
    yield "ends like a sentence" if ends else "ends in a colon" if text.endswith((":", "：")) else "no sentence"
    yield from {name for mark, name in _MARKS.items() if mark in text}
    letters = [word for word in text.split() if word[:1].isalpha()]
    large = sum(word[0].isupper() for word in letters)
    if text.isupper():
        yield "all capitals"
    elif len(letters) > 2 and large >= 0.8 * len(letters):
        yield "title case"
    if text[:1].islower():
        yield "begins small"
    if text[:1] in "([（【":
        yield "in brackets"
    for pattern, name in ((_ADDRESS, "has an address"), (_MAIL, "has a mail address"), (_CLOCK, "has a time"),
                          (_DAY, "has a date"), (_QUOTES, "has quotes")):  # fmt: skip
        if pattern.search(text):
            yield name
    digits = sum(map(str.isdigit, text))
    if digits:
        yield "mostly digits" if digits > 0.3 * len(text) else "has digits"
    commas = text.count(",")
    if commas > 2:
        yield "many commas"
