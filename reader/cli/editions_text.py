"""What a publisher changed in an article, as text: what was added behind "+", what was taken out behind "-"."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.console import Console
from reader.cli.record import Record, iso
from reader.model import Edit, Edition

__all__ = ["record", "write"]

_SIGNS = {Edit.SAME: " ", Edit.ADDED: "+", Edit.REMOVED: "-"}


def write(editions: Sequence[Edition], console: Console) -> None:
    """Print when an article came in which form."""
    for number, edition in enumerate(editions):
        if number:
            console.write("")
        console.write(console.bold(f"{iso(edition.seen)}  {edition.title}"))
        for line in edition.lines:
            console.write(f"{_SIGNS[line.edit]} {line.text}")
    if len(editions) < 2:
        console.complain("nothing has changed in it since it came in")


def record(article: str, edition: Edition) -> Record:
    """A row of `show --changes`."""
    lines = [{"edit": line.edit.value, "text": line.text} for line in edition.lines]
    return {"id": article, "seen": iso(edition.seen), "title": edition.title, "lines": lines}
