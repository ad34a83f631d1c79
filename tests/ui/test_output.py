"""What is written to a terminal comes in order, waits for nobody, and is not more than one wants to see late."""

import asyncio
import os
import pty
import tty
from collections.abc import Callable, Iterator

import pytest

from reader.ui.terminal.output import Output

MUCH = 400_000
"""Characters, more than any terminal takes that nobody reads."""


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The end that is read, and that of the program."""
    read, written = pty.openpty()
    tty.setraw(written)
    yield read, written
    for end in (read, written):
        try:
            os.close(end)
        except OSError:
            continue


async def taken(read: int, size: int) -> bytes:
    """So many bytes, read as they come."""
    data = b""
    while len(data) < size:
        data += await asyncio.to_thread(os.read, read, 65536)
    return data


def test_a_frame_comes_whole_and_at_once_where_it_is_taken(ends: tuple[int, int]) -> None:
    async def scene() -> bytes:
        output = Output.to(ends[1], asyncio.get_running_loop())
        for piece in ("(", "é", ")"):
            output.write(piece)
        output.flush()
        data = os.read(ends[0], 100)
        output.close()
        return data

    assert asyncio.run(scene()) == "(é)".encode()


def test_what_nobody_asks_to_be_seen_comes_in_a_moment(ends: tuple[int, int]) -> None:
    async def scene() -> bytes:
        output = Output.to(ends[1], asyncio.get_running_loop())
        output.write("bell")
        data = await taken(ends[0], 4)
        output.close()
        return data

    assert asyncio.run(scene()) == b"bell"


def test_nothing_waits_for_a_terminal_that_takes_nothing_and_all_comes_in_order(ends: tuple[int, int]) -> None:
    text = "".join(f"{number:08}" for number in range(MUCH // 8))
    called: list[str] = []

    def note(name: str) -> Callable[[], None]:
        return lambda: called.append(name)

    async def scene() -> bytes:
        output = Output.to(ends[1], asyncio.get_running_loop())
        assert not output.is_behind
        for at in range(0, MUCH, 1000):
            output.write(text[at : at + 1000])
            output.flush()
        assert output.is_behind
        output.afterwards(note("first"))
        output.afterwards(note("last"))
        assert not called
        data = await taken(ends[0], MUCH)
        await asyncio.sleep(0.05)
        assert not output.is_behind
        output.write("!")
        output.flush()
        data += await taken(ends[0], 1)
        output.close()
        return data

    assert asyncio.run(scene()).decode() == text + "!"
    assert called == ["last"]


def test_it_is_closed_when_what_waits_is_written(ends: tuple[int, int]) -> None:
    def whole() -> bytes:
        data = b""
        while len(data) < MUCH:
            data += os.read(ends[0], 4096)
        return data

    async def scene() -> bytes:
        output = Output.to(ends[1], asyncio.get_running_loop())
        output.write("x" * MUCH)
        output.flush()
        reading = asyncio.create_task(asyncio.to_thread(whole))
        await asyncio.sleep(0.05)
        output.close()
        return await reading

    assert len(asyncio.run(scene())) == MUCH


def test_a_terminal_that_is_gone_is_written_to_no_more(ends: tuple[int, int]) -> None:
    async def scene() -> None:
        output = Output.to(ends[1], asyncio.get_running_loop())
        output.write("x" * MUCH)
        output.flush()
        os.close(ends[0])
        await asyncio.sleep(0.05)
        assert not output.is_behind
        output.write("x")
        output.close()

    asyncio.run(scene())


def test_what_is_no_terminal_is_refused() -> None:
    read, written = os.pipe()

    async def scene() -> None:
        with pytest.raises(OSError, match="ioctl"):
            Output.to(written, asyncio.get_running_loop())

    asyncio.run(scene())
    os.close(read)
    os.close(written)
