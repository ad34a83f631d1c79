"""Text measured in terminal cells: clipping, padding, and breaking into lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from rich.cells import cell_len, split_graphemes

from reader.ui.typesetting.ends import CLOSING, OPENING, UNBROKEN, chop, is_glued, may_part

__all__ = ["Break", "Parts", "breaks", "clip", "fit", "is_plain", "prefix", "width_of", "wrap"]

width_of = cell_len

# One cell each and nothing that joins: what most articles are made of, measured by counting.
_PLAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*\\Z"
)
_BLANK = re.compile(rf"[^\S {UNBROKEN}]")
"""Spaces that a line may end at, but the usual one."""
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_DASHED = re.compile("[-‐—–]")
_LOOK, _DENSE = 4_000, 40
"""Characters that are measured at a time, at least, and for each cell of a line."""
_NEAR = 8
"""The last part of them, in which a line may break otherwise for what follows."""
_AT_FIRST = 8
"""Characters for each cell that are measured to find what fits in a line; more where that is not enough."""
_LADDER = 2
"""How many lines one after another may end with a hyphen."""

Range = tuple[int, int]
Break = tuple[int, int, bool]
"""From where to where a line goes, and whether it ends within a word that goes on behind a hyphen."""
Parts = Callable[[int, int], Sequence[int]]
"""For a word, from where to where it stands in the text, the places at which it may be parted."""


def is_plain(text: str) -> bool:
    """Whether each character of `text` is a cell of its own."""
    return _PLAIN.match(text) is not None


def clip(text: str, width: int, ellipsis: str = "…") -> str:
    """At most `width` cells of `text`, ended by the ellipsis where something was left off."""
    if width <= 0:
        return ""
    if len(text) <= width and _PLAIN.match(text):
        return text
    if width_of(text) <= width:
        return text
    ellipsis = ellipsis[:width]
    kept = prefix(text, width - width_of(ellipsis))
    return text[:kept].rstrip() + ellipsis


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` in exactly `width` cells: clipped, or filled with spaces."""
    text = clip(text, width, ellipsis)
    return text + " " * (width - width_of(text))


def prefix(text: str, width: int) -> int:
    """How many characters of `text` fit in `width` cells; of a long one no more is measured than that takes."""
    width = max(width, 0)
    if _PLAIN.match(text, 0, width + 1):
        return min(width, len(text))
    look = _AT_FIRST * (width + 1)
    while look < len(text):
        for start, end, used in _measured(text[:look]):
            if used > width and end < look:  # what ends there may go on behind it
                return start
        look *= 2
    return next((start for start, _, used in _measured(text) if used > width), len(text))


def _measured(text: str) -> Iterator[tuple[int, int, int]]:
    """What belongs together in a text: from where to where, and the cells up to its end."""
    used = 0
    for start, end, size in _clusters(text):
        used += size
        yield start, end, used


def wrap(text: str, width: int) -> list[Range]:
    """Where the lines of `text` begin and end, none wider than `width` cells (at least 2).

    White space at a line's end belongs to no line; line feeds always break.
    """
    return [(start, end) for start, end, _ in breaks(text, width)]


def breaks(text: str, width: int, *, turn: int = 0, parts: Parts | None = None) -> Iterator[Break]:
    """Like `wrap`, a line at a time; what goes on after a line feed's line is narrower by `turn` cells, for an indent.

    With `parts`, words are parted where they may be, with one cell left for the hyphen.
    """
    width = max(width, 2)
    start = 0
    for part in text.split("\n"):
        if len(part) <= width and is_plain(part):
            yield start, start + len(part.rstrip()), False
        else:
            within = _shifted(parts, start) if parts else None
            for a, b, hyphen in _filled(part, width, turn, within):
                yield start + a, start + b, hyphen
        start += len(part) + 1


def _shifted(parts: Parts, start: int) -> Parts:
    return lambda a, b: [at - start for at in parts(start + a, start + b)]


class _Plain:
    """A text of which each character is a cell."""

    def __init__(self, text: str) -> None:
        self.text = text

    def reach(self, begin: int, room: int) -> int:
        """How far one gets with so many cells."""
        return begin + room

    def inner(self, after: int, limit: int) -> int:
        """The last place within a word where a line may end, behind `after` and up to `limit`; -1 for none."""
        if not _DASHED.search(self.text, after, limit):
            return -1
        return next((at for at in range(limit, after, -1) if may_part(self.text, at)), -1)

    def chop(self, begin: int, limit: int) -> int:
        """Where to part what is too long for a line."""
        return chop(self.text, begin, limit)


