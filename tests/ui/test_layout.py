from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Attachment, Block, BlockKind, Cut, Novelty, OtherNumber, Place, Reason, Span, Style, Told
from reader.ui.painting.cells import width_of
from reader.ui.painting.marks import ASCII
from reader.ui.typesetting.layout import Line, Sheet, lay_out, line_of, place_of

WORDS = st.text(st.sampled_from("ab cdé日本🙂 \n"), min_size=1, max_size=120)
KINDS = st.sampled_from([kind for kind in BlockKind if kind not in (BlockKind.TABLE, BlockKind.RULE)])
BLOCKS = st.lists(st.builds(Block.of, WORDS, KINDS, level=st.integers(0, 6)), max_size=6).map(tuple)
CELLS = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(tuple), min_size=1, max_size=4).map(tuple)


def sheet(*blocks: Block, cuts: tuple[Cut, ...] = (), notices: tuple[str, ...] = ()) -> Sheet:
    return Sheet("The title", ("Harbour Post", "2 min"), notices, blocks, cuts)


def body(lines: list[Line]) -> list[str]:
    return [line.text for line in lines if line.block >= 0]


@given(BLOCKS, st.integers(12, 80))
def test_no_line_is_wider_than_the_width_and_every_word_is_there(blocks: tuple[Block, ...], width: int) -> None:
    lines = lay_out(sheet(*blocks), width)
    assert all(width_of(line.text) <= width for line in lines)
    shown = "".join("".join(line.text[line.lead :].split()) for line in lines if line.block >= 0)
    assert shown == "".join("".join(block.text.split()) for block in blocks)


def test_what_it_is_filed_under_and_what_came_with_it_stand_at_the_end_a_line_each() -> None:
    files = (Attachment("https://d.example/a.mp3", "audio/mpeg", 12_345_678), Attachment("https://d.example/b"))
    lines = lay_out(replace(sheet(Block.of("Text")), categories=("World", "Travel"), attachments=files), 60)
    assert [line.text for line in lines][-7:-2] == [
        *("Text", "", "Filed under: World · Travel", "Attached: audio/mpeg · 12.3 MB · d.example/a.mp3"),
        "Attached: d.example/b",
    ]
    assert all(width_of(line.text) <= 20 for line in lay_out(replace(sheet(), attachments=files), 20))


@given(CELLS, st.integers(12, 80))
def test_a_table_keeps_its_width_and_its_words(rows: tuple[tuple[str, ...], ...], width: int) -> None:
    table = Block(BlockKind.TABLE, (Span("x"),), rows=rows)
    lines = lay_out(sheet(table), width)
    assert all(width_of(line.text) <= width for line in lines)
    shown = "".join(body(lines))
    for row in rows:
        for cell in row:
            for letter in "".join(cell.split()):
                assert letter in shown


@given(BLOCKS, st.integers(12, 80), st.integers(12, 80))
def test_a_place_survives_another_width(blocks: tuple[Block, ...], width: int, other: int) -> None:
    lines = lay_out(sheet(*blocks), width)
    for number, line in enumerate(lines):
        if line.block >= 0 and line.text[line.lead :].strip():
            place = place_of(lines, number, 5)
            assert line_of(lines, place) <= number
            elsewhere = lay_out(sheet(*blocks), other)
            found = elsewhere[line_of(elsewhere, place)]
            assert found.block == line.block or place == Place(progress=place.progress) or found.block == -1
            if found.block == line.block:
                assert found.start <= line.start


def test_the_head_says_what_it_is() -> None:
    lines = lay_out(sheet(notices=("Everything is shown.",)), 30)
    assert [line.text for line in lines[:5]] == [
        "",
        "The title",
        "Harbour Post · 2 min",
        "Everything is shown.",
        "─" * 30,
    ]
    assert lines[-1].text == "■"


def test_items_hang_and_stand_close() -> None:
    items = [Block.of("one two three four", BlockKind.ITEM, marker=mark) for mark in ("9.", "10.")]
    assert body(lay_out(sheet(*items), 12)) == [
        " 9. one two",
        "    three",
        "    four",
        "10. one two",
        "    three",
        "    four",
    ]


def test_paragraphs_stand_apart() -> None:
    lines = lay_out(sheet(Block.of("one"), Block.of("two")), 20)
    at = [number for number, line in enumerate(lines) if line.block >= 0]
    assert lines[at[0] + 1].text == ""
    assert at[1] == at[0] + 2


def test_quotes_have_a_bar_on_every_line() -> None:
    quote = Block.of("one two three", BlockKind.QUOTE)
    assert body(lay_out(sheet(quote), 10)) == ["▎ one two", "▎ three"]


