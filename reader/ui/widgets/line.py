"""A line to type in that shows in grey how it would go on, and tells when Backspace finds it empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.widgets import Input

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.signal import Signal

__all__ = ["Line"]


class Line(Input):
    """An input of one line, without a frame."""

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002  # Textual's name
        placeholder: str = "",
        emptied: Callable[[], None] | None = None,
        entered: Callable[[], None] | None = None,
    ) -> None:
        """`emptied` is called for Backspace where nothing stands, `entered` for Enter, at once."""
        super().__init__(text, id=id, placeholder=placeholder, compact=True, select_on_focus=False)
        self._emptied, self._entered = emptied, entered
        self._of_selections: Signal[Screen[Any]] | None = None

    def on_mount(self) -> None:
        """Know what Textual has the screen tell it."""
        self._of_selections = self.screen.text_selection_started_signal

    def on_unmount(self) -> None:
        """Be forgotten by a screen that stays, which Textual's own is not: it would be kept for ever."""
        if self._of_selections is not None:
            self._of_selections.unsubscribe(self)

    async def action_submit(self) -> None:
        """Take what stands there before the next key is looked at."""
        if self._entered is not None:
            self._entered()
        else:
            await super().action_submit()

    def put(self, text: str) -> None:
        """Let a text stand there, the cursor behind it."""
        self.value = text
        self.cursor_position = len(text)

    def ghost(self, text: str) -> None:
        """Show how it would go on: what the whole line would be; the right arrow takes it."""
        self._suggestion = text if self.cursor_at_end else ""

    def action_delete_left(self) -> None:
        """Delete the letter before the cursor; on an empty line that is taken for leaving it."""
        if not self.value and self._emptied is not None:
            self._emptied()
        else:
            super().action_delete_left()
