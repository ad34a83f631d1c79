"""A library that turns out to be damaged while the screen is open: it is opened once more, which mends it."""

from reader.config import Config
from reader.errors import DamagedStoreError
from reader.ui.app import ReaderApp
from tests.fakes import NOW
from tests.ui.conftest import WIDE
from tests.ui.library import library


async def test_a_damaged_library_is_mended_while_one_looks_on() -> None:
    broken, mended = library(), library()
    for method in ("head", "listing", "headlines"):
        broken.fail(method, DamagedStoreError("archive.sqlite3: it is damaged"))
    mended.mishaps.append("archive.sqlite3: was damaged and has been mended")
    rooms = [broken, mended]
    app = ReaderApp(lambda: rooms.pop(0), Config(ascii=False), now=lambda: NOW)
    said: list[str] = []
    app.main._toasts.say = lambda text, severity: said.append(text)  # type: ignore[method-assign]
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for _ in range(500):
            await pilot.pause(0.02)
            if app.main.headlines.count and len(said) > 1:
                break
        assert app.main.headlines.count
        assert said[0] == "The library is damaged; it is being mended."
        assert "archive.sqlite3: was damaged and has been mended" in said
        assert broken.closed
        assert not mended.closed
