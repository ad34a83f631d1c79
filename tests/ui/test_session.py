"""Where one was is kept and read again, whatever became of it."""

import pytest

from reader.model import Block, BlockKind, Place
from reader.ui.arrangement import Pane
from reader.ui.lists.views import BOOKMARKS, INBOX, STORIES, View
from reader.ui.session import Session, kept, session_of
from reader.ui.typesetting.layout import Sheet, lay_out, line_of, place_of
from reader.ui.wording.length import Length
from tests.fakes import NOW
from tests.ui.conftest import TINY, WIDE, Open
from tests.ui.library import BRIDGE, LONG, library


@pytest.mark.parametrize(
    "session",
    [
        Session(),
        Session(INBOX, "ferry queue", 12, 1.5e9, 7, Pane.ARTICLE, "abc"),
        Session(STORIES),
        Session(BOOKMARKS, "", 3, 0.0),
        Session(View("Tag: [/x] 橋", 'tag:"[/x] 橋"'), "[/x]", None, None, 0, Pane.RELATED, "abc"),
        Session(View("Bridges", "bridge", stories=True, search="5e")),
        Session(View("Harbour Post", "source:1", "1")),
    ],
)
def test_what_is_kept_is_read_again(session: Session) -> None:
    assert session_of(kept(session)) == session
    assert session_of(kept(session)).view.name == session.view.name


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "[]",
        "7",
        '{"view": 7}',
        '{"view": "all", "filter": ["x"]}',
        '{"view": "all", "filter": "\\u001b[31m"}',
        '{"view": {"name": "x"}}',
        '{"view": {"name": "\\u001b[31m", "query": "is:unread"}}',
        '{"view": "all", "row": true, "moment": 1e999, "pane": ["article"], "article": 5}',
        '{"view": "all", "row": -1, "moment": ' + "9" * 400 + "}",
        "[" * 4000,
        '{"view": {"name": "' + "x" * 5000 + '", "query": "x"}}',
    ],
)
def test_damage_means_beginning_anew(text: str | None) -> None:
    assert session_of(text) == Session()


def test_a_session_too_long_to_keep_is_not_kept() -> None:
    assert session_of(kept(Session(View("x" * 9000, "y")))) == Session()


async def test_it_opens_where_one_left(opened: Open) -> None:
    room = library()
    room.states[BRIDGE.id].read = True
    async with opened(room) as session:
        await session.press("v", "g", "enter", "j", "j")
        assert "Inbox" in session.text.splitlines()[0]
        await session.press("enter", "space", "space")
        place = session.main.view.place
    async with opened(room, (80, 24)) as session:
        assert "Inbox" in session.text.splitlines()[0]
        assert session.here is Pane.ARTICLE
        assert session.main.reading.article is not None
        assert session.main.reading.article.id == LONG.id
        assert session.main.view.place.block == place.block
        await session.press("q")
        headline = session.main.headlines.headline
        assert headline is not None
        assert headline.id == LONG.id
        await session.press("v", "escape")  # the list, not the article, is left now
    assert session_of(room.kept("session")).pane is Pane.HEADLINES
    room.keep("session", kept(Session(row=999, moment=NOW.timestamp() - 90_000, pane=Pane.ARTICLE, article="gone")))
    async with opened(room) as session:
        assert session.here is Pane.HEADLINES
        assert session.toasts == []
        headline = session.main.headlines.headline
        assert headline is not None
        assert headline.id == LONG.id  # it stands where in time the one selected stood


@pytest.mark.parametrize("size", [WIDE, TINY])
async def test_a_filter_is_there_again_and_told(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await session.press("f")
        await session.write("the")
        await session.press("enter", "j", "enter")
        left, count = session.main.headlines.headline, session.main.headlines.count
        assert 1 < count < len(session.room.articles)
    async with opened(session.room, size) as session:
        assert session.here is Pane.ARTICLE
        assert session.main.headlines.headline == left
        assert session.main.headlines.count == count
        await session.press("q")
        assert "filter: the" in session.text.splitlines()[0]
        await session.press("escape")
        assert session.main.headlines.count == len(session.room.articles)
        assert session.main.headlines.headline == left
    room = session.room
    room.keep("session", kept(Session(filter="is:nonsense", row=3)))
    async with opened(room, size) as session:
        assert session.main.headlines.count == len(room.articles)


async def test_samples_open_where_one_left_too_though_they_are_taken_in_again(opened: Open) -> None:
    room = library()
    room.keep("session", kept(Session(moment=NOW.timestamp() - 90_000)))
    with room.held("add"):
        async with opened(room, sample=True, locations=["/seeds"], settled=False) as session:
            await session.until(lambda: session.main.browsing.adding and session.main.headlines.index == 3)
            session.main.browsing.load()
            await session.until(lambda: not session.main.browsing.waiting)
            assert session.main.headlines.index == 3


@pytest.mark.parametrize("width", [40, 61, 80, 120, 160])
def test_a_place_is_the_same_block_at_every_width(width: int) -> None:
    sheet = Sheet(LONG.title, (), (), LONG.blocks)
    for before in (38, 72):
        lines = lay_out(sheet, before)
        for top in range(0, len(lines) - 20, 7):
            place = place_of(lines, top, 20)
            again = lay_out(sheet, width)
            at = line_of(again, place)
            assert place_of(again, at, 1).block == place.block


def test_how_much_lies_ahead() -> None:
    blocks = [
        Block.of("one two three four"),
        Block.of("below a picture", BlockKind.CAPTION),
        Block.of("five six seven"),
    ]
    length = Length(8, blocks)
    assert length.ahead(Place()) == 8
    assert length.ahead(Place(0, 9)) == 6
    assert length.ahead(Place(1, 5)) == length.ahead(Place(2)) == 4
    assert length.ahead(Place(2, 999)) == length.ahead(Place(999, 0)) == 0
    assert Length(0, []).ahead(Place()) == 0
