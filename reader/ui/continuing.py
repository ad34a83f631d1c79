"""Going on with a screen that was painted before Textual was there, and keeping the last one for the next start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import RenderableType
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.strip import Strip

from reader.errors import ReaderError
from reader.first_keys import kept_rows
from reader.glimpse import DAY_WIDTHS, ENTER, ROW_WIDTHS, SLOT, Glimpse, days_line, fixed_line, row_line
from reader.ui.arrangement import Pane

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.ui.roles import Painted
    from reader.ui.screens.main import MainScreen
    from reader.ui.widgets.headline_list import HeadlineList

__all__ = ["Continuing", "LastScreen", "capture", "capture_rows"]

_PATIENCE = 1.5
"""Seconds after which the screen that was painted gives way to what there is."""
_CALM = 0.5
"""Seconds that what nobody waits for is put off by."""
_SENT = {"down": [b"\x1b[B", b"\x1bOB"], "up": [b"\x1b[A", b"\x1bOA"]}
"""What terminals send for the arrows."""
_ESCAPE, _RETURN = b"\x1b", b"\r"
_SEQUENCE = 0.15
"""Seconds after which the escape that a sequence begins with is the key of that name."""
_LOOK = 0.01
"""Seconds between two looks whether all is there that was painted."""


class LastScreen(Protocol):
    """What was painted, and where the last screen is kept."""

    @property
    def painted(self) -> Glimpse | None:
        """What stands on the terminal."""

    def keep(self, lines: Sequence[str], rows: Sequence[str], size: tuple[int, int]) -> None:
        """Keep a screen and the rows one may move in; call it when the library is closed. Raises OSError."""


class Continuing(App[None]):
    """An application that shows nothing until it can show all that was painted before it began."""

    main: MainScreen

    def __init__(self, last: LastScreen | None, **more: Any) -> None:
        self._kept = last
        self._last: list[str] = []
        self._rows: list[str] = []
        self._since = monotonic()
        self._look: Timer | None = None
        self.holding = last is not None and last.painted is not None
        """Whether what was painted stands, and nothing else is shown."""
        self._led = Event()
        """Whether one is where one left: what was typed on the painted screen was meant for that place."""
        super().__init__(**more)
        if last is not None and last.painted is not None:
            self.driver_class = _taking_over(self.driver_class, last.painted, self._led)

    def later(self, call: Callable[[], None]) -> None:
        """Do what nobody waits for: after the first keys, where they may have been typed before this was there."""
        if self._look is not None:
            self.set_timer(_CALM, call)
        else:
            call()

    def begin(self) -> None:
        """Look from now on whether everything is there."""
        if self.holding:
            self._look = self.set_interval(_LOOK, self._show_if_complete)

    def _show_if_complete(self) -> None:
        late = monotonic() - self._since > _PATIENCE
        if late or self._is_led():
            self._led.set()
        if self.holding and (late or self._is_caught_up()):
            self.holding = False
            self.refresh()
        if self._look is not None and not self.holding:
            self._look.stop()

    def _is_led(self) -> bool:
        """Whether keys are better answered here: all is there, or something was typed that waits for it."""
        waits = self._kept is not None and self._kept.painted is not None and self._kept.painted.waits
        return not self.main.resuming and (self.main.complete or waits)

    def _is_caught_up(self) -> bool:
        """Whether all is there that was painted; the answer to a later key is not kept back until its article is."""
        painted = self._kept.painted if self._kept is not None else None
        if painted is None or not painted.over:
            return False
        further = self.main.headlines.steps - painted.steps
        return self.screen is not self.main or further > 0 or (further == 0 and self.main.complete)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Write to the terminal, unless what stands there says more."""
        if not self.holding:
            super()._display(screen, renderable)

    def exit(self, *args: Any, **more: Any) -> None:
        """Look at the screen before it goes."""
        if self._kept is not None and self.screen is self.main and self.main.returns_here:
            self._last = capture(self, self.main)
            self._rows = capture_rows(self, self.main) if self._last else []
        super().exit(*args, **more)

    async def keep_last(self) -> None:
        """Keep the last screen, once the library is closed. Without it the next start only takes longer."""
        if self._kept is not None and self._last:
            with suppress(OSError, ReaderError):
                await asyncio.to_thread(self._kept.keep, self._last, self._rows, (self.size.width, self.size.height))


