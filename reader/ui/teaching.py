"""Teaching on the screen: what is to happen to all lines like the chosen one, of this source or of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.address import outlet
from reader.model import Article, Cut, RuleAction
from reader.text import squash
from reader.ui.arrangement import Pane
from reader.ui.cells import clip
from reader.ui.screens.picker import Choice, PickerScreen

if TYPE_CHECKING:
    from reader.newsroom import Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["teach"]

_TITLE = 64
"""Cells a line may take in the title of the box."""
_AROUND = 12
"""Cells a narrow screen needs around the title, quotes among them."""
_ALIKE = "Like it are lines of the same words, whatever their capitals, numbers and outer marks."


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What a choice teaches; without an action the line is put back in this article only."""

    action: RuleAction | None
    source: str | None = None


async def teach(screen: MainScreen, article: Article) -> None:
    """Let one choose a line; where one is on a line already, choose what is to happen to lines like it."""
    screen.go(Pane.ARTICLE)
    chosen = screen.view.chosen
    if chosen is not None:
        await _choose(screen, article, chosen.text, chosen if isinstance(chosen, Cut) else None)
    elif not screen.view.choose(on=True):
        screen.say("There is no line to choose in this article.")
    screen.status.tell()


async def _choose(screen: MainScreen, article: Article, text: str, cut: Cut | None) -> None:
    source = outlet(article.source, article.url, article.path)
    choices = list(_choices(source, cut, screen.keys["cuts"]))

    def chosen(lesson: _Lesson | None) -> None:
        if lesson is None:
            return
        if screen.view.choosing:
            screen.view.choose(on=False)
        screen.reading.expect()
        if lesson.action is not None:
            screen.keeping.teach(text, lesson.action, lesson.source, screen.reading.reload)
        elif cut is not None:
            screen.keeping.restore(article.id, cut, screen.reading.reload)
        screen.status.tell()

    room = min(_TITLE, screen.app.size.width - _AROUND)
    title = f"“{clip(squash(text), room, screen.marks.ellipsis)}”"
    picker = PickerScreen(title, choices, screen.marks)

    def count(newsroom: Newsroom) -> dict[_Lesson, int]:
        lessons = [choice.value for choice in choices if choice.value.action is RuleAction.CUT]
        return {lesson: newsroom.teaching.standing(text, lesson.source) for lesson in lessons}

    def fill(counts: dict[_Lesson, int]) -> None:
        if picker.is_attached:
            picker.fill([_counted(choice, counts) for choice in choices])

    await screen.app.push_screen(picker, chosen)
    screen.desk.ask("standing", "Counting articles with the line", count, fill)


def _choices(source: str | None, cut: Cut | None, restores: str) -> Iterator[Choice[_Lesson]]:
    """For a cut line first how it comes back, for any other only how it goes."""
    places: Sequence[tuple[str, str | None]] = [("any source", None)]
    if source is not None:
        places = [(source, source), *places]
    if cut is not None:
        yield Choice("Restore this line, in this article", _Lesson(None), f"Cut as {cut.reason.value}", restores)
        for place, name in places:
            note = _ALIKE if place == places[0][0] else ""
            yield Choice(f"Never cut lines like this from {place}", _Lesson(RuleAction.KEEP, name), note)
    for place, name in places:
        note = _ALIKE if cut is None and place == places[0][0] else ""
        yield Choice(f"Always cut lines like this from {place}", _Lesson(RuleAction.CUT, name), note)


def _counted(choice: Choice[_Lesson], counts: dict[_Lesson, int]) -> Choice[_Lesson]:
    count = counts.get(choice.value, 0)
    if not count:  # a line that cleaning cuts stands in no text, and that says nothing
        return choice
    right = f"in {count:,} article{'s' * (count != 1)}"
    return Choice(choice.label, choice.value, choice.note, right)
