"""The commands of the command line: what each is called, what it takes, and how it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reader.actions import ACTIONS
from reader.ui.command_line import ordering
from reader.ui.command_line.language import ROW, Argument, Verb

if TYPE_CHECKING:
    from reader.ui.command_line.ordering import Deed, Way
    from reader.ui.screens.main import MainScreen

__all__ = ["TOLD", "VERBS", "way"]


@dataclass(frozen=True, slots=True)
class _Command:
    """A verb and how it is done."""

    verb: Verb
    way: Way


_BRIEFLY = {
    "open": "Open an article.",
    "search": "Search all.",
    "filter": "Filter the list.",
    "view": "Go to a view.",
    "theme": "Change colours.",
    "add": "Add a source.",
    "source": "Show a source.",
    "refresh": "Look again.",
    "pause": "Pause a source.",
    "rename": "Rename a source.",
    "story": "Open a story.",
    "read": "Mark it read.",
    "unread": "Mark it unread.",
    "tag": "Tag the article.",
    "untag": "Take tags off.",
    "note": "Write a note.",
    "export": "Write a file.",
    "keep_search": "Keep as a view.",
    "set": "Set for now.",
    "help": "Show all keys.",
}
"""What those of them that are told here do, in words that fit beside their names in 40 columns."""


def _told(
    name: str, argument: Argument, sentence: str, way: Way, *, needed: bool = True, also: tuple[str, ...] = ()
) -> _Command:
    return _Command(Verb(name, sentence, argument, needed and bool(argument), also, _BRIEFLY[name]), way)


_TOLD = (
    _told(
        "open",
        Argument.ARTICLE,
        "Open an article by its id, or the one that fits best.",
        ordering.open_article,
        needed=False,
    ),
    _told("search", Argument.QUERY, "Search everything.", ordering.search, needed=False),
    _told("filter", Argument.QUERY, "Filter the list.", ordering.narrow, needed=False),
    _told("view", Argument.VIEW, "Go to a view, a source or a tag.", ordering.view, also=("go",)),
    _told("theme", Argument.THEME, "Take another theme, seen while one completes.", ordering.theme, needed=False),
    _told("add", Argument.ADDRESS, "Add a feed, a page, a folder or a file.", ordering.add, needed=False),
    _told("source", Argument.SOURCE, "Show a source and what can be done with it.", ordering.source, needed=False),
    _told("refresh", Argument.SOURCE, "Look again at a source, or at all.", ordering.refresh, needed=False),
    _told("pause", Argument.SOURCE, "Leave a source alone, or ask it again.", ordering.pause, needed=False),
    _told("rename", Argument.TEXT, "Call the source of this view or article something else.", ordering.rename),
    _told("story", Argument.TEXT, "Open a story by its id, or that of the article.", ordering.story, needed=False),
    # Called as on the command line too: ":mark" alone then means none, not all of the list.
    _told("read", Argument.NOTHING, "Mark the article read.", partial(ordering.mark, read=True), also=("mark_read",)),
    _told(
        "unread",
        Argument.NOTHING,
        "Mark the article unread.",
        partial(ordering.mark, read=False),
        also=("mark_unread",),
    ),
    _told("tag", Argument.TAGS, "Give the article tags without spaces.", partial(ordering.tag, on=True), needed=False),
    _told("untag", Argument.TAGS, "Take tags without spaces from it.", partial(ordering.tag, on=False)),
    _told("note", Argument.TEXT, "Write a note about the article.", ordering.note, needed=False),
    _told("export", Argument.FILE, "Write the article or story to a file.", ordering.export, needed=False),
    _told("keep_search", Argument.TEXT, "Keep what the list shows as a view.", ordering.keep_search, needed=False),
    _told("set", Argument.SETTING, "Set something until you quit; the settings file is for good.", ordering.set_value),
    _told("help", Argument.COMMAND, "Show all keys and commands, narrowed to a word.", ordering.help_on, needed=False),
)
"""Those that take something, or that no action does."""
_OTHER_NAMES = {"quit": ("q", "exit"), "mark_all_read": ("all_read",), "leave": ()}
_KEYS_ONLY = ("close", "command")
"""Actions that do nothing where one has just typed a command."""


def _actions() -> dict[str, _Command]:
    """Every action by its name; its label is another name."""
    told = {command.verb.name for command in _TOLD}
    found: dict[str, _Command] = {}
    for action in ACTIONS:
        if action.name not in told and action.name not in _KEYS_ONLY:
            also = _OTHER_NAMES.get(action.name, (action.label,))
            brief = "" if action.label == action.name else f"{action.label[0].upper()}{action.label[1:]}."
            verb = Verb(action.name, action.help, also=also, brief=brief)
            found[action.name] = _Command(verb, partial(ordering.act, action.name))
    return found


_ALL: Mapping[str, _Command] = {command.verb.name: command for command in _TOLD} | _actions()
TOLD: tuple[Verb, ...] = tuple(command.verb for command in _TOLD)
"""Those that are no action, or take something that its key cannot."""
VERBS: tuple[Verb, ...] = tuple(sorted((command.verb for command in _ALL.values()), key=lambda verb: verb.name))
"""Every command there is, by name."""


def way(verb: str) -> Callable[[MainScreen, str], Awaitable[Deed]]:
    """How a command is made ready: given its argument it says what is to be done, or raises CommandError."""
    return ordering.row if verb == ROW else _ALL[verb].way
