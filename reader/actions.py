"""The one table of actions, from which bindings, footer, help, palette and documents are made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.errors import ConfigError

__all__ = ["ACTIONS", "Action", "Where", "key_label", "keymap"]


class Where(StrEnum):
    """Where on the screen an action can be called."""

    ANYWHERE = "anywhere"
    HEADLINES = "headlines"
    ARTICLE = "article"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does."""

    name: str
    """Stable name, for `[keys]` of the configuration."""
    keys: tuple[str, ...]
    """Keys in Textual's words, the first is shown."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for the help screen."""
    where: Where = Where.ANYWHERE
    group: str = "Reading"
    footer: bool = False
    """Shown in the footer of its place."""
    palette: bool = True


def _moving(name: str, keys: tuple[str, ...], label: str, sentence: str) -> Action:
    return Action(name, keys, label, sentence, group="Moving", palette=False)


ACTIONS: tuple[Action, ...] = (
    # moving
    _moving("down", ("j", "down"), "down", "Move or scroll down a line."),
    _moving("up", ("k", "up"), "up", "Move or scroll up a line."),
    _moving("pane_left", ("h", "left", "shift+tab"), "pane left", "Go to the pane on the left."),
    _moving("pane_right", ("l", "right", "tab"), "pane right", "Go to the pane on the right."),
    _moving("top", ("g", "home"), "top", "Go to the first row or the top of the text."),
    _moving("bottom", ("G", "end"), "bottom", "Go to the last row or the end of the text."),
    _moving(
        "page_down",
        ("space", "pagedown", "ctrl+d"),
        "page",
        "Scroll a page; at the end of an article go to the next unread.",
    ),
    _moving("page_up", ("pageup", "ctrl+u"), "page up", "Scroll a page up."),
    Action("open", ("enter",), "open", "Open the article, or follow the row.", footer=True, palette=False),
    Action(
        "next_unread",
        ("n",),
        "next unread",
        "Open the next unread article; while finding, go to the next match.",
        footer=True,
    ),
    Action(
        "previous_unread",
        ("p",),
        "previous unread",
        "Open the previous unread article; while finding, go to the previous match.",
    ),
    Action("story", ("S",), "story", "Open the story of the article: who told what, day by day."),
    Action("editions", ("E",), "what changed", "Show what its publisher changed in the article since it came in."),
    Action("back", ("H", "ctrl+o"), "back", "Go back to what was open before, at its place."),
    Action("forward", ("L",), "forward", "Go forward again."),
    Action("jumps", ("apostrophe",), "opened", "Show what was opened, the last first, and go there, at its place."),
    # the text
    Action(
        "cuts",
        ("x",),
        "cuts",
        "Show what was cut, each line with its reason; on a cut line, restore it for good.",
        Where.ARTICLE,
        footer=True,
    ),
    Action(
        "teach",
        ("X",),
        "always cut lines",
        "Choose a line and have lines like it always cut, or on a cut line never, from this source or from all.",
        Where.ARTICLE,
    ),
    Action(
        "dim",
        ("d",),
        "dim told",
        "Dim what you have read in other articles of the story, or show all alike.",
        Where.ARTICLE,
    ),
    Action("zen", ("z",), "only article", "Show only the article, or all panes again."),
    Action("hint", ("semicolon",), "links", "Show a letter at each link of the article; the letter follows it."),
    Action("pictures", ("P",), "pictures", "Show the pictures of the article; only then are they fetched."),
    Action(
        "table_left", ("less_than_sign",), "table left", "Move a table wider than the page to the left.", Where.ARTICLE
    ),
    Action(
        "table_right",
        ("greater_than_sign",),
        "table right",
        "Move a table wider than the page to the right.",
        Where.ARTICLE,
    ),
    Action("browser", ("o",), "browser", "Open the address in the browser."),
    Action("copy_address", ("y",), "copy address", "Copy the address."),
    Action("copy_text", ("Y",), "copy text", "Copy what the mouse has selected, else the text of the article."),
    Action("export", ("e",), "export", "Write the article or the story to a file: Markdown, JSON, EPUB."),
    # keeping
    Action("bookmark", ("b", "s"), "bookmark", "Keep the article, or keep it no more.", group="Keeping", footer=True),
    Action("toggle_read", ("m",), "read/unread", "Mark the article read or unread.", group="Keeping"),
    Action("copies_read", ("M",), "copies read", "Mark the article and all its copies read.", group="Keeping"),
    Action("tag", ("t",), "tag", "Tag the article, or take tags from it.", group="Keeping"),
    Action("note", ("N",), "note", "Write a note on the article.", group="Keeping"),
    Action("mark_all_read", ("A",), "all read", "Mark everything in this view read.", group="Keeping"),
    Action(
        "follow",
        ("F",),
        "follow",
        "Follow the story, so that what is new in it is counted and comes first; or follow it no more.",
        group="Keeping",
    ),
    Action("pin", ("plus",), "same story", "Say that the article on the row belongs to the story.", group="Keeping"),
    Action(
        "unlink", ("minus",), "other story", "Say that the article on the row is not of the story.", group="Keeping"
    ),
    Action("undo", ("U",), "undo", "Undo the last change, a mark of many too.", group="Keeping"),
    # finding
    Action(
        "search",
        ("slash",),
        "search",
        "Search everything; in the article, find in the text.",
        group="Finding",
        footer=True,
    ),
    Action("filter", ("f",), "filter", "Filter the list while typing.", group="Finding", footer=True),
    Action("keep_search", ("W",), "keep search", "Keep the filter as a view with a name of its own.", group="Finding"),
    Action("views", ("v",), "views", "Choose a view or a source.", group="Finding", footer=True),
    Action("add", ("a",), "add", "Add a feed, a page, a folder or a file, seen before it is kept.", group="Finding"),
    Action(
        "source",
        ("i",),
        "source",
        "Show the source of this article: how it is doing; rename, tag, pause, mute or remove it.",
        group="Finding",
    ),
    Action("rules", ("C",), "rules", "Show what is always or never cut, undo it or pin it.", group="Finding"),
    Action("refresh", ("R",), "refresh", "Look at all sources again.", group="Finding"),
    Action("refresh_source", ("r",), "refresh source", "Look again at the source of this article.", group="Finding"),
    # the program
    Action("command", ("colon",), "command line", "Type a command; Tab completes it.", group="Program", palette=False),
    Action("palette", ("ctrl+p",), "palette", "Call any action by its name.", group="Program", palette=False),
    Action("help", ("question_mark",), "help", "Show all keys, searchable.", group="Program", footer=True),
    Action("tour", ("f1",), "tour", "Show the five lines that one begins with.", group="Program"),
    Action("theme", ("T",), "theme", "Choose a theme.", group="Program"),
    Action("leave", ("q",), "back", "Go back; at the root, quit.", group="Program", palette=False),
    Action(
        "close", ("escape",), "close", "Close what is open, or stop the work going on.", group="Program", palette=False
    ),
    Action("quit", ("Q", "ctrl+q"), "quit", "Quit.", group="Program"),
)
"""Every action there is."""

