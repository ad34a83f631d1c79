"""Finds the publisher's own "Read more" lines, by shape and place.

A related list is a short opener ("Read extra:", "Читайте также:", any short line that ends in a colon) with
headlines below it: short lines that do not end like sentences. Wording helps but does not decide: at the end of
a text any opener in any language will do. One line can hold opener and headline both ("READ ALSO: …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.cleaning.blocks import Line
from reader.cleaning.boilerplate import verdict
from reader.cleaning.phrases import Lexicon, bare, lexicon
from reader.model import BlockKind, Pointer
from reader.text import count_words, words

__all__ = ["RelatedList", "find"]

LONGEST_OPENER = 9
"""Words an opener has at most."""
LONGEST_HEADLINE = 28
"""Words a headline has at most."""
SHORTEST_HEADLINE = 3
LATE = 0.4
"""Where in a text (0 to 1) a list with an opener of unknown wording may begin."""
MOST = 12
"""Headlines one list has at most, away from the end of the text."""

_COLON = re.compile(r"[:：]\s*$")
_SENTENCE_END = re.compile(r"[.。।።…;,،、]['\"”’»」』)\]]*$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.|\betc\.|\b(?:U\.S|U\.K|Jr|Sr|St|Inc|Co|Ltd)\.)$")
_BULLET = re.compile(r"^(?:[-–—•*►▶→>·▪■●]|\d{1,2}[.)])\s+")
_INLINE_MARK = re.compile(r"\s*[:：|»→►]\s*|\s+[–—-]\s+")
_HEADLINE_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class RelatedList:
    """One list found: the lines it takes up, and what it points to."""

    lines: tuple[int, ...]
    pointers: tuple[Pointer, ...]
    rule: str


def find(lines: Sequence[Line]) -> list[RelatedList]:
    """All related lists of a document, in order."""
    rules = lexicon()
    inside = [number for number, line in enumerate(lines) if not line.outside]
    found: list[RelatedList] = []
    taken: set[int] = set()
    for place, number in enumerate(inside):
        if number in taken:
            continue
        related = _at(lines, inside, place, rules)
        if related:
            found.append(related)
            taken.update(related.lines)
    found += _link_lists(lines, inside, taken)
    found += _outside_lists(lines, rules)
    return sorted(found, key=lambda related: related.lines[0])


def _at(lines: Sequence[Line], inside: Sequence[int], place: int, rules: Lexicon) -> RelatedList | None:
    line = lines[inside[place]]
    if line.block.kind not in _HEADLINE_KINDS:
        return None
    return _inline(line, inside[place], rules) or _block(lines, inside, place, rules)


def _inline(line: Line, number: int, rules: Lexicon) -> RelatedList | None:
    """One line that holds both: "READ ALSO: Headline"."""
    text = _BULLET.sub("", line.block.text.strip())
    split = _split_inline(text, rules)
    if split is None:
        return None
    opener, title = split
    if not _headline(title, at_least=2) or (line.links and not _linked(line, title)):
        return None
    if not _known(opener + ":", rules) and not line.links:
        return None
    return RelatedList((number,), (_pointer(title, line),), f"inline: {bare(opener)}")


def _split_inline(text: str, rules: Lexicon) -> tuple[str, str] | None:
    mark = _INLINE_MARK.search(text)
    if mark and mark.start() and count_words(text[: mark.start()]) <= LONGEST_OPENER:
        opener, title = text[: mark.start()], text[mark.end() :]
        if title and (_known(opener + ":", rules) or opener.isupper()):
            return opener, title
    return None


def _block(lines: Sequence[Line], inside: Sequence[int], place: int, rules: Lexicon) -> RelatedList | None:
    """An opener on a line of its own, and the headlines below it."""
    opener = lines[inside[place]].block.text.strip()
    if not opener or count_words(opener) > LONGEST_OPENER:
        return None
    known = _known(opener, rules)
    colon = bool(_COLON.search(opener))
    if not known and not (colon and place >= LATE * len(inside)):
        return None
    members = list(_members(lines, inside, place, known=known))
    alone = known and (colon or _linked(lines[inside[place]], opener))
    if not members and alone:
        return RelatedList((inside[place],), (), f"opener: {bare(opener)}")
    if not members or (not known and not _sure_by_shape(lines, inside, place, members)):
        return None
    pointers = tuple(_pointer(_headline_of(lines[number]), lines[number]) for number in members)
    how = "opener" if known else "shape"
    return RelatedList((inside[place], *members), pointers, f"{how}: {bare(opener)}")


def _members(lines: Sequence[Line], inside: Sequence[int], place: int, *, known: bool) -> Iterator[int]:
    at_least = SHORTEST_HEADLINE if known else SHORTEST_HEADLINE + 1
    for number in inside[place + 1 : place + 1 + MOST]:
        line = lines[number]
        text = _headline_of(line)
        linked = _linked(line, text)
        if line.block.kind not in _HEADLINE_KINDS or (line.block.kind is BlockKind.HEADING and not linked):
            return
        if not _headline(text, at_least=1 if linked else at_least):
            return
        if verdict(text) is not None or (_COLON.search(text) and not linked):
            return
        yield number


def _sure_by_shape(lines: Sequence[Line], inside: Sequence[int], place: int, members: Sequence[int]) -> bool:
    """Whether an opener of unknown wording really opens a related list: headlines to the very end, or all links."""
    if all(_linked(lines[number], _headline_of(lines[number])) for number in members):
        return True
    if any(lines[number].block.kind is BlockKind.ITEM for number in members) or len(members) < 2:
        return False
    if count_words(lines[inside[place]].block.text) > 5:
        return False
    rest = inside[place + 1 + len(members) :]
    return all(verdict(lines[number].block.text) is not None for number in rest)


def _link_lists(lines: Sequence[Line], inside: Sequence[int], taken: set[int]) -> Iterator[RelatedList]:
    """Two or more lines at the end that are nothing but links to headlines."""
    tail: list[int] = []
    for number in reversed(inside):
        line = lines[number]
        if number in taken or verdict(line.block.text) is not None:
            continue
        text = _headline_of(line)
        if not (_linked(line, text) and _headline(text, at_least=SHORTEST_HEADLINE + 1)):
            break
        tail.append(number)
    if len(tail) >= 2 and len(tail) < LATE * len(inside):
        tail.reverse()
        pointers = tuple(_pointer(_headline_of(lines[number]), lines[number]) for number in tail)
        yield RelatedList(tuple(tail), pointers, "shape: links at the end")


def _outside_lists(lines: Sequence[Line], rules: Lexicon) -> Iterator[RelatedList]:
    """Lists that extraction left out already: still the publisher's pointers when they say so of themselves."""
    opened = False
    for number, line in enumerate(lines):
        text = _headline_of(line)
        if not line.outside:
            opened = False
        elif _known(line.block.text, rules):
            opened = True
        elif (opened or line.zone == "related") and _linked(line, text) and _headline(text, at_least=SHORTEST_HEADLINE):
            yield RelatedList((number,), (_pointer(text, line),), line.outside)
        elif line.zone != "related":
            opened = False


