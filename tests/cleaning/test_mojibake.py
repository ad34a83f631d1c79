import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.mojibake import mended
from reader.newsroom import open_newsroom
from reader.paths import Home

MEANT = "It isn’t “over” – not for the café in Šibenik, … nor for 東京"


def _latin(text: str) -> str:
    return text.encode().decode("latin-1")


def _windows(text: str) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("taken_for", [_latin, _windows])
def test_letters_encoded_twice_are_read_as_they_were_meant(taken_for):
    assert taken_for(MEANT) != MEANT
    assert mended(taken_for(MEANT)) == MEANT


@pytest.mark.parametrize(
    "text", [MEANT, "Le château, Ã la carte", "Â© 2026", "pâté, crème brûlée", "ação e coração", "Ärger über Öl"]
)
def test_letters_that_may_be_meant_stay(text):
    assert mended(text) == text


def test_of_two_runs_side_by_side_each_is_read():
    assert mended(_windows("said.”“No”")) == "said.”“No”"


@given(st.text())
def test_no_text_breaks_it(text):
    assert mended(mended(text)) is not None


def test_an_article_says_so(tmp_path):
    (tmp_path / "a.txt").write_text(_windows("The mayor said it isn’t over yet.\n\n" * 3), "utf-8")
    newsroom = open_newsroom(Home.under(tmp_path / "home"))
    try:
        article = newsroom.read(str(tmp_path / "a.txt"))
    finally:
        newsroom.close()
    assert "isn’t over" in article.text
    assert any("encoded twice" in notice for notice in article.notices)
