"""A picture in the middle of its room, or a sentence in its place."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message
from textual.strip import Strip

from reader.ui.painting.cells import width_of, wrap
from reader.ui.painting.roles import Painted

__all__ = ["PictureView"]


class PictureView(Painted, can_focus=True):
    """Shows lines that were drawn already."""

    ALLOW_SELECT = False

    class RoomChanged(Message):
        """There is another number of cells for the picture."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._drawn: Sequence[Strip] = ()
        self._said = ""

    @property
    def line(self) -> int:
        """The first line that says something."""
        return self._top(len(self._sentence()))

    def show(self, drawn: Sequence[Strip]) -> None:
        """Show a picture."""
        self._drawn, self._said = drawn, ""
        self.refresh()

    def say(self, sentence: str) -> None:
        """Show a sentence in its place."""
        self._drawn, self._said = (), sentence
        self.refresh()

    def on_resize(self) -> None:
        """Tell of it."""
        self.post_message(self.RoomChanged())

    def render_line(self, y: int) -> Strip:
        """A line of the picture, or of the sentence."""
        width, sentence = self.size.width, self._sentence()
        number = y - self._top(len(self._drawn or sentence))
        if 0 <= number < len(self._drawn):
            strip = self._drawn[number]
            left = max(width - strip.cell_length, 0) // 2
            edge = self.paint([], left) if left else Strip([])
            return Strip.join([edge, strip]).crop_extend(0, width, self.rich_style)
        if 0 <= number < len(sentence):
            text = sentence[number]
            return self.paint([(" " * ((width - width_of(text)) // 2), ""), (text, "muted")], width)
        return self.paint([], width)

    def _top(self, lines: int) -> int:
        return max(self.size.height - lines, 0) // 2

    def _sentence(self) -> list[str]:
        width = max(self.size.width - 2, 8)
        return [self._said[a:b] for a, b in wrap(self._said, width)] if self._said else []
