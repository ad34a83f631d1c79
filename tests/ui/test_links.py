"""Links: called by letters, clicked, handed to the terminal."""

from dataclasses import replace
from itertools import pairwise

import pytest
from rich.console import Console

from reader.model import Article, Block, BlockKind, Span, Style
from reader.ui.arrangement import Pane
from reader.ui.painting.overlay import linked, written
from reader.ui.typesetting.layout import Sheet, lay_out
from reader.ui.typesetting.links import labels, link_at, links_in
from tests.fakes import FakeNewsroom, made
from tests.ui.conftest import NARROW, WIDE, Open
from tests.ui.library import BRIDGE, LONG, TARIFF

NOTICE = "https://port-ansel.example/notice"


def _linking(*links: tuple[str, str]) -> Article:
    """An article of a paragraph for each link."""
    blocks = (
        Block(BlockKind.PARAGRAPH, (Span("See "), Span(words, href=url), Span(" there."))) for words, url in links
    )
    return made("linking", "Where to go on", blocks=tuple(blocks), url="https://harbour-post.example/linking")


def _room(*links: tuple[str, str]) -> FakeNewsroom:
    return FakeNewsroom([_linking(*links), LONG, TARIFF])


@pytest.mark.parametrize("count", [0, 1, 9, 26, 27, 300, 676])
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    made_up = labels(count)
    assert len(set(made_up)) == len(made_up) == count
    assert all(not other.startswith(one) for one, other in pairwise(sorted(made_up)))
    assert all(len(label) <= 2 for label in made_up)
    if 0 < count <= 9:
        assert set(made_up) <= set("asdfghjkl")


def test_a_link_over_several_lines_and_styles_is_one() -> None:
    url = "https://one.example/"
    spans = (
        Span("Before "),
        Span("a link that is ", href=url),
        Span("strong and long", Style.STRONG, url),
        Span(", "),
        Span("next", href=url),
    )
    sheet = Sheet(
        "Title", (), (), (Block(BlockKind.PARAGRAPH, spans), Block(BlockKind.PARAGRAPH, (Span("again", href=url),)))
    )
    lines = lay_out(sheet, 16)
    found = links_in(lines, 0, len(lines))
    assert [" ".join(lines[at].text[a:b].strip() for at, a, b in link.parts) for link in found] == [
        "a link that is strong and long",
        "next",
        "again",
    ]
    line, start, _ = found[0].parts[-1]
    assert link_at(lines, line, start) == found[0]
    assert link_at(lines, line, 99) is None


def test_a_label_moves_nothing() -> None:
    pieces = (("港の橋 and ", "text"), ("more", "link"))
    assert "".join(text for text, _ in written(pieces, 0, "f", "match-now")) == "f の橋 and more"
    assert "".join(text for text, _ in written(pieces, 8, "ab", "match-now")) == "港の橋 and abre"
    assert "".join(text for text, _ in written(pieces, 11, "ab", "match-now")) == "港の橋 and moab"


@pytest.mark.parametrize(
    ("url", "goes_out"),
    [
        ("https://plain.example/a;b?c=d", True),
        ("https://bank.example@evil.example/", False),
        ("https://bаnk.example/", False),
        ("https://a.example/\x1b]0;owned\x07", False),
        ("https://a.example/ü", False),
        ("https://a.example/" + "a" * 3000, False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_plain_addresses_without_doubt_become_links_of_the_terminal(url: str, goes_out: bool) -> None:
    from rich.segment import Segment
    from rich.style import Style as Ink
    from textual.strip import Strip

    strip = linked(Strip([Segment("See here now", Ink(color="red"))]), "See here now", ((4, 8, url),))
    assert strip.text == "See here now"
    sent = strip.render(Console(color_system="truecolor", force_terminal=True))
    assert ("\x1b]8;" in sent) is goes_out
    assert (url in sent) is goes_out
    assert "owned" not in sent


async def test_a_letter_follows_a_link_to_an_article_held_and_one_comes_back(opened: Open) -> None:
    room = _room(("the long way", "http://www.northline.example/long/?utm_source=x#top"), ("elsewhere", NOTICE))
    async with opened(room) as session:
        await session.press("semicolon")
        assert session.here is Pane.ARTICLE
        assert "A letter follows its link" in session.text
        assert session.lines("See fhe long way there.")
        await session.press("f")
        assert session.main.reading.article == LONG
        await session.press("H")
        assert session.lines("See the long way there.")


async def test_another_link_opens_in_the_browser_and_a_capital_copies_it(opened: Open) -> None:
    async with opened() as session:
        addresses: list[str] = []
        session.app.open_url = lambda url, **_: addresses.append(url)  # type: ignore[method-assign]
        await session.press("j", "semicolon", "F")
        assert session.app.clipboard == NOTICE
        assert addresses == []
        await session.burst("semicolon", "f")
        assert addresses == [NOTICE]
        await session.press("semicolon", "escape", "j")
        assert addresses == [NOTICE]
        assert not session.main.hinting.on


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_letters_typed_at_once_never_run_as_commands(opened: Open, size: tuple[int, int]) -> None:
    """What stands behind the key is the letter of a link: "a" adds no source, "Q" does not quit."""
    async with opened(size=size) as session:
        await session.burst("j", "semicolon", "Q")
        assert session.main.reading.article == BRIDGE
        assert session.toasts[-1] == "No link has this letter."
        await session.press("k", "q", "G")
        await session.burst("semicolon", "a")
        assert session.app.screen is session.main
        assert session.toasts[-1] == "This article has no links in its text."


async def test_where_no_link_is_in_view_the_next_is_shown_and_one_may_go_back(opened: Open) -> None:
    linked_at_end = replace(LONG, blocks=(*LONG.blocks, *_linking(("the end", NOTICE)).blocks))
    async with opened(FakeNewsroom([linked_at_end])) as session:
        await session.press("enter", "j", "semicolon")
        assert session.lines("See fhe end there.")
        assert "No link was in view; this is the next. Esc goes back." in session.toasts
        await session.press("escape")
        assert session.main.view.scroll_offset.y == 1
        assert session.lines("the end") == []


async def test_a_host_that_deceives_is_asked_about(opened: Open) -> None:
    async with opened(_room(("your bank", "https://bank.example@evil.example/"))) as session:
        await session.press("semicolon", "f")
        assert "Open evil.example in the browser?" in session.text


async def test_a_click_follows_a_link_and_a_drag_over_it_does_not(opened: Open) -> None:
    async with opened(_room(("the long way", LONG.url or ""))) as session:
        x, y = _spot(session.text, "the long way")
        left, top = session.main.view.region.offset
        await session.pilot.mouse_down(offset=(x - 4, y))
        await session.pilot.hover(offset=(x + 3, y))
        await session.pilot.mouse_up(offset=(x + 3, y))
        await session.settle()
        assert session.main.reading.article != LONG
        assert session.main.get_selected_text() == "See the "
        await session.pilot.click("#article-view", offset=(x + 2 - left, y - top))
        await session.settle()
        assert session.main.reading.article == LONG


def _spot(text: str, wanted: str) -> tuple[int, int]:
    return next((line.index(wanted), y) for y, line in enumerate(text.splitlines()) if wanted in line)
