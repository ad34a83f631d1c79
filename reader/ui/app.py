"""The application: wiring between the terminal, the library and the main screen.

The first frame is painted before the library is opened or anything heavy is imported.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.screen import Screen

from reader.config import Config
from reader.paths import resource
from reader.ui.bindings import remapped
from reader.ui.continuing import Continuing, Glimpses
from reader.ui.marks import ASCII, choose
from reader.ui.screens.main import MainScreen
from reader.ui.themes import NIGHT, PAPER, with_roles
from reader.ui.work import Desk

if TYPE_CHECKING:
    from reader.newsroom import Newsroom

__all__ = ["ReaderApp"]

_STYLES = resource("styles")
_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)


def _now() -> datetime:
    return datetime.now().astimezone()


class ReaderApp(Continuing):
    """Reader on the screen; `run()` it, then take `return_code` as the exit status."""

    TITLE = "Reader"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        resource("styles") / name for name in ("roles.tcss", "panes.tcss", "boxes.tcss")
    ]

    def __init__(
        self,
        newsroom_factory: Callable[[], Newsroom],
        config: Config,
        *,
        locations: Sequence[str] = (),
        sample: bool = False,
        now: Callable[[], datetime] = _now,
        glimpses: Glimpses | None = None,
    ) -> None:
        """`glimpses` has the screen that was painted already, and keeps the last."""
        super().__init__(glimpses)
        self._locations = locations
        self.desk = Desk(self, newsroom_factory, self._failed)
        marks = choose(config.ascii)
        self.set_class(marks is ASCII, "-ascii")
        self.main = MainScreen(self.desk, config, marks, now, sample=sample)
        self.register_theme(NIGHT)
        self.register_theme(PAPER)
        self.theme = config.theme
        self.set_keymap(remapped(config.keys))

    def get_default_screen(self) -> Screen[None]:
        """The main screen is there from the first frame."""
        return self.main

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, those of the roles among them."""
        self.theme_variables = with_roles(super().get_css_variables())
        return self.theme_variables

    def on_mount(self) -> None:
        """Heed signals; open the library once the first frame is painted."""
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            with suppress(ValueError, RuntimeError, NotImplementedError):  # not in the main thread
                loop.add_signal_handler(number, self._signalled, number)
        self.begin()
        self.desk.open(self._opened)

    async def on_unmount(self) -> None:
        """Finish what was told before going."""
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            with suppress(ValueError, RuntimeError, NotImplementedError):
                loop.remove_signal_handler(number)
        await asyncio.to_thread(self.desk.close)
        await self.keep_last()

    async def on_event(self, event: events.Event) -> None:
        """Do what a key asks for before the next one is looked at.

        Textual hands every key at once to what has the focus when it comes in: of "/bridge" typed quickly, or
        pasted, the letters would go to the list as commands before the search has opened.
        """
        key = event.key if isinstance(event, events.Key) and not event.is_forwarded else None
        taken = key is not None and self.screen is self.main and await self.main.take(key)
        if not taken:
            await super().on_event(event)

    def _failed(self, group: str, text: str) -> None:
        self.main.failed(group, text)

    def _opened(self, newsroom: Newsroom) -> None:
        for notice in newsroom.notices:
            self.main.say(notice, severity="warning")
        theme = newsroom.kept("theme")
        if theme in self.available_themes:
            self.theme = theme
        self.main.browsing.load(fresh=True)
        self.later(lambda: self.main.upkeep.begin(self._locations))

    def _signalled(self, number: int) -> None:
        self.exit(return_code=128 + number)
