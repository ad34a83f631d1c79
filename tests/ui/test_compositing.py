"""What is written of a change leaves the terminal as if the whole screen had been written anew."""

import random
from collections.abc import Iterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import pyte
import pytest
from rich.console import RenderableType
from textual import messages
from textual._compositor import CompositorUpdate
from textual.screen import Screen

from reader.config import Config
from reader.ui.app import ReaderApp
from tests.fakes import NOW
from tests.ui.conftest import MEDIUM, NARROW, WIDE, Session
from tests.ui.library import library

KEYS = [
    *["j", "k", "j", "k", "down", "up", "space", "b", "d", "u", "l", "h", "enter", "escape", "g", "G"],
    *["n", "p", "x", "z", "s", "m", "tab", "shift+tab", "1", "2", "3", "v", "slash", "question_mark"],
]


class Watched(ReaderApp):
    """Writes to a terminal of its own."""

    terminal: pyte.Screen

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            pyte.Stream(self.terminal).feed(renderable.render_segments(self.console))


@asynccontextmanager
async def watched(size: tuple[int, int], config: Config | None = None) -> Any:
    room = library()
    app = Watched(lambda: room, config or Config(ascii=False), now=lambda: NOW)
    app.terminal = pyte.Screen(*size)
    async with app.run_test(size=size, notifications=True) as pilot:
        session = Session(app, pilot, room)
        await session.until(lambda: session.main.browsing.query is not None)
        await session.settle()
        yield session, app


def cells(terminal: pyte.Screen) -> Iterator[list[Any]]:
    return ([looks(terminal.buffer[y][x]) for x in range(terminal.columns)] for y in range(terminal.lines))


def looks(cell: Any) -> Any:
    """What one sees of a cell: of a blank one its ground alone."""
    return cell.bg if cell.data == " " and not (cell.reverse or cell.underscore) else cell


@lru_cache(4096)
def written(line: str, columns: int) -> list[Any]:
    """A line as a terminal shows it: of two screens most lines are the same, and reading one takes a millisecond."""
    terminal = pyte.Screen(columns, 1)
    pyte.Stream(terminal).feed(line)
    return next(cells(terminal))


def written_whole(app: Watched) -> list[list[Any]]:
    return [written(strip.render(app.console), app.size.width) for strip in app.screen._compositor.render_strips()]


async def compare(session: Session, app: Watched, pressed: list[str]) -> None:
    """Compare once all that changed has been written, which may take a moment."""
    for _ in range(100):
        if list(cells(app.terminal)) == written_whole(app):
            return
        await session.pilot.pause(0.05)
    for y, (line, whole) in enumerate(zip(cells(app.terminal), written_whole(app), strict=True)):
        assert line == whole, f"line {y} after {pressed}"


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
@pytest.mark.parametrize("seed", range(3))
async def test_after_every_key_all_is_where_it_belongs(size: tuple[int, int], seed: int) -> None:
    rng = random.Random(seed)
    pressed: list[str] = []
    async with watched(size) as (session, app):
        await compare(session, app, pressed)
        for _ in range(25):
            pressed.append(rng.choice(KEYS))
            await session.press(pressed[-1])
            if app._exit:
                return
            await compare(session, app, pressed)


async def test_it_is_so_in_ascii_and_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with watched(WIDE, Config(ascii=True)) as (session, app):
        for key in ("j", "j", "enter", "space", "x", "escape"):
            await session.press(key)
            await compare(session, app, [key])


async def test_a_key_is_answered_before_anything_else_is_done() -> None:
    async with watched(WIDE) as (session, app):
        app.terminal.reset()
        await session.main.take("j")
        assert any("2/" in line for line in app.terminal.display)


async def test_what_goes_as_a_box_opens_over_it_is_not_drawn_any_more() -> None:
    async with watched(WIDE) as (session, app):
        await session.press("f1")
        assert "First steps" in session.text
        await session.press("question_mark")
        assert app._exception is None
        await session.press("escape")
        assert "First steps" not in session.text
        await compare(session, app, ["f1", "question_mark", "escape"])


async def test_an_answer_does_not_forget_what_else_is_to_be_drawn() -> None:
    async with watched(WIDE) as (session, app):
        main = session.main
        main.headlines.refresh()
        await main._on_update(messages.Update(main.headlines))  # as Textual tells the screen
        main.headlines._repaint_required = False
        main.view.refresh()
        app.terminal.reset()
        main.answer()
        assert any("Port Ansel shuts" in line for line in app.terminal.display)
