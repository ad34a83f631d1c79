"""The bare words of what could not be parsed."""

from reader.cleaning.formats.stripped import LARGEST, LINES, parse_text


def test_what_is_too_long_for_a_parser_does_not_hide_the_text_behind_it():
    for attack in ("<script>" + "x" * 3 * LARGEST + "</script>", f"<img src='data:{'A' * 3 * LARGEST}'>"):
        found = parse_text(f"<title>t</title>{attack}<p>CANARY</p>")
        assert found.lines[-1].block.text == "CANARY"
        assert found.notices == ()


def test_what_is_left_out_is_said():
    assert parse_text("<p>" + "word " * LARGEST).notices == (
        f"Only the first {LARGEST:,} characters of its text are shown.",
    )
    many = parse_text("<p>line</p>" * (LINES + 1))
    assert len(many.lines) == LINES
    assert many.notices == (f"Only the first {LINES:,} lines of its text are shown.",)


def test_a_number_that_no_character_has_does_not_hide_the_text():
    assert parse_text(f"<p>Before &#{'9' * 5000}; after</p>").lines[-1].block.text == "Before \ufffd after"
