"""Code on its panel: its lines, what goes on, and its colours."""

import pytest

from reader.model import Block, BlockKind, Span, Style
from reader.ui.painting.marks import ASCII, UNICODE
from reader.ui.typesetting.code import code_lines
from reader.ui.typesetting.highlight import highlights, prepare

CODE = 'def sail(hour):\n    return "at " + str(hour + 15)  # by day\n'


def block(text: str, language: str = "") -> Block:
    return Block(BlockKind.CODE, (Span(text, Style.CODE),), marker=language)


def test_the_parts_of_a_program_have_roles() -> None:
    parts = {CODE[start:end]: role for start, end, role in highlights(CODE, "python")}
    assert parts["def"] == parts["return"] == "code-keyword"
    assert parts["sail"] == "code-name"
    assert parts['"at "'] == "code-string"
    assert parts["15"] == "code-number"
    assert parts["# by day"] == "code-comment"


@pytest.mark.parametrize("language", ["", "console", "klingon", "../python", "python evil", "text"])
def test_nothing_is_guessed_about_other_languages(language: str) -> None:
    assert highlights(CODE, language) == ()


def test_long_code_and_data_are_left_alone() -> None:
    assert highlights("x = 1\n" * 5_000, "python") == ()
    assert highlights(f"x = {'1' * 900}", "python") == ()


def test_colours_change_no_character_of_it() -> None:
    text = 'x = ["日本語", 1.5]  # ünïcode, long enough to go on\n\n\tpass'
    prepare([block(text, "python")])
    for width in (12, 20, 60):
        lines = list(code_lines(3, block(text, "python"), width, UNICODE))[1:]
        assert "".join(line.text[line.lead :] for line in lines) == text.replace("\n", "")
        assert {line.block for line in lines} == {3}


@pytest.mark.parametrize(("marks", "sign"), [(UNICODE, "↪"), (ASCII, "\\")])
def test_a_line_too_wide_says_that_it_goes_on(marks: object, sign: str) -> None:
    lines = list(code_lines(0, block("    total = first + second"), 20, marks))  # type: ignore[arg-type]
    assert [line.text for line in lines] == ["     total = first ", f"     {sign} + second"]
    assert [line.open for line in lines] == [True, False]