class _Clusters:
    """A text measured by what belongs together: letters with their marks, wide ones, flags."""

    def __init__(self, text: str) -> None:
        found = list(_clusters(text))
        self._starts = [0, *[end for _, end, _ in found]]
        self._cells = list(accumulate([size for _, _, size in found], initial=0))
        self._wide = {at for start, end, size in found if size == 2 for at in (start, end)}
        """Where a wide character, of two cells, begins or ends."""
        spaced = list(_BLANK.sub(" ", text))
        for start in [start for start, end, _ in found if end - start > 1 and spaced[start] == " "]:
            spaced[start] = UNBROKEN[0]  # a mark stands on it
        self.text = "".join(spaced)
        self._padded = f"{self.text} "

    def reach(self, begin: int, room: int) -> int:
        """How far one gets with so many cells, at least by one character."""
        first = bisect_right(self._starts, begin) - 1
        last = bisect_right(self._cells, self._cells[first] + room) - 1
        return self._starts[min(max(last, first + 1), len(self._starts) - 1)]

    def inner(self, after: int, limit: int) -> int:
        """The last place within a word where a line may end: between wide characters too."""
        if not self._wide and not _DASHED.search(self.text, after, limit):
            return -1
        first = bisect_right(self._starts, after)
        for number in range(bisect_right(self._starts, limit) - 1, first - 1, -1):
            at = self._starts[number]
            if at < len(self.text) and self._parts(at):
                return at
        return -1

    def chop(self, begin: int, limit: int) -> int:
        """Where to part what is too long for a line: never within what belongs together."""
        at = chop(self._padded, begin, limit)
        return at if self._starts[bisect_right(self._starts, at) - 1] == at else limit

    def _parts(self, at: int) -> bool:
        before, after = self.text[at - 1], self.text[at]
        if before.isspace() or after.isspace() or after in CLOSING or before in OPENING:
            return False
        return at in self._wide or may_part(self.text, at)


def _ruler(text: str) -> _Plain | _Clusters:
    return _Plain(text) if is_plain(text) else _Clusters(text)


def _clusters(text: str) -> Iterator[tuple[int, int, int]]:
    """What belongs together in a text: from where to where, and its cells."""
    found = split_graphemes(text)[0]
    if not _FLAG.search(text):
        return iter(found)
    return _flagged(text, found)


def _flagged(text: str, found: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Two letters that make a flag are one."""
    held: tuple[int, int, int] | None = None
    for start, end, size in found:
        if held and _FLAG.match(text, held[0]):
            yield held[0], end, held[2] + size
            held = None
            continue
        if held:
            yield held
        held = (start, end, size)
    if held:
        yield held


def _filled(text: str, width: int, turn: int, parts: Parts | None) -> Iterator[Break]:
    """The lines of a text without line feeds, which is measured only as far as somebody looks.

    The last line of what was measured may go on behind it: the next look begins with it.
    """
    at, size, first = 0, max(_LOOK, _DENSE * width), width
    while at + size < len(text):
        within = _shifted(parts, at) if parts else None
        filled = _fill(_ruler(text[at : at + size]), width, turn, within, first)
        line, begin = next(filled), 0
        for after in filled:
            yield at + line[0], at + line[1], line[2]
            line, begin = after, after[0]
            if begin > size - size // _NEAR:
                break
        if begin:
            at, first = at + begin, max(width - turn, 2)
        else:
            size *= 2
    within = _shifted(parts, at) if parts else None
    for a, b, hyphen in _fill(_ruler(text[at:]), width, turn, within, first):
        yield at + a, at + b, hyphen


def _fill(ruler: _Plain | _Clusters, width: int, turn: int, parts: Parts | None, first: int = 0) -> Iterator[Break]:
    """Lines as full as they can be, the first maybe of `first` cells; what is wider than a line is broken inside."""
    text = ruler.text
    stop = len(text.rstrip(" "))
    begin = len(text) - len(text.lstrip(" "))
    room, ladder = first or width, 0
    while (limit := ruler.reach(begin, room)) < stop:
        end, hyphen = _end(ruler, begin, limit), False
        if parts and ladder < _LADDER:
            within = _within(ruler, begin, ruler.reach(begin, room - 1), parts)
            end, hyphen = (within, True) if within > end else (end, False)
        if end <= begin:
            end = ruler.chop(begin, limit)
        ladder = ladder + 1 if hyphen else 0
        yield begin, begin + len(text[begin:end].rstrip(" ")), hyphen
        begin = end
        while text[begin] == " ":
            begin += 1
        room = max(width - turn, 2)
    yield min(begin, stop), stop, False


def _end(ruler: _Plain | _Clusters, begin: int, limit: int) -> int:
    """Where a line that begins at `begin` ends at best, before or at `limit`; -1 where nothing allows it."""
    text = ruler.text
    last = at = text.rfind(" ", begin + 1, limit + 1)
    while at > begin and is_glued(text, at):
        at = text.rfind(" ", begin + 1, at)
    inner = ruler.inner(max(last, begin) + 1, limit)
    return max(at, inner) if at > begin or inner > begin else last


def _within(ruler: _Plain | _Clusters, begin: int, limit: int, parts: Parts) -> int:
    """The last place where the word that does not fit may be parted; -1 for none."""
    text = ruler.text
    start = text.rfind(" ", begin, limit + 1) + 1 or begin
    end = text.find(" ", start)
    found = parts(max(start, begin), end if end >= 0 else len(text))
    return max((at for at in found if begin < at <= limit), default=-1)
