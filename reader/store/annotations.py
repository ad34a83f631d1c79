"""What people wrote about articles: their tags and notes, on the Shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.model import Note, Tagging
from reader.store.shelf_row import Row, note_row, read_note, read_noted, read_tagging, tagging_row
from reader.store.shelf_table import Kind, ShelfTables

__all__ = ["Annotations"]

_TAGS = Kind("tags", "article", read_tagging, tagging_row)
_NOTES = Kind("notes", "article", read_note, note_row)


class Annotations:
    """Tags and notes by article. Every method may raise StoreError."""

    readers: Mapping[str, Callable[[Row], object]] = {_TAGS.table: read_tagging, _NOTES.table: read_note}
    """What reads the rows of each table."""

    def __init__(self, tables: ShelfTables) -> None:
        self._tables = tables

    def taggings(self) -> list[Tagging]:
        """The tags of each article that has any."""
        return [one for one in self._tables.rows(_TAGS.table, read_tagging) if one.tags]

    def tags(self) -> dict[str, tuple[str, ...]]:
        """The tags of each article that has any, by its id."""
        return {one.article: one.tags for one in self.taggings()}

    def retag(self, change: Callable[[Mapping[str, Tagging]], Mapping[str, Tagging | None]]) -> None:
        """Let `change` say, of what is tagged by article, what is to stand there now; None takes all tags away."""
        self._tables.revise(_TAGS, change)

    def notes(self) -> list[Note]:
        """All of them, the last written first."""
        return sorted(self._tables.rows(_NOTES.table, read_note), key=lambda one: one.changed, reverse=True)

    def noted(self) -> frozenset[str]:
        """Ids of the articles that have a note."""
        return frozenset(self._tables.rows(_NOTES.table, read_noted))

    def note(self, article: str) -> Note | None:
        """The note about an article."""
        return next((one for one in self._tables.rows(_NOTES.table, read_note) if one.article == article), None)

    def rewrite(self, article: str, change: Callable[[Note | None], Note | None]) -> None:
        """Let `change` say, of the note there is about an article, which is to stand there now; None for none."""
        self._tables.revise(_NOTES, lambda held: {article: change(held.get(article))})
