"""Draws the pictures of the documents from the program itself, so that they stay true: `make pictures`.

The same program draws the same bytes: the clock, the sizes and the sample articles are fixed.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader.config import Config
from reader.newsroom import open_newsroom
from reader.paths import Home
from reader.ui.app import ReaderApp
from tests.drawing import drawn

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
WIDE, NARROW = (116, 32), (60, 20)


@dataclass(frozen=True)
class Picture:
    """What is drawn: the screen after some keys."""

    keys: tuple[str, ...] = ()
    size: tuple[int, int] = WIDE
    theme: str = "reader-night"
    shows: str = ""
    """Words that stand on it, where it shows what it is to show."""


def typed(text: str) -> list[str]:
    """The keys for words."""
    names = {" ": "space", ":": "colon", "-": "minus", "/": "slash"}
    return [names.get(character, character) for character in text]


PICTURES = {
    "screen": Picture(("j", "enter"), shows="In this story"),
    "paper": Picture(("j", "enter"), theme="reader-paper", shows="In this story"),
    "contrast": Picture(("j", "enter"), theme="reader-contrast", shows="In this story"),
    "cuts": Picture((*"jj", "enter", "x"), shows="asks its readers"),
    "story": Picture(("v", "j", "j", "enter", "j", "enter"), shows="first to report"),
    "stories": Picture(("v", "j", "j", "enter"), shows="reports"),
    "search": Picture(("slash", *typed("harbour bridge")), shows="Kestrel Bridge"),
    "views": Picture(("v",), theme="reader-paper", shows="Sources"),
    "command": Picture(("colon",), shows="Reader"),
    "help": Picture(("question_mark",), theme="reader-paper", shows="Moving"),
    "narrow": Picture((), NARROW, shows="Headlines"),
    "narrow-article": Picture(("j", "enter"), NARROW, "reader-paper", shows="Article"),
}
"""Every picture of README and docs, by the name of its file."""


def filled(home: Home) -> None:
    """Bring the sample articles into a library."""
    newsroom = open_newsroom(home, now=lambda: NOW)
    newsroom.add([str(ROOT / "seeds")])
    newsroom.close()


async def draw(name: str, home: Home) -> str:
    """The picture of that name, as SVG."""
    picture = PICTURES[name]
    config = Config(watch=False, ascii=False, theme=picture.theme)
    app = ReaderApp(lambda: open_newsroom(home, now=lambda: NOW), config, now=lambda: NOW)
    async with app.run_test(size=picture.size) as pilot:
        await _rest(app, lambda: app.main.browsing.query is not None)
        for key in picture.keys:
            await pilot.press(key)
            await _rest(app, lambda: True)
        strips = app.screen._compositor.render_strips()
        shown = "\n".join(strip.text for strip in strips)
        assert picture.shows in shown, f"{name} does not show {picture.shows!r}:\n{shown}"
        return drawn(strips, f"Reader, a news reader in a terminal: {name.replace('-', ' ')}")


async def _rest(app: ReaderApp, ready: Callable[[], bool]) -> None:
    """Wait until what was asked for is on the screen."""
    calm = 0
    for _ in range(500):
        await asyncio.sleep(0.02)
        busy = any(worker.group not in {"watch", "version"} and not worker.is_finished for worker in app.workers)
        calm = 0 if busy or not ready() else calm + 1
        if calm > 15:
            return
    raise TimeoutError


async def _draw_all(names: list[str]) -> None:
    """Draw the pictures of those names, or all."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or PICTURES:
        with tempfile.TemporaryDirectory() as folder:  # anew for each: reading leaves its marks
            home = Home.under(Path(folder))
            filled(home)
            (FOLDER / f"{name}.svg").write_text(await draw(name, home), "utf-8")


if __name__ == "__main__":
    asyncio.run(_draw_all(sys.argv[1:]))
