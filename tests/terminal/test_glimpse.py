"""The last screen, painted at the start before Textual is there: true, whole, and never in the way."""

import shutil
import signal
import sys
import termios
from os import WNOHANG, WUNTRACED, kill, waitpid
from pathlib import Path

import pytest

from tests.terminal.conftest import PROGRAM, MadeOnce
from tests.terminal.terminal import Terminal

PAINTED = b"\x1b[?2026h\x1b[?1049h\x1b[?25l\x1b[2J"
"""What only the early painting writes."""
TEXTUAL = b"\x1b[?1000h"
"""What Textual writes as soon as it is there."""
DOWN = "\x1b[B"


@pytest.fixture(scope="session")
def _collected(made_once: MadeOnce) -> Path:
    """A library that was opened once, and the articles that are in it."""

    def fill(folder: Path) -> None:
        articles = folder / "articles"
        articles.mkdir()
        for number in range(1, 7):
            (articles / f"{number}.txt").write_text(
                f"date 2022-02-0{number}\n\nTitle number {number}\n\nA text of its own, {number}.\n"
            )
        with Terminal([PROGRAM, str(articles)], {"READER_HOME": str(folder / "home")}) as terminal:
            terminal.wait("1/6")
            leave(terminal)

    return made_once("collected", fill)


@pytest.fixture
def home(_collected: Path, tmp_path: Path) -> dict[str, str]:
    """A library with six articles, left at the top of the list."""
    variables = {"READER_HOME": str(shutil.copytree(_collected / "home", tmp_path / "home"))}
    with Terminal([PROGRAM], variables) as terminal:  # nothing is new any more
        terminal.wait("1/6")
        terminal.wait("A text of its own, 6")
        leave(terminal)
    return variables


def leave(terminal: Terminal) -> None:
    terminal.wait("number 6")
    terminal.press("Q")
    assert terminal.wait_end() == 0


def beside_related(screen: str) -> list[str]:
    """What stands left of what is related, which comes later."""
    return [line[:80].rstrip() for line in screen.splitlines()]


def shown_first(terminal: Terminal) -> str:
    """The first screen that is there to its last line."""
    return terminal.wait(r"Q leave|\? help")


def test_it_is_what_textual_shows(home: dict[str, str]) -> None:
    with Terminal([PROGRAM], home) as terminal:
        early = shown_first(terminal)
        assert PAINTED in terminal.output
        assert "A text of its own, 6" in early
        assert "1/6" in early
        terminal.press("j")
        terminal.wait("A text of its own, 5")
        assert terminal.output.count(b"\x1b[?1049h") == 1  # some terminals empty the screen at a second one
        terminal.press("k")
        again = terminal.wait("A text of its own, 6")
        assert beside_related(again) == beside_related(early)
        leave(terminal)


def test_steps_are_answered_before_textual_is_there_and_never_taken_back(home: dict[str, str]) -> None:
    with Terminal([PROGRAM], home) as terminal:
        terminal.press("j" + DOWN)
        terminal.wait("3/6")
        assert b"3/6" in terminal.output.split(TEXTUAL)[0]
        while "A text of its own, 4" not in terminal.text():
            assert "3/6" in terminal.text()
            terminal.read(0.05)
        terminal.press("kk")
        leave(terminal)


def test_what_is_typed_behind_them_is_done_once_it_can_be(home: dict[str, str]) -> None:
    with Terminal([PROGRAM], home) as terminal:
        terminal.press("jjGkb")
        terminal.wait("5/6")
        terminal.wait("★")
        terminal.wait("A text of its own, 2")
        terminal.press("bgg")
        leave(terminal)


@pytest.mark.parametrize(("way", "place", "text"), [("jjj", "4/6", "own, 3"), ("jj\r", "3/6", "own, 4")])
def test_it_is_so_wherever_one_left(home: dict[str, str], way: str, place: str, text: str) -> None:
    with Terminal([PROGRAM], home) as terminal:
        terminal.press(way)
        terminal.wait(place)
        terminal.wait(text)
        terminal.rest()
        before = terminal.text()
        terminal.press("Q")
        assert terminal.wait_end() == 0
    with Terminal([PROGRAM], home) as terminal:
        early = shown_first(terminal)
        assert PAINTED in terminal.output
        assert text.encode() in terminal.output.split(TEXTUAL)[0]
        assert beside_related(early) == beside_related(before)
        while TEXTUAL not in terminal.output:
            terminal.read(0.1)
        terminal.rest()
        assert beside_related(terminal.text()) == beside_related(before)


def test_keys_typed_on_an_article_that_was_painted_are_meant_for_it(home: dict[str, str]) -> None:
    with Terminal([PROGRAM], home) as terminal:
        terminal.press("jj\r")
        terminal.wait("own, 4")
        terminal.rest()
        terminal.press("Q")
        assert terminal.wait_end() == 0
    with Terminal([PROGRAM], home) as terminal:
        terminal.press("jb")
        terminal.wait("★")
        assert "3/6" in terminal.text()
        terminal.press("b")


