"""What strangers wrote is shown letter by letter, everywhere."""

from datetime import timedelta

import pytest

from reader.errors import ReaderError
from reader.model import (
    Block,
    BlockKind,
    Cut,
    Pointer,
    Reason,
    Related,
    RelatedGroup,
    ScanReport,
    Skipped,
)
from reader.text import safe
from reader.ui.widgets.tour import Tour
from tests.fakes import NOW, FakeNewsroom, made, source
from tests.hostile_texts import HOSTILE_TEXTS
from tests.ordeal.screens import every_action, everything
from tests.ui.conftest import NARROW, Open

HOSTILE = [
    "[/foo] [",
    "[@click=app.quit]x[/]",
    "[/ x ]",
    "[b]bold \\[/]",
    "$error %s {0}",
    "[link=a]b {}",
]


def _room(text: str) -> FakeNewsroom:
    article = made(
        "hostile",
        text,
        blocks=tuple(Block.of(f"{kind} {text}", kind) for kind in BlockKind if kind is not BlockKind.TABLE),
        source=text,
        byline=text,
        notices=(text,),
        cuts=(Cut(f"cut {text}", Reason.PROMOTION, text, 0),),
        pointers=(Pointer(text),),
        url="https://a.example/",
    )
    other = made("other", f"other {text}", text, published=NOW - timedelta(days=1))
    related = [
        Related(other.id, f"other {text}", RelatedGroup.STORY, 1.0, (f"shares: {text}",), text, NOW),
        Related(None, f"pointer {text}", RelatedGroup.POINTER, 1.0, (text,)),
    ]
    return FakeNewsroom([article, other], {article.id: related}, [source(text)], notices=[f"notice {text}"])


@pytest.mark.parametrize(
    ("text", "size"), [*((text, (160, 40)) for text in HOSTILE), *((text, NARROW) for text in HOSTILE[:3])]
)
async def test_hostile_text_is_shown_as_it_is(opened: Open, text: str, size: tuple[int, int]) -> None:
    async with opened(_room(text), size=size) as session:
        assert f"notice {text}" in session.toasts
        session.app.clear_notifications()
        assert text in session.text
        await session.press("l")
        assert f"paragraph {text}" in session.text
        await session.press("x")
        assert f"cut {text}" in session.text
        await session.press("escape", "l")
        assert f"shares: {text}" in session.text
        assert f"pointer {text}" in session.text
        await session.press("b", "h", "h", "slash", *(_key(character) for character in text))
        assert text in session.text
        await session.press("escape", "f", *(_key(character) for character in text))
        assert text in session.text
        await session.press("escape", "v")
        assert text in session.text
        assert session.app.is_running


async def test_hostile_errors_and_reports_are_told_as_they_are(opened: Open) -> None:
    async with opened(_room("[")) as session:
        for text in HOSTILE:
            skipped = Skipped(text, f"why {text}", failed=True)
            session.main.upkeep.finished(ScanReport(skipped=(skipped,)))
            await session.settle()
            assert f"{text}: why {text}" in session.toasts
            session.room.fail("bookmark", ReaderError(f"error {text}"))
            await session.press("b")
            assert f"error {text}" in session.toasts
            assert f"error {text}" in session.text


def _key(character: str) -> str:
    return "space" if character == " " else character


MIXED = safe(
    "[/foo] {0} %s [@click=app.quit]x[/] \x1b]0;t\x07 \u202ebidi \ue000\ue001\ue010 za\u0300\u0300\u0300\u0300 "
    "☃\ufe0f " + "w" * 300
)
"""Some of everything, as the newsroom gives it."""
TEXTS = (MIXED, *HOSTILE_TEXTS)


async def test_every_action_and_box_shows_everything_hostile_as_text(opened: Open) -> None:
    async with opened(everything(TEXTS), (120, 40)) as session:
        assert await every_action(session, TEXTS) == []


async def test_all_that_is_hostile_can_be_read_letter_by_letter(opened: Open) -> None:
    async with opened(everything(TEXTS), (160, 320)) as session:
        shown = session.text
        short = {text for text in map(safe, HOSTILE_TEXTS) if 3 < len(text) < 36 and text.strip() == text}
        assert [text for text in sorted(short) if " ".join(text.split()) not in " ".join(shown.split())] == []
        assert session.main.browsing.query is not None  # the session kept made no sense


async def test_first_steps_can_be_asked_for_while_they_are_shown(opened: Open) -> None:
    async with opened(_room("[")) as session:
        for _ in range(2):
            await session.main.action_do("tour")
        assert len(session.main.query(Tour)) == 1
