import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.blocks import Line, Parsed
from reader.cleaning.formats import markdown
from reader.model import BlockKind, Document, Facts, Media, Span, Style
from tests.kit import KIT, needs_kit


def parsed(text: str, **facts: str) -> Parsed:
    return markdown.parse(Document("file:/a.md", text.encode(), Media.MARKDOWN, "a.md", facts=Facts(**facts)))


def lines(text: str) -> list[Line]:
    return [line for line in parsed(text).lines if not line.outside]


def told(text: str) -> list[tuple[str, int, str, str]]:
    return [(line.block.kind.value, line.block.level, line.block.marker, line.block.text) for line in lines(text)]


def test_blocks():
    text = """Intro
goes on.

## Later

> Said.
>
> > Inner.

1. one
2. two

   more
   - dot

```python
x = 1

y = 2
```

***

| Day | cm |
|-----|----|
| Mon | *4* |
"""
    assert told(text) == [
        ("paragraph", 0, "", "Intro goes on."),
        ("heading", 2, "", "Later"),
        ("quote", 0, "", "Said."),
        ("quote", 1, "", "Inner."),
        ("item", 0, "1.", "one"),
        ("item", 0, "2.", "two"),
        ("item", 0, "", "more"),
        ("item", 1, "•", "dot"),
        ("code", 0, "python", "x = 1\n\ny = 2"),
        ("rule", 0, "", ""),
        ("table", 0, "", "Day | cm\nMon | 4"),
    ]


def test_spans_and_links():
    (line,) = lines("He *said **so*** in [the `hall`](https://d.example/b), ~~not~~ <https://d.example/c>.")
    assert line.block.spans == (
        Span("He "),
        Span("said ", Style.EMPHASIS),
        Span("so", Style.EMPHASIS | Style.STRONG),
        Span(" in "),
        Span("the ", Style.PLAIN, "https://d.example/b"),
        Span("hall", Style.CODE, "https://d.example/b"),
        Span(", not "),
        Span("https://d.example/c", Style.PLAIN, "https://d.example/c"),
        Span("."),
    )
    assert line.links == (("the hall", "https://d.example/b"), ("https://d.example/c", "https://d.example/c"))


def test_a_list_of_related_stories_keeps_its_lines_and_links():
    found = lines("**Read more:**\n\n- [One](https://d.example/1)\n- [Two](/2)\n")
    assert [(line.block.text, line.links) for line in found] == [
        ("Read more:", ()),
        ("One", (("One", "https://d.example/1"),)),
        ("Two", ()),
    ]


def test_links_are_seen_from_the_article_s_address():
    (line,) = lines("---\nurl: https://d.example/a/\n---\n[Two](2)")
    assert line.links == (("Two", "https://d.example/a/2"),)


def test_breaks_that_are_meant_stay():
    (line,) = lines("The rain came down,  \nthe river rose")
    assert line.block.text == "The rain came down,\nthe river rose"


def test_html_is_not_interpreted():
    block = "<div onclick='x'>\nplain &amp; <i>simple</i>\n</div>"
    text = f"Before <b>bold</b> after.\n\n{block}\n\n<script>EVIL()</script>\n\nEnd."
    assert [line.block.text for line in lines(text)] == ["Before bold after.", "plain & simple", "End."]


def test_a_picture_is_a_caption():
    (line,) = lines("![The old mill](mill.jpg)")
    assert (line.block.kind, line.block.text) == (BlockKind.CAPTION, "The old mill")


def test_the_first_heading_is_the_title_and_not_said_twice():
    found = parsed("# Storm\n\nText.\n\n# Second")
    assert found.facts.title == "Storm"
    assert [line.block.text for line in found.lines if not line.outside] == ["Text.", "Second"]


def test_a_heading_that_is_not_the_title_stays():
    found = parsed("---\ntitle: Storm\n---\n\n# What happened\n\nText.")
    assert found.facts.title == "Storm"
    assert [line.block.text for line in found.lines if not line.outside] == ["What happened", "Text."]


def test_a_heading_that_repeats_the_known_title_goes():
    assert [line.outside for line in parsed("# STORM\n\nText.", title="Storm").lines] == ["title", ""]


