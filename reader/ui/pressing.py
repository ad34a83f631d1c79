"""What a key does in a box, or in a line one types in, done before the next key is looked at.

Textual gives letters to the line at once but lets bindings (Backspace, Enter, Tab) wait in three queues: of "ab",
Backspace, "c" typed quickly the "c" would be what goes, and letters behind an Enter would come before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.widgets import Input

from reader.text import safe

if TYPE_CHECKING:
    from textual import events
    from textual.app import App
    from textual.widget import Widget

__all__ = ["LONGEST", "by_word", "paste", "press"]

LONGEST = 4_000
"""Characters that a line takes of what is pasted: no address or query is longer, and a line is drawn as a whole."""

_BY_WORD = "bf\x7f"
"""What shells take with alt to go back or on by a word, or to delete one."""


@runtime_checkable
class _Written(Protocol):
    """What knows by itself how keys and what is pasted are written in it."""

    async def type_in(self, event: events.Key | events.Paste) -> bool: ...


async def press(app: App[None], event: events.Key) -> bool:
    """Do what a key does where the focus is; False where it does nothing there."""
    line = app.focused
    if isinstance(line, _Written) and await line.type_in(event):
        return True
    if isinstance(line, Input) and event.is_printable and event.character:
        line.replace(event.character, *sorted(line.selection))
        return True
    active = app.screen.active_bindings.get(event.key)
    if active is None or not active.enabled:
        return False
    return await app.run_action(active.binding.action, active.node)


def by_word(line: Widget | None, character: str) -> bool:
    """Whether alt with a character goes by words there, which it does where one types."""
    return isinstance(line, Input | _Written) and character in _BY_WORD


async def paste(app: App[None], event: events.Paste) -> bool:
    """Put what was pasted, as plain text, where one types, into a line its first one; False where one does not."""
    line = app.focused
    if isinstance(line, _Written):
        return await line.type_in(event)
    if not isinstance(line, Input):
        return False
    first = safe(next(iter(event.text.splitlines()), "")[: LONGEST + 1])
    if len(first) > LONGEST:
        app.notify(f"That is more than a line takes; its first {LONGEST:,} characters were pasted.", markup=False)
    line.replace(first[:LONGEST], *sorted(line.selection))
    return True
