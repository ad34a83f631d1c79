import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reader.config import Config
from reader.model import Attachment, Place
from reader.ui.arrangement import Pane
from tests.fakes import NOW, FakeNewsroom, made
from tests.ui.conftest import MEDIUM, NARROW, TINY, WIDE, Open, Session
from tests.ui.library import BRIDGE, LONG, TARIFF, library

QUICK = Config(ascii=False, mark_read_after=0.05)
NEVER = Config(ascii=False, mark_read_after=600)


def shown(session: Session) -> str:
    article = session.main.reading.article
    assert article is not None
    return article.title


@pytest.mark.parametrize(("forth", "back"), [("j", "k"), ("down", "up")])
async def test_moving_in_the_list_shows_articles_in_passing(opened: Open, forth: str, back: str) -> None:
    async with opened(config=QUICK) as session:
        await session.press(forth)
        assert "The crack is eleven centimetres long" in session.text
        assert session.here is Pane.HEADLINES
        await session.press(back)
        assert "Ferries sail every quarter of an hour." in session.text
        assert session.room.did("mark") == []


@pytest.mark.parametrize(("bottom", "top"), [("G", "g"), ("end", "home")])
async def test_to_the_ends_of_the_list(opened: Open, bottom: str, top: str) -> None:
    async with opened() as session:
        await session.press(bottom)
        assert shown(session).startswith("Astrolabe")
        await session.press(top, top)
        assert shown(session).startswith("Ferry")


async def test_pages_of_the_list(opened: Open) -> None:
    articles = [
        made(f"a{number}", f"Title {number:03}", published=NOW - timedelta(minutes=number)) for number in range(300)
    ]
    async with opened(FakeNewsroom(articles)) as session:
        for key in ("space", "pagedown", "ctrl+d"):
            await session.press(key)
        assert session.main.headlines.index == 3 * (session.main.headlines.size.height // 2 - 1)
        for key in ("pageup", "ctrl+u"):
            await session.press(key)
        assert session.main.headlines.index == session.main.headlines.size.height // 2 - 1
        await session.press("G")
        assert "Title 299" in session.text
        assert "·····" not in session.text


async def test_an_article_counts_as_read_after_a_while_in_it(opened: Open) -> None:
    async with opened(config=QUICK) as session:
        await session.press("j", "enter")
        await session.until(lambda: session.room.states[BRIDGE.id].read)
        await session.settle()
        assert [line for line in session.lines("Port Ansel shuts") if line.startswith("▌  Port Ansel")]


async def test_leaving_an_article_for_the_next_unread_counts_it_as_read(opened: Open) -> None:
    async with opened(config=NEVER) as session:
        await session.press("enter", "n")
        assert shown(session) == BRIDGE.title
        assert session.here is Pane.ARTICLE
        await session.press("n")
        assert [article for article, _ in session.room.did("mark")] == [(session.room.articles[3].id,), (BRIDGE.id,)]
        await session.press("p")
        assert shown(session).startswith("Astrolabe")


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, TINY])
async def test_a_row_says_how_much_was_read_as_soon_as_one_leaves_the_article(
    opened: Open, size: tuple[int, int]
) -> None:
    def percent() -> list[str]:
        return [line for line in session.lines(" min · ") if re.search(r"· \d+ min · \d+ %", line)]

    async with opened(size=size) as session:
        await session.press("j", "j", "j")
        assert percent() == []
        await session.press("enter", "space", "space", "space", "q")
        assert len(percent()) == 1
        await session.press("enter", "G", "q")
        assert percent() == []


async def test_without_unicode_and_for_a_screen_reader_it_is_said_too(opened: Open) -> None:
    room = library()
    room.states[LONG.id].place = Place(3, 0, 0.42)
    async with opened(room, config=Config(ascii=True)) as session:
        assert session.lines("min - 42 %")
    async with opened(room, config=Config(screen_reader=True)) as session:
        assert session.lines("min , 42 % read")


async def test_what_was_marked_unread_while_open_stays_so(opened: Open) -> None:
    async with opened(config=QUICK) as session:
        await session.press("j", "enter")
        await session.until(lambda: session.room.states[BRIDGE.id].read)
        await session.settle()
        await session.press("m", "G", "n")
        assert not session.room.states[BRIDGE.id].read


