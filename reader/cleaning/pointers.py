"""Finds the publisher's own "Read more" lines, by shape and place.

A related list is a short opener ("Read extra:", "Читайте также:", any short line that ends in a colon) with
headlines below it: short lines that do not end like sentences. Wording helps but does not decide: at the end of
a text any opener in any language will do. One line can hold opener and headline both ("READ ALSO: …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.address import web_address
from reader.cleaning.blocks import Line
from reader.cleaning.boilerplate import MANY, verdict
from reader.cleaning.lines.rules import opens, reading
from reader.cleaning.phrases import Lexicon, bare, lexicon
from reader.model import BlockKind, Pointer
from reader.text import count_words, words

__all__ = ["RelatedList", "find"]

LONGEST_OPENER = 9
"""Words an opener has at most."""
LONGEST_HEADLINE = 28
"""Words a headline has at most."""
SHORTEST_HEADLINE = 3
LONGEST_INLINE = 20
"""Words a headline has at most on the line of its opener."""
LONGEST = LONGEST_OPENER + LONGEST_INLINE + 1
"""Words of a line at most that holds both, and a number before them; most paragraphs are longer."""
SHORTEST_LONE = 5
"""Words a headline has at least that stands alone below an opener without a colon; a shorter one is a subheading."""
LATE = 0.4
"""Where in a text (0 to 1) a list with an opener of unknown wording may begin."""
LONGEST_LATE = 40
"""Words a line has at most that may stand in a list which reaches to the end of the text."""
KNOWN_LANGUAGE = 0.12
"""The share of a text's words that are among the commonest of its language, where that is known."""
WEAK = frozenset(
    {"next", "this", "topic", "other", "about", "from", "might", "like", "latest", "headlines", "links", "reports"}
    | {"here", "posts", "check", "information", "details", "material", "news", "stuff", "content", "find", "keep"}
    | {"thema", "hier", "könnte", "konnte", "même", "meme", "autres", "dans", "voici", "este", "tema", "sobre"}
    | {"otras", "outras", "altre", "stesso", "dette", "this", "story", "reviews", "added", "browse", "explore"}
)
"""Words of openers that stand as well in any other line."""
MOST = 12
"""Headlines one list has at most, away from the end of the text."""

_COLON = re.compile(r"[:：]\s*$")
_SENTENCE_END = re.compile(r"[.。।።…;,،、]['\"”’»」』)\]]*$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.|\betc\.|\b(?:U\.S|U\.K|Jr|Sr|St|Inc|Co|Ltd)\.)$")
_BULLET = re.compile(r"^(?:[-–—•*►▶→>·▪■●]|\d{1,2}[.)])\s+")
_INLINE_MARK = re.compile(r"[:：|»→►–—-](?:(?<![–—-])|(?<=\s.)(?=\s))")
_BRACKETED = re.compile(r"[\[【〔［（(](?P<opener>[^\]】〕］）)]{2,40})[\]】〕］）)]\s*[:：]?\s*(?P<title>\S.*)")
_ADDRESS = re.compile(r"https?://\S+")
_TRAILING_ADDRESS = re.compile(r"\s+[(<]?(https?://[^\s<>()]+)[)>]?$")
_LABELLED = re.compile(r"^[^\W\d_]+: ")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
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
    if len(inside) > MANY:
        return []
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
    length = _length(line.block.text)
    if length > LONGEST and not _BRACKETED.match(_headline_of(line)):
        return None
    related = _inline(line, inside[place], rules)
    return related or (_block(lines, inside, place, rules) if length <= LONGEST_OPENER else None)


def _inline(line: Line, number: int, rules: Lexicon) -> RelatedList | None:
    """One line that holds both: "READ ALSO: Headline"."""
    split = _split_inline(_headline_of(line), rules)
    if split is None:
        return None
    opener, title = split
    if not _headline(title, at_least=2) or count_words(title) > LONGEST_INLINE or title.count(",") > 1:
        return None
    if title[:1].islower() and not line.links:  # a sentence that goes on: "Related to each other: for example, …"
        return None
    if not _linked(line, title) if line.links else not _known(opener + ":", rules):
        return None
    return RelatedList((number,), (_pointer(title, line),), f"inline: {bare(opener)}")


