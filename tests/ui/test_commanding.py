"""The command line on the screen."""

import json

import pytest

from reader.config import Config
from reader.ui.arrangement import Pane
from reader.ui.command_line.commands import VERBS
from reader.ui.lately import COMMANDS
from reader.ui.screens.command import CommandScreen
from tests.ui.conftest import TINY, WIDE, Open, Session
from tests.ui.library import BRIDGE, TARIFF


def keys_of(text: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in text]


async def enter(session: Session, text: str) -> None:
    await session.burst("colon", *keys_of(text), "enter")


def last(session: Session) -> str:
    return session.text.splitlines()[-1]


async def test_typed_at_once_it_does_what_it_says_and_nothing_leaks(opened: Open) -> None:
    async with opened() as session:
        await session.burst("colon", *keys_of("theme nord"), "enter", "j", "j")
        assert session.app.theme == session.room.kept("theme") == "nord"
        assert session.main.headlines.index == 2
        await session.burst("colon", *"rex", "backspace", *"ad", "enter", "colon", *"undo", "enter")
        assert session.room.did("mark") == [((TARIFF.id,), True)]
        assert not session.room.states[TARIFF.id].read
        assert session.here is Pane.HEADLINES


async def test_it_offers_completes_and_previews_while_the_panes_stay(opened: Open) -> None:
    async with opened() as session:
        await session.press("colon")
        await session.write("the")
        assert session.lines("theme THEME  Take another theme")
        assert session.lines("Ferry queues reach the fish")
        await session.press("tab")
        await session.write("read")
        await session.press("tab", "tab", "tab")
        assert last(session).startswith(":theme reader-paper")
        await session.until(lambda: session.app.theme == "reader-paper")
        await session.press("shift+tab")
        assert last(session).startswith(":theme reader-night")
        await session.press("tab", "escape")
        assert session.app.theme == "reader-night"
        assert session.room.kept("theme") is None
        await session.press("colon", "backspace")
        assert session.app.screen is session.main


async def test_a_folder_to_export_to_that_is_not_there_is_told_before_the_line_closes(opened: Open) -> None:
    async with opened() as session:
        await enter(session, "export /there/is/none/x.md")
        assert session.lines("There is no folder /there/is/none.")
        assert last(session).startswith(":export /there/is/none/x.md")
        assert session.toasts == []


async def test_what_comes_while_the_line_is_being_taken_away_is_passed_over(opened: Open) -> None:
    async with opened() as session:
        await session.press("colon")
        line = session.app.screen
        assert isinstance(line, CommandScreen)
        closed = line.dismiss(None)
        await line.remove_children()  # the first part of taking it away
        line.offer()
        await closed
        assert session.app.screen is session.main


async def test_what_is_wrong_is_told_and_can_be_mended(opened: Open) -> None:
    async with opened() as session:
        await enter(session, "bokmark")
        assert session.lines("There is no command “bokmark”; did you mean “:bookmark”?")
        assert last(session).startswith(":bokmark")
        await session.press("ctrl+u")
        assert not session.lines("There is no command")
        for line, complaint in {
            "view zebra": "No view is called “zebra”",
            "view o": "“o” may be “",
            "filter is:big": "'is:' takes unread",
            "99": "The list has 8 rows.",
            "open zebra": "No article matches “zebra”.",
            "set measure 5": "it must be a whole number from 30 to 160",
            "set colour red": "cannot be set while Reader runs",
        }.items():
            await session.burst("ctrl+u", *keys_of(line), "enter")
            assert session.lines(complaint)
            assert last(session).startswith(f":{line}")


async def test_going_places(opened: Open) -> None:
    async with opened() as session:
        await enter(session, "3")
        assert session.main.headlines.index == 2
        await enter(session, "$")
        assert session.main.headlines.index == 7
        await enter(session, "open kestrel")
        assert session.here is Pane.ARTICLE
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == BRIDGE.id
        await enter(session, "view northl")
        assert session.text.splitlines()[0].startswith(" Reader  Northline Wire")
        await enter(session, "filter harbour")
        assert "filter: harbour" in session.text.splitlines()[0]
        await enter(session, "search tariff")
        assert session.lines("1 found")


async def test_changing_things_can_be_undone(opened: Open) -> None:
    async with opened() as session:
        await enter(session, "3")
        await enter(session, "tag water farm")
        assert session.room.annotating.tags_of(TARIFF.id) == ("water", "farm")
        await enter(session, "undo")
        assert session.room.annotating.tags_of(TARIFF.id) == ()
        await enter(session, "set measure 40")
        assert any("measure is 40 until you quit" in toast for toast in session.toasts)
        assert session.main.config.measure == 40
        await enter(session, "undo")
        assert session.main.config.measure == 72


async def test_a_tag_with_spaces_is_given_in_its_box(opened: Open) -> None:
    async with opened() as session:
        await enter(session, 'tag "long reads"')
        assert session.lines("A space parts two tags here; t gives and takes off those with spaces in them.")
        await session.press("escape")
        await enter(session, "tag")
        await session.write("long reads")
        await session.press("enter", "escape")
        article = session.room.articles[3].id
        assert session.room.annotating.tags_of(article) == ("long reads",)
        await enter(session, "untag “long reads”")
        assert session.lines("A space parts two tags here")


async def test_what_each_command_does_is_told_whole_in_few_columns(opened: Open) -> None:
    async with opened(size=TINY) as session:
        await session.press("colon")
        for verb in VERBS:
            await session.press_only("tab")
            marked = next(line for line in session.text.splitlines()[-4:-1] if line.startswith("▌"))
            assert marked.strip("▌ ").startswith(verb.name)
            assert marked.removesuffix("1 more").rstrip().endswith((verb.brief, verb.help))


async def test_history_outlives_the_session_without_secrets(opened: Open) -> None:
    async with opened() as session:
        await enter(session, "view Inbox")
        await enter(session, "search https://me:hunter2@news.example/")
        await session.press("escape")
    assert json.loads(session.room.kept(COMMANDS) or "") == ["view Inbox"]
    async with opened(session.room) as session:
        await session.press("colon", "up")
        assert last(session).startswith(":view Inbox")
        await session.press("down")
        assert not last(session).startswith(":v")


async def test_an_action_without_a_key_is_told_by_its_command(opened: Open) -> None:
    async with opened(config=Config(ascii=False, keys={"undo": (), "bookmark": ()})) as session:
        await session.press("b", "A")
        assert session.room.did("bookmark") == []
        assert any(toast.endswith(":undo undoes") for toast in session.toasts)
        assert "bookmark" not in last(session)
        await enter(session, "undo")
        assert not session.room.states[BRIDGE.id].read


@pytest.mark.parametrize("size", [WIDE, TINY])
async def test_the_help_is_narrowed_by_a_key(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await enter(session, "help ^d")
        assert session.lines("The key ^d")
        assert session.lines("Space PgDn ^d")
