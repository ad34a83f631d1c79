"""Writing articles to a file: what, how and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.exporting.clipping import ENDINGS, Format
from reader.paths import unfollowed
from reader.text import safe
from reader.ui.opening.boxes import Box, is_open
from reader.ui.painting.cells import clip
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.screens.confirm import ConfirmScreen
from reader.ui.widgets.foot import Foot
from reader.ui.widgets.selector import Selector
from reader.ui.work import Desk

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.newsroom.exporting import Selection

__all__ = ["ExportScreen", "Known", "Wanted", "What", "at_home"]

_FORMATS = {Format.MARKDOWN: "Markdown", Format.JSON: "JSON Lines", Format.EPUB: "EPUB, a book"}
_HINTS = {
    Format.MARKDOWN: "The text with its facts above it; a folder gets a file an article.",
    Format.JSON: "All that is known of each article, a line each; “reader import” reads it again.",
    Format.EPUB: "A book for reading elsewhere, a chapter an article.",
}
_NO_PATH = "This is no path a file could have."
_WIDEST = 200
"""Characters of a path that a question repeats."""


@dataclass(frozen=True, slots=True)
class What:
    """Something that can be written."""

    label: str
    name: str
    """What its file may be called, without an ending."""
    choose: Callable[[Newsroom, bool], Selection]
    """Finds its articles; copies too, where that is wanted."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is looked up while the box is shown already."""

    folder: Path
    """Where files go unless somebody says otherwise."""
    story: What | None = None
    """The story of the article, where it has one."""
    kept: What | None = None
    """The bookmarks, where there are any."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person chose."""

    what: What
    form: Format
    place: Path
    force: bool = False
    """Whether what is there may be written over."""


