import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.formats import html
from reader.errors import CleaningError
from reader.model import Document, Media
from tests.kit import KIT, needs_kit

WORDS = "lorem ipsum, dolor sit amet " * 20


def parsed(data: bytes | str, encoding: str | None = None):
    raw = data if isinstance(data, bytes) else data.encode()
    return html.parse(Document("file:/page.html", raw, Media.HTML, "page.html", encoding=encoding))


def shown(data: bytes | str, encoding: str | None = None) -> str:
    return "\n".join(line.block.text for line in parsed(data, encoding).lines if not line.outside)


def test_the_encoding_is_taken_from_the_page():
    assert shown("<meta charset=shift_jis><p>日本".encode("shift_jis")) == "日本"


def test_what_the_carrier_states_goes_before_what_the_page_says():
    assert shown("<meta charset=shift_jis><p>日本".encode(), "utf-8") == "日本"


def test_an_encoding_that_is_none_is_said():
    assert "rot13" in parsed("<meta charset=rot13><p>words").notices[0]


def test_a_picture_is_refused_by_name():
    with pytest.raises(CleaningError, match=r"page\.html: is not text"):
        parsed(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("depth", [240, 300, 5000])
def test_text_nested_too_deeply_is_shown(depth):
    found = parsed(f"<html><body>{'<div>' * depth}<p>DEEP {WORDS}</p>{'</div>' * depth}<p>after</p></body></html>")
    text = " ".join(line.block.text for line in found.lines)
    assert "DEEP" in text
    assert "after" in text


def test_nesting_too_deep_to_read_is_said():
    assert "nested" in parsed("<div>" * 5000 + WORDS).notices[0]


@pytest.mark.parametrize(
    "bomb",
    [
        f"<p>a{' ' * 200_000}b</p><p>{WORDS}</p>",
        f"<p>a{chr(9) + chr(10)}{(chr(9) + chr(10)) * 100_000}b</p><p>{WORDS}</p>",
        "<pre>" + " " * 200_000 + "x</pre>",
        "<" * 200_000,
        "<a " * 50_000,
        "<!--" * 50_000,
        "<pre>" * 20_000,
        f"<p>{'lorem, ipsum ' * 50_000}</p>",
        "<b>" * 100_000 + "x",
        "<table>" + "<table><tr><td>" * 3000 + "x",
        "<p style='display:none'>x" * 5000,
        "<div class='related'>x</div>" * 5000,
    ],
    ids=["blanks", "tabs", "pre", "angles", "anchors", "comments", "pres", "one", "bold", "tables", "hidden", "zones"],
)
def test_what_keeps_parsers_busy_for_minutes_is_read(bomb):
    assert "CANARY" in shown(f"<html><body><p>CANARY</p><p>{WORDS}</p>{bomb}")


def test_a_page_beyond_all_measure_is_read_in_part_and_said():
    found = parsed(f"<html><body><p>{WORDS}</p>{' ' * html.LARGEST}<p>END</p></body></html>")
    assert "END" not in " ".join(line.block.text for line in found.lines)
    assert "20,000,000" in found.notices[0]


def test_a_text_longer_than_the_parser_takes_is_shown_and_said():
    found = parsed(f"<html><title>Storm</title><body><p>FIRST</p><p>{'lorem, ipsum ' * 800_000}</p>")
    assert [line.block.text[:12] for line in found.lines] == ["Storm", "FIRST", "lorem, ipsum"]
    assert "longer" in found.notices[0]


@pytest.mark.parametrize("page", ["<body><textarea>WORDS</textarea>", "<!-- WORDS"])
def test_words_that_the_structure_does_not_show_are_shown_and_said(page):
    found = parsed(page)
    assert "WORDS" in found.lines[0].block.text
    assert "bare words" in found.notices[0]


@pytest.mark.parametrize(
    "page", ["<title>Only</title><body><script>x()</script><!-- <b>note</b> --></body>", "<!doctype html><p>&nbsp;"]
)
def test_what_is_no_text_is_not_shown_for_want_of_any(page):
    assert parsed(page).lines == ()


def test_links_that_would_do_harm_are_left_out_and_said_once():
    found = parsed(
        f"<html><link rel=canonical href='file:///etc/passwd'><body><nav><a href='data:,menu'>Menu</a></nav>"
        f"<article><p>{WORDS} <a href='java&#9;script:alert(1)'>one</a></p><p>{WORDS} <a href='-P/x'>two</a></p>"
        f"<p>{WORDS} <a href='javascript:void(0)'>button</a> <a href='/x'>x</a> <a>anchor</a></p></article>"
    )
    assert found.notices == (
        "3 links were left out: their addresses are none of the web (the first: file:///etc/passwd).",
    )
    assert [line.links for line in found.lines if not line.outside] == [(), (), ()]


def test_a_title_alone_is_the_text_too():
    assert shown("<html><head><title>Storm</title></head><body><h1>Storm</h1></body></html>") == "Storm"
    assert shown("<html><head><title>Storm</title></head><body><h1>Storm</h1><p>Text.</p></body></html>") == "Text."


@given(st.text(max_size=200) | st.text(alphabet="<>/abp !-=\"'&;[]x", max_size=200))
def test_any_text_is_read_and_safe(text):
    for line in parsed(text).lines:
        assert {"Cc", "Cs"}.isdisjoint(unicodedata.category(char) for char in line.block.text.replace("\n", ""))


@needs_kit
@pytest.mark.parametrize(
    "name",
    [
        "html/bad_charset",
        "html/nested_300",
        "html/nul_and_junk",
        "html/script_style",
        "html/spaces_20k",
        "esc/osc0_window_title",
        "links/obfuscated_scheme",
        "xml/xhtml_xxe",
    ],
)
def test_hostile_pages_stay_readable_and_harmless(name):
    data = (KIT / "hostile" / "hostile" / f"{name}.html").read_bytes()
    found = parsed(data)
    text = " ".join([found.facts.title or "", *(line.block.text for line in found.lines)])
    assert "CANARY" in text
    assert "EVIL" not in text
    assert "root:" not in text
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in text)
    assert all(url.startswith("http") for line in found.lines for _, url in line.links)


def test_a_page_of_too_many_lines_is_shown_whole_and_said():
    found = parsed("<html><body>" + "<p>Ship's log.</p>" * (html.MANY + 1))
    assert len(found.lines) == html.MANY + 1
    assert not any(line.outside for line in found.lines)
    assert found.notices == ("Its 20,001 lines are too many to look for an article in them; all are shown.",)
