"""Adding a source: an address or a path is typed, what is there is looked at, and then it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from reader.address import masked
from reader.errors import ReaderError
from reader.feed import Offer, OfferedFeed
from reader.paths import absolute
from reader.text import safe, squash
from reader.ui.messages import RowOpened
from reader.ui.opening.boxes import Box, is_open
from reader.ui.painting.cells import clip, width_of, wrap
from reader.ui.painting.marks import Marks
from reader.ui.painting.roles import ROLE_CLASSES
from reader.ui.widgets.foot import Foot
from reader.ui.widgets.row_list import Entry, RowList
from reader.ui.wording.rows import Pieces
from reader.ui.work import Desk

if TYPE_CHECKING:
    from reader.newsroom import Newsroom

__all__ = ["AddScreen", "Wanted"]

_HINT = "An address of a feed or a page, or the path of a folder or a file. It is looked at before it is kept."
_NOTHING = "neither a feed nor a page is there"
_NO_PATH = "there is no such file or folder; an address begins with https://"
_AGAIN = "Change it, or press Enter to try again."
_LATEST_OF_MANY = 2
"""Headlines shown of each feed where there are several."""
_LOW = 18
"""Lines below which a screen has room for the choices only."""
_SPIN = 0.1
_MOVES = {"down": "down", "up": "up", "tab": "down", "shift+tab": "up", "pagedown": "page_down", "pageup": "page_up"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person chose to add."""

    location: str
    """An address, or a path."""
    name: str | None = None
    """What a feed or page calls itself."""
    page: bool = False
    """Whether it is a page to be kept by itself."""
    path: bool = False


class AddScreen(Box[Wanted | None]):
    """Looks at what is typed, shows what is there; what is chosen of it is the result."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"move('{way}')", show=False) for key, way in _MOVES.items()),
        Binding("escape", "leave", "close", show=False),
    ]

    def __init__(self, desk: Desk, marks: Marks, typed: str = "") -> None:
        super().__init__()
        self._begun = typed
        self._desk = desk
        self._marks = marks
        self._typed = ""
        """What is looked at, or was."""
        self._question: object | None = None
        """Stands for what is being looked at: an answer to another question comes too late."""
        self._spinner: Timer | None = None

    def compose(self) -> ComposeResult:
        """A title, the line, what is there."""
        with Vertical(id="box"):
            yield Static(Content("Add a source"), id="box-title", markup=False)
            yield Input(placeholder="https://example.org or ~/articles", compact=True, id="box-input")
            yield Static(Content(_HINT), id="box-hint", markup=False)
            yield RowList[Wanted](self._marks, id="box-rows", lively=True)
            yield Foot()

    def on_mount(self) -> None:
        """Wait for an address."""
        self.set_focus(self.query_one(Input))
        self._say(_HINT)
        self.call_after_refresh(self.on_resize)
        if self._begun:
            with self.prevent(Input.Changed):
                self.query_one(Input).value = self._begun
            self._enter(self._begun)

    def on_resize(self) -> None:
        """Give what is there all the room there is, and no more than it takes."""
        low = self.size.height < _LOW
        self.set_class(low, "-low")
        taken = self._rows.line_count
        self._rows.display = taken > 0
        self._rows.styles.height = max(min(taken, self.size.height - (5 if low else 10)), 1)

    @property
    def _rows(self) -> RowList[Wanted]:
        return self.query_one("#box-rows", RowList)

    # what stands in the box

    def _say(self, text: str, *, wrong: bool = False) -> None:
        """A sentence in place of what is there."""
        hint = self.query_one("#box-hint", Static)
        hint.update(Content(text))
        hint.set_class(wrong, "-wrong")
        hint.display = True
        self._rows.show([])
        self._foot("Enter looks at it   Esc closes" if self._question is None else "Esc gives up")

    def _foot(self, text: str) -> None:
        self.query_one(Foot).tell(text)
        self.on_resize()

    def _offer(self, offer: Offer) -> None:
        """What there is to be chosen."""
        entries = list(_entries(offer, self._marks))
        if not entries:
            self._complain(_NOTHING)
            return
        self.query_one("#box-hint", Static).display = False
        self._rows.show(entries)
        moves = "Up Down move   " if sum(entry.item is not None for entry in entries) > 1 else ""
        self._foot(f"Enter adds it   {moves}Esc closes")
        self.call_after_refresh(self.on_resize)

    def _complain(self, complaint: str) -> None:
        self._say(f"{_shown(self._typed)}: {complaint}. {_AGAIN}", wrong=True)

    # looking

    def on_input_changed(self, _: Input.Changed) -> None:
        """Something else is meant now."""
        self._stop()
        self._say(_HINT)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look at what was typed; add what is chosen of what was found."""
        if self._question is not None:
            return
        if self._rows.item is not None:
            self.dismiss(self._rows.item)
            return
        self._enter(event.value)

    def _enter(self, text: str) -> None:
        self._typed = squash(safe(text)).strip("<>")
        if self._typed:
            self._look(self._typed)

    def _look(self, typed: str) -> None:
        self._question = question = object()

        def call(newsroom: Newsroom) -> Offer | Wanted | str:
            try:
                return _looked_at(newsroom, typed)
            except ReaderError as error:
                return str(error)

        def found(answer: Offer | Wanted | str) -> None:
            if self._question is not question or not is_open(self):
                return
            self._stop()
            if isinstance(answer, Wanted):
                self.dismiss(answer)
            elif isinstance(answer, Offer):
                self._offer(answer)
            else:
                self._complain(answer.rstrip("."))

        self._desk.ask_afar("Looking at it", call, found, found)
        self._say("")
        self._spin(0)
        turns = count(1)
        self._spinner = self.set_interval(_SPIN, lambda: self._spin(next(turns)))

    def _spin(self, turn: int) -> None:
        mark = self._marks.spin[turn % len(self._marks.spin)]
        words = f"{mark} Looking at {_shown(self._typed)} {self._marks.ellipsis}"
        self.query_one("#box-hint", Static).update(Content(words))

    def _stop(self) -> None:
        """Wait for no answer any more."""
        self._question = None
        if self._spinner is not None:
            self._spinner.stop()
            self._spinner = None

    # keys

    def on_row_opened(self, _: RowOpened) -> None:
        """Add what was clicked."""
        if is_open(self) and self._rows.item is not None:
            self.dismiss(self._rows.item)

    def action_move(self, way: str) -> None:
        """Move in what was found."""
        self._rows.move(way)

    def action_leave(self) -> None:
        """Give up looking, else close."""
        if self._question is None:
            self.dismiss(None)
            return
        self._stop()
        self._say(_HINT)


