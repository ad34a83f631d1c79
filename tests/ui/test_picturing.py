"""Looking at the pictures of an article."""

from datetime import timedelta

import pytest

from reader.config import Config
from reader.errors import SourceError
from reader.model import Attachment, Block, BlockKind, Span
from reader.sources.pictures import Picture
from reader.ui.article.pictured import Pictured, pictures_of
from reader.ui.painting.half_cells import drawn
from reader.ui.screens.confirm import ConfirmScreen
from reader.ui.screens.main import MainScreen
from reader.ui.screens.pictures import PicturesScreen
from tests.fakes import NOW, FakeNewsroom, made
from tests.ui.conftest import MEDIUM, NARROW, TINY, Open, Session

RED, BLUE, GREEN = b"\xff\x00\x00", b"\x00\x00\xff", b"\x00\xff\x00"
BRIDGE, CHART, ODD = (
    "https://post.example/bridge.jpg",
    "https://post.example/chart?token=hunter2",
    "https://xn--e1a.example/",
)
ARTICLE = made(
    "pictured",
    "The bridge in pictures",
    blocks=(
        Block.of("It was closed."),
        Block(BlockKind.CAPTION, (Span("The bridge [/foo] [b]at dawn", href=BRIDGE),)),
        Block(BlockKind.CAPTION, (Span("Cars, day by day", href=CHART),)),
        Block.of("Nobody knows where this one is.", BlockKind.CAPTION),
    ),
    attachments=(
        Attachment(BRIDGE, "image/jpeg", title="The same once more"),
        Attachment("https://post.example/talk.mp3", "audio/mpeg"),
        Attachment(ODD, "image/png"),
    ),
)
BARE = made("bare", "Words only", "No picture.", published=NOW - timedelta(days=1))


def asked(session: Session) -> list[str]:
    return [call[0] for call in session.room.did("picture")]  # type: ignore[index]


def painted(session: Session) -> list[tuple[int, int, int]]:
    """The colours of the pixels that stand on the screen."""
    strips = session.app.screen._compositor.render_strips()
    marks = [one for strip in strips for one in strip if one.text.startswith("▀")]
    return [tuple(one.style.color.triplet) for one in marks]  # type: ignore[union-attr, arg-type, misc]


def test_the_pictures_of_an_article_are_those_with_an_address_each_once() -> None:
    assert pictures_of(ARTICLE) == [
        Pictured(BRIDGE, "The bridge [/foo] [b]at dawn"),
        Pictured(CHART, "Cars, day by day"),
        Pictured(ODD, ""),
    ]


def test_two_pixels_are_one_cell_and_the_last_row_may_stand_alone() -> None:
    first, last = drawn(Picture(3, 3, RED * 2 + BLUE + GREEN * 3 + RED * 3, (3, 3)))
    assert [(one.text, str(one.style)) for one in first] == [
        ("▀▀", "#ff0000 on #00ff00"),
        ("▀", "#0000ff on #00ff00"),
    ]
    assert [(one.text, str(one.style)) for one in last] == [("▀▀▀", "#ff0000")]


@pytest.mark.parametrize("size", [MEDIUM, NARROW, TINY])
async def test_pictures_are_fetched_when_one_comes_to_them_and_not_before(opened: Open, size: tuple[int, int]) -> None:
    async with opened(FakeNewsroom([ARTICLE]), size) as session:
        await session.press("enter")
        assert asked(session) == []
        await session.press("P")
        assert isinstance(session.app.screen, PicturesScreen)
        assert {*asked(session)} == {BRIDGE}
        assert "Picture 1 of 3" in session.text
        assert "The bridge [/foo] [b]at dawn" in session.text
        assert "1,600 x" in session.text or size == TINY
        assert {*painted(session)} == {(200, 100, sum(BRIDGE.encode()) % 256)}
        await session.press("n")
        assert "Picture 2 of 3" in session.text
        assert "post.example/chart?token=" in session.text
        assert "hunter2" not in session.text
        await session.press("n", "n", "p")
        assert "Picture 3 of 3" in session.text
        await session.pilot.resize_terminal(100, 30)
        await session.settle()
        view = session.app.screen.query_one("#box-picture")
        assert session.room.did("picture")[-1] == (ODD, view.size.width, view.size.height * 2)
        await session.press("q")
        assert isinstance(session.app.screen, MainScreen)
        assert session.room.did("rest") == [None]


async def test_what_is_on_its_way_is_not_waited_for_and_never_comes_late(opened: Open) -> None:
    async with opened(FakeNewsroom([ARTICLE])) as session:
        await session.press("enter")
        with session.room.held("picture") as gate:
            await session.press_only("P")
            await session.until(lambda: asked(session) == [BRIDGE])
            assert "Fetching the picture" in session.text
            await session.press_only("n")
            await session.until(lambda: asked(session) == [BRIDGE, CHART])
            gate.set()
            await session.until(lambda: painted(session))
            assert {*painted(session)} == {(200, 100, sum(CHART.encode()) % 256)}
        with session.room.held("picture"):
            await session.press_only("n", "escape")
            await session.until(lambda: isinstance(session.app.screen, MainScreen))


async def test_what_cannot_be_shown_says_why_and_can_be_opened_in_the_browser(opened: Open) -> None:
    async with opened(FakeNewsroom([ARTICLE]), MEDIUM) as session:
        session.room.fail("picture", SourceError("the server answers 404 [/foo]"))
        went: list[str] = []
        session.app.open_url = went.append  # type: ignore[method-assign, assignment]
        await session.press("enter", "P")
        assert "The picture cannot be shown: the server answers 404 [/foo]." in session.text
        await session.press("o")
        await session.press("p", "o")
        assert isinstance(session.app.screen, ConfirmScreen)
        assert went == [BRIDGE]
        await session.press("escape")
        assert "Picture 3 of 3" in session.text


@pytest.mark.parametrize(
    ("config", "plain", "why"),
    [
        (Config(ascii=True), False, "not drawn in plain ASCII"),
        (Config(screen_reader=True), False, "not drawn for a screen reader"),
        (Config(ascii=False), True, "not drawn without colour"),
    ],
    ids=["ascii", "screen reader", "no colour"],
)
async def test_where_none_can_be_drawn_none_is_fetched(
    opened: Open, monkeypatch: pytest.MonkeyPatch, config: Config, plain: bool, why: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1" if plain else "")
    async with opened(FakeNewsroom([ARTICLE]), MEDIUM, config) as session:
        await session.press("enter", "P")
        assert why in session.text
        assert "The bridge [/foo] [b]at dawn" in session.text
        await session.press("n")
        assert "Cars, day by day" in session.text
        assert session.text.replace("…", "").isascii() is (config.ascii or config.screen_reader)
        assert asked(session) == []


async def test_an_article_without_pictures_says_so_and_the_key_shows_only_where_there_are_some(opened: Open) -> None:
    async with opened(FakeNewsroom([ARTICLE, BARE])) as session:
        await session.press("enter")
        assert "P pictures" in session.text
        await session.press("n")
        assert session.main.reading.article == BARE
        assert "P pictures" not in session.text
        await session.press("P")
        assert session.toasts == ["This article has no pictures."]
