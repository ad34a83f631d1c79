"""It explains itself: the keys that matter here, the first steps, empty places, what goes on, what went wrong."""

import asyncio
from dataclasses import replace

import pytest

from reader.actions import ACTIONS
from reader.config import Config
from reader.errors import StoreError
from reader.model import NO_NETWORK, Health, ScanReport, Skipped, SourceStatus
from reader.newsroom import Newsroom
from reader.ui.app import ReaderApp
from reader.ui.arrangement import Pane
from reader.ui.lists.views import ALL, BOOKMARKS, INBOX, STORIES, source_view
from reader.ui.painting.marks import UNICODE
from reader.ui.widgets.bars import fitting_keys
from reader.ui.wording.emptiness import nothing_in, nothing_of
from reader.ui.wording.footer import CAPITAL, ENTER, LETTER, MATCHES, MOVES, Doing, Scene, matter
from tests.fakes import NOW, FakeNewsroom, made, source
from tests.ui.conftest import MEDIUM, NARROW, TINY, WIDE, Open, Session
from tests.ui.library import LONG, library

KEYS = {action.name: action.keys[0] for action in ACTIONS}


def last(session: Session) -> str:
    return session.text.splitlines()[-1]


def first(session: Session) -> str:
    return session.text.splitlines()[0]


# the keys that matter


@pytest.mark.parametrize("doing", Doing)
def test_every_place_names_actions_there_are_and_each_once(doing: Doing) -> None:
    for rows in (True, False):
        for held in (True, False):
            scene = Scene(doing, rows=rows, held=held, filtered=held, cuts=2, links=True, told=True, walked=True)
            names = [name for name, _ in matter(scene)]
            assert set(names) <= {*KEYS, MOVES, MATCHES, ENTER, LETTER, CAPITAL}
            assert len(set(names)) == len(names)
            typing = doing in (Doing.FILTERING, Doing.FINDING, Doing.HINTING)
            assert (names[-1] == "help") is not typing


@pytest.mark.parametrize("width", range(60))
def test_only_whole_keys_are_shown_the_first_ones_and_help(width: int) -> None:
    keys = [("Enter", "open", "open"), ("n", "next unread", "next_unread"), ("v", "views", "views"), ("?", "help", "")]
    shown = fitting_keys(keys, width)
    assert sum(len(key) + 1 + len(label) for key, label, _ in shown) + 3 * max(len(shown) - 1, 0) < max(width, 1)
    assert [*shown[:-1], keys[-1]] == [*keys[: len(shown) - 1], keys[-1]] or not shown


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, TINY])
async def test_the_foot_tells_what_can_be_done_here(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size, config=Config(ascii=False, mark_read_after=600)) as session:
        assert last(session).startswith(" Enter open   n next")
        await session.press("j", "enter")
        assert last(session).startswith(" Space page")
        assert last(session).endswith(("min left", "min") if size != TINY else "%")
        assert "q back" in last(session)  # the way out is told at every size
        await session.press("l", "j", "j")
        assert last(session).startswith(" j k move")  # it is not held and has no address
        await session.press("j")
        assert last(session).startswith(" Enter in the browser")
        await session.press("escape", "escape", "f")
        assert last(session).startswith(" Enter keep   Esc clear")
        await session.press("q", "q", "enter")
        assert last(session).startswith(" Esc clear filter")
        assert "? help" in last(session)
        assert "filter: qq" in first(session)
        assert "…" not in last(session)


# first steps


@pytest.mark.parametrize("size", [WIDE, TINY])
async def test_the_first_steps_are_shown_once_and_no_key_is_lost(opened: Open, size: tuple[int, int]) -> None:
    room = library()
    room._values.clear()
    async with opened(room, size) as session:
        assert session.lines("First steps")
        assert session.lines("x ")
        session.main.say("40 new.")  # stands above them, and at the foot once they are gone
        await session.until(lambda: session.lines("40 new."))
        lines = session.text.splitlines()
        assert lines.index(session.lines("40 new.")[0]) < lines.index(session.lines("First steps")[0])
        await session.press("j")
        assert not session.lines("First steps")
        assert session.main.headlines.index == 1
        await session.press("f1")
        assert session.lines("First steps")
        await session.press("q")  # takes them away, and no more
        assert session.app.is_running
        assert not session.lines("First steps")
    async with opened(room, size) as session:
        assert not session.lines("First steps")