def test_a_title_alone_is_the_text_too():
    found = parsed("# Storm")
    assert found.facts.title == "Storm"
    assert [line.outside for line in found.lines] == [""]


def test_without_a_title_there_is_none():
    assert parsed("Text.\n\n## Only a subhead").facts.title is None


def test_line_ends_of_all_systems():
    assert [line.block.text for line in lines("one\r\n\r\ntwo\r\rthree")] == ["one", "two", "three"]


def test_links_that_are_not_of_the_web_are_text_and_said():
    for link in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"):
        found = parsed(f"---\nurl: {link}\n---\n[words]({link}) <{link}>")
        assert [line.block.text for line in found.lines] == [f"words {link}"]
        assert all(not line.links for line in found.lines)
        assert found.notices == (f"3 links were left out: their addresses are none of the web (the first: {link}).",)


def test_links_that_merely_lead_nowhere_go_without_a_word():
    assert parsed("[a](/x) [b](#y) [c](mailto:desk@news.example) [d]()").notices == ()


@given(st.text(max_size=200) | st.text(alphabet="#>*-_`[]()!|<>&;\\ \n1.ax~", max_size=200))
def test_any_text_is_read_and_safe(text):
    for line in parsed(text).lines:
        assert {"Cc", "Cs"}.isdisjoint(unicodedata.category(char) for char in line.block.text.replace("\n", ""))


@needs_kit
def test_hostile_markdown_stays_readable_and_harmless():
    files = sorted((KIT / "hostile" / "hostile").glob("*/*.md"))
    assert len(files) >= 6
    for file in files:
        found = markdown.parse(Document("k", file.read_bytes(), Media.MARKDOWN, file.name))
        text = " ".join([found.facts.title or "", *(line.block.text for line in found.lines)])
        assert "CANARY" in text
        assert "\x1b" not in text


def test_notes_are_numbered_as_the_text_comes_to_them_and_stand_at_the_end():
    found = lines(
        "One[^b] and two[^a], not[^c].\n\n[^a]: First *note*.\n[^b]: Second note,\n    going on.\n\n    Its end."
        "\n\nLast."
    )
    assert [(line.block.kind.value, line.block.marker, line.block.text) for line in found] == [
        ("paragraph", "", "One[1] and two[2], not[^c]."),
        ("paragraph", "", "Last."),
        ("item", "[1]", "Second note, going on."),
        ("item", "", "Its end."),
        ("item", "[2]", "First note."),
    ]


def test_what_looks_like_a_note_in_code_is_code():
    (line,) = lines("```\n[^1]: not a note\n```")
    assert line.block.text == "[^1]: not a note"


def test_tasks_are_marked_as_done_or_not():
    found = lines("- [ ] to do\n- [X] **done**\n- neither")
    assert [(line.block.marker, line.block.text) for line in found] == [
        ("[ ]", "to do"),
        ("[x]", "done"),
        ("•", "neither"),
    ]


def test_pictures_stand_on_lines_of_their_own_with_their_address():
    found = lines("Before ![the mill](https://news.example/m.jpg) after.\n\n![](file:///etc/passwd 'The bridge')")
    assert [(line.block.kind.value, line.block.text, line.block.spans[0].href) for line in found] == [
        ("paragraph", "Before after.", None),
        ("caption", "the mill", "https://news.example/m.jpg"),
        ("caption", "The bridge", None),
    ]


def test_breaks_readings_and_raised_numbers_in_html_inside():
    assert [line.block.text for line in lines("one<br>two <ruby>漢<rt>かん</rt></ruby> m<sup>2</sup>")] == [
        "one\ntwo 漢(かん) m²"
    ]


def test_what_is_nested_too_deeply_to_be_parsed_is_shown_as_plain_text():
    found = parsed("\n".join(" " * level + "- x" for level in range(300)))
    assert sum("x" in line.block.text for line in found.lines) == 300
    assert "nested too deeply" in found.notices[0]
    assert [line.block.text for line in lines("> " * 30 + "deep")] == ["deep"]
