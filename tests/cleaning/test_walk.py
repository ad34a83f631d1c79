from reader.cleaning.blocks import Line
from reader.cleaning.tree import page_tree, without_active
from reader.cleaning.walk import walk
from reader.model import BlockKind, Span, Style

BASE = "https://news.example/a/"


def lines(html: str) -> list[Line]:
    root = without_active(page_tree(html))
    return [standing.line for standing in walk(root.find("body"), BASE)]


def told(html: str) -> list[tuple[str, str]]:
    return [(line.block.kind.value, line.block.text) for line in lines(html)]


def test_blocks_come_in_the_order_of_the_page():
    assert told(
        "<h1>Storm</h1><p>First.</p><blockquote><p>Said.</p></blockquote><h2>Later</h2>loose words<p>Last.</p><hr>"
    ) == [
        ("heading", "Storm"),
        ("paragraph", "First."),
        ("quote", "Said."),
        ("heading", "Later"),
        ("paragraph", "loose words"),
        ("paragraph", "Last."),
        ("rule", ""),
    ]


def test_text_between_blocks_is_not_lost():
    assert told("<div>one<p>two</p>three<div>four</div>five</div>") == [
        ("paragraph", word) for word in ("one", "two", "three", "four", "five")
    ]


def test_inline_styles_and_links_become_spans():
    (line,) = lines('<p>He <em>said <b>so</b></em> in <a href="/b">the <i>hall</i></a>, <code>x = 1</code>.</p>')
    assert line.block.spans == (
        Span("He "),
        Span("said ", Style.EMPHASIS),
        Span("so", Style.EMPHASIS | Style.STRONG),
        Span(" in "),
        Span("the ", Style.PLAIN, "https://news.example/b"),
        Span("hall", Style.EMPHASIS, "https://news.example/b"),
        Span(", "),
        Span("x = 1", Style.CODE),
        Span("."),
    )
    assert line.links == (("the hall", "https://news.example/b"),)


def test_a_link_that_is_not_of_the_web_is_only_text():
    (line,) = lines('<p>See <a href="java&#9;script:alert(1)">this</a> and <a href="file:///etc/passwd">that</a>.</p>')
    assert line.block.spans == (Span("See this and that."),)
    assert line.links == ()


def test_a_link_around_blocks_reaches_into_them():
    (title, teaser) = lines('<a href="/b"><h3>Title</h3><p>Teaser</p></a>')
    assert title.links == (("Title", "https://news.example/b"),)
    assert teaser.links == (("Teaser", "https://news.example/b"),)


def test_lists_keep_their_markers_and_levels():
    found = lines('<ol start="3"><li>three<li>four<ul><li>inner</ul><li><p>five</p><p>more</p></ol><ul><li>dot</ul>')
    assert [(line.block.marker, line.block.level, line.block.text) for line in found] == [
        ("3.", 0, "three"),
        ("4.", 0, "four"),
        ("•", 1, "inner"),
        ("5.", 0, "five"),
        ("", 0, "more"),
        ("•", 0, "dot"),
    ]
    assert {line.block.kind for line in found} == {BlockKind.ITEM}


def test_quotes_nest():
    found = lines("<blockquote>outer<blockquote>inner</blockquote></blockquote>")
    assert [(line.block.kind, line.block.level) for line in found] == [(BlockKind.QUOTE, 0), (BlockKind.QUOTE, 1)]


def test_white_space_is_folded_but_in_code():
    assert told("<p>a\n   b\t c&nbsp;d </p><pre><code class='language-python'>if x:\n    y\n\n</code></pre>") == [
        ("paragraph", "a b c d"),
        ("code", "if x:\n    y"),
    ]
    assert lines("<pre class='brush: sql'>select<br>1</pre>")[0].block.marker == "sql"


def test_two_breaks_part_paragraphs():
    assert told("<p>one<br><br>two<br> <br>three</p>") == [("paragraph", word) for word in ("one", "two", "three")]


def test_one_break_parts_sentences_and_joins_what_is_none():
    assert told("<p>It rained.<br>Then it stopped.</p>") == [
        ("paragraph", "It rained."),
        ("paragraph", "Then it stopped."),
    ]
    assert told("<h1>A long<br>title</h1><p>1 Mill Row<br>Dunmere</p>") == [
        ("heading", "A long title"),
        ("paragraph", "1 Mill Row Dunmere"),
    ]


def test_a_poem_keeps_its_lines():
    verse = "The rain came down,<br>the river rose,<br>the mill stood still,<br>and no one knows"
    assert told(f"<p>{verse}</p>") == [("paragraph", verse.replace("<br>", "\n"))]


