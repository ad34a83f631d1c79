from reader.actions import ACTIONS
from reader.config import Config
from reader.ui.arrangement import Pane
from tests.ui.conftest import NARROW, TINY, WIDE, Open
from tests.ui.library import BRIDGE, LONG, library


async def test_views(opened: Open) -> None:
    room = library()
    room.states[BRIDGE.id].read = True
    room.states[LONG.id].bookmarked = True
    async with opened(room) as session:
        await session.press("v")
        for line in ("Inbox (unread)", "All", "Bookmarks", "Harbour Post", "Northline Wire"):
            assert session.lines(line)
        await session.press("g", "enter")
        assert session.text.splitlines()[0].startswith(" Reader  Inbox")
        assert session.main.headlines.count == 7
        await session.press("v", "j", "j", "enter")
        assert session.main.headlines.count == 1
        await session.press("v", "j", "j", "enter")
        assert session.text.splitlines()[0].startswith(" Reader  Harbour Post")
        assert session.main.headlines.count == 3
        await session.press("v", "q")
        assert session.here is Pane.HEADLINES


async def test_views_can_be_searched(opened: Open) -> None:
    async with opened() as session:
        await session.press("v", "slash")
        await session.write("north")
        await session.press("enter")
        assert session.text.splitlines()[0].startswith(" Reader  Northline Wire")


async def test_an_article_read_in_the_inbox_stays_until_one_moves_on(opened: Open) -> None:
    config = Config(ascii=False, mark_read_after=0.05)
    async with opened(config=config) as session:
        await session.press("v", "g", "enter", "j", "enter")
        await session.until(lambda: session.main.browsing.counts.unread == 7)
        await session.settle()
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == BRIDGE.id
        assert session.main.headlines.count == 8
        await session.press("n")
        await session.until(lambda: session.main.headlines.count == 7)


async def test_themes_are_previewed_and_kept(opened: Open) -> None:
    async with opened() as session:
        await session.press("T", "j")
        assert session.app.theme == "reader-paper"
        await session.press("escape")
        assert session.app.theme == "reader-night"
        await session.press("T", "j", "enter")
        assert session.app.theme == "reader-paper"
        assert session.room.kept("theme") == "reader-paper"
    async with opened(session.room) as session:
        assert session.app.theme == "reader-paper"


async def test_every_theme_can_be_shown(opened: Open) -> None:
    async with opened(size=TINY) as session:
        for name in session.app.available_themes:
            session.app.theme = name
            await session.pilot.pause()
            assert "Headlines" in session.text
        assert session.toasts == []


async def test_help_shows_every_action_with_its_keys(opened: Open) -> None:
    async with opened(size=(120, 100)) as session:
        await session.press("question_mark")
        shown = " ".join(session.text.split())
        for action in ACTIONS:
            assert action.help.split(";")[0].rstrip(".")[:40] in shown
        await session.write("bookm")
        assert not session.lines("Move or scroll")


async def test_help_is_searchable_and_does_what_is_chosen(opened: Open) -> None:
    async with opened(size=WIDE) as session:
        await session.press("question_mark")
        await session.write("only the article")
        await session.press("enter")
        assert "Headlines" not in session.text


async def test_the_palette_calls_actions_by_name(opened: Open) -> None:
    async with opened() as session:
        await session.press("m")
        assert session.room.states[session.room.articles[3].id].read
        await session.press("ctrl+p")
        await session.write("undo")
        await session.press("enter")
        assert not session.room.states[session.room.articles[3].id].read
        await session.press("ctrl+p")
        assert session.lines("Actions")
        await session.write("zebra")
        assert "Nothing is called “zebra”." in session.text
        await session.press("enter", "escape")
        assert not session.lines("Actions")


async def test_pickers_move_with_letters_and_are_whole_on_a_tiny_screen(opened: Open) -> None:
    async with opened(size=TINY) as session:
        await session.press("v", "j", "k", "G", "space", "pageup", "down", "up", "tab")
        assert session.lines("Views")
        assert session.lines("Chronicle")
        await session.press("escape", "slash")
        await session.write("ferry")
        assert session.lines("Ferry queues")


async def test_the_rail_takes_another_size_with_the_screen(opened: Open) -> None:
    async with opened(size=WIDE) as session:
        await session.press("v")
        await session.pilot.resize_terminal(*NARROW)
        await session.until(lambda: session.app.screen.query_one("#box-rows").size.height < NARROW[1])
        assert session.lines("Bookmarks")
        assert all(len(line) <= NARROW[0] for line in session.text.splitlines())
