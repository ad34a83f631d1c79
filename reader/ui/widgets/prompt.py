"""A line to type in below the title of a pane: the filter of the list, the words to find in the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.ui.command_line.completing import Completing
from reader.ui.command_line.query_language import Completion
from reader.ui.command_line.recall import Recall
from reader.ui.widgets.line import Line

__all__ = ["Prompt"]


class Prompt(Vertical):
    """A label, what is typed, a note at the right, and a complaint below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete(1)", show=False),
        Binding("shift+tab", "complete(-1)", show=False),
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
    ]

    class Typed(Message):
        """Something else was typed."""

        def __init__(self, prompt: Prompt) -> None:
            super().__init__()
            self.prompt = prompt

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        id: str,  # noqa: A002  # Textual's name
        entered: Callable[[], None],
        complete: Callable[[str], Completion] | None = None,
        recall: Recall | None = None,
    ) -> None:
        """`entered` is called for Enter; `complete` tells how what is typed may go on, `recall` what was before."""
        super().__init__(id=id)
        self._completing = Completing(complete) if complete is not None else None
        self._recall = recall
        self._entered = entered
        self._label = label
        self._text = text

    def compose(self) -> ComposeResult:
        """The line, and room for a complaint."""
        with Horizontal(id="prompt-line"):
            yield Static(Content(f"{self._label} "), classes="prompt-label", markup=False)
            yield Line(self._text, entered=self._entered)
            yield Static(classes="prompt-note", markup=False)
        yield Static(classes="prompt-complaint", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Line).value

    def take(self) -> None:
        """Be the one that is typed in, from this moment on: anew, in the place of what stands there."""
        if self.is_attached:
            line = self.query_one(Line)
            self.screen.set_focus(line)
            line.select_all()

    def note(self, text: str) -> None:
        """Say something at the right."""
        self.query_one(".prompt-note", Static).update(Content(text))

    def complain(self, text: str) -> None:
        """Say below what is wrong; nothing for all is well."""
        line = self.query_one(".prompt-complaint", Static)
        line.update(Content(text))
        line.display = bool(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        self._offer()
        self.post_message(self.Typed(self))

    def _offer(self) -> None:
        """Show how it may go on, and how many ways there are."""
        if self._completing is None:
            return
        line, completing = self.query_one(Line), self._completing
        completing.look(line.value)
        line.ghost(completing.rest(line.value))
        count = len(completing.candidates)
        at = f"{completing.at + 1}/" if completing.at >= 0 else ""
        self.note(f"Tab {at}{count}" if count else "")

    def action_complete(self, step: int) -> None:
        """Put the next candidate into the line; where there is none, let the key do what it does elsewhere."""
        line = self.query_one(Line)
        put = self._completing.step(line.value, step) if self._completing is not None else None
        if put is None:
            raise SkipAction
        line.put(put)
        self._offer()

    def action_older(self) -> None:
        """On an empty line, or one that was brought, bring what was typed before; else move in the list."""
        line = self.query_one(Line)
        brought = self._recall is not None and (not line.value or line.value in self._recall.lines)
        older = self._recall.older(line.value) if self._recall is not None and brought else None
        if older is None:
            raise SkipAction
        line.put(older)

    def action_newer(self) -> None:
        """Come back from what was typed before; where one was not there, let the key move in the list."""
        line = self.query_one(Line)
        newer = self._recall.newer(line.value) if self._recall is not None else None
        if newer is None:
            raise SkipAction
        line.put(newer)
