"""The program as a person runs it: started, used, left, in a real terminal."""

import select
import signal
import time
from collections.abc import Iterator
from os import WUNTRACED, kill, waitpid, write
from pathlib import Path

import pytest

from tests.terminal.conftest import PROGRAM, ROOT
from tests.terminal.terminal import Terminal

ALTERNATE_SCREEN_OFF = b"\x1b[?1049l"
CURSOR_ON = b"\x1b[?25h"
MOUSE_OFF = b"\x1b[?1000l"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """No library yet."""
    return {"READER_HOME": str(tmp_path / "home")}


@pytest.fixture
def terminal(sampled: dict[str, str]) -> Iterator[Terminal]:
    """Reader on the sample articles, all of which it has already."""
    with opened(sampled) as terminal:
        terminal.wait("40 articles")
        yield terminal


def opened(home: dict[str, str], columns: int = 120, rows: int = 40) -> Terminal:
    """Reader on the sample articles, just started."""
    return Terminal([PROGRAM, str(ROOT / "seeds")], home, columns=columns, rows=rows)


def restored(terminal: Terminal) -> bool:
    """Whether the terminal was given back as it was found."""
    return all(sequence in terminal.output for sequence in (ALTERNATE_SCREEN_OFF, CURSOR_ON, MOUSE_OFF))


def test_moving_opening_bookmarking_and_leaving(home: dict[str, str]) -> None:
    with opened(home) as terminal:
        terminal.wait("40 articles")
        terminal.press("jj")
        terminal.wait(r"3/30")
        terminal.press("\r")
        terminal.press("b")
        terminal.wait("★")
        terminal.press("Q")
        assert terminal.wait_end() == 0
        assert restored(terminal)
    with Terminal([PROGRAM], home) as again:
        again.wait("★")
        again.press("Q")
        assert again.wait_end() == 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20), (40, 12)])
def test_smaller_terminals(sampled: dict[str, str], columns: int, rows: int) -> None:
    with opened(sampled, columns, rows) as terminal:
        terminal.wait("Recovered")
        terminal.press("\r")
        terminal.wait("Quayside Radio – News")
        terminal.press("q")
        terminal.press("Q")
        assert terminal.wait_end() == 0


def test_a_signal_while_a_library_fills_gives_the_terminal_back(home: dict[str, str]) -> None:
    with opened(home) as terminal:
        terminal.wait("40 articles")
        kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_end() in {128 + signal.SIGTERM, -signal.SIGTERM}
        assert restored(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_signals_give_the_terminal_back(terminal: Terminal, number: signal.Signals) -> None:
    kill(terminal.pid, number)
    assert terminal.wait_end() in {128 + number, -number}
    assert restored(terminal)


@pytest.mark.parametrize("said", [{"COLUMNS": "999999", "LINES": "999999"}, {"LINES": "9" * 40}, {"COLUMNS": "-5"}])
def test_a_size_that_no_screen_has_is_not_taken_from_the_environment(
    home: dict[str, str], said: dict[str, str]
) -> None:
    with Terminal([PROGRAM, str(ROOT / "seeds")], {**home, **said}) as terminal:
        terminal.wait("40 articles")
        terminal.press("Q")
        assert terminal.wait_end() == 0


def test_what_is_no_utf8_and_what_is_pasted_are_no_keys(terminal: Terminal) -> None:
    write(terminal.file, b"\xe4\xff")
    terminal.press("\x1b[200~\x1b[Qnothing\x1bQ of it is a key?\x1b[201~")
    terminal.press("j")
    terminal.wait("2/30")
    assert "Help" not in terminal.text()
    terminal.press("Q")
    assert terminal.wait_end() == 0


def test_escape_and_the_key_typed_right_behind_it_are_two(terminal: Terminal) -> None:
    terminal.press("?")
    terminal.wait("Help")
    terminal.press("\x1bj")
    terminal.wait("2/30")
    terminal.press(":no")
    terminal.wait("no")
    terminal.press("\x1b:one two")
    terminal.wait("one two")
    terminal.press("\x1bbx")  # alt and b goes back by a word, where one types
    terminal.wait("one xtwo")
    terminal.press("\x1bQ")
    assert terminal.wait_end() == 0


@pytest.mark.parametrize("errors", ["2>/dev/null", "2>&-"])
def test_the_screen_is_there_wherever_errors_go(home: dict[str, str], errors: str) -> None:
    with Terminal(["sh", "-c", f'exec "$0" "$1" {errors}', PROGRAM, str(ROOT / "seeds")], home) as terminal:
        terminal.wait("40 articles")
        terminal.press("Q")
        assert terminal.wait_end() == 0
        assert restored(terminal)


def test_a_zone_more_than_a_day_off_is_passed_over(home: dict[str, str]) -> None:
    with Terminal([PROGRAM, str(ROOT / "seeds")], {**home, "TZ": "UTC+99"}) as terminal:
        terminal.wait("40 articles")
        terminal.press("Q")
        assert terminal.wait_end() == 0


def test_a_resize_is_followed(home: dict[str, str]) -> None:
    with opened(home) as terminal:
        terminal.wait("40 articles")
        terminal.resize(60, 20)
        terminal.press("j")
        terminal.wait(r"2/30")
        terminal.resize(120, 40)
        terminal.press("j")
        terminal.wait("Related")


def test_a_terminal_that_is_taken_away_ends_the_program_and_nothing_written_is_lost(
    terminal: Terminal, sampled: dict[str, str]
) -> None:
    terminal.press("N")
    terminal.wait("Note about")
    terminal.press("written last")
    terminal.wait("written last")
    terminal.hang_up()
    assert terminal.wait_end() == 128 + signal.SIGHUP
    assert "written last" in (Path(sampled["READER_HOME"]) / "data" / "shelf.json").read_text("utf-8")


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_it_comes_back_whole_after_it_was_stopped(terminal: Terminal, number: signal.Signals) -> None:
    terminal.press("j")
    terminal.wait("2/30")
    terminal.rest()
    kill(terminal.pid, number)
    waitpid(terminal.pid, WUNTRACED)
    terminal.rest()
    if number == signal.SIGTSTP:  # the other cannot be heeded
        assert restored(terminal)
    terminal.clear()
    kill(terminal.pid, signal.SIGCONT)
    terminal.wait(r"(?s)40 articles.*2/30.*Recovered.*help")
    terminal.press("j")
    terminal.wait("3/30")
    terminal.press("Q")
    assert terminal.wait_end() == 0
    assert restored(terminal)


def test_keys_are_answered_while_the_terminal_takes_nothing_and_the_screen_is_right_once_it_does(
    terminal: Terminal, sampled: dict[str, str]
) -> None:
    shelf = Path(sampled["READER_HOME"]) / "data" / "shelf.json"
    terminal.rest()
    for key in "Gg" * 40:
        terminal.press(key)
        time.sleep(0.02)  # each is a frame of its own
    terminal.press("jjb")
    end = time.monotonic() + 20
    while not (shelf.exists() and '"bookmark' in shelf.read_text("utf-8")):
        assert time.monotonic() < end, "the bookmark was never kept"
        time.sleep(0.1)
    assert len(select.select([terminal.file], [], [], 0)[0]) == 1  # nothing of it was read
    terminal.wait(r"(?s)3/30.*Bookmarked")
    terminal.wait(r"(?s)\A(?!.*Bookmarked)")
    terminal.rest()
    shown = terminal.text()
    terminal.clear()
    terminal.resize(100, 40)
    terminal.rest()
    terminal.clear()
    terminal.resize(120, 40)
    terminal.rest()
    assert shown == terminal.text()
