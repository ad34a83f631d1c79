"""Articles as Markdown: what is written reads back as the same text."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.cleaning.formats.markdown import parse
from reader.cleaning.front_matter import split_front_matter
from reader.exporting.clipping import Clipping, veiled
from reader.exporting.markdown import document
from reader.model import Block, BlockKind, Document, Media, Span, Style
from reader.text import safe, safe_lines, squash

from .examples import CLIPPING, RICH, articles, blocks, clippings, patient, words

STYLED = [Style.PLAIN, Style.EMPHASIS, Style.STRONG, Style.EMPHASIS | Style.STRONG, Style.CODE]


def body(text: str) -> str:
    return text.split("\n---\n", 1)[1]


def said(text: str) -> list[str]:
    """What Markdown says, block by block, as a strict parser understands it."""
    found = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "inline":
            parts = []
            for child in token.children or ():
                assert child.type not in ("html_inline", "image"), text
                parts.append("\n" if child.type in ("hardbreak", "softbreak") else child.content)
            found.append("".join(parts))
        elif token.type in ("fence", "code_block", "html_block"):
            found.append(token.content)
    return [one for one in map(squash, found) if one]


def printed(block: Block) -> str:
    """The words of a block that may be seen, run by run."""
    return squash("".join(safe_lines(span.text) for span in block.spans))


def test_the_whole_of_a_rich_article() -> None:
    shown, hidden = veiled(CLIPPING)
    assert hidden == 2
    assert document(shown) == (
        "---\n"
        "title: 'Kestrel Bridge: “shut” & <closed> #1'\n"
        "byline: Ada Lorne\n"
        "published: 2026-03-02\n"
        "source: Harbour Post\n"
        "url: https://post.example/bridge?access_token=…\n"
        "language: en-gb\n"
        "tags:\n  - later\n  - 'boats: big'\n"
        "note: |-\n  Ask Ines.\n  Twice — she knows: #1\n"
        "bookmarked: 2026-11-20 18:30:05+00:00\n"
        "categories:\n  - Local\n"
        "attachments:\n  - https://post.example/a.mp3\n"
        "---\n\n"
        "# Kestrel Bridge: “shut” & \\<closed> #1\n\n"
        "Ferries run every 10 minutes.\n\n"
        "## What the divers saw\n\n"
        "A _crack_, said **Halden** [**Works**](https://halden.example/a?token=…) of `bearing[3]`.\n\n"
        "> I would rather explain a closed bridge.\n>\n> Than a fallen one.\n\n"
        "1. first\n   - under it\n\n     more of that\n2. second\n7) seventh\n\n"
        "```python\nfor i in range(3):\n    print(`i`)\n```\n\n"
        "| Pier | Crack |\n| --- | --- |\n| East | 2\\|3 mm |\n\n"
        "***\n\n"
        "![The eastern pier](https://post.example/pier.jpg)\n"
    )


def test_it_reads_back_as_the_same_article() -> None:
    """By Reader itself: the same blocks with their kinds, levels, marks, styles and links."""
    text = document(veiled(CLIPPING, secrets=True)[0])
    read = parse(Document("file:a.md", text.encode(), Media.MARKDOWN, "a.md"))
    assert (read.facts.title, read.facts.byline, read.facts.published) == (RICH.title, RICH.byline, RICH.published)
    assert (read.facts.source, read.facts.language, read.facts.url) == (RICH.source, RICH.language, RICH.url)
    kept = [line.block for line in read.lines if line.outside != "title"]
    assert [(one.kind, one.text, one.level, one.rows) for one in kept] == [
        (one.kind, one.text if one.kind is not BlockKind.TABLE else kept[11].text, one.level, one.rows)
        for one in RICH.blocks
    ]
    assert [one.marker for one in kept if one.kind is BlockKind.ITEM] == ["1.", "•", "", "2.", "7."]
    assert kept[2].spans == (
        *(Span("A "), Span("crack", Style.EMPHASIS), Span(", said "), Span("Halden", Style.STRONG), Span(" ")),
        *(Span("Works", Style.STRONG, RICH.blocks[2].spans[4].href), Span(" of "), Span("bearing[3]", Style.CODE)),
        Span("."),
    )


@given(clippings)
@patient(40)
def test_front_matter_reads_back(clipping: Clipping) -> None:
    text = document(veiled(clipping)[0])
    article = clipping.article
    facts = yaml.safe_load(text.split("\n---\n", 1)[0].removeprefix("---\n"))
    assert facts["title"] == safe(article.title)
    for name in ("byline", "source", "language"):
        assert facts.get(name, "") == safe(getattr(article, name) or "")
    assert facts.get("tags", []) == [safe(tag) for tag in clipping.tags]
    assert facts.get("note", "") == safe_lines(clipping.note).strip()
    published = facts.get("published")
    assert published == article.published
    ours = split_front_matter(text)[0]
    assert not ours.notices
    assert (ours.facts.title or "") == squash(safe(article.title))


@pytest.mark.parametrize(
    "text", ["a", "2026-03-02", "yes", "null", "1e3", "- x", "a: b", "'", '"', "#", "---", "&a *b"]
)
def test_a_title_stays_a_text(text: str) -> None:
    facts = yaml.safe_load(document(Clipping(replace(RICH, title=text))).split("\n---\n")[0].removeprefix("---\n"))
    assert facts["title"] == text


@pytest.mark.parametrize(
    "title",
    ["#", "##", "# #", "a #", "a##", "C#", "\\#", "a \\#", "a \\\\#", "#\\", "\\", "1.", "-", "a # b", "####### #"],
)
def test_a_heading_stays_the_same_words(title: str) -> None:
    assert said(body(document(Clipping(replace(RICH, title=title, blocks=()))))) == [title]


@given(st.lists(st.builds(Span, words, st.sampled_from(STYLED)), min_size=1, max_size=5))
@patient(120)
def test_words_stay_the_same_whatever_stands_in_them(runs: list[Span]) -> None:
    block = Block(BlockKind.PARAGRAPH, tuple(runs))
    text = document(Clipping(replace(RICH, title="", blocks=(block,))))
    assert said(body(text)) == [one for one in [printed(block)] if one]


@given(st.lists(blocks.filter(lambda block: block.kind in PLAIN), max_size=6))
@example([Block.of("*", BlockKind.ITEM, marker="•"), Block.of("*", BlockKind.ITEM, level=1, marker="2.")])
@patient(60)
def test_no_block_becomes_another(found: list[Block]) -> None:
    bare = [replace(block, marker=block.marker if block.marker in MARKERS else "•") for block in found]
    text = document(Clipping(replace(RICH, title="", blocks=tuple(bare))))
    assert said(body(text)) == [one for one in map(printed, bare) if one]


PLAIN = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM, BlockKind.HEADING)
MARKERS = ("•", "1.", "2.", "9)", "")


@given(articles)
@patient(40)
def test_only_addresses_of_the_web_are_linked(article) -> None:
    text = body(document(veiled(Clipping(article))[0]))
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        for child in token.children or ():
            link = child.attrs.get("href") or child.attrs.get("src")
            assert link is None or str(link).startswith(("https://", "http://"))
            assert "hush" not in str(link)


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ([Span("not"), Span("able", Style.EMPHASIS)], "not*able*"),
        ([Span("a", Style.STRONG), Span("b", Style.EMPHASIS)], "**a**_b_"),
        ([Span("really?", Style.STRONG), Span("yes")], "really?yes"),
        ([Span("wow!"), Span("here", href="https://a.example")], "wow\\![here](https://a.example)"),
        ([Span("`", Style.CODE)], "`` ` ``"),
        ([Span("1. no item")], "1\\. no item"),
        ([Span("3.5 million at -5 °C for #1")], "3.5 million at -5 °C for #1"),
        ([Span("one\ntwo", Style.EMPHASIS)], "_one_\\\n_two_"),
    ],
)
def test_how_runs_are_set(runs: list[Span], written: str) -> None:
    text = document(Clipping(replace(RICH, title="", blocks=(Block(BlockKind.PARAGRAPH, tuple(runs)),))))
    assert body(text) == f"\n{written}\n"


def test_instants_keep_their_zone() -> None:
    when = datetime(2026, 3, 2, 7, 5, tzinfo=UTC)
    facts = yaml.safe_load(document(Clipping(replace(RICH, published=when))).split("\n---\n")[0].removeprefix("---\n"))
    assert facts["published"] == when
    assert date(2026, 3, 2) == RICH.published
