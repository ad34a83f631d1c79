"""A box to write a note in; it is kept while one writes and when one leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from reader.text import safe_tabbed
from reader.ui.opening.boxes import Box
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.widgets.foot import Foot

if TYPE_CHECKING:
    from textual.timer import Timer

__all__ = ["NoteScreen"]

_RESTING = 1.0
"""Seconds nothing must be typed before what is there is written down."""
_PATIENCE = 1.0
"""Seconds that the keys behind the one that closes it wait until it is closed."""
_LOW = 18
"""Lines below which a screen has room for little but the note."""
_KEYS = "Esc keeps it   ^z takes back typing   without words there is no note"


class _Area(TextArea):
    """What one writes in."""

    async def type_in(self, event: events.Key | events.Paste) -> bool:
        """Write what a key stands for, or what was pasted, before the next key is looked at; False for other keys."""
        if isinstance(event, events.Paste):
            from reader.newsroom.annotating import LONGEST_NOTE

            # Text alone: a terminal would heed what else there may be in it, as soon as it is shown.
            # What is more than a note takes is told by one character more as well as by a million, which take minutes.
            event.text = safe_tabbed(event.text[: LONGEST_NOTE + 1])
            await self._on_paste(event)
            return True
        if not event.is_printable and event.key not in ("enter", "tab"):
            return False
        await self._on_key(event)
        return True


class NoteScreen(Box[None]):
    """Plain text to write. What is in it is handed on as one writes, when one leaves and when the program ends."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+s", "keep", "keep", show=False, priority=True)]

    def __init__(self, title: str, write: Callable[[str, Callable[[], None]], None]) -> None:
        """`write` keeps a text, and calls what it is given with it once that is done."""
        super().__init__()
        self._title = title
        self._write = write
        self._known = False
        """Whether the note there is has come."""
        self._leaving = False
        """Whether it is to be left as soon as that has come."""
        self._left = asyncio.Event()
        self._written = ""
        """What was last handed on."""
        self._kept = ""
        """What is known to be kept."""
        self._resting: Timer | None = None
        self._area = _Area(compact=True, highlight_cursor_line=False, tab_behavior="indent", id="box-text")

    def compose(self) -> ComposeResult:
        """A title, the text, what is wrong with it."""
        with Vertical(id="box", classes="-large"):
            yield Static(Content(self._title), id="box-title", markup=False)
            yield self._area
            yield Static(id="box-hint", markup=False)
            yield Foot(_KEYS)

    def on_mount(self) -> None:
        """Be written in."""
        self.set_focus(self._area)
        self._complain("")
        self.on_resize()

    def on_resize(self) -> None:
        """Leave out what is not needed on a low screen."""
        self.set_class(self.size.height < _LOW, "-low")

    def give(self, text: str) -> None:
        """Show the note there is; what was typed before it came goes on behind it."""
        typed = self._area.text
        self._written = self._kept = text
        self._known = True
        self._area.load_text(text)
        self._area.move_cursor(self._area.document.end)
        if typed:
            self._area.insert(typed)
        if self._leaving:
            self._close()

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Write it down once typing rests."""
        if self._resting is not None:
            self._resting.stop()
        self._complain(self._too_long())
        self._resting = self.set_timer(_RESTING, self._keep)

    async def action_keep(self) -> None:
        """Close, once it is written down; what cannot be stays here. Keys typed behind that are not for the note."""
        if self._close():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._left.wait(), _PATIENCE)

    def on_unmount(self) -> None:
        """The program ends: keep what is there, as far as it can be."""
        from reader.newsroom.annotating import LONGEST_NOTE

        if self._known and self._area.text != self._kept:
            self._hand_on(self._area.text[:LONGEST_NOTE], lambda: None)

    def _close(self) -> bool:
        """Begin to close; False where what is there cannot be kept."""
        complaint = self._too_long()
        self._complain(complaint)
        if complaint:
            return False
        self._leaving = True
        if self._area.text == self._written == self._kept:  # so nothing is lost, where nothing can be written
            self._leave()
        elif self._known:
            self._hand_on(self._area.text, self._leave)
        return True

    def _keep(self) -> None:
        if self._known and self._area.text != self._written and not self._too_long():
            self._hand_on(self._area.text, lambda: None)

    def _hand_on(self, text: str, then: Callable[[], None]) -> None:
        def written() -> None:
            self._kept = text
            then()

        self._written = text
        self._write(text, written)

    def _leave(self) -> None:
        self._left.set()
        if self.is_current:
            self.dismiss(None)

    def _too_long(self) -> str:
        from reader.newsroom.annotating import LONGEST_NOTE

        long = len(self._area.text)
        return f"{long:,} characters; a note has {LONGEST_NOTE:,} at most." if long > LONGEST_NOTE else ""

    def _complain(self, text: str) -> None:
        hint = self.query_one("#box-hint", Static)
        hint.set_class(bool(text), "-wrong")
        hint.display = bool(text)
        hint.update(Content(text))
