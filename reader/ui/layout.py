"""An article laid out in lines for a width: a pure function of blocks, cuts and width.

A line knows which block it shows and from which character on, so a place survives another width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reader.address import masked
from reader.cleaning.receipts import told
from reader.model import Attachment, Block, BlockKind, Cut, Novelty, Place, Span, Style
from reader.text import size
from reader.ui.annotations import annotation_lines
from reader.ui.cells import clip, prefix, width_of, wrap
from reader.ui.marks import UNICODE, Marks
from reader.ui.remarks import remarks
from reader.ui.table import lay_table

__all__ = ["Line", "LinkSpan", "Piece", "Sheet", "lay_out", "line_of", "over", "place_of"]

Piece = tuple[str, str]
"""Text, and its roles separated by spaces."""

LinkSpan = tuple[int, int, str]
"""From which character of a line to which a link stands, and where it leads."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet."""

    pieces: tuple[Piece, ...] = ()
    block: int = -1
    """Index of the block it belongs to; -1 for what is around the text."""
    start: int = 0
    """Character of the block's text it begins with."""
    lead: int = 0
    """Characters before the text: indent, bullet, bar."""
    cut: int = -1
    """Index of the cut it shows; -1 for none."""
    fill: str = ""
    """Role of the rest of the line, where it is painted to the edge."""
    aside: str = ""
    """What stands in the margin, one cell."""
    links: tuple[LinkSpan, ...] = ()
    """The parts of links that stand on it."""

    @property
    def text(self) -> str:
        """The line's characters, the lead too."""
        return "".join(text for text, _ in self.pieces)