# Textual's names where they are not the character's Unicode name.
_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_NAMED = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace"),
    *("tab", "enter", "escape", "space"),
    *(f"f{number}" for number in range(1, 25)),
}
_PUNCTUATION = {}
for _character in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~":
    _unicode = unicodedata.name(_character).lower().replace("-", "_").replace(" ", "_")
    _PUNCTUATION[_RENAMED.get(_unicode, _unicode)] = _character
_MODIFIED = re.compile(r"(?:(?:ctrl|alt|shift|super)\+)+(.+)")
_SAME = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""What a terminal sends as something else."""
_SENT = ("ctrl+backslash", "ctrl+right_square_bracket", "ctrl+circumflex_accent", "ctrl+underscore")
"""Of punctuation with ctrl, what has a control character of its own."""
_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "S-Tab",
    "home": "Home",
    "end": "End",
}


def keymap(overrides: Mapping[str, Sequence[str] | str]) -> dict[str, tuple[str, ...]]:
    """The keys of every action, `overrides` put in place of its own; raises ConfigError for what cannot be.

    An empty list takes its keys from an action.
    """
    names = [action.name for action in ACTIONS]
    for name in overrides:
        if name not in names:
            raise ConfigError(f"[keys] {name}: there is no such action{_nearest(name, names)}")
    keys = {action.name: action.keys for action in ACTIONS}
    for name, chosen in overrides.items():
        written = [chosen] if isinstance(chosen, str) else list(chosen)
        keys[name] = tuple(dict.fromkeys(_key(name, one) for one in written))
    _refuse_clashes(keys)
    _refuse_a_trap(keys)
    return keys


def key_label(key: str, *, plain: bool = False) -> str:
    """A key as people write it: "slash" is "/", "ctrl+p" is "^p"; `plain` keeps to ASCII."""
    if key in _SHOWN:
        label = _SHOWN[key]
        return key.capitalize() if plain and not label.isascii() else label
    if key.startswith("ctrl+"):
        last = _PUNCTUATION.get(key.removeprefix("ctrl+"), key.removeprefix("ctrl+"))
        if len(last) == 1:
            return "^" + last
    return _PUNCTUATION.get(key, key.upper() if key in _NAMED else key)


def _key(action: str, written: str) -> str:
    """Textual's word for a key written as a character or by name."""
    if len(written) == 1 and written.isprintable():
        if written == " ":
            return "space"
        return next((name for name, character in _PUNCTUATION.items() if character == written), written)
    modified = _MODIFIED.fullmatch(written)
    plain = modified[1] if modified else written
    if modified and len(plain) == 1 and not plain.isspace():
        plain = next((name for name, character in _PUNCTUATION.items() if character == plain), plain)
        written = written[: -len(modified[1])] + plain
    if plain in _NAMED or plain in _PUNCTUATION or (modified and len(plain) == 1 and plain.isalnum()):
        _refuse_unsent(action, written, plain)
        return written
    if " " in written.strip():
        raise ConfigError(f"[keys] {action}: {written!r} are several keys; an action is called by a single one")
    known = sorted(_NAMED | _PUNCTUATION.keys())
    raise ConfigError(
        f"[keys] {action}: {written!r} is not a key{_nearest(plain, known)}; "
        'write a character ("J"), a name ("pagedown", "f5") or a chord ("ctrl+n")'
    )


