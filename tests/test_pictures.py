"""The pictures of the documents are those that the program draws."""

import re
from pathlib import Path

import pytest

from reader.paths import Home
from tests.pictures import FOLDER, PICTURES, ROOT, draw, filled

DOCUMENTS = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
_LETTERS = re.compile(r"<text[^>]*>([^<]*)</text>")


def test_each_picture_is_shown_and_each_that_is_shown_can_be_drawn_anew() -> None:
    shown = {
        name for one in DOCUMENTS for name in re.findall(r"\((?:docs/)?pictures/([a-z-]+)\.svg\)", one.read_text())
    }
    assert shown == set(PICTURES) == {path.stem for path in FOLDER.iterdir()}


def test_pictures_are_small_and_ask_nothing_of_others() -> None:
    for path in FOLDER.iterdir():
        text = path.read_text("utf-8")
        assert len(text) < 100_000, path.name
        assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"], path.name
        assert str(Path.home()) not in text


@pytest.mark.parametrize("name", ["narrow"])
async def test_a_picture_is_not_out_of_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """One for all of them: each costs as much as opening a library. `make pictures` draws them anew."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    home = Home.under(tmp_path)
    filled(home)
    kept = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert _LETTERS.findall(await draw(name, home)) == _LETTERS.findall(kept), "run `make pictures`"
