"""A modal list to choose from: views, themes, actions, help."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.ui.messages import RowHighlighted, RowOpened
from reader.ui.opening.boxes import Box, is_open
from reader.ui.opening.matching import Choice, by_words
from reader.ui.painting.cells import width_of, wrap
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.widgets.foot import Foot
from reader.ui.widgets.line import Line
from reader.ui.widgets.row_list import Entry, RowList
from reader.ui.wording.rows import Pieces

__all__ = ["Choice", "More", "PickerScreen"]

Value = TypeVar("Value")
Narrow = Callable[[Sequence[Choice[Value]], str], Sequence[Choice[Value]]]
"""Which choices are left of all, and in what order, by what was typed."""

_MOVES = {
    "down": "down",
    "up": "up",
    "pagedown": "page_down",
    "pageup": "page_up",
    "ctrl+d": "page_down",
    "ctrl+u": "page_up",
}
_LOW = 18
"""Lines below which a screen has room for the choices only."""
_LETTERS = {"j": "down", "k": "up", "g": "top", "G": "bottom", "home": "top", "end": "bottom", "space": "page_down"}


@dataclass(frozen=True, slots=True)
class More(Generic[Value]):
    """What else can be done with a choice."""

    keys: tuple[str, ...]
    """In Textual's words."""
    label: str
    """For the foot of the box: the key and what it does."""
    call: Callable[[Value], Awaitable[None]]


