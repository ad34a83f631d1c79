"""The application: wiring between the terminal, the library and the main screen.

The first frame is painted before the library is opened or anything heavy is imported.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual._compositor import CompositorUpdate
from textual._styles_cache import StylesCache
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.errors import NoWidget
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Input
from textual.widgets._toast import ToastHolder

from reader.config import Config
from reader.paths import resource
from reader.ui.article.copying import copy_selected
from reader.ui.bindings import remapped
from reader.ui.lately import OPENED
from reader.ui.opening.touring import TOUR, welcome
from reader.ui.painting.continuing import Continuing
from reader.ui.painting.marks import ASCII, UNICODE, choose
from reader.ui.painting.spoken import Transcript, spot
from reader.ui.painting.themes import OURS, with_roles
from reader.ui.pressing import by_word, paste, press
from reader.ui.resuming import resume
from reader.ui.screens.main import MainScreen
from reader.ui.session import KEPT_AS
from reader.ui.terminal.driver import SteadfastDriver
from reader.ui.terminal.environment import colourless
from reader.ui.terminal.filters import Colourless, InAscii
from reader.ui.tidying import LOOK, Tidying, share_pools
from reader.ui.visiting.addresses import destination
from reader.ui.visiting.browser import hand_over
from reader.ui.work import Desk

if TYPE_CHECKING:
    from reader.last_screen import LastScreen
    from reader.newsroom import Newsroom

__all__ = ["ReaderApp"]

_STYLES = resource("styles")
_COLOURLESS, _IN_ASCII = Colourless(), InAscii()
_A_DAY = 86400.0
"""Seconds: as good as for ever, on a screen."""
_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)


def _styles(config: Config) -> list[str | PurePath]:
    """Where the styles are; reading those that are not wanted would only take time from the first frame."""
    names = ["roles", "panes", "boxes"]
    names += ["colourless"] if colourless() else []
    names += ["spoken"] if config.screen_reader else []
    return [_STYLES / f"{name}.tcss" for name in names]


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class _Found:
    """What a library that was opened says to begin with."""

    notices: Sequence[str]
    theme: str | None
    session: str | None
    is_new: bool
    """Whether nobody has seen the first steps in it."""


def _look(newsroom: Newsroom) -> _Found:
    new = newsroom.kept(TOUR) is None
    return _Found(newsroom.notices, newsroom.kept("theme"), newsroom.kept(KEPT_AS), new)


class ReaderApp(Continuing):
    """Reader on the screen; `run()` it, then take `return_code` as the exit status."""

    TITLE = "Reader"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        newsroom_factory: Callable[[], Newsroom],
        config: Config,
        *,
        locations: Sequence[str] = (),
        sample: bool = False,
        settings: str = "",
        now: Callable[[], datetime] = _now,
        explain: Callable[[Exception], str] = str,
        last: LastScreen | None = None,
    ) -> None:
        """`explain` makes one line for a person of an error, and logs what no one expected.

        `last` has the screen that was painted already, and keeps the last.
        """
        super().__init__(last, css_path=_styles(config))
        self._locations = locations
        self._explain = explain
        self.desk = Desk(self, newsroom_factory, self._failed, self._begun, explain)
        self._marks = choose(config.ascii, spoken=config.screen_reader)
        self.set_class(self._marks is not UNICODE, "-ascii")
        self.set_class(config.screen_reader, "-spoken")
        self.no_color = colourless()
        """As the standard has it; Textual heeds an empty value too."""
        self._transcript = Transcript() if config.screen_reader else None
        self.main = MainScreen(self.desk, config, self._marks, now, sample=sample, settings=settings)
        self._tidying = Tidying()
        for theme in OURS:
            self.register_theme(theme)
        self.theme = config.theme
        self.set_keymap(remapped(config.keys))

    def get_default_screen(self) -> Screen[None]:
        """The main screen is there from the first frame."""
        return self.main

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver of a terminal, made steadfast."""
        driver = super().get_driver_class()
        return SteadfastDriver if driver is LinuxDriver else driver

    def is_chord(self, character: str) -> bool:
        """Whether alt with a character is a key here: to go by words where one types, else what was chosen."""
        line = (
            self.focused if self.screen_stack else None
        )  # asked from where keys are read, maybe before there is a screen
        return by_word(line, character) or self.main.knows(f"alt+{character}")

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, those of the roles among them."""
        self.theme_variables = with_roles(super().get_css_variables())
        return self.theme_variables

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        """Forget how a box looked that is closed: Textual would know its last lines as long as the program runs.

        What a widget looked like is a key in this cache, so that a thousand widgets that are gone are kept in it.
        """
        closed = await super()._replace_screen(screen)
        StylesCache.get_inner_outer.cache_clear()
        return closed

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002  # Textual's
        """Have the theme's colours; before there is a screen, the sheets need not be parsed for it: they will be."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal."""
        colours = (_COLOURLESS,) if self.no_color else super().get_line_filters()
        return (*colours, _IN_ASCII) if self._marks is ASCII else colours

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell something in passing, never as markup; for a screen reader alone on its line, until a key is pressed."""
        del markup
        if self._transcript is not None:
            self.clear_notifications()
            timeout = _A_DAY
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def clear_notifications(self) -> None:
        """Take away what was told, and what it stood in: Textual would lay that out as long as the program runs."""
        for holder in self.screen.query(ToastHolder):
            holder.remove()
        super().clear_notifications()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Write to the terminal: for a screen reader only what changed, the cursor where the focus is.

        A terminal that does not follow is shown how things are once it has taken in how they were.
        """
        if isinstance(self._driver, SteadfastDriver) and not self._driver.takes(self._come_back):
            return
        if self._transcript is not None and isinstance(renderable, CompositorUpdate):
            self.cursor_position = spot(screen)
            renderable = self._transcript.changed(screen)
        super()._display(screen, renderable)

    def on_resize(self) -> None:
        """The terminal may have moved its lines."""
        if self._transcript is not None:
            self._transcript.forget()

    def on_load(self) -> None:
        """Heed signals before the terminal is touched."""
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            with suppress(ValueError, RuntimeError, NotImplementedError):  # not in the main thread
                loop.add_signal_handler(number, self._signalled, number)

    def _come_back(self) -> None:
        """Show all of it anew: others had the terminal, or it missed something."""
        self.on_resize()
        self.refresh(layout=True)

    def on_mount(self) -> None:
        """Open the library once the first frame is painted."""
        share_pools()
        self.begin()
        self.desk.open(_look, self._opened)
        self.app_resume_signal.subscribe(self, lambda _: self._come_back())
        self.set_interval(LOOK, self._tidying.look)

    async def on_unmount(self) -> None:
        """Finish what was told before going."""
        with suppress(ValueError, RuntimeError, NotImplementedError):  # who does not want to wait may break it off
            asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)
        await asyncio.to_thread(self.desk.close)
        await self.keep_last()

    async def on_event(self, event: events.Event) -> None:
        """Do what a key asks for before the next one is looked at.

        Textual hands every key at once to what has the focus when it comes in: of "/bridge" typed quickly, or
        pasted, the letters would go to the list as commands before the search has opened.
        What is typed behind the key that quits is for nobody here.
        """
        if self.leaving and isinstance(event, events.InputEvent | events.Paste):
            return
        if event.is_forwarded or not await self._taken(event):
            await super().on_event(event)

    async def _taken(self, event: events.Event) -> bool:
        if isinstance(event, events.MouseDown):
            return self._is_on_nothing(event)
        if isinstance(event, events.Paste):
            return await paste(self, event)
        if not isinstance(event, events.Key):
            return False
        self._tidying.pressed()
        if self._transcript is not None:
            self.clear_notifications()
        if self.screen is self.main and await self.main.take(event.key):
            return True
        if event.key == "ctrl+c" and not isinstance(self.focused, Input):
            self._copy()
            return True
        return await press(self, event)

    def _is_on_nothing(self, event: events.MouseDown) -> bool:
        """Whether what was clicked is just going: Textual would begin to select in what it stood in."""
        try:
            widget, _ = self.screen.get_widget_at(event.x, event.y)
        except NoWidget:
            return False
        return widget is not self.screen and widget.parent is None

    def _copy(self) -> None:
        """Copy what the mouse has selected; else say how to quit, which is what ^c may be meant for."""
        self.main.say(copy_selected(self.screen) or f"{self.main.keys['quit']} quits.")

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a web address; what came of it is said once it is known."""
        if self.is_web:
            super().open_url(url, new_tab=new_tab)
        elif found := destination(url):
            self.run_worker(hand_over(self, found.host, found.url), group="browser", exit_on_error=False)

    def _failed(self, group: str, text: str) -> None:
        self.main.failed(group, text)

    def _begun(self, what: str) -> Callable[[], None]:
        return self.main.status.wait(what)

    def _fatal_error(self) -> None:
        """Say in one line, on the way out, what no one expected; the log has where it was."""
        error = sys.exc_info()[1]
        self.bell()
        self.panic(Text(self._explain(error) if isinstance(error, Exception) else "something went wrong"))

    def _opened(self, found: _Found) -> None:
        self.main.upkeep.warn(found.notices)
        if found.theme in self.available_themes:
            self.theme = found.theme
        self.main.lately.load(lambda: self.main.reading.remembered(self.main.lately.of(OPENED)))
        given = self._locations and not self.main.sample
        resume(self.main, None if given else found.session)
        if found.is_new:
            welcome(self.main)
        self.later(lambda: self.main.upkeep.begin(self._locations))

    def _signalled(self, number: int) -> None:
        # Behind the key being answered: Textual puts nothing more into a box that is just opening once it is to end.
        self.call_later(self.exit, return_code=128 + number)
