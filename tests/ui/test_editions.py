"""What its publisher changed in an article is shown, signed."""

from dataclasses import replace
from datetime import timedelta

from reader.errors import NotFoundError
from reader.model import Edit, EditedLine, Edition
from reader.newsroom.newsroom import _edited
from reader.ui.painting.marks import ASCII, UNICODE
from reader.ui.wording.edition_rows import edition_lines
from tests.fakes import NOW
from tests.ui.conftest import TINY, Open
from tests.ui.library import BRIDGE, library
from tests.ui.test_hostile import HOSTILE

WAS, IS = "The crack is nine centimetres long.", "The crack is eleven centimetres long."
EDITIONS = [
    Edition(NOW - timedelta(hours=9), "Bridge shut"),
    Edition(
        NOW - timedelta(hours=2),
        "Bridge shut",
        (EditedLine(Edit.SAME, "Cars wait."), EditedLine(Edit.REMOVED, WAS), EditedLine(Edit.ADDED, IS)),
    ),
    Edition(NOW - timedelta(minutes=5), "Bridge shut", tuple(EditedLine(Edit.ADDED, text) for text in HOSTILE)),
]


def test_the_newest_change_comes_first_and_signs_tell_what_came_and_went() -> None:
    lines = ["".join(text for text, _ in line) for line in edition_lines(EDITIONS, 72, NOW, UNICODE)]
    assert lines[0] == "Changed Friday 20 November 2026, 18:25"
    assert [line for line in lines if line.startswith("+")] == [*(f"+ {text}" for text in HOSTILE), f"+ {IS}"]
    assert f"− {WAS}" in lines
    assert "  Cars wait." in lines
    assert lines[-2:] == ["Came in Friday 20 November 2026, 09:30", "Bridge shut"]
    plain = edition_lines(EDITIONS[:2], 20, NOW, ASCII)
    assert all(sum(len(text) for text, _ in line) <= 20 for line in plain)
    assert "- The crack is nine" in ["".join(text for text, _ in line) for line in plain]


async def test_an_edited_article_says_so_and_shows_what_changed_another_that_nothing_did(opened: Open) -> None:
    room = library()
    notice = _edited(NOW)
    room.articles[0] = replace(BRIDGE, notices=(notice,))
    room.versions = {BRIDGE.id: EDITIONS}
    async with opened(room, size=TINY) as session:
        await session.press("j", "enter")
        assert session.lines("· E shows what")
        await session.press("E")
        assert session.lines("Changed Friday 20 November 2026")
        assert session.lines("+ [/foo]")
        await session.press("G")
        assert session.lines("Bridge shut")
        await session.press("g", "q")
        assert session.main.reading.article is not None
        assert not session.lines("Changed Friday")
        await session.press("q", "j", "E")
        assert session.toasts == ["Nothing has changed in this article since it came in."]
        assert session.app.screen is session.main
        room.fail("editions", NotFoundError("x: no such article"))
        await session.press("E", "escape")
        assert session.toasts[-1] == "x: no such article"