def _known(opener: str, rules: Lexicon) -> bool:
    """Whether the wording is one of an opener: a known phrase, or made of the words such phrases are made of."""
    line = bare(opener)
    if line in rules.related:
        return True
    parts = [bare(word) for word in words(line)]
    if not 2 <= len(parts) <= 5 or not _COLON.search(opener):
        return False
    return any(all(part in vocabulary for part in parts) for vocabulary in rules.related_words)


def _headline(text: str, *, at_least: int) -> bool:
    """Whether a line looks like a headline rather than a sentence."""
    if not at_least <= count_words(text) <= LONGEST_HEADLINE:
        return False
    return not _SENTENCE_END.search(text) or text.endswith(("…", "...")) or bool(_ABBREVIATED.search(text))


def _headline_of(line: Line) -> str:
    return _BULLET.sub("", line.block.text.strip())


def _linked(line: Line, title: str) -> bool:
    """Whether a line is, all but a few letters, one link."""
    return any(len(anchor) >= 0.7 * len(title) for anchor, _ in line.links) if title else False


def _pointer(title: str, line: Line) -> Pointer:
    linked = max(line.links, key=lambda link: len(link[0]), default=None)
    if linked and len(linked[0]) >= 0.5 * len(title):
        return Pointer(linked[0], linked[1])
    return Pointer(title, None)
