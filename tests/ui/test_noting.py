"""Tagging articles and writing notes about them."""

import pytest
from textual import events
from textual.widgets import Input, TextArea

from reader.errors import StoreError
from reader.ui.painting.marks import ASCII, UNICODE
from reader.ui.screens.main import MainScreen
from reader.ui.screens.note import NoteScreen
from reader.ui.screens.tags import TagScreen
from reader.ui.wording.annotations import annotation_lines
from tests.fake_subscriptions import feed
from tests.fakes import FakeNewsroom
from tests.ui.conftest import NARROW, TINY, Open
from tests.ui.library import BRIDGE, LONG, library
from tests.ui.test_hostile import HOSTILE


def known() -> FakeNewsroom:
    room = library()
    room._sources[0] = feed("Harbour Post", "https://harbour-post.example/feed", tags=("coast",))
    room.annotating.tags = {LONG.id: ("economy", "sea")}
    return room


def test_tags_and_a_long_note_take_few_lines() -> None:
    lines = [*annotation_lines(("sea", "to read"), "\n".join(f"{n}\tline" for n in range(9)), 20, ASCII, {"note": "N"})]
    assert ["".join(text for text, _ in line) for line in lines] == [
        "#sea - #to read",
        "n 0   line",
        *(f"| {n}   line" for n in range(1, 5)),
        "| ... N shows all 9 lines",
    ]
    assert [*annotation_lines((), "", 20, UNICODE, {})] == []


async def test_tags_are_toggled_and_new_ones_typed_and_all_is_undone_as_one(opened: Open) -> None:
    async with opened(known()) as session:
        await session.press("j", "t")
        assert isinstance(session.app.screen, TagScreen)
        assert "Tags of “Port Ansel shuts Kestrel Bridge" in session.text
        await session.write("s")
        assert [line.split("│")[1].split() for line in session.lines("  sea ")] == [["▌", "sea", "1"]]
        await session.press("enter")
        assert "✓ sea" in session.text
        assert session.app.screen.query_one(Input).value == ""
        await session.write("Long reads")
        assert "New tag “Long reads”" in session.text
        await session.press("enter")
        await session.write("coast")
        await session.press("enter", "enter")
        assert session.room.annotating.tags_of(BRIDGE.id) == ("sea", "Long reads")
        await session.press("escape")
        assert session.toasts == [
            "Tagged “Port Ansel shuts Kestrel Bridge after inspectors…” sea, Long reads · U undoes"
        ]
        assert "#sea · #Long reads" in session.text
        await session.press("b", "U", "U")
        assert session.room.annotating.tags_of(BRIDGE.id) == ()
        assert "#sea" not in session.text


async def test_a_box_in_which_nothing_was_done_says_nothing(opened: Open) -> None:
    async with opened(library()) as session:
        await session.press("t")
        assert "No tags yet. Type one." in session.text
        await session.write('"')
        assert "A tag needs a letter or a digit." in session.text
        await session.press("enter", "escape", "N", "escape")
        await session.press("t", "x", "enter", "enter", "escape")
        assert session.toasts == []
        await session.press("U")
        assert session.toasts == ["Nothing to undo."]


