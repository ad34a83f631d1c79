"""What the screen looks like; after an intended change: `pytest tests/ui/test_snapshots.py --snapshot-update`."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reader.config import Config
from reader.ui.app import ReaderApp
from tests.fakes import NOW, FakeNewsroom
from tests.ui.conftest import MEDIUM, NARROW, WIDE
from tests.ui.library import library
from tests.ui.stories import BRIDGE, CLOSED, QUEUES, with_stories
from tests.ui.test_adding import offering
from tests.ui.test_managing import feeds
from tests.ui.test_story_screen import STORIES

LOOKS = {
    "three-panes": (WIDE, "reader-night", ["j", "enter"]),
    "cuts-in-place": (MEDIUM, "reader-night", ["j", "x"]),
    "paper": (NARROW, "reader-paper", ["j", "enter", "l"]),
    "help": (WIDE, "reader-paper", ["question_mark"]),
    "stories": (WIDE, "reader-night", [*STORIES, "enter"]),
    "story": (NARROW, "reader-paper", [*STORIES, "enter", "g"]),
    "add": (MEDIUM, "reader-night", ["a", *"coast", "full_stop", *"example", "enter"]),
    "source": (NARROW, "reader-paper", ["v", *"Gkkk", "i"]),
}


@pytest.mark.parametrize("look", LOOKS)
def test_it_looks_as_it_should(snap_compare: Callable[..., bool], look: str) -> None:
    size, theme, keys = LOOKS[look]
    room = _room(look)
    app = ReaderApp(lambda: room, Config(ascii=False, theme=theme, mark_read_after=600), now=lambda: NOW)

    async def press(pilot: Pilot[Any]) -> None:
        for key in keys:
            await _rest(app, pilot)
            await pilot.press(key)
        for line in app.screen.query(Input):
            line.cursor_blink = False  # else it is there or not, as it happens
        await _rest(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=press)


def _room(look: str) -> FakeNewsroom:
    rooms = {"stories": _followed, "story": _followed, "add": offering, "source": feeds}
    return rooms.get(look, library)()


def _followed() -> FakeNewsroom:
    room = with_stories()
    room.stories.followed(BRIDGE, CLOSED.id)
    room.stories.told[QUEUES.id] = (7, 3)
    room.mark([CLOSED.id], read=True)
    return room


async def _rest(app: ReaderApp, pilot: Pilot[Any]) -> None:
    for _ in range(500):
        await pilot.pause(0.02)
        busy = any(worker.group not in {"watch", "version"} and not worker.is_finished for worker in app.workers)
        if app.main.browsing.query is not None and not busy:
            return