def _split_inline(text: str, rules: Lexicon) -> tuple[str, str] | None:
    bracketed = _BRACKETED.match(text)
    if bracketed and _known(bracketed["opener"] + ":", rules):
        return bracketed["opener"], bracketed["title"]
    mark = _INLINE_MARK.search(text)
    if mark:
        opener, title = text[: mark.start()].rstrip(), text[mark.end() :].lstrip()
        worded = opener and title and count_words(opener) <= LONGEST_OPENER
        if worded and (_known(opener + ":", rules) or opener.isupper()):
            return opener, title
    return _split_unmarked(text, rules)


def _split_unmarked(text: str, rules: Lexicon) -> tuple[str, str] | None:
    """A known opener that runs straight into a headline: told by the capital where the headline begins."""
    said = text.split()
    for length in range(min(4, len(said) - 1), 1, -1):
        if said[length][0].isupper() and bare(" ".join(said[:length])) in rules.related:
            opener, title = " ".join(said[:length]), " ".join(said[length:])
            if _begins_anew(said[:length], title):
                return opener, title
    return None


def _begins_anew(opener: Sequence[str], title: str) -> bool:
    small = all(word.islower() for word in opener[1:])
    large = all(word.isupper() for word in opener) and not title.isupper()
    return (small or large) and count_words(title) > SHORTEST_HEADLINE


def _block(lines: Sequence[Line], inside: Sequence[int], place: int, rules: Lexicon) -> RelatedList | None:
    """An opener on a line of its own, and the headlines below it."""
    opener = lines[inside[place]].block.text.strip()
    if not opener:
        return None
    known = _known(opener, rules)
    colon = bool(_COLON.search(opener))
    if not known and not (colon and place >= LATE * len(inside)):
        return None
    members = list(_members(lines, inside, place, known=known))
    if len(members) == 1 and not colon and _could_be_subheading(lines[members[0]]):
        members = []
    follows = inside[place + 1 : place + 2]
    before_text = not follows or not _short(lines[follows[0]])
    alone = known and before_text and (colon or _linked(lines[inside[place]], opener))
    if not members and alone:
        return RelatedList((inside[place],), (), f"opener: {bare(opener)}")
    if not members or (not known and not _sure_by_shape(lines, inside, place, members)):
        return None
    how = "opener" if known else "shape"
    return RelatedList((inside[place], *members), _pointers(lines, members), f"{how}: {bare(opener)}")


def _pointers(lines: Sequence[Line], members: Sequence[int]) -> tuple[Pointer, ...]:
    """A pointer for each headline; an address on a line of its own belongs to the headline above."""
    found: list[Pointer] = []
    for number in members:
        text = _headline_of(lines[number])
        if _ADDRESS.fullmatch(text) and found:
            found[-1] = replace(found[-1], url=found[-1].url or web_address(text))
        else:
            found.append(_pointer(text, lines[number]))
    return tuple(found)


def _members(lines: Sequence[Line], inside: Sequence[int], place: int, *, known: bool) -> Iterator[int]:
    """The headlines below an opener, and the bare addresses between them."""
    rest = inside[place + 1 :]
    ends = known and place >= LATE * len(inside) and all(_short(lines[number]) for number in rest)
    at_least = 2 if ends else SHORTEST_HEADLINE if known else SHORTEST_HEADLINE + 1
    for at, number in enumerate(rest if ends else rest[:MOST]):
        line = lines[number]
        text = _headline_of(line)
        linked = _linked(line, text)
        if _ADDRESS.fullmatch(text) and at:
            yield number
            continue
        if line.block.kind not in _HEADLINE_KINDS or (line.block.kind is BlockKind.HEADING and not linked):
            return
        stopped = ends and at + 1 < len(rest) and _headline(_headline_of(lines[rest[at + 1]]), at_least=at_least)
        if not stopped and not _headline(text, at_least=1 if linked else at_least):
            return
        if _speaks_for_itself(text) or (_COLON.search(text) and not linked):
            return
        yield number


