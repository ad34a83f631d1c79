"""What opens stands there with its first frame as it stays; its foot names only keys it has room for."""

from __future__ import annotations

from typing import Any

import pytest

from reader.ui.screens.confirm import ConfirmScreen
from tests.ui.conftest import MEDIUM, NARROW, TINY, WIDE, Open, Session

_SCROLL_BAR = str.maketrans(dict.fromkeys("▁▂▃▄▅▆▇█", " "))


def _watched(session: Session) -> list[list[str]]:
    """Every frame from now on, scroll bars aside."""
    frames: list[list[str]] = []
    display = session.app._display

    def watch(screen: Any, update: Any) -> None:
        frames.append([line.translate(_SCROLL_BAR).rstrip() for line in session.text.splitlines()])
        display(screen, update)

    session.app._display = watch  # type: ignore[method-assign]
    return frames


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, TINY])
async def test_a_box_stays_as_it_opens(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        before, frames = session.text, _watched(session)
        for key in ("question_mark", "ctrl+p", "T", "t", "N", "slash", "a", "apostrophe"):
            frames.clear()
            await session.press(key)
            assert session.text != before, key
            assert frames[0] == frames[-1], key
            await session.press("escape")
            assert session.app.screen is session.main, key


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, TINY])
async def test_what_is_known_at_once_is_whole_at_once(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        frames = _watched(session)
        for key, there in (("e", "‹ Markdown ›"), ("i", "Finding the source"), ("v", "Inbox (unread)")):
            frames.clear()
            await session.press(key)
            assert any(there in line for line in frames[0]), key
            await session.press("escape")


async def test_a_foot_leaves_out_what_it_has_no_room_for(opened: Open) -> None:
    async with opened(size=NARROW) as session:
        await session.press("e")
        assert [line.split("│")[1].strip() for line in session.lines("Esc closes")] == [
            "Enter writes it   Esc closes   Up Down move"
        ]
        await session.press("escape", "t")
        assert [line.split("│")[1].strip() for line in session.lines("Esc closes")] == [
            "Enter gives or takes off   Up Down move   Esc closes"
        ]


async def test_a_title_cut_off_by_a_resize_says_so(opened: Open) -> None:
    async with opened(size=MEDIUM) as session:
        await session.press("j", "t")
        assert session.lines("Tags of “Port Ansel shuts Kestrel Bridge after inspectors…” ")
        await session.pilot.resize_terminal(*TINY)
        await session.settle()
        assert session.lines("│ Tags of “Port Ansel shuts Kestrel B… │")


async def test_a_question_is_told_whole(opened: Open) -> None:
    async with opened(size=TINY) as session:
        question = "Remove a source that has a name longer than the screen is wide?"
        await session.app.push_screen(ConfirmScreen(question, "Its articles go.", does="removes it"))
        await session.settle()
        inside = [line.split("│")[1].strip() for line in session.lines("│")]
        assert question in " ".join(inside)
