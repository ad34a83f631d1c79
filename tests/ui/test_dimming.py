"""What was told before is dimmed on the screen, and numbers others have otherwise are marked."""

from dataclasses import replace

import pytest

from reader.model import Novelty, OtherNumber, Told
from reader.ui.arrangement import Pane
from reader.ui.painting.roles import ink
from tests.fakes import FakeNewsroom
from tests.ui.conftest import MEDIUM, NARROW, TINY, WIDE, Open, Session
from tests.ui.library import BRIDGE, LONG, library

QUOTE = BRIDGE.blocks[1].text
KNOWN = Novelty(
    9,
    (Told(1, 0, len(QUOTE), LONG.id, LONG.title),),
    (OtherNumber(4, 6, 7, "4", "5", LONG.id, "Northline Wire"),),
)


@pytest.fixture
def room() -> FakeNewsroom:
    room = library()
    room.novelty.known[BRIDGE.id] = KNOWN
    return room


def told(session: Session) -> list[str]:
    """The texts drawn as told."""
    view = session.main.view
    return [text for line in view._lines for text, roles in line.pieces if "told" in roles.split()]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, TINY])
async def test_told_sentences_are_dimmed_and_a_key_shows_all_alike(
    opened: Open, room: FakeNewsroom, size: tuple[int, int]
) -> None:
    async with opened(room, size) as session:
        await session.press("j", "enter")
        assert "".join(told(session)).replace(" ", "") == QUOTE.replace(" ", "")
        assert session.lines("8/9 new")
        await session.press("d")
        assert told(session) == []
        await session.press("d")
        assert told(session)


async def test_the_story_is_asked_about_and_the_foot_tells(opened: Open, room: FakeNewsroom) -> None:
    async with opened(room) as session:
        await session.press("j", "enter")
        assert (BRIDGE.id, [LONG.id]) in room.novelty.asked
        await session.press("G")
        assert session.lines("8 of 9 sentences are new to you")
        assert session.lines("1 told in “The long way round the harbour”")
        assert session.lines("Other numbers: 4 here; 5 in Northline Wire")


async def test_it_comes_after_the_article_and_nothing_moves(opened: Open, room: FakeNewsroom) -> None:
    async with opened(room, size=NARROW) as session:
        with room.held("related"):
            await session.press_only("j", "enter")
            await session.until(lambda: session.main.reading.article == BRIDGE)
            assert told(session) == []
            await session.press_only("j", "j", "j")
            await session.pilot.pause(0.05)
            before = session.main.view.scroll_offset.y
        await session.settle()
        assert told(session)
        assert session.main.view.scroll_offset.y == before > 0


async def test_what_is_known_of_one_article_is_not_shown_in_another(opened: Open, room: FakeNewsroom) -> None:
    async with opened(room) as session:
        await session.press("j", "enter")
        assert told(session)
        await session.press("h", "j")
        assert session.main.reading.novelty == Novelty(0)
        assert told(session) == []
        assert not session.lines("8/9 new")


async def test_where_nothing_was_told_the_key_says_so(opened: Open, room: FakeNewsroom) -> None:
    async with opened(room) as session:
        await session.press("enter", "d")
        assert session.here is Pane.ARTICLE
        assert session.toasts == ["Nothing here was told in another article you have read."]


async def test_a_changed_article_is_shown_without_what_was_known_of_the_old(opened: Open, room: FakeNewsroom) -> None:
    async with opened(room) as session:
        await session.press("j", "enter")
        changed = replace(BRIDGE, blocks=BRIDGE.blocks[2:])
        room.novelty.known.clear()
        room.articles[room.articles.index(BRIDGE)] = changed
        session.main.reading.reload()
        await session.settle()
        assert told(session) == []


@pytest.mark.parametrize("theme", ["reader-night", "reader-paper", "textual-dark", "textual-light", "nord"])
async def test_dimmed_text_looks_other_than_the_rest(opened: Open, room: FakeNewsroom, theme: str) -> None:
    async with opened(room) as session:
        session.app.theme = theme
        await session.pilot.pause()
        base = session.main.view.rich_style
        assert (base + ink(session.main, "text told")).color != (base + ink(session.main, "text")).color


async def test_without_colour_a_mark_in_the_margin_shows_it(
    opened: Open, room: FakeNewsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(room) as session:
        await session.press("j", "enter")
        assert session.lines("╎“We would rather explain")
