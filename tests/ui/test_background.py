"""Looks at the sources bring news into the list; what follows them goes on quietly and gives way."""

from datetime import timedelta

from reader.config import Config
from reader.errors import StoreError
from reader.model import ScanReport, Skipped
from reader.ui.sources.refreshing import summary, troubles
from tests.fakes import NOW, FakeNewsroom, made
from tests.ui.conftest import MEDIUM, Open, Session
from tests.ui.library import library


def coming(count: int) -> list:
    return [made(f"new{number}", f"New {number}", published=NOW) for number in range(count)]


def doings(room: FakeNewsroom) -> list[str]:
    """What was looked at and what followed, in order."""
    return [call[0] for call in room.calls if call[0] in {"look", "look_at_due", "fetch_pages", "settle", "catch_up"}]


def last(session: Session) -> str:
    return session.text.splitlines()[-1]


async def test_at_the_start_what_is_held_shows_then_due_feeds_are_asked_then_what_waits_is_done(opened: Open) -> None:
    room = library()
    room.waiting = 3
    with room.held("look_at_due") as gate:
        async with opened(room, settled=False) as session:
            await session.until(lambda: room.did("look_at_due"))
            await session.until(lambda: session.lines("8 articles"))
            assert room.did("look") == [[source.id for source in room._sources]]
            room.due, room.coming = True, coming(2)
            gate.set()
            await session.settle()
            assert doings(room) == ["look", "look_at_due", "fetch_pages", "settle"]
            assert room.waiting == 0
            assert "2 new · 10 articles" in session.text.splitlines()[0]
            assert session.toasts == []
            await session.press("j", "g")
            assert "2 new" not in session.text.splitlines()[0]
    room = FakeNewsroom()
    with room.held("look_at_due") as gate:
        async with opened(room, settled=False) as session:
            await session.until(lambda: room.did("look_at_due"))
            room.take(made("first", "First of all", published=NOW - timedelta(days=2)))
            await session.until(lambda: session.lines("First of all"))
            room.due, room.coming = True, coming(3)
            gate.set()
            await session.settle()
            assert session.main.headlines.index == 0
            assert "3 new" not in session.text.splitlines()[0]
    room = library()
    room.waiting = 3
    async with opened(room, config=Config(ascii=False, refresh_minutes=0)) as session:
        assert doings(room) == ["look", "catch_up"]
        session.main.upkeep.refreshing.due()
        await session.settle()
        assert room.did("look_at_due") == []


async def test_what_follows_a_refresh_is_quiet_and_another_refresh_goes_first(opened: Open) -> None:
    room = library()
    async with opened(room, size=MEDIUM) as session:
        room.calls.clear()
        room.coming, room.waiting = coming(1), 4
        with room.held("link") as gate:
            await session.press_only("R")
            await session.until(lambda: room.did("link"))
            assert session.toasts == ["1 new."]
            room.coming = coming(3)[1:]
            with room.held("look") as looking:
                await session.press_only("R", "R")
                await session.until(lambda: session.lines("Refreshing …"))
                assert session.toasts[-1] == "The sources are being looked at already; Esc stops it."
                gate.set()
                await session.until(lambda: len(room.did("look")) == 2)
                assert room.waiting == 4
                looking.set()
            await session.settle()
        assert doings(room) == [*["look", "fetch_pages", "settle"] * 2]
        assert room.did("settle")[-1] == ScanReport(new=3)
        assert room.waiting == 0
        assert "2 new." in session.toasts


