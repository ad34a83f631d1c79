"""Teaching on the screen: what is to happen to all lines like the chosen one; and all rules, to be undone or pinned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from reader.address import outlet
from reader.cleaning.receipts import told
from reader.model import Article, Cut, LineRule, RuleAction, RuleOrigin, RuleStatus
from reader.text import squash
from reader.ui.arrangement import Pane
from reader.ui.opening.boxes import is_open
from reader.ui.painting.cells import clip
from reader.ui.painting.marks import Marks
from reader.ui.screens.picker import Choice, PickerScreen

if TYPE_CHECKING:
    from reader.newsroom import Change, Newsroom
    from reader.ui.screens.main import MainScreen

__all__ = ["show_rules", "teach"]

_TITLE = 64
"""Cells a line may take in the title of the box."""
_ROW = 160
"""Cells of a line that a list of rules shows: three lines or so."""
_AROUND = 12
"""Cells a narrow screen needs around the title, quotes among them."""
_ALIKE = "Lines are alike when their words are, whatever their capitals, numbers and outer marks."

_NONE = "No rules yet. {key} on a line of an article makes one; others are learned as articles come in."


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
    choices = list(_choices(source, cut, screen.keys["cuts"], screen.marks))

    def chosen(lesson: _Lesson | None) -> None:
        if lesson is None:
            return
        if screen.view.choosing:
            screen.view.choose(on=False)
        screen.reading.expect()
        if lesson.action is not None:
            screen.keeping.rule(partial(_taught, text, lesson.action, lesson.source), screen.reading.reload)
        elif cut is not None:
            screen.keeping.restore(article.id, cut, screen.reading.reload)
        screen.status.tell()

    room = min(_TITLE, screen.app.size.width - _AROUND)
    title = screen.marks.quoted(clip(squash(text), room, screen.marks.ellipsis))
    picker = PickerScreen(title, choices, screen.marks)

    def count(newsroom: Newsroom) -> dict[_Lesson, int]:
        lessons = [choice.value for choice in choices if choice.value.action is RuleAction.CUT]
        return {lesson: newsroom.teaching.standing(text, lesson.source) for lesson in lessons}

    def fill(counts: dict[_Lesson, int]) -> None:
        if is_open(picker):
            picker.fill([_counted(choice, counts) for choice in choices])

    await screen.app.push_screen(picker, chosen)
    screen.desk.ask("standing", "Counting articles with the line", count, fill)


def _taught(text: str, action: RuleAction, source: str | None, newsroom: Newsroom) -> Change:
    return newsroom.teaching.teach(newsroom.teaching.rule(text, action, source))


def _choices(source: str | None, cut: Cut | None, restores: str, marks: Marks) -> Iterator[Choice[_Lesson]]:
    """For a cut line first how it comes back, for any other only how it goes."""
    places: Sequence[tuple[str, str | None]] = [("any source", None)]
    if source is not None:
        places = [(source, source), *places]
    if cut is not None:
        why = f"Cut as {cut.reason.value}: {marks.requoted(told(cut.rule))}."
        yield Choice("Restore this line, in this article", _Lesson(None), why, restores)
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
    return replace(choice, right=_in_articles(count))


def _in_articles(count: int) -> str:
    return f"in {count:,} article{'s' * (count != 1)}"


async def show_rules(screen: MainScreen) -> None:
    """Show all rules, the user's and what was learned; the one chosen can be undone or pinned."""

    async def chosen(rule: LineRule | None) -> None:
        if rule is not None:
            await _change(screen, rule)

    def fill(found: list[RuleStatus]) -> None:
        if is_open(picker):
            rules = [_rule_choice(status, screen.marks) for status in found]
            picker.fill(rules or [_remark(_NONE.format(key=screen.keys["teach"]))])

    waiting = _remark(f"Listing rules {screen.marks.ellipsis}")
    picker = PickerScreen("Rules about lines", [waiting], screen.marks)
    await screen.app.push_screen(picker, chosen)
    screen.desk.ask("rules", "Listing rules", lambda newsroom: newsroom.teaching.all(), fill)


def _remark(sentence: str) -> Choice[LineRule | None]:
    """What is said in place of rules; it cannot be chosen."""
    return Choice(sentence, None)


def _rule_choice(status: RuleStatus, marks: Marks) -> Choice[LineRule | None]:
    rule = status.rule
    group = "Yours" if rule.origin is RuleOrigin.YOURS else "Learned from the library"
    done = "cut" if rule.action is RuleAction.CUT else "kept"
    how = f"all lines that begin so are {done}" if rule.begins else done
    count = _in_articles(status.articles) if status.articles else ""
    text = clip(rule.text, _ROW, marks.ellipsis)
    return Choice(text, rule, f"{how} {marks.dot} {rule.source or 'all sources'}", count, group)


async def _change(screen: MainScreen, rule: LineRule) -> None:
    """Choose what becomes of a rule."""

    def chosen(wanted: str | None) -> None:
        if wanted is not None:
            screen.keeping.rule(partial(_changed, rule, wanted), screen.reading.reload)

    if rule.origin is RuleOrigin.LEARNED:
        choices = [
            Choice("Never cut such lines", "forget", "They stay, and are not learned again."),
            Choice(
                "Always cut such lines", "pin", "The rule becomes yours and stays, whatever becomes of the library."
            ),
        ]
    else:
        choices = [Choice("Follow this rule no more", "forget", "Such lines are judged like any other.")]
    room = min(_TITLE, screen.app.size.width - _AROUND)
    title = screen.marks.quoted(clip(rule.text, room, screen.marks.ellipsis))
    await screen.app.push_screen(PickerScreen(title, choices, screen.marks), chosen)


def _changed(rule: LineRule, wanted: str, newsroom: Newsroom) -> Change:
    return newsroom.teaching.pin(rule) if wanted == "pin" else newsroom.teaching.forget(rule)
