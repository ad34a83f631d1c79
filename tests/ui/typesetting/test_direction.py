"""Text that runs from right to left."""

from reader.model import Block, BlockKind
from reader.ui.typesetting.direction import runs_from_right, seen
from reader.ui.typesetting.layout import Sheet, lay_out
from reader.ui.typesetting.margin import aside_at, hanging, page

HEBREW = "הגשר נסגר היום"


def test_the_first_letter_with_a_direction_decides() -> None:
    assert runs_from_right(HEBREW)
    assert runs_from_right(f"12: „{HEBREW}”")
    assert runs_from_right("مرحبا Port Ansel")
    assert not runs_from_right(f"Port Ansel {HEBREW}")
    assert not runs_from_right("12 …")


def test_such_paragraphs_end_at_the_right_edge_and_are_still_in_reading_order() -> None:
    blocks = (Block.of(HEBREW), Block.of(HEBREW, BlockKind.ITEM, marker="1."), Block.of("one two three"))
    lines = lay_out(Sheet(HEBREW, (), (), blocks), 10)
    shown = [line.text for line in lines if line.block >= 0]
    assert shown == [" הגשר נסגר", "      היום", "   1. הגשר", "      נסגר", "      היום", "one two", "three"]
    assert [line.start for line in lines if line.block == 0] == [0, 10]
    assert [line.text for line in lines if line.pieces and line.pieces[-1][1] == "title"] == [
        " הגשר נסגר",
        "      היום",
    ]


def order(text: str, *, from_right: bool, kept: int = 0) -> str:
    return "".join(shown for shown, _, _ in seen([(text, "text")], from_right=from_right, kept=kept))


def test_lines_are_put_in_the_order_they_are_seen() -> None:
    assert order("אבג", from_right=True) == "גבא"
    assert order("אב 12 (גד)", from_right=True) == "(דג) 12 בא"
    assert order("see אבג now", from_right=False) == "see גבא now"
    assert order("  אב", from_right=True, kept=2) == "  בא"
    assert order("אe\u0301ב", from_right=True) == "בe\u0301א"


def test_roles_go_where_their_letters_go() -> None:
    assert seen([("אב", "text"), ("גד", "text link")], from_right=True) == [
        *(("ד", "text link", 3), ("ג", "text link", 2), ("ב", "text", 1), ("א", "text", 0))
    ]


def test_margins_shrink_and_hold_what_hangs() -> None:
    assert page(120, 72) == (24, 72)
    assert page(60, 72) == (2, 56)
    assert page(40, 72) == (1, 38)
    assert page(9, 72)[1] == 8
    for width in range(12, 130):
        left, _ = page(width, 72)
        for hang in range(hanging(left) + 1):
            assert aside_at(left, hang) < left - hang
            assert aside_at(left, hang) >= -1
