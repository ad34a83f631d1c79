"""The tags of an article and the note about it, as they stand at its head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.ui.painting.cells import wrap
from reader.ui.painting.marks import Marks

__all__ = ["annotation_lines"]

_MOST = 6
"""Lines of a note shown with the article; the box shows all."""
_TAB = 4


def annotation_lines(
    tags: Sequence[str], note: str, width: int, marks: Marks, keys: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], ...]]:
    """The lines, each as texts with their roles; a note too long to stand here says the key that shows all of it."""
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
        yield lead, (f"{marks.ellipsis} {keys['note']} shows all {len(lines)} lines", "muted")