def test_code_keeps_its_spaces_and_is_painted_to_the_edge() -> None:
    code = Block.of("if x:\n    y = 1234567890", BlockKind.CODE)
    lines = [line for line in lay_out(sheet(code), 14) if line.block >= 0]
    assert [line.text for line in lines] == [" if x:", "     y = 1234", "     ↪ 567890"]
    assert {line.fill for line in lines} == {"code-block"}


def test_styles_become_roles() -> None:
    spans = (
        Span("plain "),
        Span("bold", Style.STRONG),
        Span(" and "),
        Span("linked", Style.EMPHASIS, "https://a.example/"),
    )
    line = next(line for line in lay_out(sheet(Block(BlockKind.PARAGRAPH, spans)), 40) if line.block == 0)
    assert line.pieces == (
        ("plain ", "text"),
        ("bold", "text strong"),
        (" and ", "text"),
        ("linked", "text emphasis link"),
    )


def test_a_table_has_a_head_and_numbers_at_the_right() -> None:
    table = Block(BlockKind.TABLE, (Span(""),), rows=(("Crossing", "Minutes"), ("Bridge", "18"), ("Ferry", "7")))
    assert body(lay_out(sheet(table), 40)) == [
        "Crossing  Minutes",
        "─" * 17,
        "Bridge         18",
        "Ferry           7",
    ]


def test_a_table_too_wide_is_told_row_by_row() -> None:
    rows = (("A", "B", "C", "D"), ("one", "two", "three", "four"))
    lines = body(lay_out(sheet(Block(BlockKind.TABLE, (Span(""),), rows=rows)), 12))
    assert lines == ["A: one", "B: two", "C: three", "D: four"]


CUT = Cut("Follow us", Reason.PROMOTION, "begins with (en): follow", 0)


def test_cuts_are_counted_until_they_are_shown() -> None:
    blocks = (Block.of("one"), Block.of("two"))
    assert lay_out(sheet(*blocks, cuts=(CUT,)), 40)[-1].text == "1 line cut · x shows it"
    assert lay_out(sheet(*blocks, cuts=(CUT, CUT)), 40)[-1].text == "2 lines cut · x shows them"
    shown = lay_out(sheet(*blocks, cuts=(CUT,)), 40, cuts=True)
    texts = [line.text for line in shown]
    assert texts[texts.index("one") :][:6] == [
        "one",
        "",
        "✂ Follow us",
        "  promotion · it begins with “follow”",
        "",
        "two",
    ]
    assert "cut · x" not in " ".join(texts)


def test_short_cuts_that_went_for_the_same_reason_share_a_receipt_a_few_at_a_time() -> None:
    menu = [Cut(f"Section {number}", Reason.NAVIGATION, "extract: stands among links", -1) for number in range(7)]
    lines = lay_out(sheet(Block.of("one"), cuts=(*menu, CUT)), 60, cuts=True)
    shown = [line.text for line in lines if line.cut >= 0]
    receipt = "  navigation · it stands among links"
    assert shown[:6] == [*(f"✂ Section {number}" for number in range(5)), receipt]
    assert shown[6:9] == ["✂ Section 5", "✂ Section 6", receipt]


def test_cuts_too_long_for_a_line_have_each_their_own_receipt() -> None:
    small_print = [Cut("so many words " * 6, Reason.CREDIT, "begins with (en): so many", -1) for _ in range(2)]
    lines = lay_out(sheet(Block.of("one"), cuts=tuple(small_print)), 40, cuts=True)
    assert [line.cut for line in lines if line.text == "  credit · it begins with “so many”"] == [0, 1]


def test_a_cut_before_the_first_block_stands_there() -> None:
    first = Cut("Share", Reason.SHARE, "shape: share", -1)
    lines = lay_out(sheet(Block.of("one"), cuts=(CUT, first)), 40, cuts=True)
    assert [line.cut for line in lines if line.cut >= 0 and line.text.startswith("✂")] == [1, 0]


def test_ascii_marks() -> None:
    kinds = (BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.RULE)
    blocks = (*(Block.of("a", kind) for kind in kinds), Block.of("b", BlockKind.ITEM, marker="•"))
    assert all(line.text.isascii() for line in lay_out(sheet(*blocks, cuts=(CUT,)), 30, cuts=True, marks=ASCII))


