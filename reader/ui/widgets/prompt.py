"""A line to type in below the title of a pane: the filter of the list, the words to find in the text."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

__all__ = ["Prompt"]


class Prompt(Vertical):
    """A label, what is typed, a note at the right, and a complaint below."""

    class Typed(Message):
        """Something else was typed."""

        def __init__(self, prompt: Prompt, text: str) -> None:
            super().__init__()
            self.prompt = prompt
            self.text = text

    class Entered(Message):
        """Enter was pressed."""

        def __init__(self, prompt: Prompt) -> None:
            super().__init__()
            self.prompt = prompt

    def __init__(self, label: str, text: str = "", *, id: str, before: Sequence[str] = ()) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._label = label
        self._text = text
        self._before = before
        """What was typed before, the last at the end; the arrows bring it back."""
        self._back = 0
        """How far back one has gone in it."""

    def compose(self) -> ComposeResult:
        """The line, and room for a complaint."""
        with Horizontal(id="prompt-line"):
            yield Static(Content(f"{self._label} "), classes="prompt-label", markup=False)
            yield Input(self._text, compact=True, select_on_focus=False)
            yield Static(classes="prompt-note", markup=False)
        yield Static(classes="prompt-complaint", markup=False)

    def take(self) -> None:
        """Be the one that is typed in, from this moment on."""
        if self.is_attached:
            self.screen.set_focus(self.query_one(Input))

    def note(self, text: str) -> None:
        """Say something at the right."""
        self.query_one(".prompt-note", Static).update(Content(text))

    def complain(self, text: str) -> None:
        """Say below what is wrong; nothing for all is well."""
        line = self.query_one(".prompt-complaint", Static)
        line.update(Content(text))
        line.display = bool(text)

    def on_key(self, event: events.Key) -> None:
        """Bring back what was typed before."""
        step = {"up": 1, "down": -1}.get(event.key, 0)
        if step and self._before:
            event.stop()
            event.prevent_default()
            self._back = min(max(self._back + step, 0), len(self._before))
            line = self.query_one(Input)
            line.value = self._before[-self._back] if self._back else ""
            line.cursor_position = len(line.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        self.post_message(self.Typed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on that it was entered."""
        event.stop()
        self.post_message(self.Entered(self))
