"""Keys that come faster than they can be answered all do what they would have done one by one."""

from typing import Any

from textual.events import Paste
from textual.widgets import Input, TextArea

from reader.newsroom.annotating import LONGEST_NOTE
from reader.ui.arrangement import Pane
from reader.ui.pressing import LONGEST
from tests.ui.conftest import Open
from tests.ui.library import BRIDGE, LONG


async def test_letters_behind_the_filter_key_are_typed(opened: Open) -> None:
    async with opened() as session:
        await session.burst("f", "f", "e", "r", "r", "y")
        assert "filter: ferry" in session.text.splitlines()[0]
        assert None not in session.room.did("look")
        assert session.app.clipboard == ""


async def test_a_search_typed_and_entered_at_once_opens_what_it_finds(opened: Open) -> None:
    async with opened() as session:
        await session.burst("slash", *"kestrel", "enter")
        await session.until(lambda: session.here is Pane.ARTICLE)
        await session.settle()
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == BRIDGE.id


async def test_a_view_is_chosen_blindly(opened: Open) -> None:
    async with opened() as session:
        await session.burst("v", "k", "enter")
        assert session.text.splitlines()[0].startswith(" Reader  Inbox")


async def test_the_palette_is_typed_in_blindly(opened: Open) -> None:
    async with opened() as session:
        await session.burst("m", "ctrl+p", *"undo", "enter")
        await session.until(lambda: session.toasts)
        assert not session.room.states[session.room.articles[3].id].read


async def test_moving_opening_and_scrolling(opened: Open) -> None:
    async with opened() as session:
        await session.burst("j", "j", "j", "enter", "j", "j", "j")
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == LONG.id
        assert session.main.view.scroll_offset.y == 3


async def test_finding_in_an_article_not_there_yet(opened: Open) -> None:
    async with opened() as session:
        await session.burst("j", "enter", "slash", *"crack")
        assert session.lines("1/3")


async def test_many_next(opened: Open) -> None:
    async with opened() as session:
        await session.burst("n", "n", "n")
        assert session.main.headlines.index == 3
        assert [read for ids, read in session.room.did("mark")] == [True, True]


async def test_cuts_one_after_another(opened: Open) -> None:
    async with opened() as session:
        await session.burst("j", "x", "x", "x", "x")
        await session.until(lambda: len(session.room.did("restore")) == 3)


async def test_letters_and_what_takes_them_back_keep_their_order(opened: Open) -> None:
    async with opened() as session:
        await session.burst("f", *"fxx", "backspace", "backspace", *"erry")
        assert session.main.browsing.filter == "ferry"


async def test_keys_behind_a_choice_are_for_what_it_leads_to(opened: Open) -> None:
    async with opened() as session:
        await session.burst("slash", *"kestrel", "enter", "q", "v", "k", "enter", "j")
        assert session.text.splitlines()[0].startswith(" Reader  Inbox")
        assert session.here is Pane.HEADLINES


async def test_of_a_million_characters_that_are_pasted_a_line_takes_what_a_line_may_need(opened: Open) -> None:
    async with opened() as session:
        await session.press("f")
        session.app.post_message(Paste("ferry " * 200_000))
        await session.until(lambda: isinstance(session.app.focused, Input) and session.app.focused.value != "")
        assert isinstance(session.app.focused, Input)
        assert session.app.focused.value == ("ferry " * 1_000)[:LONGEST]


async def test_a_note_takes_no_more_of_what_is_pasted_than_tells_that_it_is_too_much(opened: Open) -> None:
    async with opened() as session:
        await session.press("N")
        await session.until(lambda: isinstance(session.app.focused, TextArea))
        session.app.post_message(Paste("ferry " * 200_000))
        await session.until(lambda: isinstance(session.app.focused, TextArea) and session.app.focused.text != "")
        assert isinstance(session.app.focused, TextArea)
        assert len(session.app.focused.text) == LONGEST_NOTE + 1
        session.app.focused.clear()


async def test_a_flood_of_keys_is_not_drawn_key_by_key(opened: Open) -> None:
    async with opened() as session:
        display, frames = session.app._display, [0]

        def count(screen: Any, update: Any) -> None:
            frames[0] += 1
            display(screen, update)

        session.app._display = count  # type: ignore[method-assign]
        await session.burst(*["j", "k"] * 200, "j")
        assert session.main.headlines.index == 1
        assert session.lines("▌")
        assert frames[0] < 200


async def test_enter_ends_a_filter_and_a_search_in_the_text_before_the_next_key(opened: Open) -> None:
    async with opened() as session:
        await session.burst("f", *"ferry", "enter", "j")
        assert session.main.browsing.filter == "ferry"
        assert session.main.headlines.index == 1
        await session.burst("enter", "slash", *"the", "enter", "n", "n")
        finding = session.main.view.finding
        assert finding.wanted == "the"
        assert finding.count is not None
        assert finding.count[0] == 3


async def test_a_filter_that_stands_is_typed_anew(opened: Open) -> None:
    async with opened() as session:
        await session.burst("f", *"ferry", "enter", "f", *"crack", "enter")
        assert session.main.browsing.filter == "crack"
