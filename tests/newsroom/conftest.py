"""A library of one's own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home

BRIDGE = """Kestrel Bridge closed after divers find crack

The Kestrel Bridge in Port Ansel was closed on Sunday night after divers found a crack in a bearing.

“I would rather explain a closed bridge than a fallen one,” said Ines Marrable, the mayor of Port Ansel.

Follow our Google News channel for the latest headlines.

Ferries will run every ten minutes while engineers from Halden Works inspect the bearing.

Read more:

Ferry queues stretch to the fish market in Port Ansel

Lighthouse keepers hold their yearly dinner
"""
FERRY = """Ferry queues stretch to the fish market in Port Ansel

Queues for the Port Ansel ferry reached the fish market on Friday, the first without the Kestrel Bridge.

“I would rather explain a closed bridge than a fallen one,” Ines Marrable told those who waited.

Halden Works said its engineers would look at the bearing again next week.
"""
WATER = """Dunmere council passes smaller water tariff

Households in Dunmere will pay nine per cent more for water, the council decided after a split vote.

Lenn Water had asked for fourteen per cent to mend its leaking mains.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with three articles in it."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("bridge", BRIDGE), ("ferry", FERRY), ("water", WATER)):
        (folder / f"2026-10-0{len(list(folder.iterdir())) + 1}-{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Where the library lives."""
    return Home.under(tmp_path / "home")


@pytest.fixture
def newsroom(home: Home) -> Iterator[Newsroom]:
    """An empty library."""
    opened = open_newsroom(home)
    yield opened
    opened.close()
