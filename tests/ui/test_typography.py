"""Typography on the screen: tables that move, links by number, text ordered for terminals that do not."""

from reader.config import Config
from reader.model import Block, BlockKind, Span
from reader.ui.typesetting.extras import missing
from tests.fakes import NOW, FakeNewsroom, made
from tests.ui.conftest import Open

ROWS = (("Town", *(f"Measure {at}" for at in range(12))), ("Dunmere", *(str(at * 7) for at in range(12))))
BLOCKS = (
    Block(BlockKind.PARAGRAPH, (Span("In "), Span("the report", href="https://port-ansel.example/r"), Span("."))),
    Block(BlockKind.TABLE, (Span("x"),), rows=ROWS),
    Block.of("„הגשר נסגר” 12"),
)


async def test_what_the_settings_say_of_the_text_is_done(opened: Open) -> None:
    config = Config(ascii=False, links="numbered", bidi="reader", mark_read_after=600)
    room = FakeNewsroom([made("a", "Wide", blocks=BLOCKS, published=NOW), made("b", "Plain", "One.")])
    async with opened(room, config=config) as session:
        await session.press("enter")
        assert session.lines("In the report[1].")
        assert session.lines("[1] https://port-ansel.example/r")
        assert session.lines("12 „רגסנ רשגה”") or session.lines("12 ”רגסנ רשגה„")
        assert session.lines("columns ›")
        assert not session.lines("‹ 1 column")
        await session.press(">")
        assert session.lines("‹ 1 column ")
        assert session.lines("Dunmere")
        await session.press("<", "<")
        assert session.toasts[-1] == "This is where the table begins."
        await session.press(*">" * 13)
        assert session.toasts[-1] == "This is where the table ends."
        assert session.lines("Measure 11")
        assert not session.lines("columns ›")
        await session.press("n", ">")
        assert session.toasts[-1] == "No table in view is wider than the page."


def test_what_a_setting_needs_and_is_not_there_is_said() -> None:
    asked = Config(hyphenate=True, bidi="reader")
    assert [line.partition(":")[0] for line in missing(asked, lambda _: False)] == [
        "[reading] hyphenate",
        "[reading] bidi",
    ]
    assert all("reader-tui[" in line for line in missing(asked, lambda _: False))
    assert not list(missing(asked, lambda _: True))
    assert not list(missing(Config(), lambda _: False))
