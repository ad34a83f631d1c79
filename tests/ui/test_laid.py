"""A long article is laid out as far as somebody looks; nobody must notice where that ends."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Place
from reader.ui.typesetting.laid import Laid
from reader.ui.typesetting.layout import Line
from tests.fakes import NOW, FakeNewsroom, made
from tests.ui.conftest import TINY, WIDE, Open

_TEXT = "each as long as two lines or three, " * 4
PARAGRAPHS = [f"Paragraph {number} of many, {_TEXT}and ends." for number in range(900)]
LINES = [Line(block=number) for number in range(20)]


def long_article() -> Article:
    return made("long", "A long report", *PARAGRAPHS, published=NOW - timedelta(minutes=1))


def an_index() -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), st.integers(-25, 25))


@given(
    st.integers(0, 20),
    st.lists(st.one_of(st.integers(-25, 25), st.builds(slice, an_index(), an_index()), st.just(len), st.just(list))),
)
def test_it_is_the_sequence_it_will_be(count: int, looks: list[object]) -> None:
    laid, whole = Laid(iter(LINES[:count]), 7), LINES[:count]
    for look in looks:
        if isinstance(look, int):
            if -count <= look < count:
                assert laid[look] == whole[look]
            else:
                with pytest.raises(IndexError):
                    laid[look]
        elif isinstance(look, slice):
            assert laid[look] == whole[look]
        else:
            assert look(laid) == look(whole)  # type: ignore[operator]
    assert [*reversed(laid)] == whole[::-1]


def test_it_makes_no_more_than_is_looked_at() -> None:
    made_so_far: list[int] = []

    def lines() -> object:
        for number, line in enumerate(LINES):
            made_so_far.append(number)
            yield line

    laid = Laid(lines(), 30)  # type: ignore[arg-type]
    assert laid[3] == LINES[3]
    assert laid[1:3] == LINES[1:3]
    assert laid.reach(5)
    assert made_so_far == [0, 1, 2, 3, 4]
    assert (laid.whole, laid.expected) == (False, 30)
    assert not laid.reach(21)
    assert (laid.whole, laid.expected) == (True, 20)


def test_as_many_are_expected_as_there_are_and_one_more() -> None:
    laid = Laid(iter(LINES), 3)
    assert laid.reach(10)
    assert laid.expected == 11


@pytest.mark.parametrize("size", [WIDE, TINY])
async def test_the_end_of_a_long_article_is_reached_at_once(opened: Open, size: tuple[int, int]) -> None:
    async with opened(FakeNewsroom([long_article()]), size) as session:
        await session.burst("enter", "G")
        await session.until(lambda: session.main.view.at_end)
        assert "Paragraph 899" in session.text or "■" in session.text


@pytest.mark.parametrize("size", [WIDE, TINY])
async def test_one_goes_on_deep_in_a_long_article_at_any_width(opened: Open, size: tuple[int, int]) -> None:
    article = long_article()
    room = FakeNewsroom([article])
    room.remember(article.id, Place(700, 0, 0.7))
    async with opened(room, size) as session:
        await session.press("enter")
        assert "Paragraph 700 of many" in session.text
        assert 70 <= (session.main.view.percent or 0) <= 85
        await session.pilot.resize_terminal(size[0] - 7, size[1])
        await session.settle()
        assert "Paragraph 700 of many" in session.text


async def test_what_is_found_far_below_is_brought_into_view(opened: Open) -> None:
    async with opened(FakeNewsroom([long_article()])) as session:
        await session.burst("enter", "slash", *"h", "space", *"89")
        await session.press("enter")
        assert "Paragraph 89 of many" in session.text
        assert session.main.view.finding.count == (1, 11)


async def test_the_bar_tells_of_all_of_it(opened: Open) -> None:
    async with opened(FakeNewsroom([long_article()])) as session:
        await session.press("enter")
        view = session.main.view
        assert view.virtual_size.height == view.vertical_scrollbar.window_virtual_size
        await session.press("G")
        await session.until(lambda: view.at_end)
        assert view.scroll_offset.y + view.size.height == view.virtual_size.height


@pytest.mark.parametrize("way", ["page_down", None])
async def test_the_end_of_a_huge_article_is_gone_to_once_it_is_known_where_that_is(opened: Open, way: str) -> None:
    huge = made("huge", "A huge list", *(["Yes."] * 30_000), published=NOW - timedelta(minutes=1))
    async with opened(FakeNewsroom([huge])) as session:
        view = session.main.view
        await session.press("enter")
        view.dim(on=True)  # laid out anew
        view.move("bottom")
        assert not view.at_end
        view.dim(on=True)  # and another state of it changes nothing of that
        if way:  # and whoever goes elsewhere meanwhile is left there
            view.move(way)
        await session.until(lambda: view._lines.whole, 60)
        await session.settle()
        assert view.at_end == (way is None)
