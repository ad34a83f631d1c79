"""On a terminal of 40 by 12 every place still says how to leave it."""

import pytest

from reader.model import Cut, Reason
from reader.ui.widgets.foot import Foot
from tests.fakes import FakeNewsroom, made
from tests.ui.conftest import NARROW, TINY, WIDE, Open, Session
from tests.ui.library import library


def foot(session: Session) -> str:
    """The line of keys of the box that is open."""
    region = session.app.screen.query_one(Foot).region
    assert region.height == 1
    return session.text.splitlines()[region.y][region.x : region.right].strip()


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        (TINY, "Enter writes it   Esc closes"),
        (NARROW, "Enter writes it   Esc closes   Up Down move"),
        (WIDE, "Enter writes it   Esc closes   Up Down move   Left Right choose"),
    ],
)
async def test_the_export_box_names_as_many_keys_as_fit_whole(opened: Open, size: tuple[int, int], keys: str) -> None:
    async with opened(size=size) as session:
        await session.press("e")
        assert foot(session) == keys


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        (TINY, "Esc keeps it   ^z takes back typing"),
        (NARROW, "Esc keeps it   ^z takes back typing"),
        (WIDE, "Esc keeps it   ^z takes back typing   without words there is no note"),
    ],
)
async def test_so_does_the_box_of_a_note(opened: Open, size: tuple[int, int], keys: str) -> None:
    async with opened(size=size) as session:
        await session.press("N", "x")
        assert foot(session) == keys


async def test_the_key_line_has_the_way_out(opened: Open) -> None:
    promotion = Cut("Follow us on Telegram", Reason.PROMOTION, "promotion", 0)
    room = FakeNewsroom([*library().articles, made("cut", "With a cut", "One.", "Two.", cuts=(promotion,))])
    async with opened(room, TINY) as session:
        await session.press("enter", "x")
        assert session.text.splitlines()[-1].strip() == "x restore   Esc done   ? help"
        await session.press("escape", "X")
        assert session.text.splitlines()[-1].strip() == "Enter cut   Esc done   ? help"
        await session.press("escape", "slash", "o", "enter")
        assert session.text.splitlines()[-1].strip() == "n p next match   Esc done   ? help"