def test_what_changed_is_never_shown_as_it_was(home: dict[str, str], tmp_path: Path) -> None:
    newer = tmp_path / "2022-02-08.txt"
    newer.write_text("Title number 7\n\nNewer.\n")
    with Terminal([PROGRAM, "add", str(newer)], home) as refreshing:
        assert refreshing.wait_end() == 0
    with Terminal([PROGRAM], home) as terminal:
        terminal.wait("1/7")
        assert PAINTED not in terminal.output
        leave(terminal)


def test_what_is_damaged_or_fits_no_more_is_not_painted(home: dict[str, str]) -> None:
    kept = Path(home["READER_HOME"]) / "cache" / "glimpse"
    for damage in ("cut", "garbled", "hostile", "size"):  # each of what the one before left whole again
        text = kept.read_text("utf-8")
        assert kept.stat().st_mode & 0o777 == 0o600
        if damage == "cut":
            kept.write_text(text[: len(text) // 2], "utf-8")
        elif damage == "garbled":
            kept.write_bytes(b"\xff\x00" * 500)
        elif damage == "hostile":
            kept.write_text(text.replace("Title number 6", "\x1b]0;pwnd\x07"[:9].ljust(14, "x")), "utf-8")
        with Terminal([PROGRAM], home, columns=100 if damage == "size" else 120) as terminal:
            terminal.wait("1/6")
            assert PAINTED not in terminal.output, damage
            assert b"]0;pwnd" not in terminal.output
            leave(terminal)


def test_the_terminal_is_given_back_when_the_start_is_broken_off(home: dict[str, str]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):  # nothing was opened, so the same is painted again
        with Terminal([PROGRAM], home) as terminal:
            before = termios.tcgetattr(terminal.file)
            while PAINTED not in terminal.output:
                assert terminal.read(5), terminal.text()
            kill(terminal.pid, number)
            assert terminal.wait_end() in {128 + number, 130, -number}
            assert b"\x1b[?1049l" in terminal.output
            assert b"\x1b[?25h" in terminal.output
            assert termios.tcgetattr(terminal.file) == before


@pytest.mark.parametrize("there", [PAINTED, TEXTUAL])
def test_whoever_stops_it_gets_the_terminal_as_it_was_and_comes_back(home: dict[str, str], there: bytes) -> None:
    with Terminal([PROGRAM], home) as terminal:
        before = termios.tcgetattr(terminal.file)
        while there not in terminal.output:
            terminal.read(0.1)
        kill(terminal.pid, signal.SIGTSTP)
        while not waitpid(terminal.pid, WUNTRACED | WNOHANG)[0]:
            terminal.read(0.1)  # or it would wait for somebody to do so
        assert termios.tcgetattr(terminal.file) == before
        terminal.rest()
        assert terminal.output.rindex(b"\x1b[?1049l") > terminal.output.rindex(b"\x1b[?1049h")
        assert b"\x1b[?25h" in terminal.output
        terminal.clear()
        kill(terminal.pid, signal.SIGCONT)
        terminal.wait("(?s)1/6.*own, 6")
        leave(terminal)
        assert termios.tcgetattr(terminal.file) == before


def test_another_size_while_it_ends_is_not_taken_for_that_of_what_is_kept(home: dict[str, str]) -> None:
    with Terminal([PROGRAM], home) as terminal:
        terminal.wait("own, 6")
        terminal.rest()
        terminal.press("Q")
        terminal.resize(100, 30)
        assert terminal.wait_end() == 0
    _, said, sizes, *lines = (Path(home["READER_HOME"]) / "cache" / "glimpse").read_text("utf-8").split("\n")
    body = "\n".join(lines)[: int(sizes.split()[0])]
    assert said.startswith(f"{'120x40' if len(body.splitlines()) == 40 else '100x30'} ")


def test_an_interrupt_before_anything_is_loaded_is_no_error(home: dict[str, str]) -> None:
    wrong = (
        "import sys\n"
        "from reader.__main__ import main\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'reader.last_screen': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "sys.exit(main())\n"
    )
    with Terminal([sys.executable, "-c", wrong], home) as terminal:
        assert terminal.wait_end() == 130
        assert b"Traceback" not in terminal.output


def test_what_keeps_the_screen_from_opening_is_said_once_the_terminal_is_given_back(home: dict[str, str]) -> None:
    wrong = (
        "import sys, reader.config\n"
        "from reader.errors import ConfigError\n"
        "def load(file): raise ConfigError('config.toml: no such key')\n"
        "reader.config.load, sys.argv = load, ['reader']\n"
        "from reader.__main__ import main\n"
        "sys.exit(main())\n"
    )
    with Terminal([sys.executable, "-c", wrong], home) as terminal:
        assert terminal.wait_end() == 1
        assert PAINTED in terminal.output
        assert terminal.output.count(b"\x1b[?1049l") == 1
        assert terminal.output.rindex(b"no such key") > terminal.output.rindex(b"\x1b[?1049l")
