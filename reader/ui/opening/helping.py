"""The help: every key, what works where one is first; commands, filters of queries, keys of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.actions import ACTIONS, Action, Where
from reader.query import FILTERS
from reader.ui.arrangement import Pane
from reader.ui.command_line import commanding
from reader.ui.command_line.commands import TOLD
from reader.ui.opening import choosing
from reader.ui.opening.matching import Choice, by_key_or_words
from reader.ui.screens.picker import PickerScreen

if TYPE_CHECKING:
    from reader.ui.screens.main import MainScreen

__all__ = ["show_help"]

_WHERE = {Pane.HEADLINES: Where.HEADLINES, Pane.ARTICLE: Where.ARTICLE, Pane.RELATED: Where.RELATED}
_PLACES = {
    Where.HEADLINES: "in the list",
    Where.ARTICLE: "in the article",
    Where.RELATED: "in what is related",
}
_OWN = "Keys of your own"
_FOOT = "Enter does it   Type words or a key   Esc closes"

Doing = tuple[str, str]
"""What is done with a line of the help: a kind, and what it is about."""


async def show_help(screen: MainScreen, word: str = "") -> None:
    """Show all there is, narrowed to a word; Enter does what is selected."""

    async def chosen(doing: Doing | None) -> None:
        kind, about = doing or ("", "")
        if kind == "do":
            await screen.action_do(about)
        elif kind == "command":
            await commanding.command(screen, f"{about} ")
        elif kind == "query":
            await choosing.search(screen, about)

    choices = [*_keys(screen), *_commands(), *_queries(), *_own(screen)]
    await screen.app.push_screen(
        PickerScreen("Help", choices, screen.marks, typing=True, narrow=by_key_or_words, text=word, foot=_FOOT), chosen
    )


def _keys(screen: MainScreen) -> Iterator[Choice[Doing]]:
    here = _WHERE[screen.here]
    first = [action for action in ACTIONS if action.where is here or (action.footer and action.where is Where.ANYWHERE)]
    everywhere = [action for action in ACTIONS if action.where is Where.ANYWHERE and action not in first]
    groups = dict.fromkeys(action.group for action in everywhere)
    for action in first:
        yield _choice(screen, action, f"Here, {_PLACES[here]}")
    for group in groups:
        yield from (_choice(screen, action, group) for action in everywhere if action.group == group)
    for place, said in _PLACES.items():
        if place is not here:
            yield from (_choice(screen, action, f"Only {said}") for action in ACTIONS if action.where is place)


def _choice(screen: MainScreen, action: Action, group: str) -> Choice[Doing]:
    keys = tuple(screen.all_keys[action.name])
    return Choice(
        action.help,
        ("do", action.name),
        right=" ".join(keys) or screen.marks.rule,
        group=group,
        also=f"{action.name} {action.name.replace('_', ' ')} {action.label} {action.group}",
        keys=keys,
    )


def _commands() -> Iterator[Choice[Doing]]:
    for verb in TOLD:
        behind = f" {verb.argument}" if verb.argument else ""
        yield Choice(verb.help, ("command", verb.name), right=f":{verb.name}{behind}", group="Command line", also=":")
    also = "Every action is a command too, by its name: “:mark_all_read”, “:mark-all-read”."
    yield Choice(also, ("command", ""), right=":ACTION", group="Command line")
    yield Choice("Go to a row of the list, to the last.", ("command", ""), right=":42 :$", group="Command line")


def _queries() -> Iterator[Choice[Doing]]:
    plain = "Words that must all be there, the last may be a beginning; a phrase in quotes; -word for without."
    yield Choice(plain, ("query", ""), right='a "b c" -d', group="Search and filter")
    for name, (example, said) in FILTERS.items():
        yield Choice(said, ("query", f"{name}:"), right=example, group="Search and filter", also=f"{name}:")


def _own(screen: MainScreen) -> Iterator[Choice[Doing]]:
    where = screen.settings or "“reader config” tells where it is"
    yield Choice(f"The settings file: {where}", ("", "file"), group=_OWN, also="config remap toml")
    yield Choice(
        "Under [keys] a line for each action: its name and its keys in place of those it has; [] for none.",
        ("", "keys"),
        note='bookmark = "B"   search = ["/", "f3"]   story = []',
        group=_OWN,
        also="remap rebind config",
    )
    yield Choice(
        "“reader config --check FILE” tries a file before it counts; “reader config” prints all keys.",
        ("", "check"),
        group=_OWN,
        also="remap rebind config",
    )