async def test_the_first_steps_name_ones_own_keys(opened: Open) -> None:
    async with opened(config=Config(ascii=True, keys={"cuts": ("f5",), "down": ("ctrl+n",)})) as session:
        await session.press("f1")
        assert session.lines("F5 ")
        assert session.lines("^n k")


# empty places


def test_every_empty_view_says_what_to_press() -> None:
    for view in (ALL, INBOX, BOOKMARKS, STORIES, source_view(SourceStatus(source("x"), 0, 0, None, None))):
        for typed in ("", "word"):
            words = nothing_in(view, typed, KEYS | {"views": "F9", "close": "F8"}, empty=False, adding=False)
            assert ("F8" if typed else "F9") in words
    assert " adds a feed" in nothing_in(INBOX, "", KEYS, empty=True, adding=False)


def test_a_source_without_articles_says_why() -> None:
    one = SourceStatus(source("x"), 0, 0, None, None)
    failing = replace(one, notice="its certificate has expired", health=Health(failures=2))
    told = {
        "no longer there": None,
        "not been looked at yet": one,
        "its certificate has expired": failing,
        "is paused": replace(one, source=replace(one.source, paused=True)),
        "gone for good": replace(one, health=Health(gone=True)),
        "no article in it": replace(one, checked=NOW, health=Health(succeeded=NOW)),
        "muted, or copies": replace(one, articles=3, checked=NOW),
    }
    for words, status in told.items():
        assert words in nothing_of(status, KEYS, NOW)


async def test_a_library_that_cannot_be_opened_says_so() -> None:
    def broken() -> Newsroom:
        raise StoreError("archive.sqlite3: it is damaged")

    app = ReaderApp(broken, Config(ascii=False), now=lambda: NOW)
    async with app.run_test(size=WIDE) as pilot:
        session = Session(app, pilot, library())
        await session.until(lambda: session.lines("The library could not be"))


# what is said, what goes on, what went wrong


async def test_sentences_do_not_pile_up(opened: Open) -> None:
    async with opened(size=MEDIUM) as session:
        for text in ("one", "two", "two", "one"):
            session.main.say(text)
        session.main.say("broken", "error")
        for text in ("three", "four"):
            session.main.say(text)
        await session.pilot.pause()
        assert [one.message for one in session.app._notifications] == ["broken", "four"]
        await session.press("b")
        assert session.toasts[-1] == "Bookmarked · U undoes"
        assert [one.message for one in session.app._notifications] == ["broken", "Bookmarked · U undoes"]


async def test_what_no_one_expected_is_explained_and_not_quoted(opened: Open) -> None:
    def explain(error: Exception) -> str:
        return f"something went wrong ({type(error).__name__}); where is written in reader.log"

    room = library()
    room.fail("article", KeyError("secret of the inside"))
    async with opened(room, explain=explain) as session:
        assert session.toasts == [
            "Opening an article failed: something went wrong (KeyError); where is written in reader.log"
        ]


async def test_work_shows_once_it_has_taken_half_a_second(opened: Open) -> None:
    async with opened() as session:
        with session.room.held("look") as gate:
            await session.press_only("R")
            await session.pilot.pause(0.05)
            assert "Refreshing" not in last(session)
            await session.until(lambda: "Refreshing … " in last(session) and "Esc stops" in last(session))
            session.main.status.work("Refreshing", 5, 20)
            await session.until(lambda: "5/20" in last(session))
            gate.set()
            await session.settle()
        assert "Refreshing" not in last(session)
        with session.room.held("related") as gate:  # a question, which takes long for once
            await session.press_only("j")
            await session.until(lambda: "Finding what is related …" in last(session))
            await session.until(lambda: session.lines("Looking for what is"))
            gate.set()
            await session.settle()
        assert "Finding" not in last(session)
        assert session.lines("In this story")


