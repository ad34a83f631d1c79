"""An article laid out in lines for a width: a pure function of blocks, cuts, width and what a person chose.

A line knows which block it shows and from which character on, so a place survives another width. What lines of each
kind look like is in `typesetting`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, count, groupby

from reader.address import masked
from reader.model import Attachment, Block, BlockKind, Cut, Novelty, Place
from reader.text import size
from reader.ui.painting.cells import clip, is_plain, width_of, wrap
from reader.ui.painting.marks import UNICODE, Marks
from reader.ui.typesetting.code import code_lines
from reader.ui.typesetting.cuts import cut_lines
from reader.ui.typesetting.direction import runs_from_right
from reader.ui.typesetting.hyphens import hyphenation
from reader.ui.typesetting.laid import Laid
from reader.ui.typesetting.lead import Lead, is_term, leads
from reader.ui.typesetting.line import Line, LinkSpan, Piece, over
from reader.ui.typesetting.link_list import link_lines, numbered
from reader.ui.typesetting.prose import prose_lines
from reader.ui.typesetting.runs import runs_of
from reader.ui.typesetting.setting import Setting
from reader.ui.typesetting.table import lay_table
from reader.ui.wording.annotations import annotation_lines
from reader.ui.wording.remarks import remarks

__all__ = ["Line", "LinkSpan", "Piece", "Setting", "Sheet", "lay_out", "line_of", "over", "place_of"]

_UNKNOWN = Novelty(0)
_SET = Setting()


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
    language: str = ""
    """As far as stated ("en", "pt-br"); words are parted by its rules."""
    tags: tuple[str, ...] = ()
    note: str = ""
    """What the one reading it wrote about it."""


_KEYS = {"cuts": "x", "dim": "d", "editions": "E", "note": "N", "table_left": "<", "table_right": ">"}
_SAMPLE = 4_000
"""Characters that tell how wide the others are."""
_RAGGED = 3
"""Cells at the end of a line that stay empty, on average."""
_EDITED = "Its publisher has edited it"
"""How the notice begins that an article's publisher changed it."""


def lay_out(
    sheet: Sheet,
    width: int,
    *,
    cuts: bool = False,
    dims: bool = True,
    marks: Marks = UNICODE,
    keys: Mapping[str, str] = _KEYS,
    setting: Setting = _SET,
) -> Laid:
    """The lines of a sheet, none wider than `width` cells beside what hangs in the margin.

    With `cuts`, what was cut stands in its place; with `dims`, what was told already is dimmed. As many lines and at
    the same places either way of the latter.
    """
    page = _Page(sheet, width, marks, keys, setting)
    return Laid(_lines(page, cuts=cuts, dims=dims), _expected(sheet, width))


def _lines(page: _Page, *, cuts: bool, dims: bool) -> Iterator[Line]:
    sheet, width, marks = page.sheet, page.width, page.marks
    yield from _head(sheet, width, marks, page.keys)
    below = {after: list(group) for after, group in groupby(_by_place(sheet.cuts), lambda pair: pair[1].after)}
    if not cuts:
        below.clear()
    notes = _notes(sheet.novelty, dims=dims)
    yield from cut_lines(below.get(-1, ()), width, marks)
    before: Block | None = None
    for index, (block, lead) in enumerate(zip(sheet.blocks, leads(sheet.blocks, width, marks), strict=True)):
        laid = page.lines(index, block, lead, before)
        first = next(laid, None)
        if first is not None:
            gap = 1 if before is None else _gap(before, block)
            yield from [_BLANK] * max(gap, 1 if below.get(index - 1) else 0)
            before, laid = block, chain([first], laid)
        yield from (_noted(line, notes[index], marks) for line in laid) if index in notes else laid
        yield from cut_lines(below.get(index, ()), width, marks)
    yield from _foot(page, cuts=cuts, dims=dims)


