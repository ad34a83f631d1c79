import asyncio
import time
from datetime import timedelta

import pytest

from reader.config import Config
from reader.errors import DamagedStoreError
from reader.model import ScanReport, Skipped
from reader.ui.app import ReaderApp
from tests.fake_subscriptions import feed
from tests.fakes import NOW, FakeNewsroom, made, source
from tests.ui.conftest import Open
from tests.ui.library import BRIDGE, library


def coming(count: int) -> list:
    return [made(f"new{number}", f"New {number}", path=f"/news/{number}.txt") for number in range(count)]


async def test_the_first_frame_comes_before_the_library(opened: Open) -> None:
    opening = asyncio.Event()

    def slow() -> FakeNewsroom:
        while not opening.is_set():
            time.sleep(0.01)
        return library()

    app = ReaderApp(slow, Config(), now=lambda: NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.main.top.is_mounted
        await pilot.press(
            "j", "b", "x", "n", "A", "U", "v", "slash", "escape", "f", "a", "escape", "R", "question_mark", "escape"
        )
        opening.set()
        while not app.main.headlines.count:
            await pilot.pause(0.02)
        await pilot.press("j")
        assert app.main.headlines.count == 8


async def test_a_library_that_cannot_be_opened_says_why() -> None:
    def damaged() -> FakeNewsroom:
        raise DamagedStoreError("archive.sqlite3 cannot be read; run 'reader doctor'")

    app = ReaderApp(damaged, Config(), now=lambda: NOW)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        while not app._notifications:
            await pilot.pause(0.02)
        assert [message.message for message in app._notifications] == [
            "archive.sqlite3 cannot be read; run 'reader doctor'"
        ]
        await pilot.press("j", "enter")
        assert app.is_running


async def test_what_was_given_is_added_with_progress(opened: Open) -> None:
    room = FakeNewsroom()
    room.coming = coming(5)
    with room.held("step") as gate:
        async with opened(room, settled=False, locations=["/news"]) as session:
            await session.until(lambda: session.lines("Adding"))
            await session.until(lambda: "What was added is being read" in " ".join(session.text.split()))
            gate.set()
            await session.until(lambda: session.main.headlines.count == 5)
            await session.settle()
            assert room.did("add") == [["/news"]]
            assert "5 new." in session.toasts
            assert "Adding" not in session.text
            assert "5 articles" in session.text


async def test_escape_stops_long_work_and_keeps_what_is_done(opened: Open) -> None:
    room = library()
    async with opened(room) as session:
        room.coming = coming(50)
        with room.held("step") as gate:
            await session.press_only("R")
            await session.until(lambda: session.lines("Refreshing"))
            assert "Esc stops" in session.text.splitlines()[-1]
            await session.press_only("j", "escape")
            gate.set()
            await session.settle()
        assert "Stopped; what was done so far stays." in session.toasts
        assert "Refreshing" not in session.text
        assert room.coming
        assert session.main.headlines.index == 1


async def test_refreshing_tells_what_came_and_the_list_does_not_jump(opened: Open) -> None:
    old = [made(f"old{number}", f"Old {number}", published=NOW - timedelta(days=2 + number)) for number in range(60)]
    async with opened(FakeNewsroom(old)) as session:
        await session.press("j", "j")
        line = next(y for y, text in enumerate(session.text.splitlines()) if text.startswith("▌● Old 2"))
        session.room.coming = coming(30)
        await session.press("R")
        assert "30 new." in session.toasts
        assert session.text.splitlines()[line].startswith("▌● Old 2")
        await session.press("R")
        assert session.toasts[-1] == "Nothing new."


async def test_what_failed_is_named(opened: Open) -> None:
    async with opened() as session:
        skipped = tuple(Skipped(f"/news/{number}.txt", "is no text", failed=number != 1) for number in range(6))
        session.main.upkeep.finished(ScanReport(new=1, skipped=skipped))
        await session.settle()
        assert session.toasts == [
            "1 new.",
            "/news/0.txt: is no text\n/news/2.txt: is no text\n/news/3.txt: is no text\nand 2 more",
        ]


async def test_one_source_can_be_refreshed(opened: Open) -> None:
    articles = [made("a", "In a feed", source="Deep"), made("b", "Nowhere", published=NOW.replace(year=2020))]
    room = FakeNewsroom(articles, sources=[source("News"), feed("Deep", "https://deep.example/feed")])
    async with opened(room) as session:
        before = len(room.did("look"))
        await session.press("r")
        assert room.did("look")[before:] == [[room._sources[1].id]]
        await session.press("j", "r")
        assert "No source is known for this article; R looks at all of them." in session.toasts


async def test_what_another_process_changes_is_noticed(opened: Open) -> None:
    async with opened() as session:
        await session.press("j")
        session.room.bookmark(BRIDGE.id)
        await session.until(lambda: session.lines("3 h · 1 min ★"))
        session.room.take(*coming(3))
        await session.until(lambda: session.lines("11 articles"))
        assert session.main.headlines.headline is not None
        assert session.main.headlines.headline.id == BRIDGE.id


async def test_watched_folders_are_noticed(opened: Open) -> None:
    async with opened() as session:
        listed = len(session.room.did("listing"))
        session.room.changed.set()
        await session.until(lambda: len(session.room.did("listing")) > listed)


@pytest.mark.parametrize("method", ["listing", "headlines", "article", "related", "search", "version"])
async def test_a_failing_library_says_so_and_goes_on(opened: Open, method: str) -> None:
    async with opened() as session:
        session.room.fail(method, OSError("the disk is gone"))
        await session.press("j", "enter", "j", "l", "j", "h", "h", "slash")
        await session.write("th")
        await session.press("escape", "n")
        session.room.take(*coming(1))
        await session.pilot.pause(0.1)
        await session.press("f", "a", "escape", "R")
        if method != "version":
            assert any("the disk is gone" in toast for toast in session.toasts)
        del session.room._failing[method]
        await session.press("h", "G", "g", "enter")
        assert session.main.reading.article is not None


async def test_a_late_article_never_takes_the_place_of_the_one_asked_for_last(opened: Open) -> None:
    async with opened() as session:
        with session.room.held("article") as gate:
            for _ in range(4):
                await session.press_only("j")
                await asyncio.sleep(0.15)
            gate.set()
            await session.settle()
        article, headline = session.main.reading.article, session.main.headlines.headline
        assert article is not None
        assert headline is not None
        assert article.id == headline.id
        assert session.main.headlines.index == 4


async def test_keys_pressed_while_an_article_is_on_its_way_are_not_lost(opened: Open) -> None:
    async with opened() as session:
        with session.room.held("article") as gate:
            await session.press_only("j", "enter", "x", "x", "b")
            await session.until(lambda: session.room.did("article")[-1] == BRIDGE.id)
            gate.set()
            await session.settle()
        assert len(session.room.did("restore")) == 1
        assert session.room.states[BRIDGE.id].bookmarked


async def test_signals_end_it_properly(opened: Open) -> None:
    import os
    import signal

    room = library()
    async with opened(room) as session:
        os.kill(os.getpid(), signal.SIGTERM)
        await session.until(lambda: session.app.return_code == 128 + signal.SIGTERM)
    assert room.closed


async def test_a_list_that_fills_shows_its_newest_until_someone_moves(opened: Open) -> None:
    room = FakeNewsroom()
    room.coming = [made(f"n{n}", f"New {n}", published=NOW - timedelta(days=1, minutes=-n)) for n in range(40)]
    with room.held("step") as gate:
        async with opened(room, settled=False, locations=["/news"]) as session:
            await session.until(lambda: session.lines("Adding"))
            room.take(made("first", "First of all", published=NOW - timedelta(days=2)))
            await session.until(lambda: session.lines("First of all"))
            gate.set()
            await session.until(lambda: session.main.headlines.count == 41)
            await session.settle()
            assert session.main.headlines.index == 0
            assert session.main.reading.article is not None
            assert session.main.reading.article.title == "New 39"


async def test_what_happens_to_the_library_while_it_is_open_is_told_once(opened: Open) -> None:
    room = library()
    room.notices.append("shelf.json: was moved.")
    async with opened(room) as session:
        room.notices.append("shelf.json: was damaged; the copy before it was taken.")
        for _ in range(2):
            room.take()
            await session.until(lambda: "shelf.json" in session.toasts[-1] and not session.busy)
            await session.pilot.pause(0.6)
        assert [said for said in session.toasts if "shelf.json" in said] == room.notices