def _refuse_unsent(action: str, written: str, plain: str) -> None:
    """Refuse what no terminal sends, or sends as another key."""
    held = written.split("+")[:-1]
    if written in _SAME:
        complaint = f"a terminal sends {key_label(written)} as {_SAME[written]}; take another key"
    elif len(plain) == 1 and "shift" in held:
        complaint = f'with shift it is another letter; write "{plain.upper()}"'
    elif len(plain) == 1 and plain.isalpha() and plain != plain.lower() and "ctrl" in held:
        complaint = f"a terminal knows no capitals with ctrl; write {written.lower()}"
    elif "super" in held:
        complaint = "a terminal does not send the super key; take another key"
    elif "ctrl" in held and (plain.isdigit() or plain in _PUNCTUATION) and written not in _SENT:
        complaint = f"most terminals send {key_label(written)} as something else, or not at all; take another key"
    else:
        return
    raise ConfigError(f"[keys] {action}: {complaint}")


def _refuse_a_trap(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse to leave nothing to get out by."""
    if not keys["close"]:
        raise ConfigError("[keys] close: needs a key, or what is open could not be closed")
    if not keys["quit"] and not keys["leave"]:
        raise ConfigError("[keys] quit: it or leave needs a key, or Reader could not be left")
    without = next((name for name, held in keys.items() if not held), None)
    if without is not None and not keys["command"]:
        raise ConfigError(f"[keys] command: needs a key, for {without} has none and is called by :{without}")


def _refuse_clashes(keys: Mapping[str, tuple[str, ...]]) -> None:
    taken: dict[str, list[Action]] = {}
    for action in ACTIONS:
        for key in keys[action.name]:
            for other in taken.setdefault(key, []):
                if action.where is other.where or Where.ANYWHERE in (action.where, other.where):
                    raise ConfigError(
                        f'[keys] "{key_label(key)}" is the key of both {other.name} and {action.name}; '
                        "give one of them another key"
                    )
            taken[key].append(action)


def _nearest(word: str, known: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word, known, 1)
    return f' (did you mean "{near[0]}"?)' if near else ""
