"""Tables that fit, wrap, move sideways, or are told row by row."""

from reader.ui.painting.cells import width_of
from reader.ui.painting.marks import ASCII, UNICODE
from reader.ui.typesetting.table import lay_table, slides

WIDE = (
    ("Town", *(f"Measure {number}" for number in range(8))),
    ("Port Ansel", *(str(number * 111) for number in range(8))),
    ("Dunmere", *(str(number * 7) for number in range(8))),
)


def texts(rows: tuple[tuple[str, ...], ...], width: int, slid: int = 0) -> list[str]:
    return ["".join(text for text, _ in line) for line in lay_table(rows, width, UNICODE, slid=slid)]


def test_numbers_stand_with_their_points_below_one_another() -> None:
    rows = (("What", "Share"), ("a", "18.25 %"), ("b", "7 %"), ("c", "–"), ("d", "1,200.5 %"))
    assert texts(rows, 30)[2:] == ["a        18.25 %", "b         7 %", "c              –", "d     1,200.5 %"]


def test_cells_are_wrapped_where_that_can_be_read_and_rows_stand_apart_then() -> None:
    rows = (("Name", "What it does"), ("One", "carries cars over the river by day"), ("Two", "rests"))
    assert texts(rows, 26) == [
        "Name  What it does",
        "─" * 26,
        "One   carries cars over",
        "      the river by day",
        "",
        "Two   rests",
    ]


def test_a_table_wider_than_the_page_moves_and_keeps_its_first_column() -> None:
    most = slides(WIDE, 50)
    assert most > 0
    first, last = texts(WIDE, 50), texts(WIDE, 50, most)
    assert first[0].split() == ["Town", "Measure", "0", "Measure", "1", "Measure", "2"]
    assert first[-1] == "5 columns › · < > move the table"
    assert last[0].startswith("Town")
    assert last[0].endswith("Measure 7")
    assert last[-1] == "‹ 5 columns · < > move the table"
    assert texts(WIDE, 50, 1)[-1] == "‹ 1 column · 4 columns › · < > move the table"
    assert texts(WIDE, 50, 99) == last
    assert all(width_of(line) <= 50 for slid in range(most + 1) for line in texts(WIDE, 50, slid))
    ascii_only = lay_table(WIDE, 50, ASCII, slid=1, keys=("F7", "F8"))[-1][0][0]
    assert ascii_only == "< 1 column - 4 columns > - F7 F8 move the table"


def test_every_column_comes_into_view() -> None:
    seen = " ".join(texts(WIDE, 50, slid)[0] for slid in range(slides(WIDE, 50) + 1))
    assert all(f"Measure {number}" in seen for number in range(8))


def test_what_fits_or_is_told_row_by_row_does_not_move() -> None:
    assert slides((("a", "b"), ("1", "2")), 50) == 0
    assert slides(WIDE, 140) == 0
    assert slides(WIDE, 38) == 0
    assert texts(WIDE, 38)[:3] == ["Town: Port Ansel", "Measure 0: 0", "Measure 1: 111"]


def test_told_row_by_row_names_stand_out_and_what_is_empty_is_left_out() -> None:
    rows = (
        ("Name", "A long question", "Another question", "Yet another"),
        ("One", "", "yes, and at length", "b"),
        *[("Two", "c", "", "d")] * 2,
    )
    lines = lay_table(rows, 18, UNICODE)
    assert lines[0] == (("Name: ", "table-head"), ("One", "table"))
    assert ["".join(text for text, _ in line) for line in lines][1:4] == [
        "Another question:",
        "  yes, and at",
        "  length",
    ]
    assert "A long question: " not in ["".join(text for text, _ in line) for line in lines[:6]]


def test_columns_without_anything_are_left_out() -> None:
    assert texts((("a", "", "b"), ("c", " ", "d")), 30) == ["a  b", "────", "c  d"]
