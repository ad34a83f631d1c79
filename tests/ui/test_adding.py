"""Adding a source: what is there is seen before it is kept."""

import threading
from pathlib import Path

from reader.feed import Offer, OfferedFeed
from reader.ui.screens.add import AddScreen, _address
from tests.fakes import FakeNewsroom, broken
from tests.ui.conftest import MEDIUM, NARROW, TINY, Open, Session
from tests.ui.library import library
from tests.ui.test_hostile import HOSTILE

LATEST = ("Kestrel Bridge opens on Friday", "Winter ferries", "A second crack")
ECHO = "https://coast.example/feed.xml"
MANY = "https://many.example/"


def offering() -> FakeNewsroom:
    room = library()
    secret = f"{MANY}sport.xml?token=s3cr3ts3cr3t"
    feeds = (OfferedFeed(f"{MANY}all.xml", "All of it", LATEST, 40), OfferedFeed(secret, "Sport", LATEST[:1], 12))
    room.subscriptions.offers = {
        "https://coast.example": Offer(ECHO, "Coast Echo", (OfferedFeed(ECHO, "Coast Echo", LATEST, 20),), page=False),
        MANY: Offer(MANY, "The Many", (*feeds, OfferedFeed(f"{MANY}comments.xml")), page=True),
        "https://page.example": Offer("https://page.example/", "A lone page", (), page=True),
        "https://nothing.example": Offer("https://nothing.example/", None, (), page=False),
    }
    return room


def words(session: Session) -> str:
    """What stands in the box, its lines as one."""
    return " ".join(session.text.replace("│", "").split())


async def test_a_feed_is_looked_at_then_subscribed_to_and_given_back(opened: Open) -> None:
    async with opened(offering(), size=MEDIUM) as session:
        room = session.room
        await session.burst("a", *"coast.example")
        assert session.room.did("look_at_due") == [None]
        with room.held("offer") as gate:
            await session.press_only("enter")
            await session.until(lambda: session.lines("Looking at coast.example …"))
            assert session.lines("Esc gives up")
            await session.press_only("enter")
            gate.set()
            await session.settle()
        assert session.lines("Coast Echo")[0].split("Coast Echo")[1].split()[:2] == ["20", "entries"]
        assert session.lines(ECHO)
        assert all(session.lines(f"• {headline}") for headline in LATEST)
        assert room.did("offer") == ["https://coast.example"]
        assert room.did("subscribe") == []
        room.coming = offering().articles[:2]
        await session.press("enter")
        [source] = [one for one in room._sources if one.name == "Coast Echo"]
        assert room.did("subscribe") == [(ECHO, "Coast Echo", False)]
        assert room.did("look")[-1] == [source.id]
        assert session.toasts[-2:] == ["Subscribed to “Coast Echo” · U undoes", "2 new."]
        await session.press("a")
        await session.fill("coast.example")
        await session.press("enter")
        assert "“Coast Echo” is held already; it is looked at again." in session.toasts
        await session.press("U")
        assert room.did("remove") == [source.id]
        assert session.toasts[-1] == "Undone: Subscribed to “Coast Echo”"
        assert source not in room._sources


async def test_of_several_feeds_one_is_chosen_or_the_page(opened: Open) -> None:
    async with opened(offering(), size=NARROW) as session:
        await session.press("a")
        await session.fill(MANY)
        assert session.lines("The Many has 3 feeds")
        assert session.lines("All of it")
        assert "s3cr3t" not in session.text
        await session.press("down", "enter")
        assert session.room.did("subscribe")[-1] == (f"{MANY}sport.xml?token=s3cr3ts3cr3t", "Sport", False)
        session.room.coming = offering().articles
        await session.press("a")
        await session.fill(MANY)
        with session.room.held("step") as gate:
            await session.press_only("enter")
            await session.until(lambda: session.room.did("step"))
            await session.press_only("U", "U")
            gate.set()
            await session.settle()
        assert "Stopped; what was done so far stays." in session.toasts
        assert session.toasts[-2:] == ["Undone: Subscribed to “All of it”", "Undone: Subscribed to “Sport”"]
        assert not [one for one in session.room._sources if MANY in one.location]
        await session.press("a")
        await session.fill(MANY)
        await session.press("down", "down", "down", "down", "enter")
        assert session.room.did("subscribe")[-1] == (MANY, "The Many", True)
        assert "Kept “The Many” · U undoes" in session.toasts
        await session.press("a")
        await session.fill("page.example")
        assert session.lines("No feed is named there")


