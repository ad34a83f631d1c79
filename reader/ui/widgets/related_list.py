"""What is related to the article shown, in three groups, each row saying why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from reader.model import Headline, Related, RelatedGroup, Story, instant
from reader.ui.widgets.row_list import Entry, RowList
from reader.ui.wording.rows import Look, Pieces, related_heading, related_row
from reader.ui.wording.story_rows import story_line

__all__ = ["RelatedList"]

_NOTHING = "Nothing related yet. What tells of the same event, or shares names and terms, appears here as it comes in."
_FINDING = "Looking for what is related."


class RelatedList(RowList[Related]):
    """Other reports of the event, what the publisher pointed to, and what shares names and terms."""

    def __init__(self, look: Look, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(look.marks, id=id)
        self._look = look
        self._related: Sequence[Related] = ()
        self._of = ""
        """Id of the article they are related to."""
        self._story: Story | None = None
        """The story of that article."""
        self._hushed = ""
        self._row = 0
        """Which row was selected when it was hushed."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._related) if not self._hushed else 0

    def give(self, related: Sequence[Related], of: str, story: Story | None = None) -> None:
        """Show what is related to an article, and its story; if that was shown before, the selection stays."""
        keep, self._of, self._related, self._story = of == self._of, of, _each_once(related), story
        self._row = self._row if keep else 0
        self._draw(keep=keep)

    def clear(self) -> None:
        """Show nothing: there is no article."""
        self._related, self._story, self._row = (), None, 0
        self.show([], message=self._hushed)

    def await_more(self, of: str) -> None:
        """What is related to another article takes a while to be found: show nothing that belongs to the one before."""
        if of != self._of:
            self._related, self._story, self._row = (), None, 0
            self.show([], message=self._hushed or _FINDING)

    def hush(self, message: str) -> None:
        """Show a sentence for as long as something else stands in the article's place; none: show all again."""
        if message == self._hushed:
            return
        if not self._hushed:
            self._row = self.index
        self._hushed = message
        self._draw(keep=True)
        if not message:
            self.select(self._row)

    def update(self, headline: Headline) -> None:
        """Show an article's new state."""
        if any(row.id == headline.id for row in self._related):
            self.give(
                [
                    replace(row, read=headline.read, bookmarked=headline.bookmarked) if row.id == headline.id else row
                    for row in self._related
                ],
                self._of,
                self._story,
            )

    def _draw(self, *, keep: bool) -> None:
        if self._hushed:
            self.show([], message=self._hushed, keep=keep)
            return
        entries: list[Entry[Related]] = []
        for group in RelatedGroup:
            rows = [row for row in self._related if row.group is group]
            story = self._story if group is RelatedGroup.STORY else None
            if rows or story is not None:
                entries.append(Entry(None, partial(_heading, related_heading(group), story=story, look=self._look)))
            if group is RelatedGroup.STORY:
                rows.sort(key=_newest_first)
            entries += [Entry(row, self._drawn(row)) for row in rows]
        self.show(entries, message=_NOTHING, keep=keep)

    def _drawn(self, row: Related) -> Callable[[int], list[Pieces]]:
        return partial(_row, row, look=self._look)


def _row(row: Related, width: int, look: Look) -> list[Pieces]:
    return [*related_row(row, width, look), []]


def _each_once(related: Sequence[Related]) -> list[Related]:
    """Without pointers to articles of the story: their rows there say that the article points to them."""
    story = {row.id for row in related if row.group is RelatedGroup.STORY}
    return [row for row in related if row.group is not RelatedGroup.POINTER or row.id is None or row.id not in story]


def _newest_first(row: Related) -> float:
    """Those without a date come last."""
    return -instant(row.published) if row.published is not None else float("inf")


def _heading(words: str, width: int, story: Story | None, look: Look) -> list[Pieces]:
    named = [*story_line(story, width, look), []] if story is not None else []
    return [[(words, "group")], *named]
