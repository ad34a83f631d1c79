"""Tables in plain text."""

from reader.cli.columns import columns

ROWS = (("Town", "Votes"), ("Dunmere", "1,200"), ("東京都", "12 %"))


def test_columns_stand_under_one_another_wide_characters_too():
    assert list(columns(ROWS, 60)) == ["Town     Votes", "Dunmere  1,200", "東京都    12 %"]


def test_what_does_not_fit_is_told_row_by_row():
    assert list(columns(ROWS, 13)) == ["Town: Dunmere", "Votes: 1,200", "", "Town: 東京都", "Votes: 12 %"]


def test_rows_of_different_lengths():
    assert list(columns((("a", "b"), ("c",), ("", "d")), 60)) == ["a  b", "c", "   d"]