async def test_space_pages_through_the_article_and_on_to_the_next_unread(opened: Open) -> None:
    async with opened(config=NEVER) as session:
        await session.press("j", "j", "j", "enter")
        assert shown(session) == LONG.title
        pages = 0
        while shown(session) == LONG.title and pages < 40:
            await session.press("space")
            pages += 1
        assert 5 < pages < 40
        assert session.room.states[LONG.id].read
        assert shown(session).startswith("Petrel-3")


async def test_no_other_unread_is_said(opened: Open) -> None:
    room = library()
    for article in room.articles[1:]:
        room.states[article.id].read = True
    room.states[BRIDGE.id].read = True
    async with opened(room) as session:
        await session.press("n")
        assert session.toasts == ["No other unread article here."]


async def test_the_next_unread_may_be_far_away(opened: Open) -> None:
    articles = [
        made(f"a{number}", f"Title {number}", published=NOW - timedelta(minutes=number)) for number in range(900)
    ]
    room = FakeNewsroom(articles)
    for article in articles:
        room.states[article.id].read = article.title not in ("Title 7", "Title 800")
    async with opened(room, config=NEVER) as session:
        await session.press("n")
        assert shown(session) == "Title 7"
        await session.press("n")
        assert shown(session) == "Title 800"
        assert session.lines("Title 800")
        room.states[articles[7].id].read = False
        await session.press("n")
        assert shown(session) == "Title 7"
        room.states[articles[800].id].read = False
        await session.press("p")
        assert shown(session) == "Title 800"


async def test_scrolling_an_article(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "j", "j", "enter", "j", "j", "j", "k")
        assert session.main.view.scroll_offset.y == 2
        await session.press("G")
        assert session.text.splitlines()[-1].rstrip().endswith("100 %")
        assert session.room.states[LONG.id].read
        await session.press("g")
        assert session.text.splitlines()[-1].rstrip().endswith(" 0 % · 6 min left")


@pytest.mark.parametrize("size", [MEDIUM, NARROW])
async def test_the_place_is_kept_over_leaving_resizing_and_opening_again(opened: Open, size: tuple[int, int]) -> None:
    room = library()
    async with opened(room) as session:
        await session.press("j", "j", "j", "enter", *["space"] * 3)
        top = session.main.view.place
        assert top.block > 3
        await session.pilot.resize_terminal(*size)
        await session.settle()
        assert abs(session.main.view.place.block - top.block) <= 1
        await session.press("q", "k", "enter")
        assert shown(session) == TARIFF.title
        await session.press("q", "j", "enter")
        assert abs(session.main.view.place.block - top.block) <= 1
        await session.press("j")
        here = session.main.view.place
    assert room.states[LONG.id].place is not None
    assert room.states[LONG.id].place.block == here.block
    assert room.closed
    async with opened(room, size=size) as session:
        assert shown(session) == LONG.title
        assert session.here is Pane.ARTICLE
        assert session.main.view.place.block == here.block


async def test_a_place_beyond_the_text_is_no_problem(opened: Open) -> None:
    room = library()
    room.states[BRIDGE.id].place = Place(999, 12345, 1.0)
    async with opened(room) as session:
        await session.press("j", "enter")
        assert shown(session) == BRIDGE.title


async def test_following_and_walking_back(opened: Open) -> None:
    async with opened(size=MEDIUM, config=NEVER) as session:
        await session.press("j", "enter", "space", "l", "enter")
        assert shown(session) == LONG.title
        assert session.here is Pane.ARTICLE
        await session.press("space")
        assert session.main.view.place.block > 0
        for key in ("H", "L", "ctrl+o"):
            await session.press(key)
            assert shown(session) == (LONG.title if key == "L" else BRIDGE.title)
        assert session.main.view.place.block > 0
        await session.press("L")
        assert session.main.view.place.block > 0
        await session.press("L")
        assert session.toasts == ["There is nothing to go forward to."]


async def test_what_is_in_the_story_is_not_pointed_to_once_more(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "l", "l")
        assert len(session.lines("the article points to it")) == 1


async def test_related_are_grouped_and_say_why(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "l", "l")
        words = session.text
        for said in ("In this story", "The article points to", "Also related", "shares: Kestrel", "12 new to you"):
            assert said in words
        assert session.lines("not in your library")
        await session.press("j", "j", "enter")
        assert session.toasts == ["This article is not in your library, and the publisher gave no address."]


