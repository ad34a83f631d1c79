"""What a row of a list looks like: pure functions from values to pieces of text with roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from reader.address import outlet
from reader.model import DateOrigin, Headline, Related, RelatedGroup
from reader.text import minutes
from reader.ui.painting.cells import clip, fit, width_of, wrap
from reader.ui.painting.marks import Marks
from reader.ui.wording.dates import short_date

__all__ = [
    "Look",
    "Pieces",
    "clipped",
    "headline_row",
    "related_heading",
    "related_row",
    "result_row",
    "snippet_pieces",
    "two_lines",
]

Pieces = list[tuple[str, str]]
"""One line: texts and their roles."""

_MATCH_ON, _MATCH_OFF = "\ue000", "\ue001"
_HEADINGS = {
    RelatedGroup.STORY: "In this story",
    RelatedGroup.POINTER: "The article points to",
    RelatedGroup.RELATED: "Also related",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What rows need to know about the moment they are drawn in."""

    now: datetime
    marks: Marks
    keys: Mapping[str, str]
    """For every action the key to tell people."""
    when: str = ""
    """What to tell in place of when something was published."""


def headline_row(headline: Headline, width: int, look: Look) -> tuple[Pieces, Pieces]:
    """The two lines of a headline: mark and title; source, date, minutes, how far one is in it, star, copies."""
    unread = not headline.read
    mark = look.marks.unread if unread else " "
    title = clip(headline.title, width - 2 - width_of(mark), look.marks.ellipsis)
    first = [(f"{mark} ", "mark"), (title, "unread" if unread else "read")]
    return first, [("  ", ""), *_about(headline, width - 3, look)]


def result_row(headline: Headline, width: int, look: Look) -> list[Pieces]:
    """A headline found by a search, with the words around the match."""
    first, second = headline_row(headline, width, look)
    if not headline.snippet:
        return [first, second]
    return [first, second, [("  ", ""), *clipped(snippet_pieces(headline.snippet), width - 3, look.marks.ellipsis)]]


def related_heading(group: RelatedGroup) -> str:
    """What stands above a group."""
    return _HEADINGS[group]


def related_row(related: Related, width: int, look: Look) -> list[Pieces]:
    """A related article: its title in up to two lines, where and when, and why."""
    held = related.id is not None
    role = "muted" if not held else "read" if related.read else "unread"
    mark = look.marks.unread if held and not related.read else " "
    lines: list[Pieces] = []
    for number, text in enumerate(two_lines(related.title, width - 2 - width_of(mark), look.marks.ellipsis)):
        lines.append([(" " if number else mark, "mark"), (" ", ""), (text, role)])
    lines += [[("  ", ""), (line, "muted")] for line in _folded(_facts(related, look), width - 3, look.marks.dot)]
    why = "; ".join(related.why)
    if why and related.id is not None:
        lines += [[("  ", ""), (line, "why")] for line in two_lines(why, width - 3, look.marks.ellipsis)]
    return lines


def snippet_pieces(snippet: str) -> Pieces:
    """A snippet with its matches told apart."""
    pieces: Pieces = []
    for number, part in enumerate(snippet.split(_MATCH_ON)):
        found, off, rest = part.partition(_MATCH_OFF) if number else ("", "", part)
        pieces += [(found, "found")] if found else []
        pieces += [(rest, "muted")] if rest else []
        del off
    return pieces


def _about(headline: Headline, width: int, look: Look) -> Pieces:
    dot = f" {look.marks.dot} "
    tail = [_when(headline, look), f"{minutes(headline.words)} min", _read_so_far(headline, look)]
    after: Pieces = [(f" {look.marks.star}", "mark")] if headline.bookmarked else []
    after += [(f" {look.marks.note}", "mark")] if headline.noted else []
    after += [(f" +{headline.copies}", "muted")] if headline.copies else []
    after += [(f"{dot}gone", "bad")] if headline.gone else []
    facts = dot.join(part for part in tail if part)
    room = width - width_of(facts) - sum(width_of(text) for text, _ in after)
    source = clip(outlet(headline.source, headline.url, headline.path) or "", room - len(dot), look.marks.ellipsis)
    pieces = [(f"{source}{dot}{facts}" if source else facts, "muted"), *after]
    return clipped(pieces, width, look.marks.ellipsis)


def _when(headline: Headline, look: Look) -> str:
    if headline.published is None:
        return ""
    return ("~" if headline.dated is DateOrigin.FILE else "") + (look.when or short_date(headline.published, look.now))


def _read_so_far(headline: Headline, look: Look) -> str:
    """How much of it was read, where that is neither nothing nor all."""
    percent = round(100 * headline.progress)
    return f"{percent} {look.marks.percent}" if 0 < percent < 100 else ""


def _facts(related: Related, look: Look) -> list[str]:
    if related.id is None:
        return ["not in your library"] + ([f"{look.keys['browser']} opens it in the browser"] if related.url else [])
    new, publisher = related.new_sentences, outlet(related.source, related.url, related.path)
    return [
        *([publisher] if publisher else []),
        *([short_date(related.published, look.now)] if related.published else []),
        *([f"{new or 'nothing'} new to you"] if new is not None and not related.read else []),
        *([look.marks.star] if related.bookmarked else []),
    ]


def _folded(parts: Iterable[str], width: int, dot: str) -> list[str]:
    text = f" {dot} ".join(parts)
    return [text[a:b] for a, b in wrap(text, width)] if text else []


def two_lines(text: str, width: int, ellipsis: str) -> list[str]:
    """A text in at most two lines."""
    lines = [text[a:b] for a, b in wrap(text, width)]
    if len(lines) <= 2:
        return lines
    return [lines[0], fit(text[wrap(text, width)[1][0] :], width, ellipsis).rstrip()]


def clipped(pieces: Pieces, width: int, ellipsis: str) -> Pieces:
    """At most `width` cells of a line."""
    kept: Pieces = []
    for text, role in pieces:
        shown = clip(text, width, ellipsis)
        kept.append((shown, role))
        width -= width_of(shown)
        if shown != text:
            break
    return kept
