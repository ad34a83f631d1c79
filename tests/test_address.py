import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.address import comparable, is_trap, left_out, masked, spellings, web_address
from reader.text import safe

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
        "-P/evil",
        "--help",
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


def test_what_may_be_an_option_is_a_trap_whatever_a_page_makes_of_it():
    assert is_trap("-P/evil", PAGE)
    assert not is_trap("a-P/evil", PAGE)


def test_what_was_left_out_is_said_in_one_short_line():
    assert left_out([]) is None
    assert left_out(["javascript:x"]) == "1 link was left out: its address is none of the web (javascript:x)."
    assert len(left_out(["data:" + "x\n" * 9000, "file:///x"])) < 160


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:hunter2@news.example/feed?page=2#top", "https://news.example/feed?page=2#top"),
        ("https://hunter2@news.example:8443/", "https://news.example:8443/"),
        ("https://a@b:hunter2@news.example/", "https://news.example/"),
        ("me:hunter2@news.example/feed", "me:news.example/feed"),
        ("http://me:hunter2@[::1/?x=hunter2", "http://[::1/"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
        ("https://news.example/?token=hunter2&lang=en", "https://news.example/?token=…&lang=en"),
        ("https://news.example/?a=1;API_KEY=hunter2;b=2", "https://news.example/?a=1;API_KEY=…;b=2"),
        ("https://news.example/?apiKey=hunter2&userToken=hunter2", "https://news.example/?apiKey=…&userToken=…"),
        ("https://news.example/?x%5Bpassword%5D=hunter2", "https://news.example/?x%5Bpassword%5D=…"),
        ("https://news.example/#access_token=hunter2", "https://news.example/#access_token=…"),
        ("https://news.example/?userkey=hunter2&rss_key=hunter2", "https://news.example/?userkey=…&rss_key=…"),
        ("https://news.example/a;jsessionid=hunter2?x", "https://news.example/a;jsessionid=…?x"),
        ("https://news.example/feed/token/hunter2/rss", "https://news.example/feed/token/…/rss"),
        ("https://news.example/?to=https%3A%2F%2Fx.example%2F%3Fkey%3Dhunter2", "https://news.example/?to=…"),
        (
            "https://news.example/?to=https%3A%2F%2Fx.example%2Fa",
            "https://news.example/?to=https%3A%2F%2Fx.example%2Fa",
        ),
        ("https://news.example/?id=3fa85f64-5717-4562-b3fc-2c963f66afa6", "https://news.example/?id=…"),
        ("https://news.example/?dGhpcyBpcyBhIHNlY3JldCB0b2tlbg==", "https://news.example/?…"),
        ("https://news.example/?u=9f86d081884c7d659a2feaa0c55ad015", "https://news.example/?u=…"),
    ],
)
def test_an_address_is_shown_without_what_is_secret_in_it(url, shown):
    assert masked(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/?q=how-to-write-a-very-long-title-in-2026&keyword=storm&monkey=1&author=x&country_code=de",
        "https://news.example/a-very-long-title-3fa85f6457174562b3fc2c963f66afa6/",
        "https://news.example/feed/?cat=12&paged=3&order=desc&tag=flood+and+storm&date=2026-11-01T12:00:00Z",
        "https://news.example/code/python/secret/garden?token=&x",
    ],
)
def test_what_is_none_stays(url):
    assert masked(url) == url


@given(st.text(max_size=60) | st.text("htp:/?#@&;=[]%\x1b\u202etokn", max_size=60))
def test_any_address_can_be_shown(url):
    assert safe(masked(url)) == masked(url)
    assert masked(f"https://me:hunter2@news.example/?token=hunter2&q={url}").count("hunter2") == 0


SAME = [
    "https://d.example/news/1",
    "http://www.D.example:80/news/1/",
    "https://d.example:443/news/1?utm_source=rss&utm_medium=feed#xtor=RSS-1",
    "https://user:secret@d.example/news/1?fbclid=x&partner=rss",
    " https://d.example/news/1?&mc_cid=1&at_medium=RSS ",
]
OTHER = [
    "https://d.example/news/2",
    "https://d.example/News/1",
    "https://d.example/news/1?p=2",
    "https://d.example:8080/news/1",
    "https://d.example/news/1#!/story",
    "https://m.d.example/news/1",
    "https://d.example/news/1?source=wire",
]


def test_addresses_of_one_place_compare_as_one() -> None:
    assert {comparable(address) for address in SAME} == {"d.example/news/1"}


def test_those_of_others_do_not() -> None:
    assert len({comparable(address) for address in [*OTHER, SAME[0]]}) == len(OTHER) + 1


def test_parameters_compare_in_any_order() -> None:
    assert (
        comparable("https://d.example/?b=2&a=1")
        == comparable("http://d.example?a=1&b=2&gclid=7")
        == "d.example?a=1&b=2"
    )


@pytest.mark.parametrize(
    "address", ["", "http://[", "https://d.example:99999/", "no address", "mailto:a@b.example", "\x1b"]
)
def test_anything_can_be_compared(address: str) -> None:
    assert isinstance(comparable(address), str)


def test_the_usual_spellings_of_an_address() -> None:
    ways = spellings("http://www.a.example/b/?utm_source=x&c=1#top")
    assert ways[0] == "http://www.a.example/b/?utm_source=x&c=1#top"
    assert {"https://a.example/b?c=1", "https://www.a.example/b/?c=1", "http://a.example/b?c=1"} <= set(ways)
    assert "https://a.example/b" not in ways
    assert "https://www.a.example/" in spellings("http://a.example")
    for whole in ("https://u@a.example/", "https://a.example/#!b", "http://[::1"):
        assert spellings(whole) == [whole]
