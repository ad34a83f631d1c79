"""Paragraphs, headings, lists, quotes and links as they are set."""

import pytest

from reader.model import Attachment, Block, BlockKind, Span, Style
from reader.ui.painting.marks import ASCII
from reader.ui.typesetting.layout import Line, Setting, Sheet, lay_out

ITEM, HEADING, QUOTE = BlockKind.ITEM, BlockKind.HEADING, BlockKind.QUOTE


def laid(*blocks: Block, width: int = 30, setting: Setting = Setting(), **more: str) -> list[Line]:  # noqa: B008
    return lay_out(Sheet("T", (), (), blocks, **more), width, setting=setting)  # type: ignore[arg-type]


def texts(*blocks: Block, width: int = 30, setting: Setting = Setting(), **more: str) -> list[str]:  # noqa: B008
    """The lines between the head and the mark at the end."""
    return [line.text for line in laid(*blocks, width=width, setting=setting, **more)][4:-2]


def test_headings_have_more_room_above_than_below_and_great_ones_a_line() -> None:
    blocks = (
        Block.of("One"),
        Block.of("Great", HEADING, level=2),
        Block.of("Small", HEADING, level=3),
        Block.of("Two"),
        Block.of("Least", HEADING, level=5),
        Block.of("Three"),
    )
    assert texts(*blocks) == [
        *("One", "", "", "Great", "─────", "", "Small", "", "Two"),
        *("", "", "Least", "", "Three"),
    ]
    roles = {line.text: line.pieces[-1][1] for line in laid(*blocks) if line.block >= 0}
    assert roles["Small"] != roles["Least"] != roles["Two"]


@pytest.mark.parametrize(
    ("text", "margin", "hang"),
    [
        ("“Yes,” she said.", 1, 1),
        ("“Yes,” she said.", 0, 0),
        ("« Oui », dit-elle.", 2, 2),
        ("« Oui », dit-elle.", 1, 1),
        ("— Oui, dit-elle.", 2, 2),
        ("「はい」と言った。", 2, 2),
        ("「はい」と言った。", 1, 0),
        ("Yes.", 2, 0),
    ],
)
def test_opening_marks_hang_into_the_margin(text: str, margin: int, hang: int) -> None:
    line = next(line for line in laid(Block.of(text), setting=Setting(margin=margin)) if line.block == 0)
    assert (line.text, line.hang) == (text, hang)


def test_a_line_that_hangs_is_as_full_as_the_others() -> None:
    lines = texts(Block.of("“one two three” four"), width=10, setting=Setting(margin=1))
    assert lines == ["“one two", "three”", "four"]


def test_the_opening_mark_of_a_quote_stands_beside_its_bar() -> None:
    assert texts(Block.of("“one two three”", QUOTE), width=10) == ["▎“one two", "▎ three”"]
    assert texts(Block.of("one", QUOTE, level=1), width=20) == ["▎ ▎ one"]


def test_numbers_and_nested_lists_hang_in_one_edge() -> None:
    items = (
        Block.of("nine", ITEM, marker="9."),
        Block.of("more of nine", ITEM),
        Block.of("ten and more words", ITEM, marker="10."),
        Block.of("below ten", ITEM, level=1, marker="•"),
        Block.of("and below", ITEM, level=2, marker="a."),
        Block.of("eleven", ITEM, marker="11."),
        Block.of("done", ITEM, marker="[x]"),
    )
    assert texts(*items, width=18) == [
        *(" 9. nine", "", "    more of nine", ""),
        *("10. ten and more", "    words", "    • below ten", "      a. and below", "11. eleven"),
        "[x] done",
    ]


def test_code_within_a_list_does_not_end_it() -> None:
    code = Block(BlockKind.CODE, (Span("x", Style.CODE),))
    items = (Block.of("nine", ITEM, marker="9."), code, Block.of("ten", ITEM, marker="10."))
    assert texts(*items) == [" 9. nine", "", " x", "", "10. ten"]


def test_what_a_term_means_stands_below_it_further_in() -> None:
    term = Block(BlockKind.PARAGRAPH, (Span("Ferry", Style.STRONG),))
    assert texts(term, Block.of("A boat", ITEM), term, Block.of("A line", ITEM)) == [
        *("Ferry", "  A boat", "", "Ferry", "  A line")
    ]


def test_a_page_built_as_a_list_is_set_as_text() -> None:
    assert texts(Block.of("Lead", HEADING, level=3), Block.of("One", ITEM), Block.of("Two", ITEM)) == [
        *("Lead", "", "One", "", "Two")
    ]


def test_verse_keeps_its_lines_and_long_ones_turn_further_in() -> None:
    assert texts(Block.of("Roses are red and so are these\nviolets"), width=16) == [
        *("Roses are red", "  and so are", "  these", "violets")
    ]


def test_rules_part_texts_and_do_not_stand_at_the_edges_or_together() -> None:
    rule = Block(BlockKind.RULE, ())
    assert texts(rule, Block.of("a"), rule, rule, Block.of("b"), rule, width=9) == ["a", "", "  · · ·", "", "b"]


LINKED = Block(
    BlockKind.PARAGRAPH,
    (
        Span("See "),
        Span("the report", href="https://a.example/r?token=abc"),
        Span(" and "),
        Span("the annex", href="https://a.example/x"),
        Span(", again "),
        Span("the ", href="https://a.example/r?token=abc"),
        Span("report", Style.STRONG, "https://a.example/r?token=abc"),
        Span("; "),
        Span("https://b.example", href="https://b.example/"),
        Span("."),
    ),
)


def test_links_have_numbers_by_choice_and_their_addresses_below() -> None:
    lines = laid(LINKED, width=40, setting=Setting("numbered"))
    assert [line.text for line in lines][4:-2] == [
        "See the report[1] and the annex[2],",
        "again the report[1]; https://b.example.",
        "",
        "Links",
        "[1] https://a.example/r?token=…",
        "[2] https://a.example/x",
    ]
    first, second = (line for line in lines if line.block == 0)
    assert [(first.text[a:b], href[-1]) for a, b, href in first.links] == [
        ("the report[1]", "c"),
        ("the annex[2]", "x"),
    ]
    assert [second.text[a:b] for a, b, _ in second.links] == ["the report[1]", "https://b.example"]
    assert first.columns(4, 14) == (4, 14)
    assert second.start == len("See the report and the annex, ")
    listed = next(line for line in lines if line.text.startswith("[2]"))
    assert [listed.text[a:b] for a, b, _ in listed.links] == ["https://a.example/x"]


@pytest.mark.parametrize(("links", "marked"), [("underlined", True), ("numbered", False), ("plain", False)])
def test_links_are_underlined_or_not_and_lead_somewhere_all_the_same(links: str, marked: bool) -> None:
    line = next(line for line in laid(LINKED, width=99, setting=Setting(links)) if line.block == 0)
    assert any("link" in roles.split() for _, roles in line.pieces) is marked
    assert len(line.links) == 4


def test_pictures_that_came_with_it_look_like_pictures() -> None:
    files = (Attachment("https://u:p@d.example/a.jpg", None, 2_000, "The mill"), Attachment("https://d.example/b.mp3"))
    lines = lay_out(Sheet("T", (), (), (), attachments=files), 60, marks=ASCII)
    assert [line.text for line in lines][-4:-2] == [
        "# The mill - 2.0 kB - d.example/a.jpg",
        "Attached: d.example/b.mp3",
    ]