def _could_be_subheading(line: Line) -> bool:
    return not line.links and count_words(line.block.text) < SHORTEST_LONE


def _length(text: str) -> int:
    """Words of a line, which judging has to know as well."""
    return reading(text).words


def _short(line: Line) -> bool:
    return _length(line.block.text) <= LONGEST_LATE


def _speaks_for_itself(text: str) -> bool:
    """Whether a line is promotion; "Watch: …" with a headline behind it may be one of a list all the same."""
    found = verdict(text)
    return found is not None and not (_LABELLED.match(text) and count_words(text) > SHORTEST_HEADLINE)


def _sure_by_shape(lines: Sequence[Line], inside: Sequence[int], place: int, members: Sequence[int]) -> bool:
    """Whether an opener of unknown wording really opens a related list: headlines to the very end, or all links."""
    if all(_linked(lines[number], _headline_of(lines[number])) for number in members):
        return True
    if any(lines[number].block.kind is BlockKind.ITEM for number in members) or len(members) < 2:
        return False
    opener = lines[inside[place]].block.text
    if count_words(opener) > 5 or not _could_open(opener, " ".join(lines[number].block.text for number in inside)):
        return False
    rest = inside[place + 1 + len(members) :]
    return all(verdict(lines[number].block.text) is not None for number in rest)


def _could_open(opener: str, text: str) -> bool:
    """Whether a list under these words may be a publisher's, in the language of the text.

    In a language whose openers are known, one shares at least a telling word with them ("Additionally learn:",
    but not "Their demands:"); in any other language its shape has to do.
    """
    vocabulary = _vocabulary(text)
    if vocabulary is None:
        return True
    parts = {bare(word) for word in words(opener)}
    telling = {word for word in vocabulary if len(word) > 3 and word not in WEAK}
    if any(_UNSPACED.search(part) for part in parts):
        return any(word in part for part in parts for word in vocabulary if len(word) > 1)
    return any(part[:4] == word[:4] for part in parts for word in telling if len(part) > 3)


def _vocabulary(text: str) -> frozenset[str] | None:
    """The words openers are made of in a text's language; None where that is none of those known."""
    rules = lexicon()
    if _UNSPACED.search(text):
        script = "ko" if _HANGUL.search(text) else "ja" if _KANA.search(text) else "zh"
        return rules.related_words[script]
    said = [bare(word) for word in words(text[:8000])]
    hits = {code: sum(word in common for word in said) for code, common in rules.stopwords.items() if common}
    code = max(hits, key=lambda code: hits[code])
    return rules.related_words[code] if hits[code] >= max(3, KNOWN_LANGUAGE * len(said)) else None


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
        related = line.zone == "related"
        if not line.outside:
            opened = False
        elif not (related or opened):  # as most lines that were left out
            opened = _known(line.block.text, rules) and not _points(line)
        elif _points(line):
            yield RelatedList((number,), (_pointer(_headline_of(line), line),), line.outside)
        elif not related:
            opened = _known(line.block.text, rules)


def _points(line: Line) -> bool:
    """Whether a line is a headline with its link."""
    text = _headline_of(line)
    return bool(line.links) and _linked(line, text) and _headline(text, at_least=SHORTEST_HEADLINE)


def _known(opener: str, rules: Lexicon) -> bool:
    """Whether the wording is one of an opener: a known phrase, or made of the words such phrases are made of."""
    line = bare(opener)
    if line in rules.related or opens(line, opener, rules):
        return True
    parts = [bare(word) for word in words(line)] if opener.rstrip().endswith((":", "：")) else []
    if not 2 <= len(parts) <= 5:
        return False
    return any(vocabulary.issuperset(parts) for vocabulary in rules.related_words.values())


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
    address = _TRAILING_ADDRESS.search(title)
    if address:
        return Pointer(title[: address.start()], web_address(address.group(1)))
    return Pointer(title, None)