@pytest.mark.parametrize("size", [NARROW, TINY])
async def test_a_note_is_kept_when_its_box_is_left_shown_and_undone(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await session.press("j", "N", *"Ask", "space", *"Ida", "enter", *"q?")
        assert isinstance(session.app.screen, NoteScreen)
        await session.press("escape")
        assert isinstance(session.app.screen, MainScreen)
        assert session.room.annotating.texts == {BRIDGE.id: "Ask Ida\nq?"}
        assert session.toasts == ["Kept the note · U undoes"]
        assert "✎" in session.text
        await session.press("enter")
        assert [line.strip(" │") for line in session.lines("Ask Ida")] == ["✎ Ask Ida"]
        await session.press("N", "ctrl+u", "!", "ctrl+s")
        assert session.room.annotating.texts == {BRIDGE.id: "Ask Ida\n!"}
        await session.press("U")
        assert session.room.annotating.texts == {BRIDGE.id: "Ask Ida\nq?"}
        await session.press("U")
        assert session.room.annotating.texts == {}
        assert not session.lines("Ask Ida")


async def test_what_is_typed_before_the_note_has_come_goes_on_behind_it(opened: Open) -> None:
    room = library()
    room.annotating.texts = {BRIDGE.id: "Ask Ida."}
    async with opened(room) as session:
        await session.burst("j", "N", "a", "b", "escape")
        assert room.annotating.texts == {BRIDGE.id: "Ask Ida.ab"}


async def test_a_note_left_before_it_has_come_is_kept_all_the_same(opened: Open) -> None:
    room = library()
    room.annotating.texts = {BRIDGE.id: "Ask Ida."}
    async with opened(room) as session:
        await session.press("j")
        with room.held("note_of") as come:
            await session.press_only("N", "a", "b", "escape")
            assert isinstance(session.app.screen, NoteScreen)
            come.set()
            await session.settle()
        assert isinstance(session.app.screen, MainScreen)
        assert room.annotating.texts == {BRIDGE.id: "Ask Ida.ab"}
        await session.press("U")
        assert room.annotating.texts == {BRIDGE.id: "Ask Ida."}


async def test_keys_and_what_is_pasted_keep_their_order_in_a_note(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "N")
        await session.burst(*"abx", "backspace", "c", "enter", "tab", "d")
        assert session.app.screen.query_one(TextArea).text == "abc\n    d"
        session.app.post_message(events.Paste("pasted"))
        await session.burst("!", "escape")
        assert isinstance(session.app.screen, MainScreen)
        assert session.room.annotating.texts == {BRIDGE.id: "abc\n    dpasted!"}
        assert session.toasts == ["Kept the note · U undoes"]


async def test_keys_behind_a_note_are_for_what_is_below_it(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "N", *"ab")
        await session.burst("escape", "j")
        assert session.room.annotating.texts == {BRIDGE.id: "ab"}
        assert session.main.headlines.index == 2


async def test_a_draft_survives_the_end_and_a_disk_that_is_full(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "N", *"draft")
        session.room.fail("write", StoreError("the disk is full"))
        await session.press("escape")
        assert isinstance(session.app.screen, NoteScreen)
        assert session.toasts == ["the disk is full"]
        session.room._failing.clear()
        await session.press("!")
        await session.until(lambda: session.room.annotating.texts == {BRIDGE.id: "draft!"})
        await session.press_only("?")
        session.app._signalled(15)
    assert session.room.annotating.texts == {BRIDGE.id: "draft!?"}


async def test_a_note_box_can_be_left_empty_where_nothing_can_be_written(opened: Open) -> None:
    async with opened() as session:
        session.room.fail("write", StoreError("the disk is read-only"))
        await session.press("N", *"hm", "escape")
        assert isinstance(session.app.screen, NoteScreen)
        await session.press("backspace", "backspace", "escape", "escape")
        assert session.app.screen is session.app.main
        await session.press("N", "escape")
        assert session.app.screen is session.app.main


async def test_a_note_that_is_too_long_stays_in_its_box(opened: Open) -> None:
    async with opened() as session:
        await session.press("N")
        session.app.screen.query_one(TextArea).text = "x" * 50_001
        await session.press("escape")
        assert "50,001 characters; a note has 50,000 at most." in session.text
        assert isinstance(session.app.screen, NoteScreen)
        assert session.room.annotating.texts == {}


async def test_only_an_article_that_is_held_can_be_written_about(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "l", "l", "j", "j", "j", "t", "N")
        assert session.toasts == ["This article is not in your library."] * 2
        await session.press("g", "N", "x", "escape")
        assert session.room.annotating.texts == {LONG.id: "x"}


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_tags_and_notes_are_shown_as_they_are(opened: Open, text: str) -> None:
    room = library()
    room.annotating.tags, room.annotating.texts = {BRIDGE.id: (text,)}, {BRIDGE.id: text}
    async with opened(room) as session:
        await session.press("j")
        await session.until(lambda: f"#{text}" in session.text)
        assert f"✎ {text}" in session.text
        await session.press("t")
        assert f"✓ {text}" in session.text
        await session.press("escape", "N")
        assert f"│  {text}" in session.text
        await session.press("escape")