async def test_what_is_not_there_is_said_in_the_box_and_what_comes_too_late_never_shows(opened: Open) -> None:
    async with opened(offering(), size=TINY) as session:
        await session.press("a")
        await session.fill("https://user:s3cr3t@gone.example/feed")
        assert "gone.example: the server answers 404 (not found)." in words(session)
        assert session.app.screen.query_one("#box-hint").has_class("-wrong")
        await session.fill("nothing.example")
        assert "neither a feed nor a page" in words(session)
        await session.fill("/no/such/place")
        assert "there is no such file or folder" in words(session)
        with session.room.held("offer") as gate:
            session.app.screen.query_one("#box-input").value = "coast.example"
            await session.press_only("enter")
            await session.until(lambda: session.room.did("offer")[-1] == "https://coast.example")
            await session.press_only("escape")
            assert isinstance(session.app.screen, AddScreen)
            assert not session.lines("Looking at")
            gate.set()
            await session.settle()
        assert not session.lines("20 entries")
        session.room.fail("offer", OSError("the disk is gone"))
        await session.fill("coast.example")
        assert "Looking at it failed" in words(session)
        await session.press("escape")
        assert not isinstance(session.app.screen, AddScreen)
        assert session.toasts == []


async def test_a_path_is_added_as_it_is(opened: Open, tmp_path: Path) -> None:
    async with opened(offering()) as session:
        await session.press("a")
        await session.fill(str(tmp_path))
        assert session.room.did("add") == [[str(tmp_path)]]
        assert session.room.did("offer") == []
    async with opened(offering(), sample=True) as session:
        await session.press("a")
        assert "These samples are kept apart from your library" in session.toasts[-1]


async def test_what_strangers_say_of_themselves_is_shown_as_it_is(opened: Open) -> None:
    async with opened(library()) as session:
        await session.press("a")
        for number, text in enumerate(HOSTILE[:4]):
            url = f"https://{number}.example"
            feed = OfferedFeed(f"{url}/feed", text, (f"headline {text}",), 1)
            session.room.subscriptions.offers[url] = Offer(url, text, (feed,), page=True)
            await session.fill(url)
            assert session.lines(f"headline {text}")
            assert len(session.lines(text)) >= 3
        session.room.fail("offer", broken("error [/ x"))
        await session.fill("https://0.example/")
        assert session.lines("error [/ x")
        await session.press("escape")


async def test_nobody_waits_for_a_server_at_the_end(opened: Open) -> None:
    room = offering()
    with room.held("offer"):
        async with opened(room) as session:
            await session.press("a")
            session.app.screen.query_one("#box-input").value = "coast.example"
            await session.press_only("enter")
            await session.until(lambda: room.did("offer"))
        assert room.closed
        assert "afar" in [thread.name for thread in threading.enumerate()]


def test_what_is_typed_is_an_address_or_a_path() -> None:
    assert _address("https://a.example/feed") == "https://a.example/feed"
    assert _address("feed:https://a.example/feed") == "https://a.example/feed"
    assert _address("feed://a.example/feed") == "https://a.example/feed"
    assert _address("a.example/feed?x=/y") == "https://a.example/feed?x=/y"
    assert _address("~/a.txt") is _address("/a.txt") is _address("./a.txt") is _address("news") is None
    assert _address("two words.txt") is None
