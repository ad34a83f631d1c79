"""What is the article in a page: by hand-made pages here, and by the kit's gold text where it is at hand."""

import gzip
import importlib.util
import json
from collections.abc import Iterator
from types import ModuleType

import pytest

from reader.cleaning.blocks import Parsed
from reader.cleaning.formats.html import parse_html
from reader.model import BlockKind, Facts
from tests.kit import KIT, needs_kit

SENTENCES = (
    "The river rose in the night, and by the morning it stood at the door of the mill.",
    "Nobody in Mill Row had slept, said Agnes Lowther, who has lived there for eighty years.",
    "The council, which had promised a new wall in spring, sent sandbags, blankets and soup.",
    "By noon the rain had stopped, and the water, slowly at first, went back to its bed.",
    "What remained was mud, a bicycle nobody knew, and eleven chairs from the town hall.",
)
ARTICLE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 2)
MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9)) + "</ul></nav>"
TEASERS = (
    "<div class='related'>" + "".join(f"<p><a href='/t{n}'>Another story {n}</a></p>" for n in range(5)) + "</div>"
)
FOOTER = "<footer><p>© 2026 The Chronicle. All rights reserved, wherever they may be.</p></footer>"


def page(main: str, head: str = "<title>Flood</title>") -> Parsed:
    return parse_html(f"<html><head>{head}</head><body>{MENU}{main}{TEASERS}{FOOTER}</body></html>")


def kept(parsed: Parsed) -> list[str]:
    return [line.block.text for line in parsed.lines if not line.outside and line.block.text]


def test_the_article_stays_and_the_page_around_it_is_marked():
    parsed = page(f"<article><h1>Flood</h1>{ARTICLE}</article>")
    assert kept(parsed) == list(SENTENCES * 2)
    left_out = {line.block.text: line for line in parsed.lines if line.outside}
    assert left_out["Section 3"].zone == "nav"
    assert left_out["Another story 0"].zone == "related"
    assert left_out["Flood"].outside == "title"
    assert all(line.outside.startswith(("extract: ", "title")) for line in left_out.values())
    assert parsed.notices == ()


def test_nothing_is_lost_kept_or_left_out_every_line_is_there():
    parsed = page(f"<article><h1>Flood</h1>{ARTICLE}</article>")
    assert len(parsed.lines) == 9 + 1 + 10 + 5 + 1


def test_headings_lists_quotes_and_code_inside_the_article_stay():
    extras = (
        "<h2>What to bring</h2><ul><li>Boots</li><li>A torch</li></ul><blockquote>Never again.</blockquote>"
        "<pre>level = 412</pre><table><tr><th>Day<th>cm</tr><tr><td>Monday<td>412</tr></table>"
    )
    texts = kept(page(f"<article>{ARTICLE}{extras}{ARTICLE}</article>"))
    for text in ("What to bring", "Boots", "A torch", "Never again.", "level = 412", "Day | cm\nMonday | 412"):
        assert text in texts


def test_a_page_that_counts_in_other_commas_is_not_lost():
    sentence = (
        "<p>{}日目、川の水位は夜のうちに上がり、朝には水車小屋の戸口まで達した。住民は眠れぬ夜を過ごしたという。</p>"
    )
    texts = kept(page(f"<div class='x'>{''.join(map(sentence.format, range(9)))}</div>"))
    assert len(texts) == 9


def test_what_the_page_carries_only_as_data_is_shown_and_said():
    body = "\n".join(SENTENCES * 3)
    data = json.dumps({"@type": "NewsArticle", "headline": "Flood", "articleBody": body})
    parsed = page("<p>Loading …</p>", f'<script type="application/ld+json">{data}</script>')
    assert kept(parsed) == list(SENTENCES * 3)
    assert "data" in parsed.notices[0]


def test_a_page_without_an_article_is_shown_whole_with_a_notice():
    parsed = parse_html(f"<html><body>{MENU}</body></html>")
    assert len(kept(parsed)) == 9
    assert "all of its text" in parsed.notices[0]


