"""The tags of an article and the note about it, as they stand at its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.ui.cells import wrap
from reader.ui.marks import Marks

__all__ = ["annotation_lines"]

_MOST = 6
"""Lines of a note shown with the article; the box shows all."""
_TAB = 4


def annotation_lines(
    tags: Sequence[str], note: str, width: int, marks: Marks, key: str
) -> Iterator[tuple[tuple[str, str], ...]]:
    """The lines, each as texts with their roles; `key` shows the whole note where it is too long to stand here."""
    told = f" {marks.dot} ".join(f"#{tag}" for tag in tags)
    yield from (((told[a:b], "byline"),) for a, b in wrap(told, width) if tags)
    if not note:
        return
    lead = (f"{marks.note} ", "mark")
    text = note.expandtabs(_TAB)
    lines = [text[a:b] for a, b in wrap(text, width - 2)]
    for line in lines if len(lines) <= _MOST else lines[: _MOST - 1]:
        yield lead, (line, "text")
        lead = (f"{marks.quote} ", "bar")
    if len(lines) > _MOST:
        yield lead, (f"{marks.ellipsis} {key} shows all {len(lines)} lines", "muted")
