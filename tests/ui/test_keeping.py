import asyncio

from reader.config import Config
from reader.errors import StoreError
from reader.ui.arrangement import Pane
from tests.fakes import FakeNewsroom
from tests.ui.conftest import MEDIUM, Open
from tests.ui.library import BRIDGE, LONG, library

CUT = "Follow the Harbour Post on every channel"


async def test_a_star_appears_once_the_bookmark_is_on_the_disk(opened: Open) -> None:
    async with opened() as session:
        await session.press("j")
        with session.room.held("bookmark") as gate:
            await session.pilot.press("b")
            await session.until(lambda: session.room.did("bookmark"))
            await asyncio.sleep(0.1)
            assert "★" not in session.text
            gate.set()
            await session.settle()
        assert "3 h · 1 min ★" in session.text
        await session.press("s")
        assert "★" not in session.text
        assert session.room.did("unbookmark") == [BRIDGE.id]


async def test_two_quick_presses_undo_each_other(opened: Open) -> None:
    async with opened() as session:
        await session.press("b", "b")
        assert not session.room.states[session.room.articles[3].id].bookmarked


async def test_what_cannot_be_kept_says_so_and_shows_no_star(opened: Open) -> None:
    async with opened() as session:
        session.room.fail("bookmark", StoreError("shelf.json: the disk is full; make room and try again"))
        await session.press("b")
        assert session.toasts == ["shelf.json: the disk is full; make room and try again"]
        assert "★" not in session.text
        await session.press("m")
        assert session.room.did("mark")


async def test_marks_are_made_where_one_is(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "l", "l", "b", "m")
        assert session.room.states[LONG.id].bookmarked
        assert session.room.states[LONG.id].read
        await session.press("j", "j", "b")
        assert session.toasts[-1] == "This article is not in your library."


async def test_marking_read_and_unread_and_undoing(opened: Open) -> None:
    async with opened() as session:
        first = session.room.articles[3].id
        await session.press("m")
        assert session.room.states[first].read
        await session.press("m")
        assert not session.room.states[first].read
        await session.press("U")
        assert session.room.states[first].read
        await session.press("U")
        assert not session.room.states[first].read
        await session.press("U")
        assert session.toasts[-1] == "Nothing to undo."


async def test_marking_all_read_and_undoing(opened: Open) -> None:
    async with opened() as session:
        await session.press("A")
        assert "Marked 8 read · U undoes" in session.toasts
        assert "8 articles · 0 unread" in session.text
        assert "●" not in session.text.replace("●", "", 0).split("Article")[0]
        await session.press("U")
        assert "8 articles · 8 unread" in session.text


async def test_only_the_view_is_marked(opened: Open) -> None:
    async with opened() as session:
        await session.press("f")
        await session.write("harbour")
        await session.press("enter", "A")
        read = [article.title for article in session.room.articles if session.room.states[article.id].read]
        assert read == [LONG.title]


async def test_cuts_are_shown_in_place_and_restored_for_good(opened: Open) -> None:
    async with opened() as session:
        await session.press("j")
        assert CUT not in session.text
        await session.press("x")
        assert session.here is Pane.ARTICLE
        assert CUT in session.text
        assert "promotion · it begins with “follow”" in session.text
        assert "x restore for good" in session.text.splitlines()[-1]
        await session.press("j", "x")
        assert session.room.did("restore") == ["Share this article"]
        assert "Restored 1 line · U undoes" in session.toasts
        assert "share · it says “share this article”" not in session.text
        assert "Share this article" in session.text
        await session.press("U")
        assert "share · it says “share this article”" in session.text
        await session.press("escape")
        assert CUT not in session.text
        assert session.here is Pane.ARTICLE


async def test_restoring_every_cut_ends_it(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "x", "x", "x", "x")
        assert len(session.room.did("restore")) == 3
        assert "restore for good" not in session.text.splitlines()[-1]
        await session.press("x")
        assert session.toasts[-1] == "Nothing was cut from this article."


async def test_an_article_says_how_much_was_cut(opened: Open) -> None:
    async with opened(size=MEDIUM) as session:
        await session.press("j", "enter", "G")
        assert "3 lines cut · x shows them" in session.text


async def test_what_was_told_is_done_before_the_end(opened: Open) -> None:
    room = library()
    async with opened(room) as session:
        with room.held("bookmark") as gate:
            await session.pilot.press("b")
            await session.until(lambda: room.did("bookmark"))
            session.app.exit()
            await asyncio.sleep(0.05)
            gate.set()
            await asyncio.sleep(0.05)
    assert room.states[room.articles[3].id].bookmarked
    assert room.closed


async def test_keys_of_ones_own(opened: Open) -> None:
    config = Config(ascii=False, keys={"bookmark": ("B",), "toggle_read": ("b",), "down": ("k",), "up": ("j",)})
    async with opened(FakeNewsroom(library().articles), config=config) as session:
        await session.press("k", "B", "b")
        assert session.room.did("bookmark") == [BRIDGE.id]
        assert session.room.states[BRIDGE.id].read
        assert "B bookmark" in session.text.splitlines()[-1]


async def test_one_key_marks_an_article_and_its_copies_read_and_that_is_undone(opened: Open) -> None:
    async with opened() as session:
        first, other = session.room.articles[3].id, LONG.id
        session.room.copies[first] = [other]
        await session.press("m", "m")
        assert session.lines("+1")
        assert not session.room.states[other].read
        await session.press("M")
        assert session.room.states[first].read
        assert session.room.states[other].read
        assert session.toasts[-1].startswith("Marked 2 read")
        await session.press("U")
        assert not session.room.states[other].read
