"""Going on with a screen that was painted before Textual was there, and keeping the last one for the next start."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen

from reader.errors import ReaderError
from reader.glimpse import ENTER, Glimpse
from reader.ui.painting.capturing import capture, capture_rows

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.last_screen import LastScreen
    from reader.ui.screens.main import MainScreen

__all__ = ["Continuing"]

_PATIENCE = 1.5
"""Seconds after which the screen that was painted gives way to what there is."""
_CALM = 0.5
"""Seconds that what nobody waits for is put off by."""
_RETURN = b"\r"
_LOOK = 0.01
"""Seconds between two looks whether all is there that was painted."""


class Continuing(App[None]):
    """An application that shows nothing until it can show all that was painted before it began."""

    main: MainScreen

    def __init__(self, last: LastScreen | None, **more: Any) -> None:
        self._kept = last
        self._last: list[str] = []
        self._rows: list[str] = []
        self._extent = Size(0, 0)
        """Of the screen that is kept; the terminal may have another when it comes to that."""
        self._since = monotonic()
        self._look: Timer | None = None
        self.holding = last is not None and last.painted is not None
        """Whether what was painted stands, and nothing else is shown."""
        self._led = Event()
        """Whether one is where one left: what was typed on the painted screen was meant for that place."""
        self.leaving = False
        """Whether it is to end: nothing can be opened any more."""
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
        self.leaving = True
        if self._kept is not None and self.screen is self.main and self.main.returns_here:
            self._last, self._extent = capture(self, self.main), self.main.size
            self._rows = capture_rows(self, self.main) if self._last else []
        super().exit(*args, **more)

    async def keep_last(self) -> None:
        """Keep the last screen, once the library is closed. Without it the next start only takes longer."""
        if self._kept is not None and self._last:
            with suppress(OSError, ReaderError):
                await asyncio.to_thread(self._kept.keep, self._last, self._rows, self._extent)


def _taking_over(driver: type[Driver], painted: Glimpse, led: Event) -> type[Driver]:
    class TakingOver(driver):  # type: ignore[valid-type,misc]
        """Does not show the other screen a second time: some terminals empty it then."""

        _begun = False

        def start_application_mode(self) -> None:
            """Begin, or go on; what is given back is the terminal as it was before anything was painted."""
            super().start_application_mode()
            if not self._begun:
                self._begun = True
                self.attrs_before = painted.attributes
                signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTSTP,))  # it is heeded now

        def write(self, data: str) -> None:
            if data == ENTER and not painted.taken:
                painted.taken = True
            else:
                super().write(data)

        def run_input_thread(self) -> None:
            """Take what was typed before; some of it was answered, and is done now."""
            while not led.wait(_LOOK) and not self.exit_event.is_set():
                pass
            # A terminal makes one of the other until it is told not to.
            self.typed_before = painted.typed().replace(b"\n", _RETURN)
            super().run_input_thread()

    return TakingOver
