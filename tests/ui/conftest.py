"""Opens the screen on a fake library and reads what it shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from textual import events
from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widgets import Input

from reader.config import Config
from reader.ui.app import ReaderApp
from reader.ui.arrangement import Pane
from reader.ui.screens.main import MainScreen
from reader.ui.wording.toasts import Severity
from tests.fakes import NOW, FakeNewsroom
from tests.ui.library import library

_CHARACTERS = {"space": " ", "colon": ":", "slash": "/", "quotation_mark": '"'}
"""What some keys are when one types."""
WIDE, MEDIUM, NARROW, TINY = (120, 40), (80, 24), (60, 20), (40, 12)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own colours do not matter."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "READER_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="session")
def styles_read_once() -> Iterator[None]:
    """The same sheet with the same colours has the same rules: parsing all is a quarter of starting an app."""
    parse, known = Stylesheet._parse_rules, LRUCache[Hashable, list[RuleSet]](1024)

    def look_up(sheet: Stylesheet, *what: Any, **more: Any) -> list[RuleSet]:
        key = (tuple(sheet._variables.items()), what, tuple(more.items()))
        if key not in known:
            known[key] = parse(sheet, *what, **more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", look_up)
        yield


@dataclass
class Session:
    """The screen running on a fake library."""

    app: ReaderApp
    pilot: Pilot[None]
    room: FakeNewsroom
    said: list[str] = field(default_factory=list)

    @property
    def main(self) -> MainScreen:
        return self.app.main

    @property
    def here(self) -> Pane:
        return self.main.here

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    def lines(self, wanted: str) -> list[str]:
        """The lines on the screen that hold some words."""
        return [line for line in self.text.splitlines() if wanted in line]

    @property
    def toasts(self) -> list[str]:
        """What was said in passing, all of it, whether it is still there or not."""
        return self.said

    async def press(self, *keys: str) -> None:
        """Press keys, then wait until nothing is going on."""
        await self.pilot.press(*keys)
        await self.settle()

    async def press_only(self, *keys: str) -> None:
        """Press keys and wait for nothing."""
        await self.pilot.press(*keys)

    async def burst(self, *keys: str) -> None:
        """Press keys faster than any of them can be answered, then wait until nothing is going on."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else _CHARACTERS.get(key)))
        await self.pilot.pause(0.1)
        await self.settle()

    async def write(self, text: str) -> None:
        """Type words."""
        await self.press(*("space" if character == " " else character for character in text))
        await self.pilot.pause(0.1)
        await self.settle()

    async def fill(self, text: str) -> None:
        """Let words stand in the line of the box at once, then press Enter."""
        self.app.screen.query_one("#box-input", Input).value = text
        await self.press("enter")

    async def settle(self) -> None:
        """Wait until all that was asked for has come."""
        await self.until(lambda: not self.busy)
        await self.pilot.pause()

    async def until(self, wanted: Callable[[], Any], seconds: float = 10) -> None:
        """Wait until something is so."""
        for _ in range(int(seconds / 0.02)):
            await self.pilot.pause(0.02)
            if wanted():
                return
        pytest.fail(f"waited {seconds} s in vain; the screen shows:\n{self.text}")

    @property
    def busy(self) -> bool:
        return any(worker.group not in {"watch", "version"} and not worker.is_finished for worker in self.app.workers)


Open = Callable[..., AbstractAsyncContextManager[Session]]


def _hearing(app: ReaderApp) -> list[str]:
    """What will be said in passing."""
    said: list[str] = []
    toasts = app.main._toasts
    say = toasts.say

    def hear(text: str, severity: Severity) -> None:
        said.append(text)
        say(text, severity)

    toasts.say = hear  # type: ignore[method-assign]
    return said


@asynccontextmanager
async def _opened(
    room: FakeNewsroom | None = None,
    size: tuple[int, int] = WIDE,
    config: Config | None = None,
    *,
    settled: bool = True,
    **more: Any,
) -> AsyncIterator[Session]:
    room = library() if room is None else room
    app = ReaderApp(lambda: room, config or Config(ascii=False), now=lambda: NOW, **more)
    said = _hearing(app)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        session = Session(app, pilot, room, said)
        if settled:
            await session.until(lambda: session.main.browsing.query is not None)
            await session.settle()
        yield session


@pytest.fixture
def opened() -> Open:
    """Open the screen: `async with opened(newsroom, size) as session`."""
    return _opened
