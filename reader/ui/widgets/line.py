"""A line to type in that shows in grey how it would go on, and tells when Backspace finds it empty."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

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
    ) -> None:
        super().__init__(text, id=id, placeholder=placeholder, compact=True, select_on_focus=False)
        self._emptied = emptied

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