def _taking_over(driver: type[Driver], painted: Glimpse, led: Event) -> type[Driver]:
    class TakingOver(driver):  # type: ignore[valid-type,misc]
        """Does not show the other screen a second time: some terminals empty it then."""

        def write(self, data: str) -> None:
            if data == ENTER and not painted.taken:
                painted.taken = True
            else:
                super().write(data)

        def run_input_thread(self) -> None:
            """Take what was typed before; some of it was answered, and is done now."""
            while not led.wait(_LOOK) and not self.exit_event.is_set():
                pass
            typed = painted.typed().replace(b"\n", _RETURN)  # a terminal makes one of the other until it is told not to
            parser = XTermParser()
            for event in parser.feed(typed.decode("utf-8", "replace")):
                self.process_message(event)
            if typed.endswith(_ESCAPE):  # the key itself, where no more of a sequence comes
                sleep(_SEQUENCE)
                for event in parser.tick():
                    self.process_message(event)
            super().run_input_thread()

    return TakingOver


def capture(app: App[None], main: MainScreen) -> list[str]:
    """The screen as lines to be kept; none where it says more than can be kept true."""
    main.status.rest()
    main.status.rest(quiet=True)
    strips = main._compositor.render_strips()  # noqa: SLF001  # what is shown, as there is no other way to it
    if any(SLOT in strip.text for strip in strips):  # in a title, say: it would be taken for a place to tell the time
        return []
    rows = main.headlines.content_region
    lines = [_without_related(main, strip, y) for y, strip in enumerate(strips)]
    return [
        _line(app, main, line, y) if rows.width and rows.y <= y < rows.bottom else fixed_line(_ink(app, line))
        for y, line in enumerate(lines)
    ]


def capture_rows(app: App[None], main: MainScreen) -> list[str]:
    """The rows in view, selected and not, as lines to be kept; none where a step changes more than rows."""
    rows, top = main.headlines, main.titles[Pane.HEADLINES]
    seen = rows.rows_in_view()
    listed = main.here is Pane.HEADLINES and rows.index in seen and not main.browsing.news
    if not listed or rows.content_region.x or top.region.x:
        return []
    first = rows.content_region.y - rows.scroll_offset.y + 1
    lines = [line for index in seen for line in _row(app, main, index)]
    places = [top.region.y + 1, *(first + rows.line_of(index) for index in seen)]
    down, up = (_sequences(main.bound[way]) for way in ("down", "up"))
    return kept_rows(down, up, seen.index(rows.index), places, lines)


def _row(app: App[None], main: MainScreen, index: int) -> list[str]:
    rows = main.headlines
    y = rows.line_of(index) - rows.scroll_offset.y
    lines = [_row_part(app, rows, y + line, selected=selected) for selected in (False, True) for line in (0, 1)]
    top = main.titles[Pane.HEADLINES]
    return [*lines, fixed_line(_ink(app, _filtered(app, top, top.saying(main.status.place(index)))))]


def _row_part(app: App[None], rows: HeadlineList, y: int, *, selected: bool) -> str:
    slots = rows.slots(y, selected=selected)
    if slots is None:
        return fixed_line(_ink(app, _filtered(app, rows, rows.strip(y, selected=selected))))
    when, told = slots
    return row_line(when, {width: _ink(app, _filtered(app, rows, told(SLOT * width))) for width in ROW_WIDTHS}, "")


def _sequences(keys: Sequence[str]) -> list[bytes]:
    """What terminals send for keys, as far as it is the same everywhere."""
    return [sent for key in keys for sent in _SENT.get(key, [key.encode()] if len(key) == 1 else [])]


def _without_related(main: MainScreen, strip: Strip, y: int) -> Strip:
    """What is related tells times too, and comes a moment after the rest anyhow."""
    related = main.related.region
    if not related.width or not related.y <= y < related.bottom:
        return strip
    before, _, after = _cut(strip, related.x, related.right, main.size.width)
    return Strip.join([before, Strip.blank(related.width, main.related.rich_style), after])


def _line(app: App[None], main: MainScreen, strip: Strip, y: int) -> str:
    rows = main.headlines.content_region
    slots = main.headlines.slots(y - rows.y)
    if slots is None:
        return fixed_line(_ink(app, strip))
    when, told = slots
    before, _, after = _cut(strip, rows.x, rows.x + main.headlines.scrollable_content_region.width, app.size.width)

    def told_in(width: int) -> str:
        return _ink(app, Strip.join([before, _filtered(app, main.headlines, told(SLOT * width))]))

    if main.headlines.is_heading(y - rows.y):
        return days_line(when, {width: told_in(width) for width in DAY_WIDTHS}, _ink(app, after))
    return row_line(when, {width: told_in(width) for width in ROW_WIDTHS}, _ink(app, after))


def _filtered(app: App[None], widget: Painted, strip: Strip) -> Strip:
    for line_filter in app.get_line_filters():
        strip = strip.apply_filter(line_filter, widget.background_colors[1])
    return strip


def _cut(strip: Strip, start: int, end: int, width: int) -> tuple[Strip, Strip, Strip]:
    return strip.crop(0, start), strip.crop(start, end), strip.crop(end, width)


def _ink(app: App[None], strip: Strip) -> str:
    return strip.render(app.console)