def _expected(sheet: Sheet, width: int) -> int:
    """About how many lines a sheet has, without cuts: counted, not laid out."""
    room = max(width - _RAGGED, 2)
    return sum(2 + (len(block.rows) or block.text.count("\n") + _cells(block.text) // room) for block in sheet.blocks)


def _cells(text: str) -> int:
    """About how many cells a text takes: a very long one by its beginning."""
    if is_plain(text):
        return len(text)
    sample = text[:_SAMPLE]
    return width_of(sample) * len(text) // max(len(sample), 1)


_BLANK = Line()


def line_of(lines: Sequence[Line], place: Place, height: int = 0, among: int | None = None) -> int:
    """The line where a place is, `height` lines being in view; `among` is about how many there are."""
    if place.block <= 0 and place.offset <= 0:
        return _within_head(lines, place.progress, height, len(lines) if among is None else among)
    at = 0
    for number, line in enumerate(lines):
        if (line.block, line.start) > (place.block, place.offset):
            break
        at = number if line.block >= 0 else at
    return at


def _within_head(lines: Sequence[Line], progress: float, height: int, among: int) -> int:
    """The line to begin with where all that is out of view stands above the text, or is its first line."""
    top = round(progress * max(among - height, 0))
    head = next((number for number, line in enumerate(lines) if line.block >= 0), 0) if top else 0
    return top if top <= head else 0


def place_of(lines: Sequence[Line], top: int, height: int, among: int | None = None) -> Place:
    """The place one has when line `top` is the first of `height` on the screen; `among` is about how many there are."""
    among = len(lines) if among is None else among
    progress = 1.0 if top + height >= among else top / max(among - height, 1)
    if top <= 0:
        return Place(progress=progress)
    for line in _from(lines, top):
        if line.block >= 0:
            return Place(line.block, line.start, progress)
    last = next((line for line in reversed(lines) if line.block >= 0), Line(block=0))
    return Place(last.block, last.start, progress)


def _from(lines: Sequence[Line], top: int) -> Iterator[Line]:
    with suppress(IndexError):
        for number in count(top):
            yield lines[number]


def _by_place(cuts: Sequence[Cut]) -> list[tuple[int, Cut]]:
    return sorted(enumerate(cuts), key=lambda pair: pair[1].after)


def _gap(before: Block, block: Block) -> int:
    """Blank lines between two blocks: more above a heading than below it, none between the items of a list."""
    if block.kind is BlockKind.HEADING:
        return 1 if before.kind is BlockKind.HEADING else 2
    if block.kind is not BlockKind.ITEM:
        return 1
    if block.marker:
        return 0 if before.kind is BlockKind.ITEM and before.marker else 1
    return 0 if is_term(before) else 1


class _Page:
    """What the lines of a sheet have in common."""

    def __init__(self, sheet: Sheet, width: int, marks: Marks, keys: Mapping[str, str], setting: Setting) -> None:
        self.sheet, self.width, self.marks, self.keys, self.setting = sheet, width, marks, keys, setting
        self.numbers = numbered(sheet.blocks) if setting.links == "numbered" else {}
        last = max((at for at, block in enumerate(sheet.blocks) if block.kind is not BlockKind.RULE), default=-1)
        self._last = last

    def lines(self, index: int, block: Block, lead: Lead, before: Block | None) -> Iterator[Line]:
        """The lines of a block; none where there is nothing to see."""
        if block.kind is BlockKind.RULE:
            apart = before is not None and before.kind is not BlockKind.RULE and index < self._last
            return iter([self._rule(index)] if apart else [])
        if block.kind is BlockKind.TABLE and block.rows:
            return self._table(index, block)
        if not block.text.strip():
            return iter(())
        if block.kind is BlockKind.CODE:
            return iter(code_lines(index, block, self.width, self.marks))
        runs = runs_of(index, block, self.setting.links, self.numbers)
        parts = hyphenation(runs, self.sheet.language) if self.setting.hyphenate else None
        return prose_lines(runs, block, lead, self.width, self.marks, margin=self.setting.margin, parts=parts)

    def _rule(self, index: int) -> Line:
        dot = self.marks.dot
        return Line(((f"{dot} {dot} {dot}".center(self.width).rstrip(), "muted"),), index)

    def _table(self, index: int, block: Block) -> Iterator[Line]:
        keys = (self.keys["table_left"], self.keys["table_right"])
        rows = lay_table(block.rows, self.width, self.marks, slid=self.setting.slid.get(index, 0), keys=keys)
        return (Line(pieces, index, number) for number, pieces in enumerate(rows))


def _head(sheet: Sheet, width: int, marks: Marks, keys: Mapping[str, str]) -> Iterator[Line]:
    yield Line()
    rtl = runs_from_right(sheet.title)
    for a, b in wrap(sheet.title, width):
        space = " " * (width - width_of(sheet.title[a:b])) if rtl else ""
        yield Line(((space, "title"), (sheet.title[a:b], "title")), lead=len(space), rtl=rtl)
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


def _foot(page: _Page, *, cuts: bool, dims: bool) -> Iterator[Line]:
    sheet, width, marks = page.sheet, page.width, page.marks
    yield from link_lines(page.numbers, width)
    yield from _besides(sheet, width, marks)
    yield Line()
    yield Line(((marks.end, "end"),))
    notes = list(remarks(sheet.novelty, marks, page.keys["dim"], dims=dims))
    hidden = 0 if cuts else len(sheet.cuts)
    if hidden:
        words = "1 line cut" if hidden == 1 else f"{hidden} lines cut"
        notes.insert(0, f"{words} {marks.dot} {page.keys['cuts']} shows {'it' if hidden == 1 else 'them'}")
    for note in notes:
        yield from (Line(((note[a:b], "notice"),)) for a, b in wrap(note, width))


def _besides(sheet: Sheet, width: int, marks: Marks) -> Iterator[Line]:
    """What its publisher files an article under and what came with it, each as far as one line tells."""
    dot = f" {marks.dot} "
    notes = [f"Filed under: {dot.join(sheet.categories)}"] if sheet.categories else []
    notes += [_attached(one, marks) for one in sheet.attachments]
    if notes:
        yield Line()
    yield from (Line(((clip(note, width, marks.ellipsis), "muted"),)) for note in notes)


def _attached(one: Attachment, marks: Marks) -> str:
    """A picture as pictures are in the text, another file by what it is."""
    told = (one.title or "Picture",) if one.is_picture else (one.title, one.media)
    parts = (*told, size(one.size) if one.size else None, masked(one.url).partition("://")[2])
    first = f"{marks.picture} " if one.is_picture else "Attached: "
    return first + f" {marks.dot} ".join(filter(None, parts))


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
    if line.block < 0:
        return line
    pieces, told = line.pieces, False
    for start, end, role in spans:
        a, b = line.columns(start, end)
        if a < b:
            pieces = over(pieces, a, b, role)
            told = told or role == "told"
    return replace(line, pieces=pieces, aside=marks.told if told else "")
