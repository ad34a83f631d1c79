"""The one table of actions, from which bindings, footer, help, palette and documents are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.errors import ConfigError

__all__ = ["ACTIONS", "Action", "Where", "keymap"]


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


ACTIONS: tuple[Action, ...] = (
    # moving
    Action("down", ("j", "down"), "down", "Move or scroll down a line.", group="Moving", palette=False),
    Action("up", ("k", "up"), "up", "Move or scroll up a line.", group="Moving", palette=False),
    Action("pane_left", ("h", "left", "shift+tab"), "pane left", "Go to the pane on the left.", group="Moving", palette=False),
    Action("pane_right", ("l", "right", "tab"), "pane right", "Go to the pane on the right.", group="Moving", palette=False),
    Action("top", ("g", "home"), "top", "Go to the first row or the top of the text.", group="Moving"),
    Action("bottom", ("G", "end"), "bottom", "Go to the last row or the end of the text.", group="Moving"),
    Action("page_down", ("space", "pagedown", "ctrl+d"), "page", "Scroll a page; at the end of an article Space goes to the next unread.", group="Moving", palette=False),
    Action("page_up", ("pageup", "ctrl+u"), "page up", "Scroll a page up.", group="Moving", palette=False),
    Action("open", ("enter",), "open", "Open the article, or follow the row.", group="Moving", footer=True, palette=False),
    Action("next_unread", ("n",), "next unread", "Open the next unread article; while finding, go to the next match.", group="Moving", footer=True),
    Action("previous_unread", ("p",), "previous unread", "Open the previous unread article; while finding, the previous match.", group="Moving"),
    Action("back", ("H", "ctrl+o"), "back", "Go back to what was open before, at its place.", group="Moving"),
    Action("forward", ("L",), "forward", "Go forward again.", group="Moving"),
    # keeping
    Action("bookmark", ("b", "s"), "bookmark", "Keep the article, or keep it no more.", group="Keeping", footer=True),
    Action("toggle_read", ("m",), "read/unread", "Mark the article read or unread.", group="Keeping"),
    Action("mark_all_read", ("A",), "all read", "Mark everything in this view read.", group="Keeping"),
    Action("undo", ("U",), "undo", "Undo the last change, a mark of many too.", group="Keeping"),
    # the text
    Action("cuts", ("x",), "cuts", "Show what was cut, each with its reason; on a cut line, restore it for good.", Where.ARTICLE, group="The text", footer=True),
    Action("zen", ("z",), "only article", "Show only the article, or all panes again.", group="The text"),
    Action("browser", ("o",), "browser", "Open the article's address in the browser.", group="The text"),
    Action("copy_address", ("y",), "copy address", "Copy the article's address.", group="The text"),
    # finding
    Action("search", ("slash",), "search", "Search everything; in the article, find in the text.", group="Finding", footer=True),
    Action("filter", ("f",), "filter", "Filter the list while typing.", group="Finding", footer=True),
    Action("views", ("v",), "views", "Choose a view or a source.", group="Finding"),
    Action("refresh", ("R",), "refresh", "Look at all sources again.", group="Finding"),
    Action("refresh_source", ("r",), "refresh source", "Look at this source again.", group="Finding"),
    # the program
    Action("palette", ("ctrl+p", "colon"), "palette", "Call any action by its name.", group="Program"),
    Action("help", ("question_mark",), "help", "Show all keys, searchable.", group="Program", footer=True),
    Action("theme", ("T",), "theme", "Choose a theme.", group="Program"),
    Action("leave", ("q", "escape"), "back", "Close what is open; at the root, quit.", group="Program", palette=False),
    Action("quit", ("Q", "ctrl+q"), "quit", "Quit.", group="Program"),
)
"""Every action there is."""