def test_a_table_of_data_keeps_its_cells():
    (line,) = lines(
        "<table><tr><th>Town<th>Votes</tr><tr><td>Dunmere<td><a href='/d'>1,200</a></tr><tr><td><td></tr></table>"
    )
    assert line.block.kind is BlockKind.TABLE
    assert line.block.rows == (("Town", "Votes"), ("Dunmere", "1,200"))
    assert line.block.text == "Town | Votes\nDunmere | 1,200"
    assert line.links == (("1,200", "https://news.example/d"),)


def test_a_table_that_lays_out_a_page_is_walked():
    assert told("<table><tr><td><p>one</p><p>two</p><td><h2>three</h2></table>") == [
        ("paragraph", "one"),
        ("paragraph", "two"),
        ("heading", "three"),
    ]


def test_pictures_are_told_by_their_captions():
    assert told("<figure><img alt='a b c d'><figcaption>The mill. <i>Photo: S. Prowse</i></figcaption></figure>") == [
        ("caption", "The mill. Photo: S. Prowse")
    ]
    assert told("<p>Text</p><img alt='The old mill at dawn'><img alt='logo'>") == [
        ("paragraph", "Text"),
        ("caption", "The old mill at dawn"),
    ]


def test_what_runs_or_hides_shows_nothing():
    assert told(
        "<p>Seen<script>EVIL</script> text</p><style>EVIL</style><noscript>EVIL</noscript><template>EVIL</template>"
        "<div hidden>EVIL</div><div style='display: none'>EVIL</div><button>EVIL</button><svg><text>EVIL</text></svg>"
        "<!-- EVIL --><select><option>EVIL</select>"
    ) == [("paragraph", "Seen text")]


def test_hiding_most_of_a_page_hides_nothing():
    assert told("<p>Menu</p><div style='display:none'><p>The whole article, which a script would show.</p></div>") == [
        ("paragraph", "Menu"),
        ("paragraph", "The whole article, which a script would show."),
    ]


BODY = f"<article><p>{'A sentence of the article that runs on for a while. ' * 9}</p></article>"


def zones(html: str) -> list[str]:
    return [line.zone for line in lines(BODY + html)[1:]]


def test_zones_are_told_by_tags_classes_and_roles():
    assert zones("<nav><ul><li>Home</ul></nav>") == ["nav"]
    assert zones("<footer><p>Imprint</p></footer>") == ["footer"]
    assert zones("<div class='article__related-links'><p>Other</p></div>") == ["related"]
    assert zones("<div class='readMore'><p>Other</p></div>") == ["related"]
    assert zones("<div id='newsletter-signup'><p>Join</p></div>") == ["newsletter"]
    assert zones("<div class='social-share'><p>Tweet</p></div>") == ["share"]
    assert zones("<section class='comments'><p>First!</p></section>") == ["comments"]
    assert zones("<p class='byline'>By Sian Prowse</p>") == ["byline"]
    assert zones("<div role='complementary'><p>Aside</p></div>") == ["aside"]
    assert zones("<figure><figcaption>The mill</figcaption></figure>") == ["figure"]
    assert zones("<div class='has-sidebar sidebar-grid__content'><p>Text</p></div>") == [""]


def test_what_holds_most_of_the_text_is_no_zone():
    (line,) = lines(f"<div class='newsletter'>{BODY}</div>")
    assert line.zone == ""


def test_depth_does_not_matter():
    assert told("<div>" * 190 + "deep" + "</div>" * 190) == [("paragraph", "deep")]


def test_hostile_text_comes_out_safe():
    (line,) = lines("<p>pay&#x202e;lap &#27;[2J&#155;31m [/b] x</p>")
    assert line.block.text == "paylap ›31m [/b] x"


def test_lists_are_numbered_as_the_page_numbers_them():
    page = (
        "<ol type=a><li>x<li>y</ol><ol type=I start=4><li>x<li>y</ol><ol reversed><li>x<li>y</ol>"
        "<ol><li value=7>x<li>y</ol><ol type=A start=30><li>x</ol>"
    )
    assert [line.block.marker for line in lines(page)] == ["a.", "b.", "IV.", "V.", "2.", "1.", "7.", "8.", "30."]


def test_what_a_term_means_stands_below_it():
    term, meaning = lines("<dl><dt>Term<dd>Its meaning.</dl>")
    assert (term.block.kind, term.block.spans[0].style) == (BlockKind.PARAGRAPH, Style.STRONG)
    assert (meaning.block.kind, meaning.block.marker, meaning.block.text) == (BlockKind.ITEM, "", "Its meaning.")


def test_who_is_quoted_is_part_of_the_quote():
    found = lines(BODY + "<blockquote><p>Said.</p><footer>Sian Prowse</footer></blockquote>")
    assert [(line.block.kind, line.zone) for line in found[1:]] == [(BlockKind.QUOTE, "")] * 2


