"""What its publisher changed in an article, as lines: the newest change first, what was added and removed signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from reader.model import Edit, EditedLine, Edition
from reader.ui.painting.cells import wrap
from reader.ui.painting.marks import Marks
from reader.ui.wording.dates import long_date
from reader.ui.wording.rows import Pieces

__all__ = ["edition_lines"]

_ROLES = {Edit.ADDED: "added", Edit.REMOVED: "removed", Edit.SAME: "muted"}


def edition_lines(editions: Sequence[Edition], width: int, now: datetime, marks: Marks) -> list[Pieces]:
    """All editions, each under the time when it came in."""
    lines: list[Pieces] = []
    for number, edition in reversed(list(enumerate(editions))):
        came = "Came in" if number == 0 else "Changed"
        lines += _wrapped(f"{came} {long_date(edition.seen, now)}", width, "group")
        if number == 0:
            lines += _wrapped(edition.title, width, "muted")
        for line in edition.lines:
            lines += _signed(line, width, marks)
        lines.append([])
    return lines[:-1]


def _wrapped(text: str, width: int, role: str) -> Iterator[Pieces]:
    yield from ([(text[a:b], role)] for a, b in wrap(text, width))


def _signed(line: EditedLine, width: int, marks: Marks) -> Iterator[Pieces]:
    sign = {Edit.ADDED: marks.added, Edit.REMOVED: marks.removed}.get(line.edit, " ")
    role = _ROLES[line.edit]
    lead = (f"{sign} ", f"{role} strong" if sign.strip() else role)
    for a, b in wrap(line.text, width - 2):
        yield [lead, (line.text[a:b], role)]
        lead = ("  ", "")
