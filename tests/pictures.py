"""Draws the pictures of the documents from the program itself, so that they stay true: `make pictures`."""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from reader.config import Config
from reader.newsroom import open_newsroom
from reader.paths import Home
from reader.ui.app import ReaderApp

ROOT = Path(__file__).resolve().parents[1]
SIZE = (124, 36)
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def draw(picture: Path, keys: tuple[str, ...]) -> None:
    """Open the sample articles, press keys, save what the screen shows."""
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:
        home = Home.under(Path(folder))
        newsroom = open_newsroom(home, now=lambda: now)
        newsroom.add([str(ROOT / "seeds")])
        newsroom.close()
        app = ReaderApp(lambda: open_newsroom(home, now=lambda: now), Config(watch=False), now=lambda: now)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(1.5)
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.6)
            drawn = app.export_screenshot(title="reader")
    picture.write_text(_FONT_FACE.sub("", drawn).replace("Fira Code", "ui-monospace, Menlo, Consolas"), "utf-8")


def main() -> None:
    """Draw all pictures."""
    asyncio.run(draw(ROOT / "docs" / "screen.svg", ("j", "enter")))
    asyncio.run(draw(ROOT / "docs" / "cuts.svg", (*"jj", "enter", "x")))


if __name__ == "__main__":
    main()
