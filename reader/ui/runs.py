"""What the lines of an article say, put together again: the text as it is, and where on which line it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reader.model import Block, BlockKind
from reader.ui.layout import Line

__all__ = ["Run", "Stretch", "runs_of"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a run that stands on one line."""

    line: int
    column: int
    """Character of the line it begins with."""
    length: int
    """How many characters of the line it takes."""
    start: int
    """Character of the run it begins with."""
    end: int
    """The one after its last."""
    whole: bool = False
    """Whether the line has its characters in another order, so that only all of them can be told."""

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """Where on the line the run's characters from `start` to `end` stand, as far as they do."""
        if self.whole:
            return self.column, self.column + self.length
        a, b = max(start, self.start), min(end, self.end)
        return self.column + a - self.start, self.column + b - self.start

    def characters(self, first: int, last: int) -> tuple[int, int] | None:
        """Which of the run's characters stand in the columns from `first` to `last`; None for none."""
        a, b = max(first, self.column), min(last, self.column + self.length)
        if a >= b:
            return None
        if self.whole:
            return self.start, self.end
        return self.start + a - self.column, self.start + b - self.column


@dataclass(frozen=True, slots=True)
class Run:
    """Text that reads on from line to line: a block, a title, a cut line."""

    text: str
    stretches: tuple[Stretch, ...]
    drawn: bool = False
    """Whether it is no text but a rule or a mark."""


def runs_of(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Run]:
    """The runs that lines show, from the top; `blocks` are those the lines were made of."""
    numbered = ((number, _belongs(line)) for number, line in enumerate(lines))
    runs = []
    for (block, _, _, written), group in groupby(numbered, key=lambda pair: pair[1]):
        if written:
            numbers = [number for number, _ in group]
            runs.append(_run(lines, numbers, blocks[block] if 0 <= block < len(blocks) else None))
    return runs


def _belongs(line: Line) -> tuple[int, int, str, bool]:
    """The same for lines that read on: a block's; of what is around the text, those that play one role."""
    role = line.pieces[-1][1] if line.pieces and (line.block < 0 or line.cut >= 0) else ""
    return line.block, line.cut, role, bool(line.pieces)


def _run(lines: Sequence[Line], numbers: Sequence[int], block: Block | None) -> Run:
    text = ""
    stretches = []
    for number, said, gap in _parts(lines, numbers, block):
        lead, start = lines[number].lead, len(text)
        body = lines[number].text[lead:].rstrip()
        text += said
        whole = not body.startswith(said)
        length = len(body) if whole else len(said)
        stretches.append(Stretch(number, lead, length, start, start + len(said), whole))
        text += gap
    first = lines[numbers[0]]
    drawn = first.pieces[-1][1] in ("rule", "end") or (first.block < 0 and first.fill != "")
    return Run(text[: stretches[-1].end], tuple(stretches), drawn)


def _parts(lines: Sequence[Line], numbers: Sequence[int], block: Block | None) -> Iterator[tuple[int, str, str]]:
    """Each line's number, what it says, and what stands in the text between it and the next."""
    flows = block is not None and block.kind not in (BlockKind.TABLE, BlockKind.RULE)
    for at, number in enumerate(numbers):
        line = lines[number]
        body = line.text[line.lead :].rstrip()
        if not flows or block is None:
            yield number, body, "\n" if block is not None else " "
            continue
        ends = lines[numbers[at + 1]].start if at + 1 < len(numbers) else len(block.text)
        said = _said(block.text[line.start : ends], body)
        gap = block.text[line.start + len(said) : ends]
        yield number, said, _space(gap)


def _said(source: str, body: str) -> str:
    """What a line says of its part of the text: without a hyphen added at its end, in the text's own order."""
    if source.startswith(body):
        return body
    if source.startswith(body[:-1]) and len(source.rstrip()) < len(body):
        return body[:-1]
    return source.rstrip()


def _space(gap: str) -> str:
    return "\n" if "\n" in gap else " " * bool(gap)