def test_what_is_set_high_does_not_run_into_the_word_before():
    assert told(
        "<p>week<sup><a href='#n1'>1</a></sup>, 40 m<sup>2</sup>, 10<sup>−3</sup>, 3<sup>rd</sup>, CO<sub>2</sub>"
    ) == [("paragraph", "week[1], 40 m², 10⁻³, 3rd, CO2")]
    assert told("<p>so<a href='#n2'><sup>[a]</sup></a> it is") == [("paragraph", "so[a] it is")]


def test_short_quotations_and_readings_keep_their_marks():
    assert told("<p>He said <q>we <q>may</q></q> and <q>“so”</q>.</p><p><ruby>東京<rt>とうきょう</rt></ruby>です") == [
        ("paragraph", "He said “we ‘may’” and “so”."),
        ("paragraph", "東京(とうきょう)です"),
    ]
    assert told("<p><ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby>") == [("paragraph", "漢（かん）")]


def test_formulas_and_emoji_are_said_once():
    formula = "<math alttext='E = mc^2'><semantics><mi>E</mi><annotation>E = mc^2</annotation></semantics></math>"
    assert told(f"<p>So {formula}, <img class=tex alt='\\pi'>, <img alt='😀'>.") == [
        ("paragraph", "So E = mc^2, \\pi, 😀.")
    ]
    assert told("<p>So <math><mi>x</mi><annotation>x TeX</annotation></math>.") == [("paragraph", "So x.")]


def test_code_knows_its_language_and_leaves_out_line_numbers():
    (line,) = lines("<div class='highlight highlight-source-rust'><pre>fn main() {}</pre></div>")
    assert line.block.marker == "rust"
    assert told(
        "<table><tr><td class=gutter><pre>1\n2</pre></td><td class=code><pre>let a;\nlet b;</pre></td></tr></table>"
    ) == [("code", "let a;\nlet b;")]


def test_cells_that_span_leave_columns_where_they_are():
    (caption, table) = lines(
        "<table><caption>Votes</caption><tr><th>Town<th>Year<th>Votes</tr><tr><td rowspan=2>Dunmere<td>2025<td>1</tr>"
        "<tr><td>2026<td>2<br>3</tr><tr><td colspan=2>Total<td>6</tr></table>"
    )
    assert (caption.block.kind, caption.block.text) == (BlockKind.CAPTION, "Votes")
    assert table.block.rows == (
        ("Town", "Year", "Votes"),
        ("Dunmere", "2025", "1"),
        ("", "2026", "2 3"),
        ("Total", "", "6"),
    )


def addresses(html: str) -> list[tuple[str, str | None]]:
    return [(line.block.text, line.block.spans[0].href) for line in lines(html) if line.block.kind is BlockKind.CAPTION]


def test_pictures_say_where_they_are():
    assert addresses("<figure><img src='/m.jpg'><figcaption>The mill</figcaption></figure>") == [
        ("The mill", "https://news.example/m.jpg")
    ]
    assert addresses("<figure><a href='/big.jpg'><img src='m.jpg' alt='The old mill at dawn'></a></figure>") == [
        ("The old mill at dawn", "https://news.example/a/m.jpg")
    ]
    late = "<img alt='The old mill at dawn' src='data:image/gif;base64,R0' srcset='s.jpg 300w, l.jpg 900w, m.jpg 600w'>"
    assert addresses(late) == [("The old mill at dawn", "https://news.example/a/l.jpg")]
    assert addresses("<img alt='The old mill at dawn' src='javascript:alert(1)'>") == [("The old mill at dawn", None)]


def test_the_address_of_a_picture_is_no_link_of_the_page():
    (line,) = lines("<figure><img src='/m.jpg'><figcaption>The mill</figcaption></figure>")
    assert line.links == ()


def test_films_and_sound_are_a_line_with_their_address():
    page = (
        "<iframe src='https://www.youtube.com/embed/x' title='The flood'>fallback</iframe>"
        "<video><source src='/v.mp4'>fallback</video><audio src='/a.mp3'></audio>"
    )
    assert addresses(page) == [
        ("Video at youtube.com: The flood", "https://www.youtube.com/embed/x"),
        ("Video at news.example", "https://news.example/v.mp4"),
        ("Audio at news.example", "https://news.example/a.mp3"),
    ]
    assert lines(
        "<iframe src='https://www.googletagmanager.com/ns.html'></iframe><iframe src='/x' width=0></iframe>"
        "<iframe srcdoc='<p>EVIL'></iframe><iframe src='javascript:alert(1)'></iframe>"
    ) == []  # fmt: skip
