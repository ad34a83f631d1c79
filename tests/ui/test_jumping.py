"""What was opened, to go back to."""

from reader.ui.arrangement import Pane
from tests.ui.conftest import Open
from tests.ui.library import BRIDGE, LONG, TARIFF


async def test_what_was_opened_is_chosen_at_its_place_also_after_a_restart(opened: Open) -> None:
    async with opened() as session:
        await session.press("apostrophe")
        assert any("Nothing was opened yet; Enter opens" in toast for toast in session.toasts)
        await session.press("j", "j", "j", "enter", "space", "space")
        top = session.main.view.scroll_offset.y
        await session.press("q", "k", "enter")
        await session.burst("apostrophe", "enter")
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == LONG.id
        assert session.main.view.scroll_offset.y == top > 0
        await session.press("apostrophe")
        assert session.lines("Opened, the last first")
        assert session.lines("open now")
        await session.press("escape")
    session.room.articles.remove(TARIFF)
    async with opened(session.room) as session:
        await session.press("apostrophe")
        assert session.lines("The long way round the harbour")
        assert session.lines(" %")
        assert list(session.main.lately.of("opened")) == [LONG.id]
        await session.press("escape", "H")
        assert session.here is Pane.ARTICLE
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == LONG.id


async def test_what_a_search_found_is_in_it(opened: Open) -> None:
    async with opened() as session:
        await session.burst("slash", *"kestrel", "enter")
        assert session.main.lately.of("opened")[0] == BRIDGE.id
        await session.press("apostrophe")
        assert session.lines("Port Ansel shuts Kestrel Bridge")
