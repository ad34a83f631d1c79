"""Which kept screens are painted: a plain file of our own that fits; nothing waits for anything else."""

import fcntl
import os
import pty
import struct
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.glimpse import fixed_line, keep, paint

STAMP = "all as it was"
ROWS = 4


@pytest.fixture
def terminal() -> Iterator[int]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, 40, 0, 0))
    yield slave
    os.close(slave)
    os.close(master)


def kept(folder: Path, rows: int = ROWS) -> Path:
    file = folder / "glimpse"
    keep(str(file), STAMP, [fixed_line(f"line {number}") for number in range(rows)])
    return file


def piped(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def linked(file: Path) -> None:
    file.symlink_to(file.rename(file.with_name("elsewhere")))


def made_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def swollen(file: Path) -> None:
    with file.open("ab") as opened:
        opened.truncate(1 << 32)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def of_another_version(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"glimpse 2", b"glimpse 1"))


def with_a_sequence(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"line 1", b"\x1b]0;x\x07"[:6]))


def test_a_screen_that_is_true_is_painted(tmp_path: Path, terminal: int) -> None:
    painted = paint(str(kept(tmp_path)), STAMP, terminal, terminal)
    assert painted is not None
    painted.give_back()


@pytest.mark.parametrize(
    "damage", [piped, linked, made_folder, swollen, cut_short, of_another_version, with_a_sequence, Path.unlink]
)
def test_nothing_else_is_painted_or_waited_for(tmp_path: Path, terminal: int, damage: Callable[[Path], None]) -> None:
    file = kept(tmp_path)
    damage(file)
    assert paint(str(file), STAMP, terminal, terminal) is None


def test_more_lines_than_the_terminal_has_are_not_painted(tmp_path: Path, terminal: int) -> None:
    assert paint(str(kept(tmp_path, ROWS + 1)), STAMP, terminal, terminal) is None
