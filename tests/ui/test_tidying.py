"""Garbage is looked for where nobody waits for a key, and not where there can be none."""

import gc
import weakref

import pytest
from textual._styles_cache import StylesCache

from reader.ui.tidying import Tidying
from tests.ui.conftest import Open


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def done(clock: Clock) -> list[float]:
    return []


@pytest.fixture
def tidying(clock: Clock, done: list[float]) -> Tidying:
    return Tidying(lambda: done.append(clock.now), clock)


def test_it_waits_for_a_pause(tidying: Tidying, clock: Clock, done: list[float]) -> None:
    for now in (1.0, 11.0, 12.0):
        clock.now = now
        tidying.pressed()
        tidying.look()
    assert done == []
    clock.now = 12.4
    tidying.look()
    assert done == [12.4]


def test_but_not_for_ever(tidying: Tidying, clock: Clock, done: list[float]) -> None:
    for now in range(45):
        clock.now = float(now)
        tidying.pressed()
        tidying.look()
    assert done == [20.0, 40.0]


def test_where_no_key_is_pressed_nothing_is_done(tidying: Tidying, clock: Clock, done: list[float]) -> None:
    tidying.pressed()
    for now in range(200):
        clock.now = float(now)
        tidying.look()
    assert done == [10.0]


async def test_of_a_box_that_is_closed_nothing_is_kept(opened: Open) -> None:
    async with opened() as session:
        await session.press("question_mark")
        look = weakref.ref(session.app.screen._styles_cache)
        assert isinstance(look(), StylesCache)
        await session.press("escape", "j")
        gc.collect()
        assert look() is None


async def test_lines_that_one_typed_in_do_not_stay(opened: Open) -> None:
    async with opened() as session:
        lines = []
        for _ in range(3):
            await session.press("f", "a")
            lines.append(weakref.ref(session.app.focused))
            await session.press("escape", "escape")
        await session.press("j")
        gc.collect()
        assert [line() is not None for line in lines[:-1]] == [False, False]
