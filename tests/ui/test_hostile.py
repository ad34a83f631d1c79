"""What strangers wrote is shown letter by letter, everywhere."""

import json
import re
from datetime import timedelta

import pytest
from textual import events
from textual.widgets import Input, TextArea

from reader.actions import ACTIONS, Where
from reader.errors import ReaderError
from reader.model import (
    Block,
    BlockKind,
    Cut,
    Edition,
    Pointer,
    Reason,
    Related,
    RelatedGroup,
    SavedSearch,
    ScanReport,
    Skipped,
    Span,
    Style,
)
from reader.text import safe
from reader.ui.arrangement import Pane
from reader.ui.cells import width_of
from reader.ui.widgets.tour import Tour
from tests.fake_subscriptions import feed
from tests.fakes import NOW, FakeNewsroom, made, source
from tests.hostile_texts import HOSTILE_TEXTS, heeded
from tests.ui.conftest import NARROW, Open, Session

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
TYPED = (MIXED, "[/x]{0}%s(", 'is:"')
LEFT_OUT = {"browser", "close", "leave", "quit"}
"""What leaves the program."""
DRAWN = re.compile(r"\x1b\[[0-9;:]*m|\x1b\]8;(?:id=[0-9-]+)?;[!-~]*\x1b\\")
"""What a terminal is sent beside text: colours, and links of plain ASCII."""


def _everything() -> FakeNewsroom:
    """A library in which every text is hostile; what is kept between sessions as it may be tampered with."""
    texts = [safe(text) or "empty" for text in HOSTILE_TEXTS]
    spans = (Span(MIXED, Style.STRONG), Span(MIXED, href=f"https://a.example/{MIXED}"), Span("link", href=MIXED))
    kinds = [Block(kind, spans, marker=MIXED, rows=((MIXED, MIXED), (MIXED, "1"))) for kind in BlockKind]
    article = made(
        "everything",
        MIXED,
        blocks=(*map(Block.of, texts), *kinds),
        source=MIXED,
        byline=MIXED,
        notices=(MIXED,),
        cuts=tuple(Cut(text, Reason.PROMOTION, MIXED, at) for at, text in enumerate(texts)),
        pointers=(Pointer(MIXED),),
        published=NOW,
    )
    others = [
        made(str(at), text, text, source=text, byline=text, path=f"/n/{text}", published=NOW - timedelta(minutes=at))
        for at, text in enumerate(texts, 5)
    ]
    related = [Related(others[0].id, MIXED, RelatedGroup.STORY, 1.0, (MIXED,), MIXED, NOW, MIXED)]
    feeds = [feed(text, f"https://h.example/{text}", tags=(text,)) for text in (MIXED, *texts)]
    room = FakeNewsroom([article, *others], {article.id: related}, feeds, notices=[MIXED])
    room.subscriptions.notices = {MIXED: MIXED}
    room.annotating.tags = {article.id: tuple(texts)}
    room.annotating.texts = {article.id: "\n".join(texts)}
    room.searches.held = [SavedSearch(f"{at:08x}", text, text, NOW) for at, text in enumerate(texts)]
    room.versions = {article.id: [Edition(NOW - timedelta(days=1), MIXED), Edition(NOW, MIXED)]}
    room.stories.group("b1", MIXED, *(one.id for one in room.articles[:5]))
    room._values |= {name: json.dumps(HOSTILE_TEXTS) for name in ("commands", "searches", "actions", "opened")}
    room._values |= {"theme": "[/x]{0}", "export folder": "/tmp/\x1b[31mx\x00"}
    room._values["session"] = json.dumps({"view": {"name": "[/x]", "query": 'is:"'}, "row": 10**40, "moment": 1e11})
    return room


def _heeded(session: Session, where: str) -> list[str]:
    """What on the screen a terminal would heed, or a click would do as markup had it."""
    found = []
    for strip in session.app.screen._compositor.render_strips():
        odd = heeded(strip.text) | heeded(DRAWN.sub("", strip.render(session.app.console)))
        clicks = [segment for segment in strip if segment.style and "@click" in (segment.style.meta or {})]
        wrong = odd or clicks or width_of(strip.text) != session.app.size.width
        found += [f"{where}: {odd} {clicks} {strip.text.strip()[:80]!r}"] if wrong else []
    return found


async def _type_in(session: Session, where: str) -> list[str]:
    """Put hostile words where one types, as pasted; what came of it."""
    found, typing = [], session.app.focused
    if isinstance(typing, TextArea):
        typing.load_text("")
        session.app.post_message(events.Paste("\n".join(HOSTILE_TEXTS[:56])))  # what is in view is the end
        await session.pilot.pause(0.05)
        assert "{0}" in typing.text
        found = _heeded(session, f"{where}, pasted")
    elif isinstance(typing, Input):
        for text in (" ".join(HOSTILE_TEXTS[:72]), *TYPED):
            typing.value = ""
            session.app.post_message(events.Paste(text))
            await session.pilot.pause(0.02)
            found += _heeded(session, f"{where}, typed {text[:9]!r}")
        await session.pilot.press("enter")
        found += _heeded(session, f"{where}, entered")
    return found


async def test_every_action_and_box_shows_everything_hostile_as_text(opened: Open) -> None:
    async with opened(_everything(), (120, 40)) as session:
        found = _heeded(session, "at first")
        for action in ACTIONS:
            if action.name in LEFT_OUT:
                continue
            session.main.go(Pane.HEADLINES if action.where is Where.HEADLINES else Pane.ARTICLE)
            await session.main.action_do(action.name)
            await session.pilot.pause(0.02)
            found += _heeded(session, action.name)
            found += await _type_in(session, action.name)
            for _ in range(4):
                if session.app.screen is not session.main:
                    await session.pilot.press("escape")
            session.main.prompts.end_find()
            session.main.prompts.end_filter()
        assert found == []
        assert session.app.is_running


async def test_all_that_is_hostile_can_be_read_letter_by_letter(opened: Open) -> None:
    async with opened(_everything(), (160, 320)) as session:
        shown = session.text
        short = {text for text in map(safe, HOSTILE_TEXTS) if 3 < len(text) < 36 and text.strip() == text}
        assert [text for text in sorted(short) if " ".join(text.split()) not in " ".join(shown.split())] == []
        assert session.main.browsing.query is not None  # the session kept made no sense


async def test_first_steps_can_be_asked_for_while_they_are_shown(opened: Open) -> None:
    async with opened(_room("[")) as session:
        for _ in range(2):
            await session.main.action_do("tour")
        assert len(session.main.query(Tour)) == 1
