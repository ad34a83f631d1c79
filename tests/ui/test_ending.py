"""However the program is told to end, it ends in good order."""

import signal
from threading import Event

import pytest
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.ui.messages import RowOpened
from reader.ui.opening.boxes import is_open
from reader.ui.widgets.row_list import RowList
from tests.ui.conftest import Open


@pytest.mark.parametrize("key", ["f", "slash", "v", "colon", "N"])
async def test_what_is_typed_behind_the_key_that_quits_opens_nothing(opened: Open, key: str) -> None:
    async with opened() as session:
        await session.burst("Q", key, "j")
        await session.until(lambda: session.app.return_code is not None)
    assert session.app.return_code == 0


async def test_work_that_does_not_stop_is_left_behind(opened: Open) -> None:
    over = Event()
    async with opened() as session:
        desk = session.app.desk
        desk.toil("Working", lambda _, __: over.wait(60), lambda _, __: None, lambda _: None)
        await session.until(lambda: not desk.idle)
    assert desk.left
    over.set()


async def test_work_that_stops_is_not(opened: Open) -> None:
    async with opened() as session:
        await session.press("j")
    assert not session.app.desk.left


class _Part(Container):
    """Needs what is inside it, as parts of boxes do."""

    def __init__(self, depth: int) -> None:
        super().__init__()
        self._depth = depth

    def compose(self) -> ComposeResult:
        yield _Part(self._depth - 1) if self._depth else Input()

    def on_mount(self) -> None:
        self.query_one(Input).focus()


class _Opening(ModalScreen[None]):
    """A box that the program is told to end in the midst of."""

    def compose(self) -> ComposeResult:
        signal.raise_signal(signal.SIGTERM)
        yield _Part(8)


async def test_a_signal_while_a_box_is_opening_ends_the_program_and_nothing_goes_wrong(opened: Open) -> None:
    async with opened() as session:
        session.app.call_later(session.app.push_screen, _Opening())
        await session.until(lambda: session.app.return_code is not None)
    assert session.app.return_code == 128 + signal.SIGTERM


async def test_a_box_takes_no_answers_from_the_moment_it_closes(opened: Open) -> None:
    async with opened() as session:
        await session.press("t")
        box = session.app.screen
        assert is_open(box)
        closing = session.app.pop_screen()
        assert not is_open(box)
        await closing


async def test_two_quick_clicks_on_a_choice_are_one(opened: Open) -> None:
    async with opened() as session:
        await session.press("v")
        rows = session.app.screen.query_one(RowList)
        rows.post_message(RowOpened(rows))
        rows.post_message(RowOpened(rows))
        await session.until(lambda: session.app.screen is session.main)
        await session.press("j")
        assert session.main.is_attached


async def test_two_quick_presses_of_the_key_that_closes_a_box_close_it_once(opened: Open) -> None:
    async with opened() as session:
        await session.press("v")
        box = session.app.screen
        box.post_message(Key("v", "v"))
        box.post_message(Key("v", "v"))
        await session.until(lambda: session.app.screen is session.main)
        await session.press("j")
        assert session.main.is_attached
