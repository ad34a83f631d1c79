"""Where an address leads is shown before it is opened, wherever a person could be deceived about it."""

import pytest

from reader.model import Related, RelatedGroup
from reader.ui.visiting.addresses import destination
from tests.fakes import FakeNewsroom, made
from tests.ui.conftest import Open, Session
from tests.ui.test_links import _linking


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://bank.example@evil.example/", "evil.example"),
        ("https://:pw@evil.example/", "evil.example"),
        ("https://bаnk.example/", "xn--bnk-6cd.example"),
        ("https://faß.example/", "xn--fa-hia.example"),
        ("https://xn--bnk-6cd.example/", "xn--bnk-6cd.example"),
        ("https://bank。example/", "bank.example"),
        ("https://ｂａｎｋ.example/", "bank.example"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://0177.0.0.1./", "127.0.0.1"),
        ("http://①②⑦.0.0.1/", "127.0.0.1"),
        ("http://192.168.1.1/", "192.168.1.1"),
        ("http://[::1]:8080/", "::1"),
        ("http://localhost/", "localhost"),
        ("http://router/", "router"),
        ("http://www.bank.example.login.account.evil.example/", "www.bank.example.login.account.evil.example"),
        (f"http://www.bank.example.{'a' * 50}.evil.example/", f"www.bank.example.{'a' * 50}.evil.example"),
    ],
)
def test_a_host_that_deceives_is_doubted_and_told_as_it_is(url: str, host: str) -> None:
    found = destination(url)
    assert found is not None
    assert found.host == host
    assert found.doubt
    assert (f"[{host}]" if ":" in host else host) in found.url


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example\\.bank.example/",
        "https://bank.example\\@evil.example/",
        "https://ex%61mple.org/",
        "https://bank.example%2f.evil.example/",
        "https://bank.example .evil.example/",
        "http://a..example/",
        "http://" + "a" * 64 + ".example/",
        "http://exa$mple/",
        "http://¨.example/",
    ],
)
def test_a_host_that_programs_read_differently_is_none(url: str) -> None:
    assert destination(url) is None


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("https://bank.example/login", "https://evil.example/"),
        ("see bank.com for more", "https://evil.example/bank.com"),
        ("www.bank.example", "https://bank.example.evil.example/"),
        ("bank．com", "https://evil.example/"),
        ("https://bank.example@evil.example", "https://evil.example/"),
        ("пример.рф", "https://evil.example/"),
    ],
)
def test_words_that_name_another_host_are_doubted(words: str, url: str) -> None:
    found = destination(url, words)
    assert found is not None
    assert "name another site" in (found.doubt or "")


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("https://bank.example/login", "https://www.bank.example/"),
        ("www.news.example", "https://news.example/"),
        ("news.example", "https://edition.news.example/"),
        ("Node.js and main.py", "https://nodejs.example/"),
        ("the U.S. said, e.g. this.That too", "https://news.example/"),
        ("write to desk@bank.com", "https://news.example/"),
        ("a plain link", "https://news.example/a%20path\\there?q=ex%61mple"),
    ],
)
def test_plain_links_are_not_doubted(words: str, url: str) -> None:
    found = destination(url, words)
    assert found is not None
    assert found.doubt is None


async def _opened_by_letter(session: Session) -> list[str]:
    addresses: list[str] = []
    session.app.open_url = lambda url, **_: addresses.append(url)  # type: ignore[method-assign]
    await session.press("semicolon", "f")
    return addresses


async def test_a_link_whose_words_name_another_host_is_asked_about(opened: Open) -> None:
    room = FakeNewsroom([_linking(("https://bank.example/a/very/long/path/that/goes/on", "https://evil.example/"))])
    async with opened(room, (60, 20)) as session:
        await session.press("enter")
        addresses = await _opened_by_letter(session)
        assert addresses == []
        assert "Open evil.example in the browser?" in session.text
        assert "name another site: bank.example" in " ".join(session.text.split())
        await session.press("enter")
        assert addresses == ["https://evil.example/"]


async def test_a_password_in_an_address_is_not_shown(opened: Open) -> None:
    room = FakeNewsroom([_linking(("a link", "https://user:hunter2@evil.example/?token=hunter3"))])
    async with opened(room) as session:
        assert await _opened_by_letter(session) == []
        assert "Open evil.example in the browser?" in session.text
        assert "hunter" not in session.text


async def test_the_line_of_a_pointer_that_names_another_host_is_asked_about(opened: Open) -> None:

    article = made("pointing", "Where to go on", "Words.")
    related = [Related(None, "bank.com: more", RelatedGroup.POINTER, 1.0, (), url="https://evil.example/")]
    async with opened(FakeNewsroom([article], {article.id: related})) as session:
        addresses: list[str] = []
        session.app.open_url = lambda url, **_: addresses.append(url)  # type: ignore[method-assign]
        await session.press("l", "l", "enter")
        assert addresses == []
        assert "Open evil.example in the browser?" in session.text