async def test_what_goes_on_by_itself_stops_at_the_root_only_and_until_there_is_news(opened: Open) -> None:
    room = library()
    async with opened(room, size=MEDIUM) as session:
        room.coming, room.waiting = coming(1), 40
        refreshing = session.main.upkeep.refreshing
        with room.held("link") as gate:
            await session.press_only("R")
            await session.until(lambda: room.did("link"))
            session.main.status.work("Linking", 300, 2000, quiet=True)
            await session.press_only("f", "a")
            await session.until(lambda: "Linking 300/2,000" in last(session))
            assert "stops" not in last(session)
            await session.press_only("escape")
            await session.until(lambda: "Linking 300/2,000  Esc stops" in last(session))
            await session.press_only("escape")
            gate.set()
            await session.settle()
        assert session.toasts == ["1 new.", "Stopped; what was done so far stays."]
        assert room.waiting == 40
        refreshing.due()
        await session.settle()
        assert room.waiting == 40
        room.due, room.coming = True, coming(2)[1:]
        refreshing.due()
        await session.settle()
        assert room.waiting == 0


async def test_feeds_whose_time_has_come_are_asked_and_nothing_jumps(opened: Open) -> None:
    room = FakeNewsroom([made(f"old{n}", f"Old {n}", published=NOW - timedelta(days=2 + n)) for n in range(60)])
    async with opened(room, size=MEDIUM) as session:
        await session.press(*"jjj", "enter")
        shown = session.text.splitlines()
        place = next(number for number, line in enumerate(shown) if "● Old 3" in line)
        text = [line.partition("│")[2] for line in shown[2:]]
        room.due, room.coming = True, coming(30)
        with room.held("step") as gate:
            session.main.upkeep.refreshing.due()
            await session.until(lambda: room.did("step"))
            room.take(*(made(f"also{n}", f"Also {n}", published=NOW) for n in range(5)))
            await session.until(lambda: session.lines("65 articles"))
            assert "● Old 3" in session.text.splitlines()[place]
            gate.set()
            await session.settle()
        assert session.lines("30 new · 95 articles")
        assert "● Old 3" in session.text.splitlines()[place]
        assert [line.partition("│")[2] for line in session.text.splitlines()[2:]] == text
        assert session.toasts == []
        before = doings(room)
        session.main.upkeep.refreshing.due()
        await session.settle()
        assert doings(room) == [*before, "look_at_due"]


async def test_what_fails_by_itself_is_told_once(opened: Open) -> None:
    room = library()
    async with opened(room, size=MEDIUM) as session:
        room.fail("look_at_due", StoreError("archive.sqlite3: the disk is full"))
        for _ in range(3):
            session.main.upkeep.refreshing.due()
            await session.settle()
        assert session.toasts == ["archive.sqlite3: the disk is full"]
        room.fail("look", StoreError("archive.sqlite3: the disk is full"))
        await session.press("R", "R")
        assert len(session.toasts) == 3
        del room._failing["look"], room._failing["look_at_due"]
        await session.press("R")
        assert session.toasts[-1] == "Nothing new."


def test_feeds_that_are_left_alone_are_counted_and_told_of_where_they_were_named() -> None:
    left = Skipped("https://a.example/", "asks to be left alone until 19:00")
    failed = [Skipped(f"https://{n}.example/", "the server answers 500", failed=True) for n in range(5)]
    report = ScanReport(new=1, skipped=(left, *failed, Skipped("/news/.hidden", "is hidden")))
    assert summary(report, "v", named=True) == "1 new."
    assert summary(report, "v", named=False) == "1 new. 1 feed was left alone or has moved; v shows it."
    lines = [f"https://{n}.example/: the server answers 500" for n in range(3)]
    assert troubles(report, named=False).splitlines() == [*lines, "and 2 more"]
    told = "https://a.example/: asks to be left alone until 19:00"
    assert troubles(report, named=True).splitlines() == [told, *lines[:2], "and 3 more"]


def test_what_failed_names_its_file_once() -> None:
    named = Skipped("/news/empty.txt", "empty.txt: there is no text in it", failed=True)
    whole = Skipped("/news/locked.txt", "/news/locked.txt: may not be read", failed=True)
    assert troubles(ScanReport(skipped=(named, whole)), named=True).splitlines() == [
        "/news/empty.txt: there is no text in it",
        "/news/locked.txt: may not be read",
    ]
