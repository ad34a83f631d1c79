"""Following stories on the screen, and correcting how articles are grouped."""

from contextlib import closing
from pathlib import Path

from reader.config import Config
from reader.newsroom import open_newsroom
from reader.paths import Home
from reader.query import Query
from reader.ui.arrangement import Pane
from tests.fakes import NOW, FakeNewsroom
from tests.ui.conftest import Open
from tests.ui.stories import BRIDGE, CLOSED, DINNER, MEMO, QUEUES, REPAIR, TARIFF, VOTE, with_stories
from tests.ui.test_story_screen import STORIES


async def test_f_follows_the_story_of_a_row_and_undo_takes_it_back(opened: Open) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press(*STORIES, "F")
        assert "Following “Kestrel Bridge shut” · U undoes" in session.toasts
        await session.until(lambda: session.lines("followed"))
        await session.press("U")
        await session.until(lambda: not session.lines("followed"))
        assert room.stories.groups[BRIDGE].known is None


async def test_f_follows_the_story_of_an_article_wherever_one_is(opened: Open) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press("j", "F")
        assert room.did("follow") == [BRIDGE]
        await session.press("enter", "F")
        assert room.did("unfollow") == [BRIDGE]
        await session.press("l", "F")
        assert room.did("follow") == [BRIDGE, BRIDGE]
        await session.until(lambda: session.lines("S opens it · followed"))
        await session.press("S", "F")
        assert room.did("unfollow") == [BRIDGE, BRIDGE]


async def test_an_article_without_a_story_cannot_be_followed(opened: Open) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press("F")
        assert any("No other report" in toast for toast in session.toasts)
        await session.press("U")
        assert "Nothing to undo." in session.toasts


async def test_opening_notes_the_look_and_what_was_new_stays_marked_until_one_leaves(opened: Open) -> None:
    room = with_stories()
    room.stories.followed(BRIDGE, CLOSED.id, QUEUES.id)
    async with opened(room) as session:
        await session.press(*STORIES, "enter")
        await session.until(lambda: room.did("looked_at") == [BRIDGE])
        await session.pilot.pause(0.8)  # the watch for changes has come round
        await session.settle()
        assert session.lines("2 new since Wednesday · 4 reports")
        assert session.lines("followed · 2 new since Wednesday")
        assert session.lines("new · 15:30 · Harbour Post")
        item = session.main.timeline.item
        assert item is not None
        assert item.headline.id == REPAIR.id
        await session.press("enter", "q")
        assert session.lines("new · 15:30 · Harbour Post")
        await session.press("q")
        await session.until(lambda: not session.lines("2 new since"))
        await session.until(lambda: not session.lines("new · 15:30"))
        assert session.main.story_list.item is not None
        assert session.main.story_list.item.id == BRIDGE
        assert room.did("looked_at") == [BRIDGE]


async def test_a_report_that_comes_while_one_looks_is_marked_too(opened: Open) -> None:
    room = with_stories()
    room.stories.followed(TARIFF, *room.stories.groups[TARIFF].articles)
    async with opened(room) as session:
        await session.press(*STORIES, "j", "enter")
        await session.until(lambda: room.did("looked_at") == [TARIFF])
        room.stories.groups[TARIFF].articles.append(DINNER.id)
        room._version += 1
        await session.until(lambda: session.lines("new · 17:30 · Harbour Post"))
        await session.until(lambda: room.did("looked_at") == [TARIFF, TARIFF])


async def test_minus_takes_a_report_out_of_its_story_for_all_the_others(opened: Open) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press(*STORIES, "enter", "j", "minus")
        assert room.did("unlink") == [(QUEUES.id, CLOSED.id, REPAIR.id, MEMO.id)]
        said = "“Ferry queues stretch to the fish market” is not of the story “Kestrel Bridge shut” · U undoes"
        assert said in session.toasts
        await session.until(lambda: not session.lines("● Ferry queues"))
        await session.press("U")
        await session.until(lambda: session.lines("● Ferry queues"))


async def test_plus_on_a_member_keeps_it_there(opened: Open) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press(*STORIES, "enter", "j", "plus")
        assert room.did("pin") == [(CLOSED.id, QUEUES.id)]


async def test_plus_and_minus_on_a_related_row_correct_the_story_of_the_open_article(opened: Open) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press("j", "enter", "l", "minus")
        assert room.did("unlink") == [(REPAIR.id, QUEUES.id)]
        await session.press("G", "plus")
        assert room.did("pin") == [(REPAIR.id, DINNER.id)]
        assert any("belongs to the story of" in toast for toast in session.toasts)
        assert DINNER.id in room.stories.groups[BRIDGE].articles
        await session.press("U")
        await session.until(lambda: DINNER.id not in room.stories.groups[BRIDGE].articles)
        assert session.here is Pane.RELATED


async def test_where_there_is_nothing_to_correct_a_sentence_says_why(opened: Open) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press("j", "plus", "enter", "minus")
        assert len([toast for toast in session.toasts if toast.startswith("Go to a row")]) == 2
        await session.press("l", "j", "j")
        assert session.main.related.item is not None
        assert session.main.related.item.id is None
        await session.press("plus")
        assert "This article is not in your library, so there is nothing to group." in session.toasts
        await session.press("F", "S")
        assert any("belongs to no story" in toast for toast in session.toasts)
        assert room.did("pin") == room.did("unlink") == room.did("follow") == []


async def test_undo_after_the_story_was_left(opened: Open) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press(*STORIES, "j", "enter", "minus")
        await session.until(lambda: session.lines("No second report"))
        await session.press("q")
        await session.until(lambda: session.main.story_list.count == 1)
        await session.press("U")
        await session.until(lambda: session.main.story_list.count == 2)
        assert VOTE.id in room.stories.groups[TARIFF].articles


async def test_in_a_library_on_the_disk(opened: Open, tmp_path: Path) -> None:
    home = Home.under(tmp_path / "home")
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "2026-11-12-bridge.txt").write_text("Bridge shut\n\nA crack was found.", "utf-8")
    (folder / "2026-11-14-ferry.txt").write_text("Ferry queues\n\nThey are long.", "utf-8")
    with closing(open_newsroom(home, now=lambda: NOW)) as room:
        room.add([str(folder)])
        ids = [headline.id for headline in room.headlines(room.listing(Query()).rows)]
        room._archive.stories.assign(dict.fromkeys(ids, "aa00bb"), {"aa00bb": "The bridge"})
    async with opened(open_newsroom(home, now=lambda: NOW), config=Config(ascii=False, watch=False)) as session:
        await session.press(*STORIES[:1], "g", "j", "j", "j", "enter")
        assert session.lines("● The bridge")
        await session.press("F", "enter")
        await session.until(lambda: session.lines("followed · nothing new"))
        await session.press("minus")
        assert any("is not of the story “The bridge”" in toast for toast in session.toasts)
    with closing(open_newsroom(home)) as room:
        assert room.stories.corrections() == (frozenset(), frozenset({(min(ids), max(ids))}))
        assert room._shelf.follows()[0].articles


async def test_in_an_empty_library_the_keys_say_that_there_is_no_article(opened: Open) -> None:
    async with opened(FakeNewsroom()) as session:
        await session.press("S", "F")
        assert session.toasts == ["There is no article here."] * 2
