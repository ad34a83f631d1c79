"""The screen on a library in which every text is hostile: every action is called, every box typed into."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import timedelta

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
    Span,
    Style,
)
from reader.text import safe
from reader.ui.arrangement import Pane
from reader.ui.painting.cells import width_of
from tests.fake_subscriptions import feed
from tests.fakes import NOW, FakeNewsroom, made
from tests.ordeal.hostile import controls
from tests.ui.conftest import Session

__all__ = ["every_action", "everything", "heeded", "read_through"]

_LEFT_OUT = {"browser", "close", "leave", "quit"}
"""What leaves the program."""
_TYPED = ("[/x]{0}%s(", 'is:"')
"""What is typed in every box beside them."""
_DRAWN = re.compile(r"\x1b\[[0-9;:]*m|\x1b\]8;(?:id=[0-9-]+)?;[!-~]*\x1b\\")
"""What a terminal is sent beside text: colours, and links of plain ASCII."""
_LONGEST = 400
"""Characters of a text in fields that are one line: what is longer says nothing new there."""


def everything(raw: Sequence[str]) -> FakeNewsroom:
    """A library that holds these texts wherever there can be one; what is kept between sessions as tampered with."""
    texts = [safe(text)[:_LONGEST] or "empty" for text in raw]
    mixed = " ".join(texts[:4])[:_LONGEST]
    spans = (Span(mixed, Style.STRONG), Span(mixed, href=f"https://a.example/{mixed}"), Span("link", href=mixed))
    kinds = [Block(kind, spans, marker=mixed, rows=((mixed, mixed), (mixed, "1"))) for kind in BlockKind]
    article = made(
        "everything",
        mixed,
        blocks=(*map(Block.of, map(safe, raw)), *kinds),
        source=mixed,
        byline=mixed,
        notices=(mixed,),
        cuts=tuple(Cut(text, Reason.PROMOTION, mixed, at) for at, text in enumerate(texts)),
        pointers=(Pointer(mixed),),
        categories=tuple(texts[:9]),
        published=NOW,
    )
    others = [
        made(str(at), text, text, source=text, byline=text, path=f"/n/{text}", published=NOW - timedelta(minutes=at))
        for at, text in enumerate(texts, 5)
    ]
    related = [
        *(Related(others[0].id, text, RelatedGroup.STORY, 1.0, (text,), text, NOW, text) for text in texts[:9]),
        *(
            Related(None, text, RelatedGroup.POINTER, 1.0, (text,), url=f"https://a.example/{text}")
            for text in texts[9:18]
        ),
    ]
    feeds = [feed(text, f"https://h.example/{text}", tags=(text,)) for text in (mixed, *texts)]
    room = FakeNewsroom([article, *others], {article.id: related}, feeds, notices=[mixed])
    room.subscriptions.notices = dict.fromkeys(texts, mixed)
    room.annotating.tags = {article.id: tuple(texts)}
    room.annotating.texts = {article.id: "\n".join(texts)}
    room.searches.held = [SavedSearch(f"{at:08x}", text, text, NOW) for at, text in enumerate(texts)]
    room.versions = {article.id: [Edition(NOW - timedelta(days=1), mixed), Edition(NOW, " ".join(texts[4:9]))]}
    room.stories.group("b1", mixed, *(one.id for one in room.articles[:5]))
    room._values |= {name: json.dumps(list(raw)) for name in ("commands", "searches", "actions", "opened")}
    room._values |= {"theme": "[/x]{0}", "export folder": "/tmp/\x1b[31mx\x00"}
    room._values["session"] = json.dumps({"view": {"name": raw[0], "query": 'is:"'}, "row": 10**40, "moment": 1e11})
    return room


def heeded(session: Session, where: str) -> list[str]:
    """What on the screen a terminal would heed, a click would do as markup had it, or is not as wide as it claims."""
    found = []
    for strip in session.app.screen._compositor.render_strips():
        odd = set(controls(strip.text)) | set(controls(_DRAWN.sub("", strip.render(session.app.console))))
        clicks = [segment for segment in strip if segment.style and "@click" in (segment.style.meta or {})]
        wrong = odd or clicks or width_of(strip.text) != session.app.size.width
        found += [f"{where}: {odd} {clicks} {strip.text.strip()[:80]!a}"] if wrong else []
    return found


async def every_action(session: Session, texts: Sequence[str]) -> list[str]:
    """Call every action there is, type hostile words wherever one can, let things fail in hostile words."""
    found = heeded(session, "at first")
    waiting = [text.replace("\n", " ") for text in texts]
    for action in ACTIONS:
        if action.name in _LEFT_OUT:
            continue
        session.main.go(Pane.HEADLINES if action.where is Where.HEADLINES else Pane.ARTICLE)
        await session.main.action_do(action.name)
        await session.pilot.pause(0.02)
        found += heeded(session, action.name)
        waiting = waiting[3:] + waiting[:3]
        found += await _type_in(session, action.name, waiting)
        for _ in range(4):
            if session.app.screen is not session.main:
                await session.pilot.press("escape")
        session.main.prompts.end_find()
        session.main.prompts.end_filter()
    for text in texts[:20]:
        session.room.fail("bookmark", ReaderError(f"error {safe(text)}"))
        await session.pilot.press("b")
        session.main.say(safe(text))
        await session.pilot.pause(0.02)
        found += heeded(session, "toast")
    return found if session.app.is_running else [*found, "the program has ended"]


async def _type_in(session: Session, where: str, texts: Sequence[str]) -> list[str]:
    """Put hostile words where one types, as pasted; what came of it."""
    found, typing = [], session.app.focused
    if isinstance(typing, TextArea):
        typing.load_text("")
        session.app.post_message(events.Paste("\n".join(("{0}", *texts[:60]))))
        await session.pilot.pause(0.05)
        assert "{0}" in typing.text
        found = heeded(session, f"{where}, pasted")
    elif isinstance(typing, Input):
        for text in (*texts[:3], *_TYPED):
            typing.value = ""
            session.app.post_message(events.Paste(text))
            await session.pilot.pause(0.02)
            found += heeded(session, f"{where}, typed {text[:40]!a}")
        await session.pilot.press("enter")
        await session.pilot.pause(0.02)
        found += heeded(session, f"{where}, entered")
    return found


async def read_through(session: Session) -> str:
    """All that is shown of the article that is open, from its top to its end, without the spaces between."""
    session.main.show_article()
    session.main.go(Pane.ARTICLE)
    await session.settle()
    session.app.clear_notifications()  # or they would hide some of it
    await session.pilot.pause()
    view = session.main.view
    shown, top, read = "", -1, 0
    while view.scroll_offset.y != top:
        top, place = view.scroll_offset.y, view.region
        strips = session.app.screen._compositor.render_strips()[place.y + read - top : place.bottom]
        shown += "".join("".join(strip.crop(place.x, place.right).text.split()) for strip in strips)
        read = top + place.height
        view.scroll_to(y=read, animate=False)
        await session.pilot.pause()
    return shown
