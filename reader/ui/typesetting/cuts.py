"""Cut lines in their place, each with its receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.cleaning.receipts import told
from reader.model import Cut
from reader.ui.painting.cells import width_of, wrap
from reader.ui.painting.marks import Marks
from reader.ui.typesetting.line import Line, Piece

__all__ = ["cut_lines"]

_SHARING = 5
"""Cut lines that share a receipt at most: it is to be in view with each of them."""
_REST: Piece = ("  ", "cut-mark")
"""What stands before the lines of a cut but its first."""


def cut_lines(cuts: Sequence[tuple[int, Cut]], width: int, marks: Marks) -> Iterator[Line]:
    """Numbered cuts that stood in one place; a few short ones that went for the same reason share a receipt."""
    for (reason, rule, short), same in groupby(cuts, lambda pair: _receipt_key(pair[1], width)):
        run = list(same)
        most = _SHARING if short else 1
        receipt = f"{reason} {marks.dot} {marks.requoted(told(rule))}"
        for start in range(0, len(run), most):
            yield Line()
            for number, cut in run[start : start + most]:
                yield from _cut(number, cut, width, marks)
            last = run[start : start + most][-1][0]
            yield from (
                Line((_REST, (receipt[a:b], "cut-reason")), cut=last, lead=2) for a, b in wrap(receipt, width - 2)
            )


def _receipt_key(cut: Cut, width: int) -> tuple[str, str, bool]:
    return cut.reason.value, cut.rule, width_of(cut.text) <= width - 2


def _cut(number: int, cut: Cut, width: int, marks: Marks) -> Iterator[Line]:
    """A cut line, marked in the margin."""
    lead = (f"{marks.cut} ", "cut-mark")
    for a, b in wrap(cut.text, width - 2):
        yield Line((lead, (cut.text[a:b], "cut")), cut=number, lead=2)
        lead = _REST
