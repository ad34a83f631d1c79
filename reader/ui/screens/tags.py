"""The tags of an article: those it has and those it might, to be toggled, and new ones to be typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.widgets import Input

from reader.errors import AnnotationError
from reader.text import fold, squash
from reader.ui.painting.marks import Marks
from reader.ui.screens.picker import Choice, PickerScreen
from reader.ui.widgets.foot import Foot

__all__ = ["TagScreen"]


class TagScreen(PickerScreen[str]):
    """Stays open while tags are given and taken off; typing narrows them, or names a new one."""

    LEAST = 4

    def __init__(self, title: str, marks: Marks, toggle: Callable[[str], None], renew: Callable[[], None]) -> None:
        """`toggle` is called with a tag; `give` is to follow."""
        super().__init__(title, (), marks, typing=True, renew=renew)
        self._toggle = toggle
        self._own: Sequence[str] = ()
        self._known: Mapping[str, int] = {}

    def on_mount(self) -> None:
        """Say what the keys do here."""
        self.query_one(Input).placeholder = "Type to search, or a new tag"
        self.query_one(Foot).tell("Enter gives or takes off   Up Down move   Esc closes")

    def give(self, own: Sequence[str], known: Mapping[str, int]) -> None:
        """Show the tags an article has now, and all there are with how many articles have them."""
        self._own, self._known = own, known
        self.fill(self._offered(self.query_one(Input).value))

    def offered(self, typed: str) -> Sequence[Choice[str]]:
        """Those that begin so first, and what is none yet last; the picker then narrows them."""
        return self._offered(typed)

    def action_choose(self) -> None:
        """Give the selected tag, or take it off, and be ready for the next."""
        chosen = self._rows.item
        if chosen is not None:
            self._current, self._moved = chosen, False
            self.query_one(Input).value = ""
            self._toggle(chosen)

    def nothing(self, typed: str) -> str:
        """There is no tag yet, or what is typed can be none."""
        return "No tags yet. Type one." if not typed.strip() else "A tag needs a letter or a digit."

    def _offered(self, typed: str) -> list[Choice[str]]:
        begun = fold(typed)
        tags = sorted(self._known, key=lambda tag: (not fold(tag).startswith(begun), fold(tag)))
        return [*map(self._choice, tags), *self._new(typed)]

    def _choice(self, tag: str) -> Choice[str]:
        has = tag.casefold() in {own.casefold() for own in self._own}
        mark = (self._marks.check if has else " ", "mark")
        return Choice(tag, tag, right=f"{self._known[tag]:,}" if self._known[tag] else "", mark=mark)

    def _new(self, typed: str) -> list[Choice[str]]:
        """What is typed as a tag, where there is none of that name."""
        from reader.newsroom.annotating import tidy_tag

        try:
            tag = tidy_tag(typed)
        except AnnotationError:
            return []
        if tag.casefold() in {known.casefold() for known in self._known}:
            return []
        return [Choice(f"New tag {self._marks.quoted(tag)}", tag, also=squash(typed), mark=(self._marks.added, "mark"))]
