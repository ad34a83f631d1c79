"""Exporting from the screen: what, how and where."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from textual.widgets import Input

from reader.config import Config
from reader.errors import StoreError
from reader.ui.screens.confirm import ConfirmScreen
from reader.ui.screens.export import ExportScreen
from tests.fakes import FakeNewsroom, made
from tests.ui.conftest import MEDIUM, NARROW, TINY, Open, Session
from tests.ui.stories import REPAIR, with_stories


@pytest.fixture(autouse=True)
def started_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the program was started in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def where(session: Session) -> str:
    return session.app.screen.query_one("#box-input", Input).value


async def test_an_article_goes_into_a_file_and_never_over_another(opened: Open, tmp_path: Path) -> None:
    file = tmp_path / "lighthouse-keepers-hold-their-dinner.md"
    async with opened(with_stories()) as session:
        await session.press("e")
        assert isinstance(session.app.screen, ExportScreen)
        assert where(session) == str(file)
        await session.press("enter")
        await session.until(lambda: session.toasts)
        assert session.toasts[-1].startswith("1 article written to ")
        assert session.toasts[-1].endswith(file.name)
        assert file.read_text().endswith("# Lighthouse keepers hold their dinner\n\nThere was soup.\n")
        file.write_text("mine")
        await session.press("e")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, ConfirmScreen))
        assert "is there already" in session.text
        await session.press("escape")
        assert isinstance(session.app.screen, ExportScreen)
        assert file.read_text() == "mine"
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, ConfirmScreen))
        await session.press("enter")
        await session.until(lambda: file.read_text() != "mine")
        assert (tmp_path / f"{file.name}.bak").read_text() == "mine"


async def test_what_and_how_are_chosen_with_the_arrows(opened: Open, tmp_path: Path) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press("j")
        await session.press("e")
        await session.until(lambda: "1/3" in session.text)  # the article, its story, the list
        assert REPAIR.title[:20] in session.text
        await session.press("right")
        assert "The story: " in session.text
        await session.press("down", "right", "right")
        assert where(session).endswith(".epub")
        await session.press("left", "left")
        await session.burst("right", "right", "enter")  # faster than the line is written anew
        await session.until(lambda: list(tmp_path.glob("*.epub")))
        (book,) = tmp_path.glob("*.epub")
        names = ZipFile(book).namelist()
        assert next(name for name in names if "chapter" in name) == "book/chapter-1.xhtml"
        assert len([name for name in names if "chapter" in name]) == len(room.stories.story("b1")[1])
        await session.press("b")
        await session.press("e", "left")  # round to the last: what was kept
        assert "Bookmarks (1)" in session.text
        await session.press("down", "right", "down")
        line = session.app.screen.query_one("#box-input", Input)
        line.value = "kept.jsonl"
        await session.press("up", "left")
        assert line.value == "kept.md"  # typed, but for its ending
        await session.press("enter")
        await session.until((tmp_path / "kept.md").exists)
        assert REPAIR.title in (tmp_path / "kept.md").read_text()


async def test_a_folder_used_last_is_suggested_and_gets_a_file_an_article(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    room = with_stories()
    async with opened(room) as session:
        await session.press("e", "left")
        assert "What the list shows (" in session.text
        await session.fill(f"{folder}/")
        await session.until(lambda: session.toasts)
        assert len(list(folder.glob("*.md"))) == len(room.articles)
        await session.press("e")
        assert where(session) == str(folder / "lighthouse-keepers-hold-their-dinner.md")


async def test_what_cannot_be_is_said(opened: Open, tmp_path: Path) -> None:
    room = with_stories()
    async with opened(room, NARROW) as session:
        await session.press("e")
        for typed, said in (
            ("", "Say where"),
            (str(tmp_path / "none" / "x.md"), "There is no folder"),
            ("a\u202eb", "no path"),
        ):
            await session.fill(typed)
            await session.until(lambda said=said: said in session.text)
        await session.press("down", "right")
        await session.fill(str(tmp_path))
        await session.until(lambda: "This is a folder" in session.text)
        room.fail("article", StoreError("The text of this article is damaged"))
        await session.fill(str(tmp_path / "x.md"))
        await session.until(lambda: session.toasts)
        assert "is damaged" in session.toasts[-1]
        assert list(tmp_path.iterdir()) == []


async def test_it_goes_out_of_a_story_and_of_the_list_of_stories(opened: Open) -> None:
    async with opened(with_stories(), TINY) as session:
        await session.press("j", "S")
        await session.press("e")
        assert "The story: " in session.text
        await session.press("right")
        assert "This article: " in session.text
        await session.press("escape")
        assert not isinstance(session.app.screen, ExportScreen)


async def test_long_work_shows_and_can_be_stopped(opened: Open, tmp_path: Path) -> None:
    room = with_stories()
    async with opened(room) as session:
        await session.press("e", "left")
        with room.held("article") as gate:
            await session.press_only("enter")
            await session.until(lambda: "article" in [name for name, _ in room.calls[-3:]])
            await session.pilot.pause(0.6)
            gate.set()
        await session.until(lambda: session.toasts or list(tmp_path.iterdir()))
        await session.settle()
        assert not session.main.status.stops


async def test_hostile_titles_are_letters_and_name_no_other_place(opened: Open, tmp_path: Path) -> None:
    title = "[/foo] [@click=app.quit]../../x[/] $error"
    room = FakeNewsroom([made("hostile", title, "Words.")])
    async with opened(room) as session:
        await session.press("e")
        assert "[/foo] [@click=app.quit]" in session.text
        assert where(session) == str(tmp_path / "foo-click-app-quit-x-error.md")
        await session.press("enter")
        await session.until(lambda: session.toasts)
        await session.press("e", "enter")
        await session.until(lambda: isinstance(session.app.screen, ConfirmScreen))
        inside = "".join(re.findall(r"│ (.{68}) │", session.text))
        said = "".join(inside.split())  # wherever a path as long as this one is broken
        assert "foo-click-app-quit-x-error.mdistherealready" in said


async def test_as_much_of_the_title_is_shown_as_there_is_room_for(opened: Open) -> None:
    async with opened(size=MEDIUM) as session:
        await session.press("j", "e")
        assert session.lines("‹ This article: Port Ansel shuts Kestrel Bridge a… ›   1/2")
    async with opened(size=MEDIUM, config=Config(ascii=True)) as session:
        await session.press("j", "e")
        assert session.lines("< This article: Port Ansel shuts Kestrel Bridge... >   1/2")
