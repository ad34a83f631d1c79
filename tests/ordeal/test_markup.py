"""A few of the strings of markup that the whole trial tries."""

from tests.ordeal.hostile import markup_texts
from tests.ordeal.markup import differing


async def test_markup_is_shown_as_it_is() -> None:
    assert await differing(markup_texts(4, 1), (80, 24)) == []
