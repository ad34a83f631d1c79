"""What a library must hold, told by those who changed it, and compared with what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reader.newsroom import Newsroom
from reader.query import Query

__all__ = ["Holding", "Thing"]

Thing = tuple[str, str]
"""What kind of thing, and of which article or file: a bookmark, a note, a tag, a mark, a value that is kept."""


class Holding:
    """What one library holds just now."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self.kept = {one.article for one in newsroom.bookmarks()}
        rows = newsroom.headlines(newsroom.listing(Query(), whole=True).rows)
        self._read = {row.id for row in rows if row.read}
        self._titles = " ".join(row.title for row in rows)

    def value(self, kind: str, name: str) -> str:
        """What is true of a thing; empty where there is nothing."""
        match kind:
            case "bookmark":
                return "yes" if name in self.kept else ""
            case "read":
                return "yes" if name in self._read else ""
            case "note":
                note = self._newsroom.annotating.note_of(name)
                return note.text if note else ""
            case "tag":
                return " ".join(self._newsroom.annotating.tags_of(name))
            case "session":
                return self._newsroom.kept(name) or ""
            case "file":
                stem = Path(name).stem
                return stem if stem in self._titles else ""
        return ""

    def wrongs(self, acknowledged: Mapping[Thing, str], doubtful: Mapping[Thing, set[str]] | None = None) -> list[str]:
        """What was acknowledged and is not so, nor as what was under way at the end would have it."""
        held = {thing: self.value(*thing) for thing in acknowledged}
        return [
            f"{thing[0]} of {thing[1]} was acknowledged as {value!r} and is {held[thing]!r}"
            for thing, value in acknowledged.items()
            if held[thing] != value and held[thing] not in (doubtful or {}).get(thing, ())
        ]
