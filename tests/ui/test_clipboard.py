"""What is selected or copied is the words of the article, whatever the screen makes of them."""

import pytest
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from reader.config import Config
from reader.model import Block, BlockKind
from reader.ui.article.copying import selected_text, word_at
from reader.ui.typesetting.layout import Line, Sheet, lay_out
from reader.ui.typesetting.passages import passages_of
from tests.ui.conftest import Open
from tests.ui.library import BRIDGE, TARIFF

BLOCKS = (
    Block.of("A first paragraph that is longer than one line of the page, and wide: 汐ヶ崎港の橋は通行止めになった。"),
    Block.of("Heading", BlockKind.HEADING, level=2),
    Block.of("one thing that goes on over the end of its line", BlockKind.ITEM, marker="•"),
    Block.of("another", BlockKind.ITEM, marker="•"),
    Block.of("Somebody said so and went on saying it for a while.", BlockKind.QUOTE),
    Block.of("", BlockKind.RULE),
    Block.of("if a:\n    b = 'long enough to be parted at the end of the line'\n\nc", BlockKind.CODE, marker="python"),
)
SHEET = Sheet("The title of it all", ("Source", "today"), (), BLOCKS)


@pytest.mark.parametrize("width", [12, 24, 72])
def test_all_that_is_selected_is_the_text_whatever_the_width(width: int) -> None:
    lines = lay_out(SHEET, width)
    text = selected_text(passages_of(lines, BLOCKS), SELECT_ALL)
    paragraphs = [block.text for block in BLOCKS if block.kind is not BlockKind.RULE]
    items = "\n".join(block.text for block in BLOCKS if block.kind is BlockKind.ITEM)
    body = [one for one in paragraphs if one not in items]
    body.insert(2, items)
    dot = " · " if width > 12 else " "  # where the line is parted there is none
    assert text.split() == f"The title of it all Source{dot}today {' '.join(body)}".split()
    assert text.endswith("\n\n".join(body))


def test_a_part_is_cut_at_its_characters() -> None:
    lines = lay_out(SHEET, 24)
    first = next(number for number, line in enumerate(lines) if line.block == 0)
    item = next(number for number, line in enumerate(lines) if line.block == 2)
    runs = passages_of(lines, BLOCKS)
    assert selected_text(runs, Selection(Offset(2, first), Offset(7, first))) == "first"
    assert selected_text(runs, Selection(Offset(-3, first), Offset(99, first))) == "A first paragraph that"
    assert selected_text(runs, Selection(Offset(0, item), Offset(3, item + 1))) == "one thing that goes on o"
    assert selected_text(runs, Selection(Offset(0, 0), Offset(5, 0))) == ""


def test_a_hyphen_put_in_and_the_number_of_a_link_are_no_part_of_it() -> None:
    block = Block.of("An example of linked words")
    lines = [
        Line((("An exam-", "text"),), 0, 0, extra=((7, 8),), open=True),
        Line((("ple of linked[12]", "text"),), 0, 7, extra=((13, 17),)),
        Line((("words", "text"),), 0, 21),
    ]
    passages = passages_of(lines, (block,))
    assert selected_text(passages, SELECT_ALL) == block.text
    assert selected_text(passages, Selection(Offset(3, 0), Offset(2, 1))) == "exampl"
    assert selected_text(passages, Selection(Offset(7, 1), Offset(2, 2))) == "linked wo"


def test_words_are_found_around_a_character() -> None:
    assert word_at("well-known café’s end", 2) == (0, 10)
    assert word_at("well-known café’s end", 12) == (11, 17)
    assert word_at("a  b", 1) is None
    assert word_at("a", -1) is None


async def test_the_text_is_copied_with_where_it_is_from(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "Y")
        head, _, text = session.app.clipboard.partition("\n\n")
        assert head.splitlines() == [
            BRIDGE.title,
            "Harbour Post · Friday 20 November 2026, 15:30 · Lena Osk · 1 min",
            BRIDGE.url,
        ]
        assert text == BRIDGE.text
        assert session.toasts[-1].startswith("Copied the article: ")
        await session.press("enter", "X", "j", "Y")
        assert session.app.clipboard == BRIDGE.blocks[1].text
        assert session.toasts[-1] == "Copied the line: 16 words."
        await session.press("escape", "ctrl+c")
        assert session.toasts[-1] == "Q quits."
        await session.press("question_mark", "ctrl+c")
        assert session.app.screen is not session.main


async def test_the_mouse_selects_words_and_lines(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "enter")
        y, line = next((y, line) for y, line in enumerate(session.text.splitlines()) if "Inspectors closed" in line)
        x = line.index("Inspectors closed")
        left, top = session.main.view.region.offset
        await session.pilot.click("#article-view", offset=(x + 12 - left, y - top), times=2)
        assert session.main.get_selected_text() == "closed"
        await session.press("ctrl+c")
        assert session.app.clipboard == "closed"
        assert session.toasts[-1] == "Copied what is selected: 1 word."
        await session.pilot.click("#article-view", offset=(x + 12 - left, y - top), times=3)
        assert session.main.get_selected_text() == BRIDGE.blocks[0].text
        await session.pilot.mouse_down(offset=(x - 2, y))
        await session.pilot.hover(offset=(x + 4, y + 1))
        await session.pilot.mouse_up(offset=(x + 4, y + 1))
        selected = session.main.get_selected_text() or ""
        assert selected.startswith("Inspectors closed the Kestrel Bridge on Thursday")
        assert selected in BRIDGE.text
        await session.press("Y")
        assert session.app.clipboard == selected
        await session.press("escape")
        assert not session.main.get_selected_text()
        assert session.main.view.has_focus


async def test_footer_keys_are_clicked_as_they_stand(opened: Open) -> None:
    """Also those behind ones that had no room, and those that are only told of."""
    async with opened(size=(40, 12), config=Config(ascii=False, mouse=False)) as session:
        footer = session.text.splitlines()[-1]
        await session.pilot.click(offset=(footer.index("help"), 11))
        await session.settle()
        assert session.app.screen is not session.main
        await session.press("escape", "f")
        footer = session.text.splitlines()[-1]
        await session.pilot.click(offset=(footer.index("keep"), 11))
        await session.settle()
        assert session.app.is_running
    assert TARIFF.title
