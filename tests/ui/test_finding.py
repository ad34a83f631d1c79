import asyncio

from reader.ui.arrangement import Pane
from reader.ui.widgets.row_list import RowList
from tests.ui.conftest import NARROW, Open
from tests.ui.library import BRIDGE, LONG, library


def titles(text: str) -> list[str]:
    return [line.split("│")[0] for line in text.splitlines() if "●" in line.split("│")[0]]


async def test_the_list_is_filtered_while_typing(opened: Open) -> None:
    async with opened() as session:
        await session.press("f")
        await session.write("bri")
        assert "filter: bri" in session.text.splitlines()[0]
        assert "2 of 8" in session.text.splitlines()[0]
        assert len(titles(session.text)) == 2
        assert "The crack is eleven centimetres" in session.text
        await session.press("backspace", "backspace", "backspace")
        assert len(titles(session.text)) == 8


async def test_enter_keeps_the_filter_and_escape_ends_it(opened: Open) -> None:
    async with opened() as session:
        await session.press("f")
        await session.write("bridge")
        await session.press("enter")
        assert session.app.focused is session.main.headlines
        await session.press("j")
        assert session.main.headlines.index == 1
        await session.press("escape")
        assert len(titles(session.text)) == 8
        assert "filter" not in session.text.splitlines()[0]
        headline = session.main.headlines.headline
        assert headline is not None
        assert headline.id == LONG.id


async def test_escape_while_typing_ends_the_filter(opened: Open) -> None:
    async with opened() as session:
        await session.press("f")
        await session.write("ferry")
        await session.press("escape")
        assert len(titles(session.text)) == 8
        assert session.app.focused is session.main.headlines


async def test_a_wrong_filter_says_what_is_wrong_and_leaves_the_list(opened: Open) -> None:
    async with opened() as session:
        await session.press("f")
        await session.write('"ferry')
        assert "This quote is never closed" in session.text
        assert session.main.headlines.count == 8
        await session.write('"')
        assert "This quote is never closed" not in session.text


async def test_no_match_says_so(opened: Open) -> None:
    async with opened() as session:
        await session.press("f")
        await session.write("[/zebra")
        assert "No article matches “[/zebra”" in session.text
        await session.press("enter", "j", "enter")
        assert session.here is Pane.HEADLINES


async def test_keys_move_in_the_list_while_typing(opened: Open) -> None:
    async with opened() as session:
        await session.press("f", "down", "down")
        assert session.main.headlines.index == 2


async def test_the_answer_to_what_was_typed_last_wins(opened: Open) -> None:
    async with opened() as session:
        with session.room.held("listing") as gate:
            await session.press_only("f", "f", "e", "r")
            await session.until(lambda: len(session.room.did("listing")) >= 2)
            await session.press_only("backspace", "backspace", "backspace")
            await asyncio.sleep(0.2)
            gate.set()
            await session.until(lambda: len(titles(session.text)) == 8)
            await session.settle()
        assert len(titles(session.text)) == 8


async def test_searching_everything(opened: Open) -> None:
    async with opened() as session:
        await session.press("slash")
        assert "Results appear while you type." in session.text
        await session.write("kestrel")
        assert session.lines("Port Ansel shuts Kestrel Bridge after inspectors find a crack")
        assert "Inspectors closed the Kestrel Bridge" in session.text
        await session.press("enter")
        assert session.here is Pane.ARTICLE
        article = session.main.reading.article
        assert article is not None
        assert article.id == BRIDGE.id
        assert session.main.headlines.count == 8
        await session.press("H")
        assert session.main.reading.article is not None
        assert session.main.reading.article.id != BRIDGE.id


async def test_moving_in_the_results(opened: Open) -> None:
    async with opened(size=NARROW) as session:
        await session.press("slash")
        await session.write("the")
        await session.press("down", "enter")
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == session.room.articles[1].id


async def test_a_search_without_results_or_with_a_mistake_says_so(opened: Open) -> None:
    async with opened() as session:
        await session.press("slash")
        await session.write("zebra")
        assert "No article matches “zebra”." in session.text
        await session.press("enter")
        await session.write(" is:big")
        assert "'is:' takes unread, read, bookmarked" in session.text
        await session.press("escape")
        assert session.here is Pane.HEADLINES


async def test_a_late_answer_to_an_earlier_search_is_dropped(opened: Open) -> None:
    async with opened() as session:
        await session.press("slash")
        with session.room.held("search") as gate:
            await session.press_only("f", "e")
            await session.until(lambda: session.room.did("search"))
            await session.press_only("backspace", "backspace", "n", "u")
            await asyncio.sleep(0.2)
            gate.set()
            await session.until(lambda: session.lines("Maren nurses vote"))
            await session.settle()
        assert session.lines("Maren nurses vote")
        assert not session.lines("Ferry queues reach the fish market · ")


async def test_finding_in_the_text(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "j", "j", "enter", "slash")
        await session.write("BOATS that")
        assert session.lines("1/40")
        await session.press("enter", "n", "n", "p")
        assert session.lines("2/40")
        assert "n p next match" in session.text.splitlines()[-1]
        await session.press("p", "p")
        assert session.lines("40/40")
        assert session.main.view.scroll_offset.y > 50
        await session.press("escape")
        assert "Find" not in session.text
        assert session.here is Pane.ARTICLE
        await session.press("n")
        article = session.main.reading.article
        assert article is not None
        assert article.id != LONG.id


async def test_finding_nothing_says_so(opened: Open) -> None:
    async with opened() as session:
        await session.press("enter", "slash")
        await session.write("zebra")
        assert session.lines("0/0")
        await session.press("enter", "n", "q")
        assert session.here is Pane.ARTICLE


async def test_an_empty_filter_entered_is_no_filter(opened: Open) -> None:
    async with opened(library()) as session:
        await session.press("f", "enter")
        assert "Filter" not in session.text


async def test_filters_are_completed_and_a_search_becomes_the_filter_of_the_list(opened: Open) -> None:
    async with opened() as session:
        await session.burst("slash", *"the", "space", *"sou", "tab")
        await session.burst(*"north", "tab")
        assert 'the source:"Northline Wire"' in session.text
        await session.until(lambda: session.lines("1 found"))
        await session.press("ctrl+f")
        assert 'filter: the source:"Northline Wire"' in session.text.splitlines()[0]
        assert session.main.headlines.count == 1
        await session.press("escape", "slash", "up")
        assert 'the source:"Northline Wire"' in session.text
        await session.press("escape", "f", "up")
        assert session.main.browsing.filter == 'the source:"Northline Wire"'
        await session.press("escape")
        await session.burst("f", *"is", "tab", *"re", "tab", "enter")
        assert session.main.browsing.filter == "is:read"


async def test_the_newest_come_at_once_and_the_article_gone_to_stays_selected(opened: Open) -> None:
    async with opened() as session:
        await session.press("slash")
        with session.room.held("search") as gate:
            await session.press_only(*"the")
            await session.until(lambda: session.lines("newest first"))
            await session.press_only("down", "down")
            chosen = session.app.screen.query_one("#box-rows", RowList).item
            gate.set()
            await session.until(lambda: session.lines("best first"))
        rows = session.app.screen.query_one("#box-rows", RowList)
        assert rows.item.id == chosen.id
        assert rows.led  # a screen reader's cursor stays on it
        await session.press("enter")
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == chosen.id