def test_a_fragment_is_all_article():
    parsed = parse_html(f"<p>Short.</p>{TEASERS}<p>End.</p>", Facts(title="Flood"))
    assert len(kept(parsed)) == 7
    assert parsed.notices == ()


@pytest.mark.parametrize("text", ["", " ", "<!-- only a comment -->", "<script>EVIL()</script>", "<"])
def test_nothing_gives_nothing(text):
    assert kept(parse_html(text)) in ([], ["<"])


def gold_pages(dataset: str, most: int) -> Iterator[tuple[dict[str, str], str]]:
    found = json.loads((KIT / "extraction" / "gold.json").read_text("utf-8"))["pages"]
    for entry in [entry for entry in found if entry["dataset"] == dataset][:most]:
        with gzip.open(KIT / "extraction" / entry["file"], "rt", encoding="utf-8", newline="") as file:
            yield entry, file.read()


def scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", KIT / "extraction" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_kit
@pytest.mark.parametrize(
    ("dataset", "least"), [("scrapinghub", 0.95), ("fundus-eval", 0.95), ("fundus-tests", 0.95), ("wcxb-article", 0.94)]
)
def test_pages_of_the_kit_are_extracted_as_well_as_they_were(dataset, least):
    score = scoring()
    rows = []
    for entry, html in gold_pages(dataset, 25):
        parsed = parse_html(html, Facts(url=entry["url"]))
        lines = [line.block for line in parsed.lines if not line.outside]
        text = "\n".join(block.text for block in lines if block.kind is not BlockKind.CAPTION)
        rows.append(score.tp_fp_fn(entry["text"], text, entry.get("optional", ())))
    assert score.summary(rows)[0] >= least


def test_notes_stay_with_the_text_that_refers_to_them():
    marked = ARTICLE.replace("sandbags,", "sandbags<sup><a href='#n1'>1</a></sup>,", 1)
    notes = "<section><ol><li id='n1'>Minutes of May. <a href='#r1'>↩</a></li><li id='n2'>Unused.</li></ol></section>"
    texts = kept(page(f"{MENU}<article>{marked}</article>{TEASERS}{FOOTER}{notes}"))
    assert "Minutes of May." in texts
    assert any("sandbags[1], blankets" in text for text in texts)


def test_terms_and_their_meaning_stay_in_the_text_around_them():
    terms = "".join(f"<dt>Term {number}</dt><dd>What the term with number {number} means.</dd>" for number in range(3))
    hours = "<aside><dl><dt>Open</dt><dd>Monday to Friday</dd></dl></aside>"
    text = kept(page(f"<article>{ARTICLE}<dl>{terms}</dl>{ARTICLE}{hours}{ARTICLE}</article>"))
    assert all(f"Term {number}" in text for number in range(3))
    assert "What the term with number 2 means." in text
    assert "Monday to Friday" not in text


def test_where_the_article_is_hard_to_tell_the_page_says_so():
    cards = "".join(
        f"<div><h3><a href='/c{n}'>Card {n} has a title</a></h3><p>{SENTENCES[n % 5]}</p></div>" for n in range(12)
    )
    parsed = page(f"<div class='content'>{ARTICLE}</div><div class='content'>{cards}</div>")
    assert "hard to tell" in parsed.notices[0]
    assert set(SENTENCES) <= {line.block.text for line in parsed.lines}


def test_where_nothing_was_left_out_there_is_nothing_to_tell():
    rows = "".join(f"<tr><td>Team {'ABCDEFGH'[n]}</td><td>10</td><td>{n}</td><td>{3 * n}</td></tr>" for n in range(8))
    table = f"<table><tr><th>Team</th><th>P</th><th>W</th><th>Pts</th></tr>{rows}</table>"
    article = f"<article><h1>Only a table</h1>{table}</article>"
    parsed = parse_html(f"<html><head><title>Only a table</title></head><body>{article}</body></html>")
    assert [line.outside for line in parsed.lines] == ["title", ""]
    assert parsed.notices == ()