async def test_nothing_related_is_said(opened: Open) -> None:
    async with opened() as session:
        assert "Nothing related yet." in session.text


async def test_addresses_are_opened_and_copied(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as session:
        went: list[str] = []
        monkeypatch.setattr(session.app, "open_url", lambda url, **_: went.append(url))
        await session.press("j", "o", "y")
        assert went == [BRIDGE.url]
        assert session.app.clipboard == BRIDGE.url
        await session.press("l", "l", "j", "j", "j", "enter")
        assert went[1:] == ["https://harbour-post.example/map"]
        await session.press("h", "h", "k", "o", "y")
        assert len(went) == 2
        assert "This article has no address." in session.toasts


async def test_where_there_is_no_browser_nothing_is_said_to_be_opened(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("BROWSER", str(tmp_path / "none"))
    async with opened() as session:
        await session.press("j", "o")
        assert session.toasts == [
            "harbour-post.example was not opened. There is no browser here to open it in; $BROWSER can name one."
        ]


async def test_a_doubtful_address_is_asked_about(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    room = FakeNewsroom([made("a", "Title", "Text", url="https://bank.example@evil.example/")])
    async with opened(room) as session:
        went: list[str] = []
        monkeypatch.setattr(session.app, "open_url", lambda url, **_: went.append(url))
        await session.press("o")
        assert "Open evil.example in the browser?" in session.text
        await session.press("escape")
        assert went == []
        await session.press("o", "enter")
        assert len(went) == 1


async def test_what_came_with_an_article_is_named_and_opened(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    show = Attachment("https://d.example/show.mp3?token=secret", "audio/mpeg", 12_345_678)
    article = replace(made("a", "Title", "Text", url="https://d.example/1"), attachments=(show,), categories=("[/x]",))
    async with opened(FakeNewsroom([article])) as session:
        went: list[str] = []
        monkeypatch.setattr(session.app, "open_url", lambda url, **_: went.append(url))
        assert session.lines("Attached: audio/mpeg · 12.3 MB")
        assert session.lines("Filed under: [/x]")
        assert "secret" not in session.text
        await session.press("o")
        assert went == ["https://d.example/1"]  # in the list, an article is its page
        await session.press("enter", "o")
        assert session.lines("The article's page")
        assert "secret" not in session.text
        await session.press("enter")
        assert went[1:] == ["https://d.example/1"]
        await session.press("o", "j", "enter")
        assert went[2:] == [show.url]
        await session.press("o", "escape")
        assert len(went) == 3


async def test_pictures_are_named_and_the_page_opens_at_once(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Attachment("https://d.example/a.jpg")
    article = replace(made("a", "Title", "Text", url="https://d.example/1"), attachments=(picture,))
    async with opened(FakeNewsroom([article])) as session:
        went: list[str] = []
        monkeypatch.setattr(session.app, "open_url", lambda url, **_: went.append(url))
        await session.press("enter", "o")
        assert session.lines("d.example/a.jpg")
        assert went == ["https://d.example/1"]


async def test_text_can_be_selected_with_the_mouse(opened: Open) -> None:
    async with opened() as session:
        line = next(y for y, text in enumerate(session.text.splitlines()) if "Ferries sail" in text)
        column = session.text.splitlines()[line].index("Ferries")
        await session.pilot.mouse_down(offset=(column, line))
        await session.pilot.hover(offset=(column + 12, line))
        await session.pilot.mouse_up(offset=(column + 12, line))
        await session.pilot.pause()
        selected = session.main.get_selected_text()
        assert selected is not None
        assert selected.strip().startswith("Ferries sail"), selected


async def test_what_is_laid_out_while_another_pane_is_shown_has_the_width_it_is_then_shown_in(opened: Open) -> None:
    async with opened(size=NARROW) as session:
        await session.press("enter", "q", "j", "x")
        await session.until(lambda: session.lines("✂ Follow the Harbour Post on every channel"))


@pytest.mark.parametrize("keys", ["jj", "jjjjjj"])
async def test_a_place_at_which_only_the_head_is_out_of_view_is_remembered_too(opened: Open, keys: str) -> None:
    async with opened(size=(120, 36)) as session:
        view = session.main.view
        await session.press("j", "enter", *keys)
        before, percent = view.scroll_offset.y, view.percent
        assert before
        await session.press("q", "j", "k", "enter")
        assert (view.scroll_offset.y, view.percent) == (before, percent)
