"""The article, drawn from prepared lines; it scrolls, finds, and shows what was cut."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from time import monotonic

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from reader.model import Article, Block, BlockKind, Cut, Place
from reader.ui.messages import ArticleScrolled
from reader.ui.painting.cells import width_of, wrap
from reader.ui.painting.marks import Marks
from reader.ui.painting.overlay import linked
from reader.ui.painting.roles import ink
from reader.ui.typesetting.direction import has_from_right, seen
from reader.ui.typesetting.extras import is_installed
from reader.ui.typesetting.finding import Finding
from reader.ui.typesetting.highlight import prepare
from reader.ui.typesetting.hyphens import dictionary
from reader.ui.typesetting.laid import Laid
from reader.ui.typesetting.layout import Line, LinkSpan, Piece, Setting, Sheet, lay_out, line_of, place_of
from reader.ui.typesetting.links import Hints, link_at, links_in
from reader.ui.typesetting.margin import aside_at, hanging, page
from reader.ui.typesetting.table import slides
from reader.ui.widgets.pointed import Pointed

__all__ = ["ArticleView"]

_Spot = tuple[int, int]
"""Where the cursor is: the index of a cut and of a block, one of them -1, both where it is nowhere."""
_NOWHERE: _Spot = (-1, -1)
_SETTING = Setting()
_AHEAD = 120
"""Lines that are laid out at once: most articles have fewer."""
_MORE = 400
"""Lines that are laid out in one go when nobody waits for them, a few milliseconds."""
_AT_ONCE = 0.25
"""Seconds that one waits who goes to the end; where it takes longer to know where that is, it is gone to then."""
_BREATH = 0.002
"""Seconds between two such goes."""


class ArticleView(Pointed, can_focus=True, inherit_bindings=False):
    """One article to scroll in."""

    def __init__(
        self,
        marks: Marks,
        measure: int,
        keys: Mapping[str, str],
        *,
        setting: Setting = _SETTING,
        orders: bool = False,
        id: str,  # noqa: A002  # Textual's name
    ) -> None:
        super().__init__(marks, measure, id=id)
        self._setting = setting
        self._orders = orders and is_installed("bidi")
        """Whether what runs from right to left is put in order here, and not by the terminal."""
        self._slid: dict[int, int] = {}
        self._keys = keys
        self._sheet: Sheet | None = None
        self._laid: Size | None = None
        self._anchor = Place()
        self._message = ""
        self._from = 0
        """The first line on the screen when one began to look for it."""
        self.cuts_shown = False
        """Whether what was cut stands in its place."""
        self.dims = True
        """Whether what was told already is dimmed."""
        self.choosing = False
        """Whether one goes from line to line to choose one."""
        self._spot = _NOWHERE
        self._to_end = False
        """Whether the end is gone to as soon as it is known where it is."""
        self._frame = (0, 0, 0, 0)
        """The first line in view, the cells of a line, those left of the page and those on it, for all lines drawn."""

    # what is shown

    def prepare(self, article: Article) -> None:
        """Do beforehand, in a thread, what laying an article out would wait for: dictionaries, and a look at code."""
        prepare(article.blocks)
        if self._setting.hyphenate:
            dictionary(article.language or "")

    def show(self, sheet: Sheet, place: Place) -> None:
        """Show an article from a place on."""
        self._sheet, self._anchor, self._slid, self._to_end = sheet, place, {}, False
        self.cuts_shown, self.choosing, self._spot = False, False, _NOWHERE
        self.finding = Finding()
        self._lay()

    def replace(self, sheet: Sheet) -> None:
        """Show another state of the same article, at the same place; without cuts there are none to show."""
        self._sheet = sheet
        self.cuts_shown = self.cuts_shown and bool(sheet.cuts)
        cut, block = self._spot
        self._spot = (min(cut, len(sheet.cuts) - 1), min(block, len(sheet.blocks) - 1))
        self._lay_again()

    def fit(self, measure: int) -> None:
        """Have lines of another length, at the same place."""
        if measure != self._measure:
            self._measure = measure
            self._lay()

    def say(self, message: str) -> None:
        """Show a sentence in place of an article."""
        self._sheet, self._lines, self._message = None, Laid(), message
        self.finding, self.hints = Finding(), Hints()
        self.forget(keep=False)
        self.span(0)
        self.refresh()

    @property
    def place(self) -> Place:
        """Where the person reading is."""
        if not self._lines.reach(1):
            return self._anchor
        return place_of(self._lines, self.scroll_offset.y, self.size.height, self._lines.expected)

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self._lines.whole and self.scroll_offset.y >= self.max_scroll_y

    @property
    def percent(self) -> int | None:
        """How far one has read; None without an article."""
        if not self._lines.reach(1):
            return None
        return 100 if self.at_end else min(round(100 * self.scroll_offset.y / max(self.max_scroll_y, 1)), 99)

    @property
    def longer(self) -> bool:
        """Whether the text is longer than the screen."""
        return self.max_scroll_y > 0

    @property
    def seen(self) -> float:
        """The share of the text above the lower edge of the screen, 0 to 1."""
        ahead = self.scroll_offset.y + self.size.height
        return min(ahead / self._lines.expected, 1.0) if self._lines.reach(1) else 0.0

    # moving

    def move(self, way: str) -> None:
        """Scroll, or with cuts shown or a line to choose step from one to the next: down, up, top, bottom, page_…."""
        if (self.cuts_shown or self.choosing) and way in ("down", "up"):
            self._step(1 if way == "down" else -1)
            return
        self._to_end = way == "bottom"
        if self._to_end:
            self._go_to_end()
            return
        page = max(self.size.height - 2, 1)
        y = self.scroll_offset.y
        tops = {"down": y + 1, "up": y - 1, "page_down": y + page, "page_up": y - page, "top": 0}
        self.go(tops[way])

    def _go_to_end(self) -> None:
        until = monotonic() + _AT_ONCE
        while not self._lines.whole and monotonic() < until:
            self._lines.go_on(_MORE)
        if self._lines.whole:
            self._to_end = False
            self.go(len(self._lines))

    def go(self, top: int) -> None:
        """Let a line be the first on the screen."""
        self._reach(top + self.size.height)
        self.scroll_to(y=min(max(top, 0), self.max_scroll_y), animate=False, force=True)
        self.post_message(ArticleScrolled())

    def _bring(self, line: int) -> None:
        """Scroll only as far as a line needs to stand clear of the edges."""
        height = self.size.height
        near = min(4, height // 4)
        if line < self.scroll_offset.y + near:
            self.go(line - near)
        elif line >= self.scroll_offset.y + height - near:
            self.go(line - height + near + 1)

    def slide(self, step: int) -> bool | None:
        """Move the first table in view that is wider than the page; False at its end, None where there is none."""
        top = self.scroll_offset.y
        room = page(self.scrollable_content_region.width, self._measure)[1]
        for index in dict.fromkeys(line.block for line in self._lines[top : top + self.size.height]):
            block = self._sheet.blocks[index] if self._sheet is not None and index >= 0 else None
            most = slides(block.rows, room) if block is not None and block.kind is BlockKind.TABLE else 0
            if most:
                before = min(self._slid.get(index, 0), most)
                self._slid[index] = min(max(before + step, 0), most)
                self._lay_again()
                return self._slid[index] != before
        return None

    # the cursor: on a cut, or while one chooses on any line

    @property
    def cut(self) -> Cut | None:
        """The cut the cursor is on."""
        return self.chosen if isinstance(self.chosen, Cut) else None

    @property
    def chosen(self) -> Cut | Block | None:
        """What the cursor is on."""
        if self._sheet is None or not (self.cuts_shown or self.choosing):
            return None
        cut, block = self._spot
        if 0 <= cut < len(self._sheet.cuts):
            return self._sheet.cuts[cut] if self.cuts_shown else None
        return self._sheet.blocks[block] if 0 <= block < len(self._sheet.blocks) else None

    def show_cuts(self, *, shown: bool) -> None:
        """Show what was cut, the cursor on the first cut in view or below; or hide it again."""
        top = self.scroll_offset.y
        self.cuts_shown, self.choosing = shown, False
        self._lay()
        self._land(top)

    def dim(self, *, on: bool) -> None:
        """Dim what was told already, or show all alike, at the same place."""
        self.dims = on
        self._lay_again()

    def choose(self, *, on: bool) -> bool:
        """Go from line to line, the cursor on the first in view; or do so no more. False where there is no line."""
        self.choosing = on
        self._land(self.scroll_offset.y)
        self.choosing = self.choosing and self._spot != _NOWHERE
        return self.choosing

    def _land(self, top: int) -> None:
        """Put the cursor on the first place for it from a line on, else on the last."""
        ahead = next(chain(self._spots(top), reversed(self._spots(0))), _NOWHERE)
        self._spot = ahead if self.cuts_shown or self.choosing else _NOWHERE
        self._reveal()

    def _spots(self, top: int) -> list[_Spot]:
        """The places for the cursor from a line on, in order."""
        found = ((line.cut, -1 if line.cut >= 0 else line.block) for line in self._lines[top:])
        return list(dict.fromkeys(spot for spot in found if spot[0] >= 0 or self._can_choose(spot[1])))

    def _can_choose(self, block: int) -> bool:
        if not self.choosing or block < 0 or self._sheet is None:
            return False
        return self._sheet.blocks[block].kind is not BlockKind.RULE

    def _step(self, step: int) -> None:
        spots = self._spots(0)
        if spots:
            at = spots.index(self._spot) if self._spot in spots else 0
            self._spot = spots[min(max(at + step, 0), len(spots) - 1)]
            self._reveal()

    def _is_on(self, line: Line) -> bool:
        cut, block = self._spot
        if not (self.cuts_shown or self.choosing):
            return False
        return line.cut == cut if cut >= 0 else line.cut < 0 and line.block == block >= 0

    def _reveal(self) -> None:
        on = self.cuts_shown or self.choosing
        at = [number for number, line in enumerate(self._lines) if self._is_on(line)] if on else []
        if at and self.size:  # else it is, once it is shown
            self._bring(at[-1])
            self._bring(at[0])
        self.refresh()

    # finding

    def find(self, wanted: str) -> None:
        """Show where words stand and go to the first match from where one began to look."""
        if not self.finding.wanted:
            self._from = self.scroll_offset.y
        self.finding.find(wanted, self._from)
        self._reveal_match()

    def next_match(self, step: int) -> None:
        """Go to the next match, or the one before; the ends meet."""
        self.finding.step(step)
        self._reveal_match()
        self._from = self.scroll_offset.y

    def _reveal_match(self) -> None:
        if self.finding.line is not None:
            self._bring(self.finding.line)
        self.rule()
        self.refresh()

    # links

    def bring_link(self) -> bool:
        """Bring the next link below the screen into view, else the last above it; False where there is none."""
        top = self.scroll_offset.y
        below = links_in(self._lines, top + self.size.height, len(self._lines))
        beside = below[:1] or links_in(self._lines, 0, top)[-1:]
        for link in beside:
            self._bring(link.parts[-1][0])
            self._bring(link.parts[0][0])
        return bool(beside)

    # lines

    def _lay(self) -> None:
        if self._sheet is None:
            return
        left, room = page(self.scrollable_content_region.width, self._measure)
        before = self._lines
        self._lines = lay_out(
            self._sheet,
            room,
            cuts=self.cuts_shown,
            dims=self.dims,
            marks=self._marks,
            keys=self._keys,
            setting=replace(self._setting, margin=hanging(left), slid=self._slid),
        )
        self.hints = Hints()
        self.forget(keep=self.text_selection is not None and _are_same(before, self._lines))
        self._laid = None
        ahead = max(self.size.height, _AHEAD)
        self._lines.reach(ahead)
        at = line_of(self._lines, self._anchor, self.size.height, self._lines.expected)
        self._reach(at + ahead)
        self.scroll_to(y=at, animate=False, force=True)
        self._laid = self.size
        self.stale = not self.size
        self.finding.take(self._lines, self.passages)
        self.rule()
        self.refresh()
        if not self._lines.whole:
            self._go_on_soon(self._lines)

    def _reach(self, line: int) -> None:
        """See that what is to be shown up to a line is laid out."""
        self._lines.reach(line)
        self.span(self._lines.expected)

    def _lay_on(self, lines: Laid) -> None:
        """Lay out more of what is not in view, a little at a time: a key may come in between."""
        if lines is not self._lines:
            return
        lines.go_on(_MORE)
        if lines.whole:
            self._reach(0)
            self.post_message(ArticleScrolled())
            if self._to_end:
                self._go_to_end()
        else:
            self._go_on_soon(lines)

    def _go_on_soon(self, lines: Laid) -> None:
        # A timer of Textual's that is late from the start, as one of 2 ms may be on a busy machine, never rings.
        asyncio.get_running_loop().call_later(_BREATH, self.call_next, partial(self._lay_on, lines))

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks of the article shown."""
        return self._sheet.blocks if self._sheet else ()

    def _lay_again(self) -> None:
        """Lay out another state of the same; where the lines above stay the same, nothing moves by a line."""
        top, before = self.scroll_offset.y, self._lines
        self._lay()
        if all(map(_is_same, before[: top + 1], self._lines)):
            self.scroll_to(y=top, animate=False, force=True)

    # Textual

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place, unless it is the window that moves the text."""
        super().watch_scroll_y(old_value, new_value)
        if self._laid == self.size and self._lines.reach(1):
            self._anchor = self.place
            self.post_message(ArticleScrolled())

    def resized(self) -> None:
        """Lay the text out for the new width, at the same place, the cursor in view."""
        self._lay()
        self._reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the article."""
        width = self.scrollable_content_region.width
        self._frame = (self.scroll_offset.y, width, *page(width, self._measure))
        self.look_over()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the article, centred."""
        top, width, left, room = self._frame
        number = y + top
        if self._sheet is None:
            return self.paint(self._notice(y, width), width)
        if not self._lines.reach(number + 1):
            return self.paint([], width).apply_offsets(0, len(self._lines))
        line = self._lines[number]
        laid = "selected" if self._is_on(line) else line.fill
        body = self._body(number, line, room + line.hang, laid)
        at = aside_at(left, line.hang)
        fits = at >= 0 and at + width_of(line.aside) <= left - line.hang
        margin = (" " * at + line.aside if fits else "").ljust(left)[: left - line.hang]
        style = self.base + ink(self.screen, "told") if line.aside else self.base
        before = Segment(margin, style + Style.from_meta({"offset": (line.hang - left, number)}))
        return Strip([before, *body, *self.after(y, max(width - left - room, 0))], width)

    def _body(self, number: int, line: Line, room: int, laid: str) -> Strip:
        """A line painted, each of its characters known to the mouse by its place in reading order."""
        pieces = self.marked(number, line)
        if not (self._orders and has_from_right(line.text)):
            painted_line = self.paint(pieces, room, laid)
            return linked(painted_line, line.text, line.links, self._words_at(number)).apply_offsets(0, number)
        kept = len(line.pieces[0][0]) if line.rtl else line.lead
        parts = seen(pieces, from_right=line.rtl, kept=kept)
        painted = [self.paint([(text, roles)], width_of(text), laid) for text, roles, _ in parts]
        used = sum(part.cell_length for part in painted)
        placed = [strip.apply_offsets(at, number) for strip, (_, _, at) in zip(painted, parts, strict=True)]
        return Strip.join([*placed, self.paint([], room - used, laid)])

    def _words_at(self, number: int) -> Callable[[LinkSpan], str]:
        """What tells the words of the whole link that a part on this line is of."""

        def words(part: LinkSpan) -> str:
            link = link_at(self._lines, number, part[0])
            return self.words_of(link) if link is not None else ""

        return words

    def _notice(self, y: int, width: int) -> list[Piece]:
        lines = wrap(self._message, min(self._measure, max(width - 8, 8))) if self._message else []
        first = max((self.size.height - len(lines)) // 3, 0)
        if not first <= y < first + len(lines):
            return []
        start, end = lines[y - first]
        text = self._message[start:end]
        return [(" " * ((width - len(text)) // 2), ""), (text, "muted")]


def _is_same(one: Line, other: Line) -> bool:
    return (one.block, one.start, one.cut) == (other.block, other.start, other.cut)


def _are_same(some: Sequence[Line], others: Sequence[Line]) -> bool:
    return len(some) == len(others) and all(map(_is_same, some, others))
