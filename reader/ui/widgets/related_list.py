"""What is related to the article shown, in three groups, each row saying why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from reader.model import Headline, Related, RelatedGroup
from reader.ui.rows import Look, Pieces, related_heading, related_row
from reader.ui.widgets.row_list import Entry, RowList

__all__ = ["RelatedList"]


class RelatedList(RowList[Related]):
    """Other reports of the event, what the publisher pointed to, and what shares names and terms."""

    def __init__(self, look: Look, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(look.marks, id=id)
        self._look = look
        self._related: Sequence[Related] = ()
        self._of = ""
        """Id of the article they are related to."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._related)

    def give(self, related: Sequence[Related], of: str) -> None:
        """Show what is related to an article; if that was shown before, the selection stays."""
        keep, self._of, self._related = of == self._of, of, related
        entries: list[Entry[Related]] = []
        for group in RelatedGroup:
            rows = [row for row in related if row.group is group]
            if rows:
                entries.append(Entry(None, _heading(related_heading(group), first=not entries)))
                entries += [Entry(row, self._drawn(row)) for row in rows]
        self.show(entries, message="Nothing related yet.", keep=keep)

    def clear(self) -> None:
        """Show nothing: there is no article."""
        self._related = ()
        self.show([])

    def update(self, headline: Headline) -> None:
        """Show an article's new state."""
        if any(row.id == headline.id for row in self._related):
            self.give(
                [
                    replace(row, read=headline.read, bookmarked=headline.bookmarked) if row.id == headline.id else row
                    for row in self._related
                ],
                self._of,
            )

    def _drawn(self, row: Related) -> Callable[[int], list[Pieces]]:
        return partial(_row, row, look=self._look)


def _row(row: Related, width: int, look: Look) -> list[Pieces]:
    return [*related_row(row, width, look), []]


def _heading(words: str, *, first: bool) -> Callable[[int], list[Pieces]]:
    del first
    return lambda _: [[(words, "group")]]
