"""What the lines of an article say, put together again: the text as it is, and where on which line it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reader.model import Block, BlockKind
from reader.ui.typesetting.line import Line

__all__ = ["Passage", "Stretch", "passages_of"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a passage that stands on one line, or between two things on it that are not of the text."""

    line: int
    column: int
    """Character of the line it begins with."""
    start: int
    """Character of the passage it begins with."""
    end: int
    """The one after its last."""

    @property
    def stop(self) -> int:
        """The character of the line behind its last."""
        return self.column + self.end - self.start

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """Where on the line the passage's characters from `start` to `end` stand, as far as they do."""
        return self.column + max(start, self.start) - self.start, self.column + min(end, self.end) - self.start

    def characters(self, first: int, last: int) -> tuple[int, int] | None:
        """Which of the passage's characters stand in the columns from `first` to before `last`; None for none."""
        a, b = max(first, self.column), min(last, self.stop)
        return (self.start + a - self.column, self.start + b - self.column) if a < b else None


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that reads on from line to line: a block, a title, a cut line."""

    text: str
    stretches: tuple[Stretch, ...]
    drawn: bool = False
    """Whether it is no text but a rule or a mark."""


def passages_of(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Passage]:
    """The passages that lines show, from the top; `blocks` are those the lines were made of."""
    numbered = ((number, _belongs(line)) for number, line in enumerate(lines))
    found = []
    for (block, _, _, written), group in groupby(numbered, key=lambda pair: pair[1]):
        if written:
            numbers = [number for number, _ in group]
            found.append(_passage(lines, numbers, blocks[block] if 0 <= block < len(blocks) else None))
    return [passage for passage in found if passage.stretches]


def _belongs(line: Line) -> tuple[int, int, str, bool]:
    """The same for lines that read on: a block's; of what is around the text, those that play one role."""
    role = line.pieces[-1][1] if line.pieces and (line.block < 0 or line.cut >= 0) else ""
    return line.block, line.cut, role, bool(line.pieces)


def _passage(lines: Sequence[Line], numbers: Sequence[int], block: Block | None) -> Passage:
    text = gap = ""
    stretches = []
    for at, number in enumerate(numbers):
        line, written = lines[number], lines[number].text
        said = ""
        text += gap
        for column, stop in _own(line, len(written if line.open else written.rstrip())):
            start = len(text) + len(said)
            said += written[column:stop]
            stretches.append(Stretch(number, column, start, start + stop - column))
        text += said
        gap = _gap(line, said, lines[numbers[at + 1]], block) if at + 1 < len(numbers) else ""
    first = lines[numbers[0]]
    ruled = block is not None and block.kind is BlockKind.RULE
    drawn = ruled or first.pieces[-1][1] in ("rule", "end") or (first.block < 0 and first.fill != "")
    return Passage(text, tuple(stretches), drawn)


def _own(line: Line, end: int) -> Iterator[tuple[int, int]]:
    """From which to which character of a line, before its end, the text stands."""
    at = line.lead
    for start, stop in line.extra:
        if at < min(start, end):
            yield at, min(start, end)
        at = max(at, stop)
    if at < end:
        yield at, end


def _gap(line: Line, said: str, following: Line, block: Block | None) -> str:
    """What stands in the text between what a line says and the next line."""
    if line.open:
        return ""
    if block is None or block.kind in (BlockKind.TABLE, BlockKind.RULE):
        return " " if block is None else "\n"
    end = line.start + len(said)
    if not block.text.startswith(said, line.start) or following.start < end:
        return " "
    gap = block.text[end : following.start]
    return "\n" if "\n" in gap else " " * bool(gap)
