"""Runs the command line in this process, on streams that look like pipes or like a terminal."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.cli import run
from reader.cli.console import Console

BRIDGE = "Ferry queues grow as Kestrel Bridge stays shut"
REOPENING = "Kestrel Bridge to reopen to cars on Monday"
WATER = "Council votes for a smaller rise in water bills"


@dataclass(frozen=True)
class Ran:
    """What a command said."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]

    @property
    def records(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


class Stream(io.TextIOWrapper):
    """A pipe, or a terminal of 80 columns."""

    def __init__(self, data: bytes = b"", *, terminal: bool = False, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(data), encoding=encoding)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def said(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


class Reader:
    """The command line with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(
        self,
        *words: str,
        stdin: bytes = b"",
        terminal: bool = False,
        encoding: str = "utf-8",
    ) -> Ran:
        out, err = Stream(terminal=terminal, encoding=encoding), Stream(terminal=terminal)
        argv = ["--home", str(self.home), *words]
        status = run(argv, Console(Stream(stdin, terminal=terminal), out, err))
        return Ran(status, out.said(), err.said())

    def id_of(self, title: str) -> str:
        return next(row["id"] for row in self("list", "--json").records if row["title"] == title)


@pytest.fixture(autouse=True)
def _quiet_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("READER_HOME", raising=False)


@pytest.fixture
def empty(tmp_path) -> Reader:
    """A Reader whose library does not exist yet."""
    return Reader(tmp_path / "home")


@pytest.fixture(scope="session")
def _stocked(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("stocked")
    news = folder / "news"
    news.mkdir()
    (news / "bridge.txt").write_text(
        f"{BRIDGE}\nBy Ada Lorne\n\n2026-03-02\n\n"
        "Port Ansel's harbour ferries carried twice their usual load on Monday, the operator said, while the "
        "Kestrel Bridge stayed closed for a second week.\n\n"
        "Follow us on Instagram for more harbour news!\n\n"
        "Engineers found a crack in the eastern pier of the Kestrel Bridge during a routine dive last month.\n\n"
        f"Read more:\n\n{REOPENING}\n\nFishing fleet moves to the north quay for the winter\n",
        "utf-8",
    )
    (news / "reopening.txt").write_text(
        f"{REOPENING}\n\n2026-03-07\n\n"
        "The Kestrel Bridge in Port Ansel will open to cars again on Monday, after engineers closed the crack in its "
        "eastern pier.\n\nLorries must wait until the summer, the harbour office said on Saturday.\n",
        "utf-8",
    )
    (news / "water.txt").write_text(
        f"{WATER}\n\n2026-02-10\n\n"
        "Dunmere's council voted on Tuesday for a rise of nine per cent in the price of water, five points less than "
        "Lenn Water had asked for.\n",
        "utf-8",
    )
    (news / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    home = folder / "home"
    added = Reader(home)("add", str(news))
    assert added.status == 0, added.err
    return home, news


@pytest.fixture
def stocked(_stocked, tmp_path) -> Reader:
    """A Reader with three articles out of a folder, a copy for each test."""
    shutil.copytree(_stocked[0], tmp_path / "stocked-home")
    return Reader(tmp_path / "stocked-home")


@pytest.fixture
def news(_stocked) -> Path:
    """The folder those articles come from."""
    return _stocked[1]
