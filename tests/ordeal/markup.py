"""Markup in every text on the screen: shown letter for letter, in the style that plain words have there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from reader.text import safe
from reader.ui.arrangement import Pane
from tests.ordeal.hostile import Hostile, markup_texts
from tests.ordeal.screens import everything, heeded, read_through
from tests.ordeal.trial import Outcome, Trial
from tests.ui.conftest import Session, _opened

__all__ = ["TRIAL", "differing", "walked"]

_BATCH = 200
_ROWS = 40
"""Texts of a batch in the lists and boxes at a time."""
_SIZES = ((120, 40), (80, 24), (60, 20))
_BOXES = (
    "views",
    "tag",
    "note",
    "source",
    "rules",
    "jumps",
    "search",
    "palette",
    "command",
    "editions",
    "export",
    "add",
    "story",
)
_SAID_AT_ONCE = 3

Styles = set[str]


def _styles(session: Session) -> Styles:
    """The styles that the words to be read have on the screen."""
    found = set()
    for strip in session.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.style and "kite" in segment.text:
                found.add(str(segment.style.update_link(None)))
    return found


async def walked(texts: Sequence[str], size: tuple[int, int]) -> tuple[list[str], Styles]:
    """What goes wrong with a library of these texts, and which styles its words were seen in."""
    wrong: list[str] = []
    async with _opened(everything(texts), (100, 120)) as session:
        seen, styles = await read_through(session), _styles(session)
        letters = (safe(text) for text in texts)
        wrong += [f"not letter for letter: {text!a}" for text in letters if "".join(text.split()) not in seen]
        wrong += heeded(session, "the article")
    async with _opened(everything(texts[:_ROWS]), size) as session:
        for pane in Pane:
            session.main.go(pane)
            await session.pilot.pause()
            styles |= _styles(session)
            wrong += heeded(session, f"in {pane}")
        for box in _BOXES:
            await session.main.action_do(box)
            await session.settle()
            styles |= _styles(session)
            wrong += heeded(session, box)
            for _ in range(3):
                if session.app.screen is not session.main:
                    await session.pilot.press("escape")
        for at in range(0, len(texts), _SAID_AT_ONCE):
            for number, text in enumerate(texts[at : at + _SAID_AT_ONCE]):
                session.main.say(safe(text), ("information", "warning", "error")[number])
            await session.pilot.pause()
            styles |= _styles(session)
            wrong += heeded(session, "said in passing")
        if not session.app.is_running:
            wrong.append("the program has ended")
    return wrong, styles


async def differing(texts: Sequence[Hostile], size: tuple[int, int]) -> list[str]:
    """What is otherwise with these texts than with plain words of the same length."""
    _, usual = await walked([_plain(one.text) for one in texts], size)
    wrong, styles = await walked([one.text for one in texts], size)
    if styles - usual:  # not everything is painted each time one looks
        usual |= (await walked([_plain(one.text) for one in texts], size))[1]
    return [*wrong, *(f"from {texts[0].word}: words are seen in another style: {style}" for style in styles - usual)]


def _plain(text: str) -> str:
    """The same word among others as long."""
    return re.sub(r"[^\w\s]", "x", text)


def _run(count: int, seed: int, folder: Path) -> Outcome:  # nothing is written
    texts = markup_texts(count, seed)
    failures: list[str] = []
    for number, first in enumerate(range(0, count, _BATCH)):
        failures += asyncio.run(differing(texts[first : first + _BATCH], _SIZES[number % len(_SIZES)]))
    return Outcome(count, tuple(failures))


TRIAL = Trial("markup is shown letter for letter: no error, no style, no action", 2_000, _run)
