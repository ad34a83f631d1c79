"""The program in a terminal without colours, without Unicode, and with a screen reader."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import PROGRAM, ROOT
from tests.terminal.terminal import Terminal

DOWN, LEFT = "\x1b[B", "\x1b[D"
SHOWN = r"40 articles"
STYLE = re.compile(rb"\x1b\[([0-9;:]*)m")
CURSOR_OFF, CURSOR_ON = b"\x1b[?25l", b"\x1b[?25h"
FREE_OF_COLOUR = {"", "0", "1", "2", "3", "4", "7", "22", "23", "24", "27"}


def opened(home: dict[str, str], columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
    return Terminal([PROGRAM, str(ROOT / "seeds")], home | environment, columns=columns, rows=rows)


@pytest.fixture
def spoken(sampled: dict[str, str]) -> Iterator[Terminal]:
    (Path(sampled["READER_HOME"]) / "config.toml").write_text("[screen]\nscreen_reader = true\n", "utf-8")
    with opened(sampled) as terminal:
        terminal.wait(SHOWN)
        terminal.rest()  # from here on only keys change the screen
        yield terminal


def test_without_colours_no_code_of_one_reaches_the_terminal(sampled: dict[str, str]) -> None:
    with opened(sampled, 120, 40, NO_COLOR="1") as terminal:
        terminal.wait(SHOWN)
        steps = [("j\r", "▌Article"), ("x", "✂"), ("/the", r"1/\d"), ("\r", "next cut"), ("T", "Theme")]
        for keys, seen in (*steps, ("j\r", "next cut")):
            terminal.press(keys)
            terminal.wait(seen)
            terminal.rest()
        terminal.press("Q")
        assert terminal.wait_end() == 0
    codes = {code for sequence in STYLE.findall(terminal.output) for code in sequence.decode().split(";")}
    assert codes <= FREE_OF_COLOUR
    assert {"1", "2", "7"} <= codes


def test_where_the_locale_knows_ascii_only_so_do_the_marks(sampled: dict[str, str]) -> None:
    with opened(sampled, LC_ALL="C", LANG="C") as terminal:
        shown = terminal.wait(r"\* Recovered")
        assert "> * Recovered" in shown or ">* Recovered" in shown
        assert not set(shown) & set("●★▌·…─│▎█▁▂▃▄▅▆▇")
        terminal.press("Q")
        assert terminal.wait_end() == 0


def test_a_screen_reader_finds_the_cursor_on_what_is_selected(spoken: Terminal) -> None:
    assert spoken.cursor is not None
    assert spoken.line.startswith("unread Recovered astrolabe")
    before = len(spoken.output)
    spoken.press(DOWN)
    spoken.wait_line("unread Stolen Brennholt")
    assert b"Stolen" not in spoken.output[before:]  # it stood there already, and is not written again
    assert b"Recovered" not in spoken.output[before:]
    spoken.press("\r")
    spoken.wait_line("^Stolen Brennholt astrolabe")
    for line in ("station", "The Daily Ledger , Thursday", "1 min", "Locker 217"):  # what is empty is passed over
        spoken.press(DOWN)
        spoken.wait_line(f"^{line}")
    spoken.press("k")
    spoken.wait_line("^1 min")


def test_a_screen_reader_is_told_in_lines_and_words_and_nothing_is_drawn(spoken: Terminal) -> None:
    spoken.press(LEFT)  # round to Related
    spoken.wait_line("unread|not in your library|Nothing|bookmarked|^[A-Z]")
    spoken.press("H")
    shown = spoken.wait("Nothing was open before this").splitlines()
    assert set("".join(shown)) & set("●★▌·─│▎█╭╮╰╯|") == set()
    assert [line for line in shown[-4:-2] if "Nothing was open" in line]
    assert shown[-1].strip().startswith("Reader  All")
    spoken.press("l")
    spoken.wait(r"(?s)^ Headlines(?!.*Nothing was open)")
    spoken.press("/")
    spoken.wait_line("^Words")
    spoken.press("bridge")
    spoken.wait("reopens to cars")
    spoken.wait_line("^bridge$")
    spoken.press(DOWN)
    spoken.wait_line("^unread .*")
    spoken.press("s")
    spoken.wait_line("^bridges$")
    assert CURSOR_OFF not in spoken.output[spoken.output.index(CURSOR_ON) :]