def test_the_top_of_the_text_is_the_top() -> None:
    lines = lay_out(sheet(Block.of("one " * 200)), 30)
    assert place_of(lines, 0, 10).progress == 0.0
    assert line_of(lines, place_of(lines, 0, 10)) == 0
    assert place_of(lines, len(lines) - 10, 10).progress == 1.0


def test_what_an_item_goes_on_with_has_no_bullet() -> None:
    items = (Block.of("one", BlockKind.ITEM, level=1, marker="•"), Block.of("more of it", BlockKind.ITEM, level=1))
    assert body(lay_out(sheet(*items), 20)) == ["• one", "  more of it"]


def test_a_picture_has_its_address_on_one_line_below() -> None:
    spans = (Span("The mill at dawn", href="https://cdn.example/" + "long/" * 9 + "mill.jpg"),)
    lines = lay_out(sheet(Block(BlockKind.CAPTION, spans)), 30)
    caption, address = [line for line in lines if "mill" in line.text or "cdn" in line.text]
    assert caption.pieces[1] == ("The mill at dawn", "caption")
    assert address.text.startswith("  cdn.example/long/")
    assert width_of(address.text) <= 30
    assert address.block == -1


def test_code_says_its_language() -> None:
    lines = lay_out(sheet(Block(BlockKind.CODE, (Span("x = 1", Style.CODE),), marker="python")), 20)
    assert [line.text for line in lines if line.fill] == [" python", " x = 1"]


def with_novelty(*blocks: Block, told: tuple[Told, ...] = (), numbers: tuple[OtherNumber, ...] = ()) -> Sheet:
    return Sheet("The title", (), (), blocks, novelty=Novelty(5, told, numbers))


def dimmed(lines: list[Line], role: str = "told") -> list[str]:
    return [text for line in lines for text, roles in line.pieces if role in roles.split()]


def test_what_was_told_is_dimmed_where_it_stands_and_marked_in_the_margin() -> None:
    text = Block.of("One new thing. The old thing that was told. New.")
    lines = lay_out(with_novelty(text, told=(Told(0, 15, 43, "a", "Elsewhere"),)), 20)
    assert " ".join(dimmed(lines)) == "The old thing that was told."
    assert [bool(line.aside) for line in lines if line.block == 0] == [True, True, True]
    assert [line.text for line in lines[-2:]] == ["1 told in", "“Elsewhere”"]
    alike = lay_out(with_novelty(text, told=(Told(0, 15, 43, "a", "Elsewhere"),)), 20, dims=False)
    assert dimmed(alike) == []
    assert body(alike) == body(lines)


def test_dimming_starts_behind_a_bullet() -> None:
    item = Block(BlockKind.ITEM, (Span("Old. New."),), marker="•")
    lines = lay_out(with_novelty(item, told=(Told(0, 0, 4, "a", "Elsewhere"),)), 40)
    assert dimmed(lines) == ["Old."]


def test_the_foot_says_how_much_is_new_and_how_to_see_all_alike() -> None:
    text = Block.of("Old. New.")
    wide = lay_out(with_novelty(text, told=(Told(0, 0, 4, "a", "Elsewhere"),)), 70, keys={"cuts": "x", "dim": "D"})
    assert [line.text for line in wide[-2:]] == [
        "4 of 5 sentences are new to you · D shows all alike",
        "1 told in “Elsewhere”",
    ]


def test_a_number_that_others_have_otherwise_is_marked_and_both_are_shown() -> None:
    text = Block.of("It hurt 12 people.")
    numbers = (
        OtherNumber(0, 8, 10, "12 people", "15 people", "a", "Harbour Post"),
        OtherNumber(0, 8, 10, "12 people", "15 people", "b", "Northline Wire"),
        OtherNumber(0, 8, 10, "12 people", "at least 14", "c", "Coast Echo"),
    )
    lines = lay_out(with_novelty(text, numbers=numbers), 100)
    assert dimmed(lines, "differs") == ["12"]
    assert lines[-1].text == (
        "Other numbers: 12 people here; 15 people in Harbour Post, Northline Wire; at least 14 in Coast Echo"
    )


@given(BLOCKS, st.integers(12, 60), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 90), st.integers(0, 90))))
def test_novelty_changes_roles_and_nothing_else(
    blocks: tuple[Block, ...], width: int, places: list[tuple[int, int, int]]
) -> None:
    told = tuple(Told(block, start, end, "a", "Elsewhere") for block, start, end in places)
    plain, noted = lay_out(sheet(*blocks), width), lay_out(with_novelty(*blocks, told=told), width)
    assert body(noted) == body(plain)
    assert [line.start for line in noted if line.block >= 0] == [line.start for line in plain if line.block >= 0]
