import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.linked_data import article_data
from reader.cleaning.metadata import Page, read_page
from reader.cleaning.tree import page_tree


def page(head: str = "", body: str = "", html: str = "<html>", url: str | None = None) -> Page:
    return read_page(page_tree(f"{html}<head>{head}</head><body>{body}<p>Text.</p></body></html>"), url)


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Storm &amp; flood",
    "author": [{"@type": "Person", "name": "Sian Prowse"}, {"name": "By Tom Reed"}],
    "datePublished": "2026-10-14T07:30:00+01:00",
    "publisher": {"@type": "Organization", "name": "Dunmere Chronicle"},
    "inLanguage": "en-GB",
    "url": "https://dunmere.example/storm",
    "articleBody": "It rained.",
}


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Dunmere"}, ARTICLE],
        {"@graph": [{"@type": "BreadcrumbList"}, ARTICLE]},
        {**ARTICLE, "@type": ["NewsArticle", "Article"]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps(ARTICLE).replace("It rained.", "It\nrained."),
    ],
    ids=["object", "list", "graph", "types", "nested", "comment", "cdata", "raw breaks"],
)
def test_linked_data_is_found_wherever_it_stands(data):
    found = page(linked(data))
    assert found.facts.title == "Storm & flood"
    assert found.facts.byline == "Sian Prowse, Tom Reed"
    assert found.facts.published == datetime(2026, 10, 14, 6, 30, tzinfo=UTC)
    assert found.facts.source == "Dunmere Chronicle"
    assert found.facts.language == "en-gb"
    assert found.facts.url == "https://dunmere.example/storm"
    assert found.body.split() == ["It", "rained."]


def test_authors_may_be_given_by_reference():
    graph = [{**ARTICLE, "author": {"@id": "#sian"}}, {"@type": "Person", "@id": "#sian", "name": "Sian Prowse"}]
    assert page(linked({"@graph": graph})).facts.byline == "Sian Prowse"


def test_of_several_articles_the_one_the_page_is_about_is_taken():
    other = {"@type": "NewsArticle", "headline": "Another", "author": "Somebody", "datePublished": "2020-01-01"}
    head = '<meta property="og:title" content="Storm & flood">' + linked(
        [other, {**ARTICLE, "headline": "Storm & flood"}]
    )
    assert page(head).facts.byline == "Sian Prowse, Tom Reed"


@pytest.mark.parametrize(
    "data", ["{broken", "[" * 100_000, '"text"', "null", '{"@type": 7, "author": 8}', '{"@type":{}}']
)
def test_broken_linked_data_says_nothing(data):
    assert page(linked(data), "<h1>Storm</h1>").facts.title == "Storm"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ARTICLE, "@id", "@graph", "name"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(json_values)
def test_no_linked_data_breaks_the_page(value):
    root = page_tree(
        f"<html><head>{linked({'@type': 'Article', 'author': value, 'url': value, '@graph': value})}</head>"
    )
    article_data(root)


def test_meta_elements_speak_where_linked_data_do_not():
    found = page(
        '<meta property="og:title" content="Storm"><meta name="author" content="Sian Prowse">'
        '<meta property="article:published_time" content="2026-10-14">'
        '<meta property="og:site_name" content="Chronicle">'
        '<meta property="og:locale" content="pt_BR"><link rel="canonical" href="/storm">',
        url="https://dunmere.example/x?utm=1",
    ).facts
    assert (found.title, found.byline, found.source) == ("Storm", "Sian Prowse", "Chronicle")
    assert found.published == date(2026, 10, 14)
    assert found.language == "pt-br"
    assert found.url == "https://dunmere.example/storm"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Storm over Dunmere - Chronicle</title>", "", "Storm over Dunmere"),
        ("<title>Chronicle | Storm over Dunmere</title>", "", "Storm over Dunmere"),
        ("<title>Storm over Dunmere – a diary</title>", "", "Storm over Dunmere – a diary"),
        ("<title>Storm over Dunmere » News » Site</title>", "<h1>Storm over Dunmere</h1>", "Storm over Dunmere"),
        (
            "<title>Storm over Dunmere - Online</title>",
            "<h1>Storm over Dunmere: two hurt</h1>",
            "Storm over Dunmere: two hurt",
        ),
        ("<title>Welcome</title>", "<h1>One</h1><h1>Two</h1>", "Welcome"),
        ("", "<h1>Storm <i>over</i>\n Dunmere</h1>", "Storm over Dunmere"),
        ("", "", None),
    ],
)
def test_titles_lose_the_name_of_the_site(head, body, title):
    assert page(f'<meta property="og:site_name" content="Chronicle">{head}', body).facts.title == title


def test_the_visible_byline_and_time_are_the_last_resort():
    found = page(
        "",
        '<aside><time datetime="2020-01-01">old</time></aside>'
        '<p class="byline">By <a rel="author">Sian Prowse</a></p><time datetime="2026-10-14T07:30Z">today</time>',
    ).facts
    assert found.byline == "Sian Prowse"
    assert found.published == datetime(2026, 10, 14, 7, 30, tzinfo=UTC)


def test_an_address_is_nobody_s_name():
    assert page('<meta name="author" content="https://social.example/paper">').facts.byline is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://[::1", ""])
def test_only_addresses_of_the_web_are_believed(link):
    assert page(f'<link rel="canonical" href="{link}"><meta property="og:url" content="{link}">').facts.url is None


def test_a_front_page_is_not_an_article_s_address():
    head = '<link rel="canonical" href="https://dunmere.example/"><meta property="og:url" content="https://dunmere.example/a">'
    assert page(head).facts.url == "https://dunmere.example/a"


def test_facts_are_safe_single_lines():
    facts = page(f"<title>Storm\n&#27;]0;x&#7; &#x202e;{'long ' * 200}</title>", html='<html lang="not a tag">').facts
    assert facts.title.isprintable()
    assert len(facts.title) <= 300
    assert facts.language is None