def _looked_at(newsroom: Newsroom, typed: str) -> Offer | Wanted:
    """What there is at an address; a path that is there is taken as it is."""
    address = _address(typed)
    if "://" not in typed and _is_there(typed):
        return Wanted(typed, path=True)
    if address is None:
        raise ReaderError(_NO_PATH)
    return newsroom.offer(address)


def _is_there(path: str) -> bool:
    try:
        return absolute(path).exists()
    except (OSError, ValueError):  # no path at all
        return False


def _address(typed: str) -> str | None:
    """The address that is meant; None for a path. What looks like a host and a path needs no scheme."""
    scheme, colon, rest = typed.partition(":")
    if colon and scheme.lower() == "feed":
        return rest if rest.lower().startswith(("http:", "https:")) else f"https:{rest}"
    if "://" in typed:
        return typed
    host = typed.partition("/")[0]
    whole = "." in host.strip(".") and " " not in host and not host.startswith(("~", "."))
    return f"https://{typed}" if whole else None


def _shown(typed: str) -> str:
    """What is looked at: of an address the host, for there may be secrets in the rest."""
    address = _address(typed)
    try:
        host = urlsplit(address).hostname if address else None
    except ValueError:
        host = None
    return clip(host or masked(typed), 60)


def _entries(offer: Offer, marks: Marks) -> Iterator[Entry[Wanted]]:
    many = len(offer.feeds) > 1
    if many:
        yield Entry(None, _heading(f"{offer.title or _shown(offer.url)} has {len(offer.feeds)} feeds", first=True))
    for feed in offer.feeds:
        name = feed.title or offer.title
        yield Entry(Wanted(feed.url, name), _feed(feed, name, marks, _LATEST_OF_MANY if many else len(feed.latest)))
    if offer.page:
        said = "Or without a feed" if offer.feeds else "No feed is named there"
        yield Entry(None, _heading(said, first=not offer.feeds))
        yield Entry(Wanted(offer.url, offer.title, page=True), _page(offer, marks))


def _heading(words: str, *, first: bool) -> Callable[[int], list[Pieces]]:
    return lambda width: [*([] if first else [[]]), [(clip(words, width), "group")]]


def _feed(feed: OfferedFeed, name: str | None, marks: Marks, most: int) -> Callable[[int], list[Pieces]]:
    """Its title and how many entries it has, where it is, its newest headlines."""

    def lay(width: int) -> list[Pieces]:
        right = f"{feed.entries:,} entr{'y' if feed.entries == 1 else 'ies'}" if feed.entries else ""
        title = clip(safe(name or _shown(feed.url)), width - 2 - width_of(right), marks.ellipsis)
        gap = " " * max(width - 1 - width_of(title) - width_of(right), 1)
        lines: list[Pieces] = [[(title, "unread"), (gap, ""), (right, "key")]]
        lines.append([(clip(masked(feed.url), width - 1, marks.ellipsis), "muted")])
        latest = [clip(safe(headline), width - 3, marks.ellipsis) for headline in feed.latest[:most]]
        return [*lines, *([(f"{marks.bullet} ", "marker"), (headline, "text")] for headline in latest)]

    return lay


def _page(offer: Offer, marks: Marks) -> Callable[[int], list[Pieces]]:
    def lay(width: int) -> list[Pieces]:
        title = clip(safe(offer.title or _shown(offer.url)), width - 1, marks.ellipsis)
        said = "Keep the page itself, as one article. It is read again when you refresh it."
        return [
            [(title, "unread")],
            [(clip(masked(offer.url), width - 1, marks.ellipsis), "muted")],
            *([(said[a:b], "text")] for a, b in wrap(said, width - 1)),
        ]

    return lay
