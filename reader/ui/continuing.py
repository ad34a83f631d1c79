"""Going on with a screen that was painted before Textual was there, and keeping the last one for the next start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import RenderableType
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.strip import Strip

from reader.errors import ReaderError
from reader.glimpse import DAY_WIDTHS, ENTER, ROW_WIDTHS, SLOT, Glimpse, days_line, fixed_line, row_line

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.ui.screens.main import MainScreen

__all__ = ["Continuing", "Glimpses", "capture"]

_PATIENCE = 1.5
"""Seconds after which the screen that was painted gives way to what there is."""
_CALM = 0.5
"""Seconds that what nobody waits for is put off by."""
_LOOK = 0.01
"""Seconds between two looks whether all is there that was painted."""


class Glimpses(Protocol):
    """What was painted, and where the last screen is kept."""

    @property
    def painted(self) -> Glimpse | None:
        """What stands on the terminal."""

    def keep(self, lines: Sequence[str], size: tuple[int, int]) -> None:
        """Keep a screen; call it when the library is closed. Raises OSError."""


class Continuing(App[None]):
    """An application that shows nothing until it can show all that was painted before it began."""

    main: MainScreen

    def __init__(self, glimpses: Glimpses | None, **more: Any) -> None:
        self._glimpses = glimpses
        self._last: list[str] = []
        self._since = monotonic()
        self._look: Timer | None = None
        self._holding = glimpses is not None and glimpses.painted is not None
        super().__init__(**more)
        if glimpses is not None and glimpses.painted is not None:
            self.driver_class = _taking_over(self.driver_class, glimpses.painted)

    def later(self, call: Callable[[], None]) -> None:
        """Do what nobody waits for: after the first keys, where they may have been typed before this was there."""
        if self._look is not None:
            self.set_timer(_CALM, call)
        else:
            call()

    def begin(self) -> None:
        """Look from now on whether everything is there."""
        if self._holding:
            self._look = self.set_interval(_LOOK, self._show_if_complete)

    def _show_if_complete(self) -> None:
        late = monotonic() - self._since > _PATIENCE
        moved = self.main.headlines.touched  # an answer to a key is not kept back until its article is there
        if self._holding and (self.main.complete or moved or late or self.screen is not self.main):
            self._holding = False
            self.refresh()
        if self._look is not None and not self._holding:
            self._look.stop()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Write to the terminal, unless what stands there says more."""
        if not self._holding:
            super()._display(screen, renderable)

    def exit(self, *args: Any, **more: Any) -> None:
        """Look at the screen before it goes."""
        if self._glimpses is not None and self.screen is self.main and self.main.begins_here:
            self._last = capture(self, self.main)
        super().exit(*args, **more)

    async def keep_last(self) -> None:
        """Keep the last screen, once the library is closed. Without it the next start only takes longer."""
        if self._glimpses is not None and self._last:
            with suppress(OSError, ReaderError):
                await asyncio.to_thread(self._glimpses.keep, self._last, (self.size.width, self.size.height))


def _taking_over(driver: type[Driver], painted: Glimpse) -> type[Driver]:
    class TakingOver(driver):  # type: ignore[valid-type,misc]
        """Does not show the other screen a second time: some terminals empty it then."""

        def write(self, data: str) -> None:
            if data == ENTER and not painted.taken:
                painted.taken = True
            else:
                super().write(data)

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
    filters, background = app.get_line_filters(), main.headlines.background_colors[1]

    def told_in(width: int) -> str:
        middle = told(SLOT * width)
        for line_filter in filters:
            middle = middle.apply_filter(line_filter, background)
        return _ink(app, Strip.join([before, middle]))

    if main.headlines.is_heading(y - rows.y):
        return days_line(when, {width: told_in(width) for width in DAY_WIDTHS}, _ink(app, after))
    return row_line(when, {width: told_in(width) for width in ROW_WIDTHS}, _ink(app, after))


def _cut(strip: Strip, start: int, end: int, width: int) -> tuple[Strip, Strip, Strip]:
    return strip.crop(0, start), strip.crop(start, end), strip.crop(end, width)


def _ink(app: App[None], strip: Strip) -> str:
    return strip.render(app.console)