class ExportScreen(Box[Wanted | None]):
    """Asks what is to be written, how and where; what is there already is asked about."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "close", show=False),
        Binding("enter", "write", "write", show=False),
        Binding("down,tab", "app.focus_next", "down", show=False, priority=True),
        Binding("up,shift+tab", "app.focus_previous", "up", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, marks: Marks, whats: Sequence[What], look_up: Callable[[Newsroom], Known]) -> None:
        super().__init__()
        self._desk = desk
        self._marks = marks
        self._whats = list(whats)
        self._look_up = look_up
        self._folder: Path | None = None
        self._suggested = ""
        """What stands in the line as long as nobody has typed in it."""
        self._pressed = False
        """Whether Enter was pressed before the folder was known."""

    def compose(self) -> ComposeResult:
        """What, how and where, and what that means."""
        with Vertical(id="box"):
            yield Static(Content("Export"), id="box-title", markup=False)
            yield Selector("What", [what.label for what in self._whats], self._marks, id="export-what")
            yield Selector("Format", list(_FORMATS.values()), self._marks, id="export-format")
            with Horizontal(id="export-where"):
                yield Static(Content("Where"), id="export-label", markup=False)
                yield Input(compact=True, id="box-input", select_on_focus=False)
            yield Static(id="box-hint", markup=False)
            keys = "Enter writes it   Esc closes   Up Down move   Left Right choose"
            yield Foot(keys)

    def on_mount(self) -> None:
        """Begin with what there is, and look up where it may go."""
        self.set_focus(self._what_line if len(self._whats) > 1 else self._format_line)
        self._hint()
        self.on_resize()
        self._desk.ask("export", "Looking where files go", self._look_up, self._found)

    def on_resize(self) -> None:
        """Leave out what there is no room for."""
        self.set_class(self.size.height < 18, "-low")

    # what was chosen

    @property
    def _what_line(self) -> Selector:
        return self.query_one("#export-what", Selector)

    @property
    def _format_line(self) -> Selector:
        return self.query_one("#export-format", Selector)

    @property
    def _line(self) -> Input:
        return self.query_one("#box-input", Input)

    @property
    def _what(self) -> What:
        return self._whats[self._what_line.index]

    @property
    def _form(self) -> Format:
        return list(_FORMATS)[self._format_line.index]

    def _found(self, known: Known) -> None:
        """The folder, and maybe a story, are known."""
        if not is_open(self):
            return
        self._folder = known.folder
        first, *others = self._whats
        self._whats = [first, *filter(None, (known.story,)), *others, *filter(None, (known.kept,))]
        self._what_line.offer([what.label for what in self._whats])
        self._suggest()
        if self._pressed:
            self.action_write()

    def _suggest(self) -> None:
        """A path for what is chosen; one that somebody has typed gets another ending only."""
        if self._folder is None:
            return
        typed = self._line.value
        ending = Path(typed).suffix
        if typed == self._suggested:
            self._suggested = at_home(self._folder / f"{self._what.name}{self._form.ending}")
            self._line.value = self._suggested
        elif ending.lower() in ENDINGS:
            self._line.value = typed.removesuffix(ending) + self._form.ending
        self._line.cursor_position = len(self._line.value)
        self.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        """Of a path longer than the line its name matters, which Textual shows only to those who type."""
        self._line.scroll_to(x=len(self._line.value), animate=False, force=True)

    def on_selector_turned(self, _: Selector.Turned) -> None:
        """Another what, or another format."""
        self._suggest()
        self._hint()

    def on_input_changed(self, _: Input.Changed) -> None:
        """What was wrong may be right now."""
        self._hint()

    def _hint(self) -> None:
        self._say(self._marks.requoted(_HINTS[self._form]))

    def _say(self, text: str, *, wrong: bool = False) -> None:
        hint = self.query_one("#box-hint", Static)
        hint.update(Content(text))
        hint.set_class(wrong, "-wrong")

    # writing

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Enter in the line is Enter."""
        self.action_write()

    def action_write(self) -> None:
        """Look at what is in the place, then close with what was chosen."""
        if self._folder is None:
            self._pressed = True
            return
        self._suggest()  # keys may come faster than what a choice tells
        typed, what, form = self._line.value.strip(), self._what, self._form

        def looked(answer: Wanted | str) -> None:
            if not is_open(self):
                return
            if isinstance(answer, str):
                self._say(answer, wrong=True)
            elif answer.force:
                self._ask(answer)
            else:
                self.dismiss(answer)

        self._desk.ask("export", "Looking at the place", lambda _: _looked_at(typed, what, form), looked)

    def _ask(self, wanted: Wanted) -> None:
        """Whether what is there may be written over."""

        def answered(yes: bool | None) -> None:  # noqa: FBT001  # what the screen was closed with
            if yes:
                self.dismiss(wanted)

        there = f"{clip(at_home(wanted.place), _WIDEST)} is there already. What it holds is kept beside it, as .bak."
        self.app.push_screen(ConfirmScreen("Write over the file?", there, does="writes over it"), answered)

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)


def at_home(place: Path) -> str:
    """A path as people write it."""
    try:
        return safe(f"~/{place.relative_to(Path.home())}")
    except (ValueError, RuntimeError):
        return safe(str(place))


def _looked_at(typed: str, what: What, form: Format) -> Wanted | str:
    """What is to be done, or why it cannot be; `force` where something is there already."""
    if not typed:
        return "Say where it is to be written."
    if not typed.isprintable():
        return _NO_PATH
    try:
        place = unfollowed(typed)
        if place.is_dir():
            inside = form is Format.MARKDOWN
            return Wanted(what, form, place) if inside else "This is a folder; give the name of a file in it."
        if not place.parent.is_dir():
            return f"There is no folder {clip(at_home(place.parent), _WIDEST)}."
        if place.exists() and not place.is_file():
            return "This is no file that could be written over."
        return Wanted(what, form, place, force=place.exists() or place.is_symlink())
    except (OSError, ValueError):
        return _NO_PATH