class PickerScreen(Box[Value | None], Generic[Value]):
    """Choices to move in and to narrow by typing; the one chosen is the result, None for none."""

    LEAST: ClassVar[int] = 1
    """Lines there is always room for."""
    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"move('{way}')", show=False) for key, way in {**_MOVES, **_LETTERS}.items()),
        Binding("enter", "enter", "choose", show=False, priority=True),
        Binding("escape", "leave", "close", show=False),
        Binding("q", "leave", "close", show=False),
        Binding("slash,f", "type", "search", show=False),
        Binding("tab", "move('down')", show=False),
        Binding("shift+tab", "move('up')", show=False),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Value]],
        marks: Marks,
        *,
        typing: bool = False,
        current: Value | None = None,
        preview: Callable[[Value], None] | None = None,
        more: More[Value] | None = None,
        renew: Callable[[], None] | None = None,
        narrow: Narrow[Value] = by_words,
        text: str = "",
        foot: str = "",
    ) -> None:
        """`renew` is called when the library changed, and fills it anew; `text` is typed from the start."""
        super().__init__()
        self._title = title
        self._choices = choices
        self._marks = marks
        self._typing = typing
        self._current = current
        self._preview = preview
        self._more = more
        self._renew = renew
        self._narrow = narrow
        self._text = text
        self._foot = foot
        self._typed = ""
        """What the choices shown were narrowed to."""
        self._tallest = 0
        self._moved = False

    def compose(self) -> ComposeResult:
        """A title, a line to type in, the choices."""
        with Vertical(id="box"):
            yield Static(Content(self._title), id="box-title", markup=False)
            yield Line(self._text, placeholder="Type to search", id="box-input")
            yield RowList[Value](self._marks, id="box-rows", lively=True)
            yield Foot(self._foot or self._usual_foot)

    @property
    def _usual_foot(self) -> str:
        moves = "Up Down move" if self._typing else "/ searches"
        more = f"   {self._more.label}" if self._more is not None and self._more.keys else ""
        return f"Enter chooses{more}   {moves}   Esc closes"

    def on_mount(self) -> None:
        """Show all choices, the current one selected."""
        typing = self.query_one(Line)
        typing.put(self._text)
        typing.display = self._typing
        self.set_focus(typing if self._typing else self._rows)
        self.fill(self._choices)
        self.call_after_refresh(self._measure)

    def fill(self, choices: Sequence[Choice[Value]]) -> None:
        """Take other choices; what is selected stays so, and as long as nobody has moved that is the current one."""
        wanted = self._rows.item if self._moved or self._current is None else self._current
        self._choices = choices
        self._show(self.query_one(Line).value, keep=True)
        if wanted is not None and all(choice.value != wanted for choice in choices):
            self._rows.move("up")  # it is gone
        self._rows.select_item(lambda value: value == wanted)
        self._measure()

    def _measure(self) -> None:
        """Know how many lines all choices take; before the first layout, which tells how wide they are, a guess."""
        self._tallest = self._rows.line_count
        self.fit()

    def on_resize(self) -> None:
        """Fit into another size."""
        self.fit()

    def fit(self) -> None:
        """Give the choices what room there is, and no more than all of them take, so that typing moves nothing."""
        low = self.size.height < _LOW
        self.set_class(low, "-low")
        around = 5 if low else 10
        self._rows.styles.height = max(min(self._tallest, self.size.height - around), self.LEAST)

    @property
    def _rows(self) -> RowList[Value]:
        return self.query_one("#box-rows", RowList)

    def head(self) -> list[Entry[Value]]:
        """What stands above the choices."""
        return []

    def nothing(self, typed: str) -> str:
        """What is said where no choice is left."""
        return self._marks.requoted(f"Nothing is called “{typed}”.")

    def renew(self) -> None:
        """The library changed: show what there is now."""
        if self._renew is not None:
            self._renew()

    def _show(self, typed: str, *, keep: bool = False) -> None:
        self._typed = typed
        entries = self.head() if not typed else []
        group = ""
        for choice in self._narrow(self._choices, typed) if typed.strip() else self._choices:
            if choice.group != group:
                group = choice.group
                entries.append(Entry(None, _heading(group, first=not entries)))
            entries.append(Entry(choice.value, _lay(choice)))
        self._rows.show(entries, message=self.nothing(typed), keep=keep)

    def on_input_changed(self, _: Line.Changed) -> None:
        """Narrow the choices."""
        if self.is_current:
            self._keep_up()

    def _keep_up(self) -> None:
        typed = self.query_one(Line).value
        if typed != self._typed:
            self._choices = self.offered(typed)
            self._show(typed)

    def offered(self, typed: str) -> Sequence[Choice[Value]]:  # noqa: ARG002  # for those that offer by it
        """What there is to choose from with this typed, before it is narrowed."""
        return self._choices

    def action_enter(self) -> None:
        """Choose among what was typed last."""
        self._keep_up()
        self.action_choose()

    def on_row_opened(self, _: RowOpened) -> None:
        """Choose by a click."""
        if is_open(self):  # two quick clicks are one choice
            self.action_choose()

    def on_row_highlighted(self, _: RowHighlighted) -> None:
        """Show what the choice would be like."""
        if self._preview is not None and self._rows.item is not None:
            self._preview(self._rows.item)

    def action_move(self, way: str) -> None:
        """Move in the choices."""
        self._moved = True
        self._rows.move(way)

    def action_choose(self) -> None:
        """Close with the selected choice."""
        if self._rows.item is not None:
            self.dismiss(self._rows.item)

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)

    async def on_key(self, event: events.Key) -> None:
        """Do what else can be done with the selected choice."""
        if self._more is not None and event.key in self._more.keys and self._rows.item is not None:
            event.stop()
            await self._more.call(self._rows.item)

    def action_type(self) -> None:
        """Go to the line to type in."""
        self.query_one(Line).display = True
        self.set_focus(self.query_one(Line))


def _heading(group: str, *, first: bool) -> Callable[[int], list[Pieces]]:
    return lambda _: [*([] if first else [[]]), [(group, "group")]]


def _lay(choice: Choice[Value]) -> Callable[[int], list[Pieces]]:
    def lay(width: int) -> list[Pieces]:
        room = max(width - 3 - width_of(choice.right), 8)
        mark, role = choice.mark or ("", "")
        lead = f"{mark} " if choice.mark else ""
        room -= len(lead)
        first, *rest = [choice.label[a:b] for a, b in wrap(choice.label, room)]
        gap = " " * max(width - 1 - len(lead) - width_of(first) - width_of(choice.right), 1)
        before = (" " * len(lead), "")
        lines: list[Pieces] = [[(lead, role), (first, "text"), (gap, ""), (choice.right, "key")]]
        lines += [[before, (line, "text")] for line in rest]
        lines += [[before, (choice.note[a:b], "muted")] for a, b in wrap(choice.note, room) if choice.note]
        return lines

    return lay
