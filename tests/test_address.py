import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.address import is_trap, left_out, web_address

PAGE = "https://news.example/2026/storm/?page=2"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://news.example/a", "https://news.example/a"),
        (" HTTP://News.example/a ", "http://News.example/a"),
        ("/sport", "https://news.example/sport"),
        ("next", "https://news.example/2026/storm/next"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("a b", "https://news.example/2026/storm/a%20b"),
        ("-P/evil", "https://news.example/2026/storm/-P/evil"),
        ("https://user:pw@evil.example/", "https://user:pw@evil.example/"),
    ],
)
def test_links_of_the_web_become_whole(link, address):
    assert web_address(link, PAGE) == address


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        " data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:desk@news.example",
        "http://",
        "http:///path",
        "http://[::1",
        "http://news.example:99999/",
        "https://news.example/a\nb",
        "https://news.example/\x1b[2J",
        "https://news.example/\u202egpj.exe",
        "https://news.example/" + "a" * 5000,
    ],
)
def test_all_else_is_no_address(link):
    assert web_address(link, PAGE) is None


def test_without_a_page_a_relative_link_leads_nowhere():
    assert web_address("/sport") is None


@given(st.text(max_size=60), st.none() | st.just(PAGE))
def test_any_text_is_safe_or_nothing(text, base):
    address = web_address(text, base)
    assert address is None or (address.startswith(("http://", "https://")) and address.isprintable())


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", " java\tscript:alert(1)", "VBScript:x", "data:text/html,x", "file:///etc/passwd", "--help"],
)
def test_addresses_that_would_do_something_are_traps(link):
    assert is_trap(link)
    assert left_out([link]).isprintable()


@pytest.mark.parametrize(
    "link",
    [
        *("", " ", "#top", "/sport", "mailto:desk@news.example", "tel:1", "https://news.example/"),
        *("javascript:void(0);", "javascript:;", "javascript:", "javascript://", "JavaScript: return false;"),
    ],
)
def test_addresses_that_lead_to_a_page_or_nowhere_are_none(link):
    assert not is_trap(link)


def test_what_a_page_makes_an_address_of_the_web_is_no_trap():
    assert not is_trap("-P/evil", PAGE)


def test_what_was_left_out_is_said_in_one_short_line():
    assert left_out([]) is None
    assert left_out(["javascript:x"]) == "1 link was left out: its address is none of the web (javascript:x)."
    assert len(left_out(["data:" + "x\n" * 9000, "file:///x"])) < 160
