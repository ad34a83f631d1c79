"""Searches kept as views: from the filter, from the search, in the rail."""

import pytest

from reader.model import SavedSearch
from reader.ui.screens.ask import AskScreen
from reader.ui.screens.main import MainScreen
from reader.ui.screens.picker import PickerScreen
from reader.ui.screens.search import SearchScreen
from tests.fakes import NOW, FakeNewsroom
from tests.ui.conftest import MEDIUM, WIDE, Open, Session
from tests.ui.library import BRIDGE, LONG, TARIFF, library
from tests.ui.stories import CLOSED, VOTE, with_stories
from tests.ui.test_hostile import HOSTILE


def kept(*queries: str) -> FakeNewsroom:
    room = library()
    room.searches.held = [SavedSearch(f"{n:08}", f"Search {n}", query, NOW) for n, query in enumerate(queries)]
    return room


def rail(session: Session, words: str) -> list[str]:
    return [line.split("│")[0].strip(" ▌") for line in session.lines(words) if words in line[:42]]


async def test_the_filter_is_kept_as_it_shows_and_is_a_view(opened: Open) -> None:
    async with opened(size=MEDIUM) as session:
        await session.press("W")
        assert session.toasts == ["Filter the list first (f); W then keeps what you typed as a view."]
        await session.press("m", "v", "g", "enter", "f", *"cran", "enter", "W")
        assert isinstance(session.app.screen, AskScreen)
        assert "Keeps “is:unread cran*”; v shows it." in session.text
        line = session.app.screen.query_one("#box-input")
        assert (line.value, line.selected_text) == ("cran", "cran")  # what is typed takes its place
        await session.fill("  ")
        assert "A name, please." in session.text
        await session.fill("Cranes")
        assert session.room.did("keep_search") == [("Cranes", "is:unread cran*")]
        assert session.toasts[-1] == "Kept “Cranes” · U undoes"
        await session.press("escape", "v")
        await session.until(lambda: rail(session, "Cranes  ") and " of " in rail(session, "Cranes  ")[0])
        assert rail(session, "Cranes  ")[0].split() == ["Cranes", "1", "of", "1"]
        await session.press(*"jjjj", "enter")  # from the inbox
        assert session.main.browsing.view.name == "Cranes"
        assert (session.main.headlines.count, session.lines("Reader  Cranes")[0].split()[2]) == (1, "1")
        await session.press("W")
        await session.fill("cranes")
        assert "There is a search of this name already." in session.text
        await session.press("escape", "U")
        assert session.room.searches.held == []


async def test_what_is_searched_for_is_kept(opened: Open) -> None:
    async with opened() as session:
        await session.press("slash", "ctrl+s")
        assert isinstance(session.app.screen, SearchScreen)
        await session.write("is:x")
        await session.press("ctrl+s")
        assert isinstance(session.app.screen, SearchScreen)
        await session.press(*["backspace"] * 4, *"tariff", "ctrl+s", "enter")
        assert isinstance(session.app.screen, SearchScreen)
        assert session.room.did("keep_search") == [("tariff", "tariff*")]
        assert TARIFF.title in session.text
        await session.press("escape", "U")
        assert session.room.searches.held == []


async def test_one_is_renamed_and_removed_in_the_rail_and_comes_back(opened: Open) -> None:
    async with opened(kept("bridge", "is:x"), size=WIDE) as session:
        await session.press("v")
        await session.until(lambda: rail(session, "  ? "))
        assert [" ".join(line.split()) for line in rail(session, "Search ")] == ["Search 0 2 of 2", "Search 1 ?"]
        await session.press(*"jjj", "enter", "v", "i")
        assert "It looks for “bridge”" in session.text
        await session.press("enter")
        await session.fill("Gull")
        assert isinstance(session.app.screen, PickerScreen)
        assert rail(session, "Gull")
        assert session.main.browsing.view.name == "Gull"
        await session.press("i", "j", "enter")
        assert not rail(session, "Gull  ")
        await session.press("escape", "U", "U", "v")
        assert [" ".join(line.split()) for line in rail(session, "Search 0  ")] == ["Search 0 2 of 2"]
        await session.press(*"gjjjjj", "enter")
        assert session.toasts[-1].startswith("'is:' takes unread, read")
        assert isinstance(session.app.screen, MainScreen)


async def test_searches_of_stories_say_how_many_stories_they_find(opened: Open) -> None:
    room = with_stories()
    wanted = {"Everything": "", "Tariffs": "tariff", "Wrong": "is:x"}
    room.searches.held = [SavedSearch(name, name, query, NOW, stories=True) for name, query in wanted.items()]
    async with opened(room) as session:
        await session.press("v")
        await session.until(lambda: rail(session, "  ? "))
        assert rail(session, "Everything  ")[0].split() == ["Everything", "2", "stories"]
        assert rail(session, "Tariffs  ")[0].split() == ["Tariffs", "1", "story"]
        for number in range(200):
            room.stories.group(f"s{number}", f"Story {number}", VOTE.id, CLOSED.id)
        await session.until(lambda: "200+" in session.text)


async def test_undoing_another_name_tells_the_one_before_at_once(opened: Open) -> None:
    async with opened(kept("bridge"), size=WIDE) as session:
        await session.press("v")
        await session.until(lambda: rail(session, "Search 0  "))
        await session.press(*"jjj", "enter", "v", "i", "enter")
        await session.fill("Gull")
        await session.press("escape")
        assert session.lines("Reader  Gull")
        await session.press("U")
        await session.until(lambda: session.lines("Reader  Search 0"))
        assert session.main.headlines.count == 2


async def test_tags_of_articles_are_views_with_counts(opened: Open) -> None:
    room = library()
    room.annotating.tags = {BRIDGE.id: ("Sea",), LONG.id: ("Sea",)}
    async with opened(room) as session:
        await session.press("m", "v")
        await session.until(lambda: rail(session, "Sea ") and " of " in rail(session, "Sea ")[0])
        assert " ".join(rail(session, "Sea ")[0].split()) == "Sea 2 of 2"
        await session.press(*"jjj", "enter")
        assert session.main.headlines.count == 2


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_names_are_shown_as_they_are(opened: Open, text: str) -> None:
    room = kept()
    room.searches.held = [SavedSearch("0", text, text.replace(":", "").replace('"', ""), NOW)]
    async with opened(room) as session:
        await session.press("v")
        await session.until(lambda: session.lines(text))
        await session.press(*"jjj", "i")
        assert session.lines(text)
        await session.press("escape", "enter", "W")
        assert text in session.text
