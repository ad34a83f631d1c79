"""Links by number: which has which, and the list of their addresses at the foot of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.address import masked
from reader.model import Block, BlockKind
from reader.ui.painting.cells import wrap
from reader.ui.typesetting.line import Line
from reader.ui.typesetting.runs import is_bare

__all__ = ["link_lines", "numbered"]

_UNNUMBERED = (BlockKind.CAPTION, BlockKind.TABLE, BlockKind.CODE)


def numbered(blocks: Sequence[Block]) -> dict[str, int]:
    """For every address in the text its number, in order; one that stands there itself needs none."""
    spans = (span for block in blocks if block.kind not in _UNNUMBERED for span in block.spans)
    found = dict.fromkeys(span.href for span in spans if span.href and not is_bare(span))
    return {href: number for number, href in enumerate(found, 1)}


def link_lines(numbers: Mapping[str, int], width: int) -> Iterator[Line]:
    """The addresses under their numbers, whole but for what nobody is to see."""
    if not numbers:
        return
    yield Line()
    yield Line((("Links", "label"),))
    column = len(f"[{len(numbers)}]")
    for href, number in numbers.items():
        lead, address = f"[{number}]".rjust(column) + " ", masked(href)
        room = max(width - column - 1, 2)
        for a, b in wrap(address, room):
            end = column + 1 + b - a
            pieces = ((lead, "link-number"), (address[a:b], "muted"))
            yield Line(pieces, lead=column + 1, links=((column + 1, end, href),))
            lead = " " * (column + 1)
