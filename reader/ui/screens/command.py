"""The command line: one line at the bottom, candidates above it; the panes stay in view."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.errors import ReaderError
from reader.ui.command_line.completing import Completing
from reader.ui.command_line.query_language import Completion
from reader.ui.command_line.recall import Recall
from reader.ui.opening.boxes import Box, is_open
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.widgets.candidates import Candidates
from reader.ui.widgets.line import Line

__all__ = ["CommandScreen", "Deed", "Guide"]

Deed = Callable[[], Awaitable[None] | None]
"""What is done once the line is closed."""

_MOST = 8
"""Candidates shown at most."""
_PATIENCE = 1.0
"""Seconds that the keys behind an Enter wait for what it needs of the library."""
_HINT = "Tab completes   Esc closes"
_ROOMY = 60


class Guide(Protocol):
    """What the line knows of commands."""

    def complete(self, text: str) -> Completion:
        """How a text may go on."""

    def typed(self, text: str) -> None:
        """Another text stands in the line: show what it would do, where that can be shown."""

    async def understand(self, text: str) -> Deed:
        """What a line is to do; raises ReaderError saying what is wrong with it."""

    def left(self) -> None:
        """The line was closed without a command."""


class CommandScreen(Box[None]):
    """Asks for a command, and does it once it is understood."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete(1)", "complete", show=False, priority=True),
        Binding("shift+tab", "complete(-1)", "complete back", show=False, priority=True),
        Binding("up,ctrl+p", "older", "older", show=False, priority=True),
        Binding("down,ctrl+n", "newer", "newer", show=False, priority=True),
        Binding("enter", "enter", "do", show=False, priority=True),
        Binding("escape,ctrl+c", "leave", "close", show=False, priority=True),
    ]

    def __init__(self, guide: Guide, marks: Marks, recall: Recall, text: str = "") -> None:
        super().__init__()
        self._guide = guide
        self._marks = marks
        self._recall = recall
        self._text = text
        self._completing = Completing(guide.complete)
        self._entered: str | None = None
        """What was entered and is being understood."""
        self._refused: str | None = None
        """What was entered and cannot be done."""

    def compose(self) -> ComposeResult:
        """Candidates, what is wrong, the line."""
        with Vertical(id="command"):
            yield Candidates(self._marks, id="command-candidates")
            yield Static(id="command-complaint", markup=False)
            with Horizontal(id="command-line"):
                yield Static(Content(":"), id="command-sign", markup=False)
                yield Line(self._text, id="command-input", emptied=self.action_leave)
                yield Static(Content(""), id="command-hint", markup=False)

    def on_mount(self) -> None:
        """Be typed in."""
        self.set_focus(self._line)
        self._line.put(self._text)
        self._tell()

    def on_resize(self) -> None:
        """Show as many candidates as there is room for."""
        self._tell()

    @property
    def _line(self) -> Line:
        return self.query_one("#command-input", Line)

    # what is typed

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what it may go on with."""
        if event.value == self._line.value and self.is_current:
            self._tell()
            self._guide.typed(event.value)

    def offer(self) -> None:
        """What can be named is known better now."""
        if is_open(self):
            self._tell()

    def complain(self, complaint: str) -> None:
        """Say what is wrong with what stands in the line."""
        self._refused = self._line.value
        told = self.query_one("#command-complaint", Static)
        told.update(Content(self._marks.requoted(complaint)))
        told.display = True
        self._tell()

    def _tell(self) -> None:
        text = self._line.value
        self._completing.look(text)
        if text != self._refused:
            self._refused = None
            self.query_one("#command-complaint", Static).display = False
        low = self.size.height < 16
        room = min(_MOST, 3 if low else self.size.height // 3)
        self.query_one(Candidates).show(self._completing.candidates, self._completing.at, room)
        self.query_one("#command-hint", Static).update(Content(_HINT if self.size.width >= _ROOMY else ""))
        self._line.ghost(self._completing.rest(text))

    # keys

    def action_complete(self, step: int) -> None:
        """Put the next candidate into the line, or the one before."""
        put = self._completing.step(self._line.value, step)
        if put is not None:
            self._line.put(put)
            self._tell()

    def action_older(self) -> None:
        """Bring what was typed before."""
        self._recalled(self._recall.older(self._line.value))

    def action_newer(self) -> None:
        """Bring what was typed after that."""
        self._recalled(self._recall.newer(self._line.value))

    def _recalled(self, text: str | None) -> None:
        if text is not None:
            self._line.put(text)

    def action_leave(self) -> None:
        """Close without a command."""
        if self.is_current:
            self.dismiss()
            self._guide.left()

    async def action_enter(self) -> None:
        """Do what stands there; what cannot be done is told, and stays."""
        text = self._line.value
        if not text.strip(" :"):
            self.action_leave()
        elif self._entered is None:
            self._entered = text
            # A failure of the library's takes as long as it takes; the keys behind wait for a moment only.
            understood = asyncio.ensure_future(self._understand(text))
            await asyncio.wait({understood}, timeout=_PATIENCE)

    async def _understand(self, text: str) -> None:
        deed: Deed | None = None
        try:
            deed = await self._guide.understand(text)
        except ReaderError as error:
            if self.is_current:
                self.complain(str(error))
        finally:
            self._entered = None
        if deed is None or not self.is_current or self._line.value != text:
            return
        with suppress(ReaderError):
            self.dismiss()
        done = deed()
        if done is not None:
            await done
