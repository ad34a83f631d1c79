"""Opening an address with a program of the user's, which may take its time, write, or want the terminal."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import PROGRAM
from tests.terminal.terminal import Terminal

_SLOW = (
    "#!/bin/sh\nprintf 'opened %s' \"$1\" > \"$RECORDED\"\nprintf '\\033[41mnoise'\nprintf noise >&2\nexec sleep 600\n"
)
_FAILING = "#!/bin/sh\nprintf noise\nexit 3\n"
_FOR_TERMINAL = (
    '#!/bin/sh\nprintf \'a page of %s; \' "$1"\nread answer\nprintf \'left by %s\' "$answer" > "$RECORDED"\n'
)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    lines = [
        {"id": str(number), "title": f"Title {number}", "text": "Words.", "url": f"https://news.example/{number}"}
        for number in range(3)
    ]
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    held = {"READER_HOME": str(tmp_path / "home")}
    subprocess.run([PROGRAM, "import", str(articles)], env={**os.environ, **held}, check=True, capture_output=True)
    return held | {"RECORDED": str(tmp_path / "recorded")}


def _browser(folder: Path, name: str, text: str) -> dict[str, str]:
    folder.mkdir()
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)
    return {"BROWSER": str(folder / name)}


@pytest.fixture
def opened(home: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """The list of articles on the screen, with a browser of a name that does something."""
    name, text = request.param
    with Terminal([PROGRAM], home | _browser(tmp_path / "bin", name, text)) as terminal:
        terminal.wait("1/3")
        terminal.press("j")  # past the first steps
        terminal.wait("2/3")
        yield terminal


@pytest.mark.parametrize("opened", [("slow", _SLOW)], indirect=True)
def test_keys_are_answered_while_the_browser_runs_and_what_it_writes_is_not_seen(
    opened: Terminal, tmp_path: Path
) -> None:
    opened.press("o")
    opened.wait("Opened news.example in the browser")
    opened.press("j")
    opened.wait("3/3")
    assert "noise" not in opened.text()
    assert b"\x1b[41mnoise" not in opened.output
    assert (tmp_path / "recorded").read_text().startswith("opened https://news.example/")
    opened.press("Q")
    assert opened.wait_end() == 0


@pytest.mark.parametrize("opened", [("failing", _FAILING)], indirect=True)
def test_a_browser_that_fails_is_told_of(opened: Terminal) -> None:
    opened.press("o")
    opened.wait("news.example was not opened")
    assert b"noise" not in opened.output


@pytest.mark.parametrize("opened", [("w3m", _FOR_TERMINAL)], indirect=True)
def test_a_browser_for_the_terminal_has_it_until_it_is_left(opened: Terminal, tmp_path: Path) -> None:
    opened.press("o")
    opened.wait("a page of https://news.example/")
    opened.clear()  # what stood there would be taken for what comes back
    opened.press("quit\r")
    opened.wait("Headlines")
    assert (tmp_path / "recorded").read_text() == "left by quit"
    opened.press("j")
    opened.wait("3/3")