async def test_work_leaves_the_keys_their_place_on_a_narrow_screen(opened: Open) -> None:
    async with opened(size=TINY) as session:
        with session.room.held("related") as gate:
            await session.press_only("j")
            await session.until(lambda: any(mark in last(session) for mark in UNICODE.spin))
            assert last(session).startswith(" Enter open   n next   ? help  ")
            gate.set()
            await session.settle()
        with session.room.held("look") as gate:
            await session.press_only("R")
            await session.until(lambda: "Esc stops" in last(session))
            assert last(session).startswith(" Enter open   ")
            assert "? help" in last(session)
            gate.set()
            await session.settle()


async def test_no_network_is_said_and_stands_in_the_top_line(opened: Open) -> None:
    report = ScanReport(skipped=(Skipped(NO_NETWORK, "none of 3 feeds could be asked", failed=True),))
    async with opened(size=TINY) as session:
        session.room.look = lambda *_: report  # type: ignore[method-assign]
        await session.press("R")
        assert "offline" in first(session)
        assert "no network: none of 3 feeds could be asked" in session.toasts
        session.room.look = lambda *_: ScanReport(unchanged=3)  # type: ignore[method-assign]
        await session.press("R")
        assert "offline" not in first(session)


# the rail


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
async def test_the_rail_slides_in_over_the_left(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await session.press("v")
        box = session.app.screen.query_one("#box").region
        assert (box.x, box.y, box.height) == (0, 0, size[1])
        assert box.width == (42 if size == WIDE else size[0])
        assert session.lines("Harbour Post")
        assert [line for line in session.lines("All") if line.startswith("▌All")]
        await session.press("v")
        assert session.app.screen is session.main
        await session.press("v", "slash")
        await session.write("voyage")
        assert session.lines("Nothing is called “voyage”.")  # v is a letter while one types


# having read it


async def test_an_article_is_read_once_enough_of_it_was_seen(opened: Open) -> None:
    async with opened(config=Config(ascii=False, mark_read_after=0.05)) as session:
        await session.press("j", "j", "j", "enter")
        await asyncio.sleep(0.3)
        await session.pilot.pause()
        assert not session.room.states[LONG.id].read  # the first screen of a long one is not half of it
        session.app.app_focus = False
        await session.press("space")
        assert session.room.did("mark") == []
        session.app.app_focus = True
        while session.main.view.seen < 0.5:
            await session.press("space")
        await session.until(lambda: session.room.states[LONG.id].read)


async def test_time_counts_only_while_one_reads(opened: Open) -> None:
    async with opened(config=Config(ascii=False, mark_read_after=600)) as session:

        def counts() -> bool:
            return session.main.reading._dwelling._since is not None

        await session.press("j")
        assert not counts()
        await session.press("enter")
        assert counts()
        await session.press("question_mark")
        assert not counts()
        await session.press("escape")
        assert counts()
        session.app.app_focus = False
        await session.settle()
        assert not counts()
        session.app.app_focus = True
        await session.settle()
        assert counts()
        await session.press("l")
        assert not counts()


async def test_by_hand_means_by_hand(opened: Open) -> None:
    config = Config(ascii=False, mark_read_after=0, mark_read_by_hand=True)
    async with opened(FakeNewsroom([made("a", "Title", "Text"), made("b", "Other", "Text")]), config=config) as session:
        await session.press("enter", "n", "G")
        assert session.here is Pane.ARTICLE
        assert session.room.did("mark") == []
        await session.press("m")
        assert len(session.room.did("mark")) == 1


# the search


async def test_the_title_of_the_search_is_whole_in_a_narrow_box(opened: Open) -> None:
    async with opened(size=TINY) as session:
        await session.press("slash")
        assert session.lines("Search everything")
        await session.write("bridge")
        await session.until(lambda: session.lines(" found"))
        assert session.lines(" found, best first")