_UNKNOWN = Novelty(0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be laid out."""

    title: str
    byline: tuple[str, ...]
    """Source, date, author, minutes: parts of one line."""
    notices: tuple[str, ...]
    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...] = ()
    novelty: Novelty = _UNKNOWN
    """What of it was told elsewhere; where nothing is known of that, nothing."""
    categories: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    """What the one reading it wrote about it."""


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before the lines of a block."""

    first: tuple[Piece, ...] = ()
    rest: tuple[Piece, ...] = ()

    @property
    def cells(self) -> int:
        return sum(width_of(text) for text, _ in self.first)


_SHARING = 5
"""Cut lines that share a receipt at most: it is to be in view with each of them."""
_REST: Piece = ("  ", "cut-mark")
"""What stands before the lines of a cut but its first."""
_KEYS = {"cuts": "x", "dim": "d", "editions": "E", "note": "N"}
_EDITED = "Its publisher has edited it"
"""How the notice begins that an article's publisher changed it."""
_STYLES = {Style.EMPHASIS: "emphasis", Style.STRONG: "strong", Style.CODE: "code"}
_ROLES = {BlockKind.HEADING: "heading", BlockKind.QUOTE: "quote", BlockKind.CAPTION: "caption"}


def lay_out(
    sheet: Sheet,
    width: int,
    *,
    cuts: bool = False,
    dims: bool = True,
    marks: Marks = UNICODE,
    keys: Mapping[str, str] = _KEYS,
) -> list[Line]:
    """The lines of a sheet, none wider than `width` cells.

    With `cuts`, what was cut stands in its place; with `dims`, what was told already is dimmed. As many lines and at
    the same places either way of the latter.
    """
    lines = list(_head(sheet, width, marks, keys))
    below = {after: list(group) for after, group in groupby(_by_place(sheet.cuts), lambda pair: pair[1].after)}
    if not cuts:
        below.clear()
    notes = _notes(sheet.novelty, dims=dims)
    lines += _cuts_lines(below.get(-1, ()), width, marks)
    for index, block in enumerate(sheet.blocks):
        laid = [_noted(line, notes[index], marks) for line in _block_lines(index, block, width, marks)]
        before = sheet.blocks[index - 1] if index else None
        if laid and not (before and _tight(before, block) and not below.get(index - 1)):
            lines.append(Line())
        lines += laid
        lines += _cuts_lines(below.get(index, ()), width, marks)
    return [*lines, *_foot(sheet, width, marks, keys, cuts=cuts, dims=dims)]


def line_of(lines: Sequence[Line], place: Place) -> int:
    """The line where a place is."""
    if place.block <= 0 and place.offset <= 0:
        return 0
    known = [(line.block, line.start, number) for number, line in enumerate(lines) if line.block >= 0]
    at = bisect_right(known, (place.block, place.offset, len(lines)))
    return known[at - 1][2] if at else 0


def place_of(lines: Sequence[Line], top: int, height: int) -> Place:
    """The place one has when line `top` is the first of `height` on the screen."""
    progress = 1.0 if top + height >= len(lines) else top / max(len(lines) - height, 1)
    if top <= 0:
        return Place(progress=progress)
    for line in lines[top:]:
        if line.block >= 0:
            return Place(line.block, line.start, progress)
    last = next((line for line in reversed(lines) if line.block >= 0), Line(block=0))
    return Place(last.block, last.start, progress)


def _by_place(cuts: Sequence[Cut]) -> list[tuple[int, Cut]]:
    return sorted(enumerate(cuts), key=lambda pair: pair[1].after)


def _tight(before: Block, block: Block) -> bool:
    return before.kind is BlockKind.ITEM and block.kind is BlockKind.ITEM


def _head(sheet: Sheet, width: int, marks: Marks, keys: Mapping[str, str]) -> Iterator[Line]:
    yield Line()
    yield from (Line(((sheet.title[a:b], "title"),)) for a, b in wrap(sheet.title, width))
    yield from (Line(((text, "byline"),)) for text in _joined(sheet.byline, width, marks))
    yield from map(Line, annotation_lines(sheet.tags, sheet.note, width, marks, keys))
    for notice in (_notice(notice, marks, keys) for notice in sheet.notices):
        yield from (Line(((notice[a:b], "notice"),)) for a, b in wrap(notice, width))
    yield Line(((marks.rule * width, "rule"),))


def _notice(notice: str, marks: Marks, keys: Mapping[str, str]) -> str:
    if not notice.startswith(_EDITED):
        return notice
    return f"{notice.rstrip('.')} {marks.dot} {keys['editions']} shows what changed"


def _joined(parts: Sequence[str], width: int, marks: Marks) -> Iterator[str]:
    """Parts on as few lines as they fit, broken between parts where that can be."""
    line = ""
    for part in filter(None, parts):
        longer = f"{line} {marks.dot} {part}" if line else part
        if line and width_of(longer) > width:
            yield line
            longer = part
        line = longer
        *whole, last = wrap(line, width)
        yield from (line[a:b] for a, b in whole)
        line = line[last[0] : last[1]]
    if line:
        yield line


def _foot(sheet: Sheet, width: int, marks: Marks, keys: Mapping[str, str], *, cuts: bool, dims: bool) -> Iterator[Line]:
    yield from _besides(sheet, width, marks)
    yield Line()
    yield Line(((marks.end, "end"),))
    notes = list(remarks(sheet.novelty, marks, keys["dim"], dims=dims))
    hidden = 0 if cuts else len(sheet.cuts)
    if hidden:
        words = "1 line cut" if hidden == 1 else f"{hidden} lines cut"
        notes.insert(0, f"{words} {marks.dot} {keys['cuts']} shows {'it' if hidden == 1 else 'them'}")
    for note in notes:
        yield from (Line(((note[a:b], "notice"),)) for a, b in wrap(note, width))


def _besides(sheet: Sheet, width: int, marks: Marks) -> Iterator[Line]:
    """What its publisher files an article under and what came with it, each as far as one line tells."""
    dot = f" {marks.dot} "
    notes = [f"Filed under: {dot.join(sheet.categories)}"] if sheet.categories else []
    for one in sheet.attachments:
        parts = (one.media, size(one.size) if one.size else None, masked(one.url).partition("://")[2])
        notes.append(f"Attached: {dot.join(filter(None, parts))}")
    if notes:
        yield Line()
    yield from (Line(((clip(note, width, marks.ellipsis), "muted"),)) for note in notes)


def over(pieces: Sequence[Piece], start: int, end: int, role: str) -> tuple[Piece, ...]:
    """`pieces` with a role added to the characters from `start` to `end`."""
    result: list[Piece] = []
    at = 0
    for text, roles in pieces:
        a, b = min(max(start - at, 0), len(text)), min(max(end - at, 0), len(text))
        parts = ((text[:a], roles), (text[a:b], f"{roles} {role}"), (text[b:], roles))
        result += [part for part in parts if part[0]]
        at += len(text)
    return tuple(result)


def _notes(novelty: Novelty, *, dims: bool) -> defaultdict[int, list[tuple[int, int, str]]]:
    """For every block from where to where something is noted of its text, and in which role."""
    notes: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for sentence in novelty.told if dims else ():
        notes[sentence.block].append((sentence.start, sentence.end, "told"))
    for number in novelty.numbers:
        notes[number.block].append((number.start, number.end, "differs"))
    return notes


def _noted(line: Line, spans: Sequence[tuple[int, int, str]], marks: Marks) -> Line:
    """A line with what was told already dimmed, and numbers that others have otherwise marked."""
    if not spans:
        return line
    pieces, length = line.pieces, len(line.text)
    told = False
    for start, end, role in spans:
        a, b = max(start - line.start, 0) + line.lead, min(end - line.start + line.lead, length)
        if a < b:
            pieces = over(pieces, a, b, role)
            told = told or role == "told"
    return replace(line, pieces=pieces, aside=marks.told if told else "")


def _block_lines(index: int, block: Block, width: int, marks: Marks) -> list[Line]:
    if block.kind is BlockKind.RULE:
        return [Line(((f"{marks.dot} {marks.dot} {marks.dot}".center(width).rstrip(), "rule"),), index)]
    if block.kind is BlockKind.TABLE and block.rows:
        return [Line(pieces, index, number) for number, pieces in enumerate(lay_table(block.rows, width, marks))]
    if not block.text.strip():
        return []
    if block.kind is BlockKind.CODE:
        return _code_lines(index, block, width)
    lines = _running_lines(index, block, width, _lead(block, width, marks))
    if block.kind is BlockKind.CAPTION:
        lines += _address_line(block, width, marks)
    return lines


def _address_line(block: Block, width: int, marks: Marks) -> Iterator[Line]:
    """Where a picture is, as far as one line tells."""
    address = next((span.href for span in block.spans if span.href), None)
    if address:
        shown = clip(address.partition("://")[2], max(width - 2, 1), marks.ellipsis)
        yield Line((("  ", "marker"), (shown, "muted")))


def _lead(block: Block, width: int, marks: Marks) -> _Lead:
    if block.kind is BlockKind.QUOTE:
        bars = (marks.quote + " ") * min(block.level + 1, max(width // 8, 1))
        return _Lead(((bars, "bar"),), ((bars, "bar"),))
    if block.kind is BlockKind.ITEM:
        indent = "  " * min(block.level, width // 8)
        if not block.marker:  # what an item goes on with, or what a term means
            return _Lead(((indent + "  ", "marker"),), ((indent + "  ", "marker"),))
        marker = (marks.bullet if block.marker == UNICODE.bullet else block.marker) + " "
        return _Lead(((indent + marker, "marker"),), ((" " * width_of(indent + marker), "marker"),))
    if block.kind is BlockKind.CAPTION:
        return _Lead(((marks.picture + " ", "marker"),), (("  ", "marker"),))
    return _Lead()


def _running_lines(index: int, block: Block, width: int, lead: _Lead) -> list[Line]:
    text, role = block.text, _ROLES.get(block.kind, "text")
    lines: list[Line] = []
    for a, b in wrap(text, width - lead.cells):
        before = lead.rest if lines else lead.first
        pieces = before + _slice(block.spans, a, b, role)
        first = sum(len(piece) for piece, _ in before)
        lines.append(Line(pieces, index, a, first, links=tuple(_links(block.spans, a, b, first))))
    return lines


def _links(spans: Sequence[Span], start: int, end: int, lead: int) -> Iterator[LinkSpan]:
    """The links among the characters from `start` to `end`, as they stand on a line behind its lead."""
    at = 0
    for span in spans:
        a, b = max(at, start), min(at + len(span.text), end)
        if span.href and a < b:
            yield lead + a - start, lead + b - start, span.href
        at += len(span.text)


def _slice(spans: Sequence[Span], start: int, end: int, role: str) -> tuple[Piece, ...]:
    """The characters from `start` to `end` of a run of spans, each with its roles."""
    pieces: list[Piece] = []
    at = 0
    for span in spans:
        text = span.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            styles = [name for style, name in _STYLES.items() if style & span.style]
            linked = span.href and role != "caption"  # a picture's address stands below it
            pieces.append((text, " ".join([role, *styles, *(["link"] if linked else [])])))
        at += len(span.text)
        if at >= end:
            break
    return tuple(pieces)


def _code_lines(index: int, block: Block, width: int) -> list[Line]:
    """Code on a panel, its language above; a line too wide goes on below, further in."""
    room = max(width - 2, 2)
    lines: list[Line] = []
    if block.marker:
        lines.append(Line(((" " + clip(block.marker, room), "code-block muted"),), fill="code-block"))
    start = 0
    for row in block.text.split("\n"):
        begin, indent = 0, 0
        while True:
            piece = row[begin : begin + max(prefix(row[begin:], room - indent), 1)]
            lead = " " * (1 + indent)
            lines.append(Line(((lead + piece, "code-block"),), index, start + begin, len(lead), fill="code-block"))
            begin += len(piece)
            if begin >= len(row):
                break
            indent = min(2, room - 2)
        start += len(row) + 1
    return lines


def _cuts_lines(cuts: Sequence[tuple[int, Cut]], width: int, marks: Marks) -> Iterator[Line]:
    """Cut lines in their place, each with its receipt; a few short ones that went for the same reason share one."""
    for (reason, rule, short), same in groupby(cuts, lambda pair: _receipt_key(pair[1], width)):
        run = list(same)
        most = _SHARING if short else 1
        receipt = f"{reason} {marks.dot} {marks.requoted(told(rule))}"
        for start in range(0, len(run), most):
            yield Line()
            for number, cut in run[start : start + most]:
                yield from _cut_lines(number, cut, width, marks)
            last = run[start : start + most][-1][0]
            yield from (
                Line((_REST, (receipt[a:b], "cut-reason")), cut=last, lead=2) for a, b in wrap(receipt, width - 2)
            )


def _receipt_key(cut: Cut, width: int) -> tuple[str, str, bool]:
    return cut.reason.value, cut.rule, width_of(cut.text) <= width - 2


def _cut_lines(number: int, cut: Cut, width: int, marks: Marks) -> Iterator[Line]:
    """A cut line, marked in the margin."""
    lead = (f"{marks.cut} ", "cut-mark")
    for a, b in wrap(cut.text, width - 2):
        yield Line((lead, (cut.text[a:b], "cut")), cut=number, lead=2)
        lead = _REST
