"""The first keys: steps in the rows that are painted, and nothing else."""

import fcntl
import os
import pty
import struct
import termios
import time
import tty
from collections.abc import Iterator

import pytest

from reader.first_keys import FirstKeys, Rows, kept_rows, rows_of

DOWN, UP = [b"j", b"\x1b[B"], [b"k"]
PLACES = [2, 4, 7]
"""The line that tells the row, then two rows."""
LINES = ["a1", "a2", "A1", "A2", "1/2", "b1", "b2", "B1", "B2", "2/2"]


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The person's end and the program's."""
    person, program = pty.openpty()
    tty.setraw(program)
    fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 40, 0, 0))
    yield person, program
    os.close(person)
    os.close(program)


def rows() -> Rows:
    return rows_of(kept_rows(DOWN, UP, 0, PLACES, LINES))


def typed(terminal: tuple[int, int], keys: bytes, *, steps: int) -> tuple[FirstKeys, str]:
    """What is shown after keys, and who answered them."""
    person, program = terminal
    answering = FirstKeys(program, program, rows)
    answering.start()
    os.write(person, keys)
    end = time.monotonic() + 10
    while (answering.steps < steps or (not answering.waits and len(keys) > steps)) and time.monotonic() < end:
        time.sleep(0.01)
    shown = os.read(person, 4096).decode() if steps else ""
    return answering, shown


def test_a_step_draws_both_rows_and_tells_where_one_is(terminal: tuple[int, int]) -> None:
    answering, shown = typed(terminal, b"j", steps=1)
    assert answering.stop() == b"j"
    assert shown == "".join(
        f"\x1b[{line};1H{text}\x1b[0m" for line, text in ((4, "a1"), (5, "a2"), (7, "B1"), (8, "B2"), (2, "2/2"))
    )


@pytest.mark.parametrize(("keys", "steps"), [(b"jk", 2), (b"\x1b[Bk", 2), (b"jkj", 3)])
def test_steps_go_on_from_where_one_is(terminal: tuple[int, int], keys: bytes, steps: int) -> None:
    answering, shown = typed(terminal, keys, steps=steps)
    assert answering.stop() == keys
    assert answering.steps == steps
    assert shown.endswith("2/2\x1b[0m" if keys.count(b"j") > 1 else "1/2\x1b[0m")


@pytest.mark.parametrize(("keys", "steps"), [(b"jbj", 1), (b"jj", 1), (b"k", 0), (b"\x1bj", 0), (b"G", 0)])
def test_with_anything_else_it_stops_and_keeps_what_was_typed(
    terminal: tuple[int, int], keys: bytes, steps: int
) -> None:
    answering, _ = typed(terminal, keys, steps=steps)
    assert answering.waits
    assert answering.stop() == keys
    assert answering.steps == steps


def test_nobody_answers_once_it_is_stopped(terminal: tuple[int, int]) -> None:
    answering, _ = typed(terminal, b"j", steps=1)
    answering.stop()
    os.write(terminal[0], b"k")
    assert not answering.is_alive()
    assert os.read(terminal[1], 10) == b"k"
    assert answering.stop() == b""


def test_another_size_of_the_terminal_stops_it(terminal: tuple[int, int]) -> None:
    person, program = terminal
    answering = FirstKeys(program, program, rows)
    fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 9, 40, 0, 0))
    answering.start()
    os.write(person, b"j")
    end = time.monotonic() + 10
    while not answering.waits and time.monotonic() < end:
        time.sleep(0.01)
    assert answering.stop() == b"j"
    assert answering.steps == 0


@pytest.mark.parametrize(
    "kept",
    [
        [],
        ["zz", "6b", "0", "2 4", *LINES[:5]],
        ["6a", "6b", "1", "2 4", *LINES[:5]],
        ["6a", "6b", "0", "2 4", *LINES[:4]],
        ["6a", "6b", "-1", "2 4", *LINES[:5]],
        ["6a", "6b", "0", "", *LINES[:5]],
    ],
)
def test_rows_that_are_not_whole_are_none(kept: list[str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # of whatever kind
        rows_of(kept)
