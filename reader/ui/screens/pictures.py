"""The pictures of an article in a box, one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.address import masked
from reader.ui.article.pictured import Pictured
from reader.ui.opening.boxes import Box, is_open
from reader.ui.painting.cells import clip
from reader.ui.painting.half_cells import drawn
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.widgets.foot import Foot
from reader.ui.widgets.picture import PictureView
from reader.ui.wording.rows import two_lines

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.sources.pictures import Picture
    from reader.ui.work import Desk

__all__ = ["PicturesScreen"]

_LOW = 18
"""Lines below which a screen has room for the picture only."""
_STEPS = {1: "n,j,l,down,right,space,pagedown", -1: "p,k,h,up,left,pageup"}
_FETCHING = "Fetching the picture {ellipsis}"


class PicturesScreen(Box[None]):
    """Fetches a picture when it comes to it, and draws it as large as there is room for."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(keys, f"step({step})", show=False) for step, keys in _STEPS.items()),
        Binding("o", "browser", "browser", show=False),
        Binding("escape,q,P,enter", "leave", "close", show=False),
    ]

    def __init__(
        self, desk: Desk, marks: Marks, pictures: Sequence[Pictured], visit: Callable[[str], None], undrawn: str = ""
    ) -> None:
        """`visit` opens an address in the browser; `undrawn` says why no picture can be drawn, and then none is."""
        super().__init__()
        self._desk = desk
        self._marks = marks
        self._pictures = pictures
        self._visit = visit
        self._undrawn = undrawn
        self._index = 0
        self._room = (0, 0)
        """The pixels that were asked for last; none before it is known how much room there is."""
        self._waiting = False
        """Whether a picture is on its way."""
        self._full = ""
        """How large the picture shown was made, in words; empty where none is."""

    def compose(self) -> ComposeResult:
        """Which picture it is, the picture, what stands below it, where it is."""
        ways = "n next   p previous   " if len(self._pictures) > 1 else ""
        with Vertical(id="box", classes="-large"):
            yield Static(id="box-title", markup=False)
            yield PictureView(id="box-picture")
            yield Static(id="picture-caption", markup=False)
            yield Static(id="picture-address", markup=False)
            yield Foot(f"{ways}o browser   Esc closes")

    def on_mount(self) -> None:
        """Come to the first; it is asked for once it is known how much room there is."""
        self.set_focus(self._view)
        self._come_to(0)
        self.on_resize()

    def on_resize(self) -> None:
        """Leave out what is not needed on a low screen."""
        self.set_class(self.size.height < _LOW, "-low")
        self._tell()

    def on_picture_view_room_changed(self) -> None:
        """Have the picture drawn for the room there is now; one on its way is when it has come."""
        self._tell()
        if not all(self._room) or (self._full and not self._waiting and self._wanted != self._room):
            self._ask()

    def action_step(self, step: int) -> None:
        """Go to the next picture or the one before; from the last to the first."""
        if len(self._pictures) > 1:
            self._come_to(self._index + step)

    def action_browser(self) -> None:
        """Open the picture in the browser."""
        self._visit(self._pictures[self._index].url)

    def action_leave(self) -> None:
        """Close; what is on its way is not waited for."""
        self.dismiss(None)

    @property
    def _view(self) -> PictureView:
        return self.query_one(PictureView)

    @property
    def _wanted(self) -> tuple[int, int]:
        """The pixels there is room for: one across a cell, two down."""
        return self._view.size.width, self._view.size.height * 2

    def _come_to(self, index: int) -> None:
        self._index, self._full = index % len(self._pictures), ""
        self._view.say(self._undrawn or _FETCHING.format(ellipsis=self._marks.ellipsis))
        self._tell()
        self._ask()

    def _ask(self) -> None:
        """Ask for the picture one is at, for the room there is."""
        self._room = self._wanted
        if self._undrawn or not all(self._room):
            return
        url, (width, height) = self._pictures[self._index].url, self._room

        def call(newsroom: Newsroom) -> Picture:
            return newsroom.pictures.at(url, width, height)

        self._waiting = True
        self._desk.ask_afar("Fetching a picture", call, self._give, self._fail)

    def _give(self, picture: Picture) -> None:
        if not is_open(self):
            return
        self._waiting = False
        width, height = picture.full
        self._full = f"{width:,} x {height:,}"
        self._view.show(drawn(picture))
        self._tell()
        if self._wanted != self._room:
            self._ask()

    def _fail(self, why: str) -> None:
        if is_open(self):
            self._waiting = False
            self._view.say(self._marks.requoted(f"The picture cannot be shown: {why}."))

    def _tell(self) -> None:
        """Write what stands around the picture."""
        one, width = self._pictures[self._index], max(self._view.size.width, 8)
        many = f" {self._index + 1} of {len(self._pictures)}" if len(self._pictures) > 1 else ""
        caption = two_lines(one.caption, width, self._marks.ellipsis)
        parts = (masked(one.url).partition("://")[2], self._full)
        address = f" {self._marks.dot} ".join(filter(None, parts))
        said = {
            "box-title": f"Picture{many}",
            "picture-caption": "\n".join(caption[:1] if self.has_class("-low") else caption),
            "picture-address": clip(address, width, self._marks.ellipsis),
        }
        for name, text in said.items():
            self.query_one(f"#{name}", Static).update(Content(text))
        self.query_one("#picture-caption").display = bool(caption)
