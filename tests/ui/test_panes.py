import pytest

from reader.config import Config
from reader.ui.arrangement import Pane, neighbour, shown
from tests.fakes import FakeNewsroom
from tests.ui.conftest import MEDIUM, NARROW, TINY, WIDE, Open
from tests.ui.library import BRIDGE, TARIFF

FERRY = "Ferries sail every quarter of an hour."


@pytest.mark.parametrize("width", [110, 160])
def test_a_wide_screen_shows_three_panes(width: int) -> None:
    assert shown(width, Pane.HEADLINES, zen=False) == set(Pane)


@pytest.mark.parametrize(
    ("here", "panes"),
    [
        (Pane.HEADLINES, {Pane.HEADLINES, Pane.ARTICLE}),
        (Pane.ARTICLE, {Pane.HEADLINES, Pane.ARTICLE}),
        (Pane.RELATED, {Pane.RELATED, Pane.ARTICLE}),
    ],
)
@pytest.mark.parametrize("width", [80, 109])
def test_a_medium_screen_shows_two(width: int, here: Pane, panes: set[Pane]) -> None:
    assert shown(width, here, zen=False) == panes


@pytest.mark.parametrize("here", Pane)
@pytest.mark.parametrize("width", [40, 79])
def test_a_narrow_screen_shows_the_one_where_one_is(width: int, here: Pane) -> None:
    assert shown(width, here, zen=False) == {here}


def test_the_ends_of_the_row_of_panes_meet() -> None:
    assert [neighbour(pane, 1) for pane in Pane] == [Pane.ARTICLE, Pane.RELATED, Pane.HEADLINES]
    assert [neighbour(pane, -1) for pane in Pane] == [Pane.RELATED, Pane.HEADLINES, Pane.ARTICLE]


async def test_wide(opened: Open) -> None:
    async with opened(size=WIDE) as session:
        for words in ("Headlines", "Article", "Related", "Today", "Yesterday", "Harbour Post · 1 h · 1 min", FERRY):
            assert words in session.text
        assert "8 articles · 8 unread" in session.text.splitlines()[0]
        assert session.text.splitlines()[-1].startswith(" Enter open")


async def test_medium_shows_related_in_place_of_the_headlines(opened: Open) -> None:
    async with opened(size=MEDIUM) as session:
        assert "Headlines" in session.text
        assert "Related" not in session.text
        await session.press("l", "l")
        assert "Related" in session.text
        assert "Headlines" not in session.text
        assert FERRY in session.text


async def test_narrow_goes_in_with_enter_and_out_with_q(opened: Open) -> None:
    async with opened(size=NARROW) as session:
        assert FERRY not in session.text
        await session.press("enter")
        assert FERRY in session.text
        assert "Headlines" not in session.text
        await session.press("q")
        assert "Headlines" in session.text
        await session.press("enter", "escape")
        assert session.here is Pane.HEADLINES


async def test_tiny_is_usable(opened: Open) -> None:
    async with opened(size=TINY) as session:
        assert "Ferry queues" in session.text
        assert "Enter open" in session.text
        assert "? help" in session.text
        await session.press("j", "enter")
        assert "Port Ansel shuts Kestrel Bridge" in session.text


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, TINY])
async def test_no_line_is_wider_than_the_screen(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        for _ in range(3):
            strips = session.app.screen._compositor.render_strips()
            assert len(strips) == size[1]
            assert {strip.cell_length for strip in strips} == {size[0]}
            await session.press("l")


@pytest.mark.parametrize(("forth", "back"), [("l", "h"), ("right", "left"), ("tab", "shift+tab")])
async def test_keys_go_from_pane_to_pane(opened: Open, forth: str, back: str) -> None:
    async with opened() as session:
        await session.press(forth)
        assert session.here is Pane.ARTICLE
        assert session.app.focused is session.main.view
        await session.press(forth)
        assert session.app.focused is session.main.related
        await session.press(back, back)
        assert session.app.focused is session.main.headlines


async def test_resizing_keeps_place_and_focus(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "j", "enter")
        for size in (NARROW, MEDIUM, TINY, WIDE):
            await session.pilot.resize_terminal(*size)
            await session.settle()
            assert session.here is Pane.ARTICLE
            assert session.app.focused is session.main.view
            assert "household of four" in session.text
        headline = session.main.headlines.headline
        assert headline is not None
        assert headline.id == TARIFF.id


async def test_zen_shows_only_the_article(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "z")
        assert "Headlines" not in session.text
        assert "Related" not in session.text
        assert "Kestrel Bridge" in session.text
        await session.press("escape")
        assert "Headlines" in session.text
        await session.press("z", "z")
        assert "Headlines" in session.text


async def test_the_mouse_selects_and_opens(opened: Open) -> None:
    async with opened() as session:
        row = next(y for y, line in enumerate(session.text.splitlines()) if "Port Ansel shuts" in line)
        await session.pilot.click(offset=(8, row))
        await session.settle()
        assert session.here is Pane.ARTICLE
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == BRIDGE.id
        await session.pilot.click(offset=(100, 2))
        assert session.here is Pane.RELATED


async def test_a_key_in_the_bottom_line_can_be_clicked(opened: Open) -> None:
    async with opened() as session:
        bottom = session.text.splitlines()[-1]
        await session.pilot.click(offset=(bottom.index("views"), len(session.text.splitlines()) - 1))
        await session.settle()
        assert "Inbox (unread)" in session.text


async def test_an_empty_library_says_what_to_do(opened: Open) -> None:
    async with opened(FakeNewsroom()) as session:
        assert "a adds a feed, a page" in " ".join(session.text.replace("│", "").split())
        await session.press("j", "enter", "x", "b", "n", "l", "enter", "space", "A", "U", "y", "o")
        assert "0 articles" in session.text


@pytest.mark.parametrize("key", [*"bmMAroyxXzd;PE", "less_than_sign"])
async def test_where_there_is_no_article_a_key_for_one_says_so(opened: Open, key: str) -> None:
    async with opened(FakeNewsroom()) as session:
        await session.press({";": "semicolon"}.get(key, key))
        assert session.toasts == ["There is no article here."]
        assert "a adds a feed, a page" in " ".join(session.text.replace("│", "").split())


async def test_where_all_is_read_already_nothing_is_said_to_be_marked(opened: Open) -> None:
    async with opened() as session:
        await session.press("A", "A", "U")
        assert session.toasts[1] == "All here is read already."
        assert "Undone" in session.toasts[2]
        assert all(not state.read for state in session.room.states.values())


async def test_sample_articles_say_so(opened: Open) -> None:
    async with opened(sample=True, locations=["/seeds"]) as session:
        assert "These are sample articles." in session.text
        assert session.room.did("add") == [["/seeds"]]
        assert session.toasts == []


async def test_ascii_marks(opened: Open) -> None:
    room = FakeNewsroom([TARIFF])
    async with opened(room, config=Config(ascii=True)) as session:
        await session.press("b", "l", "l")
        for keys in ((), ("question_mark",), ("escape", "v"), ("escape", "T"), ("escape", "h", "slash")):
            await session.press(*keys)
            assert session.text.isascii(), [line for line in session.text.splitlines() if not line.isascii()]


async def test_q_at_the_root_quits_and_escape_does_not(opened: Open) -> None:
    async with opened() as session:
        await session.press("escape")
        assert session.app.is_running
        await session.pilot.press("q")
        await session.pilot.pause()
        assert session.app._exit
