"""In plain ASCII, and for a screen reader, nothing is drawn: every action is called, and all that opens is read."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import pytest
from textual.widgets import Input

from reader.actions import ACTIONS, Where
from reader.config import Config
from reader.ui.arrangement import Pane
from reader.ui.painting.cells import clip
from reader.ui.painting.marks import ASCII, SPOKEN, choose
from tests.fakes import FakeNewsroom
from tests.ui.conftest import MEDIUM, Open, Session
from tests.ui.stories import with_stories
from tests.ui.test_managing import feeds

T = TypeVar("T")
QUOTES = str.maketrans("", "", "“”…")
LEFT_OUT = {"browser", "close", "leave", "quit"}
"""What shows nothing, or leaves."""


def in_ascii(value: T) -> T:
    """The same with other words: what is not ours to change is ASCII to begin with."""
    made: Any = value
    if isinstance(value, str):
        made = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    elif isinstance(value, tuple | list):
        made = type(value)(in_ascii(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{one.name: in_ascii(getattr(value, one.name)) for one in fields(value) if one.init})
    return made


def room_in_ascii(room: FakeNewsroom) -> FakeNewsroom:
    room.articles = in_ascii(room.articles)
    room._related = {article: in_ascii(rows) for article, rows in room._related.items()}
    room._sources = in_ascii(room._sources)
    return room


@pytest.mark.parametrize("config", [Config(ascii=True), Config(screen_reader=True)], ids=["ascii", "spoken"])
async def test_nothing_is_drawn_whatever_opens(opened: Open, config: Config) -> None:
    async with opened(room_in_ascii(feeds()), MEDIUM, config) as session:
        found = _odd(session, "at first")
        for action in ACTIONS:
            if action.name in LEFT_OUT:
                continue
            session.main.go(Pane.HEADLINES if action.where is Where.HEADLINES else Pane.ARTICLE)
            await session.main.action_do(action.name)
            await session.pilot.pause(0.02)
            found += _odd(session, action.name)
            if isinstance(session.app.focused, Input):
                await session.pilot.press("z", "z")
                await session.pilot.pause(0.1)
                found += _odd(session, f"{action.name}, typed")
            while session.app.screen is not session.main:
                await session.pilot.press("escape")
            session.main.prompts.end_find()
            session.main.prompts.end_filter()
        assert found == []


async def test_stories_are_ascii_too(opened: Open) -> None:
    async with opened(room_in_ascii(with_stories()), MEDIUM, Config(ascii=True)) as session:
        await session.press("v", "G", "enter")
        found = _odd(session, "stories")
        await session.press("enter")
        assert found + _odd(session, "a story") == []


def _odd(session: Session, where: str) -> list[str]:
    """The lines that are not ASCII; for a screen reader those with more than quotes in them, or with a border."""
    spoken = session.main.config.screen_reader
    lines = [line.translate(QUOTES) if spoken else line for line in session.text.splitlines()]
    return [f"{where}: {line.strip()}" for line in lines if not line.isascii() or (spoken and "|" in line)]


def test_what_is_cut_short_says_so_in_any_width() -> None:
    assert clip("Headlines", 8, ASCII.ellipsis) == "Headl..."
    assert [len(clip("Headlines", width, ASCII.ellipsis)) for width in range(6)] == [0, 1, 2, 3, 4, 5]


def test_words_take_the_place_of_marks_for_a_screen_reader_whatever_else_is_set() -> None:
    assert choose(ascii_only=False, spoken=True) is SPOKEN
    assert (SPOKEN.unread, SPOKEN.star) == ("unread", "bookmarked")
    assert choose(ascii_only=True) is ASCII
