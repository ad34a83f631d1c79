"""Which keys matter in the place one is in: the most important first. Pure, so that every place can be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["CAPITAL", "ENTER", "LETTER", "MATCHES", "MOVES", "Doing", "Scene", "matter"]

MOVES = "moves"
"""In place of an action's name: the keys that move down and up."""
MATCHES = "matches"
"""The keys that go from match to match."""
ENTER = "enter"
"""The key that ends a line typed, which cannot be another."""
LETTER = "letter"
"""Any letter that stands at a link."""
CAPITAL = "capital"
"""The same letter as a capital."""

Entry = tuple[str, str]
"""An action's name, and in a word or two what it does here."""


class Doing(Enum):
    """What one is doing."""

    HEADLINES = auto()
    ARTICLE = auto()
    RELATED = auto()
    STORIES = auto()
    TIMELINE = auto()
    FILTERING = auto()
    """Typing a filter."""
    FINDING = auto()
    """Typing what to find in the article."""
    HINTING = auto()
    """Choosing a link by its letter."""
    MATCHES = auto()
    """Going from match to match."""
    CUTS = auto()
    """Going from cut to cut."""
    CHOOSING = auto()
    """Choosing a line."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The place one is in, as far as it decides which keys matter."""

    doing: Doing
    roomy: bool = True
    """Whether there is room for more than a word."""
    rows: bool = True
    """Whether there is anything to go through."""
    empty: bool = False
    """Whether the whole library is empty."""
    filtered: bool = False
    cuts: int = 0
    """Lines that were cut from the article."""
    links: bool = False
    pictures: bool = False
    told: bool = False
    """Whether something in the article was told elsewhere."""
    dims: bool = True
    held: bool = True
    """Whether the related article selected is in the library."""
    address: bool = True
    """Whether it, or the article, has an address."""
    walked: bool = False
    """Whether there is something to go back to."""
    followed: bool = False
    """Whether the story is followed."""


def matter(scene: Scene) -> list[Entry]:
    """The keys that matter, help last; while one types, only those that end it."""
    entries = _ENTRIES[scene.doing](scene)
    return entries if scene.doing in (Doing.FILTERING, Doing.FINDING, Doing.HINTING) else [*entries, ("help", "help")]


def _headlines(scene: Scene) -> list[Entry]:
    if scene.empty and not scene.filtered:
        return [("add", "add"), ("views", "views"), ("tour", "first steps")]
    if not scene.rows:
        cleared: list[Entry] = [("close", "clear filter"), ("filter", "filter anew")] if scene.filtered else []
        return [*cleared, ("views", "views"), ("refresh", "look for new"), ("search", "search"), ("add", "add")]
    mark: list[Entry] = [("bookmark", "bookmark"), ("toggle_read", "read/unread")]
    if scene.filtered:
        keep: list[Entry] = [("keep_search", "keep search"), ("filter", "filter anew")]
        return [("open", "open"), ("close", "clear filter"), ("next_unread", "next unread"), *keep, *mark]
    find: list[Entry] = [("search", "search"), ("views", "views"), ("filter", "filter")]
    return [("open", "open"), _next(scene), *find, *mark, ("mark_all_read", "all read")]


def _article(scene: Scene) -> list[Entry]:
    if not scene.rows:
        return [("leave", "back"), ("views", "views")]
    ways: list[Entry] = [_next(scene), ("leave", "back")]
    # Where the panes are gone, the way out matters more than the way on.
    entries: list[Entry] = [("page_down", "page"), *(ways if scene.roomy else reversed(ways))]
    if scene.cuts:
        entries.append(("cuts", f"{scene.cuts} cut{'s' * (scene.cuts != 1)}"))
    if scene.told:
        entries.append(("dim", "dim told" if not scene.dims else "show all alike"))
    if scene.walked:
        entries.append(("back", "go back"))
    entries.append(("bookmark", "bookmark"))
    if scene.links:
        entries.append(("hint", "links"))
    if scene.pictures:
        entries.append(("pictures", "pictures"))
    entries.append(("search", "find"))
    if scene.address:
        entries.append(("browser", "browser"))
    return [*entries, ("pane_right", "related"), ("zen", "only article")]


def _related(scene: Scene) -> list[Entry]:
    if not scene.rows:
        return [("pane_left", "article"), ("leave", "back")]
    back: list[Entry] = [("leave", "back"), *([("back", "go back")] if scene.walked else [])]
    browser: list[Entry] = [("browser", "browser")] if scene.address else []
    if scene.held:
        correct: list[Entry] = [("pin", "same story"), ("unlink", "other story")]
        return [("open", "open"), *back, *correct, ("bookmark", "bookmark"), ("story", "story"), *browser]
    if scene.address:
        return [("open", "in the browser"), ("copy_address", "copy address"), *back]
    return [(MOVES, "move"), *back]


def _stories(scene: Scene) -> list[Entry]:
    if not scene.rows:
        return [*([("close", "clear filter")] if scene.filtered else []), ("views", "views")]
    cleared: list[Entry] = [("close", "clear filter")] if scene.filtered else []
    follow = ("follow", "follow no more" if scene.followed else "follow")
    return [("open", "open"), *cleared, follow, ("next_unread", "next unread"), *_LAST]


def _timeline(scene: Scene) -> list[Entry]:
    follow = ("follow", "follow no more" if scene.followed else "follow")
    return [("open", "open"), ("leave", "back"), follow, ("unlink", "not of this story"), *_LAST]


def _cuts(scene: Scene) -> list[Entry]:
    if not scene.roomy:
        return [("cuts", "restore"), ("close", "done"), ("teach", "never cut"), (MOVES, "next cut")]
    return [("cuts", "restore for good"), ("teach", "never cut such lines"), ("close", "done"), (MOVES, "next cut")]


def _choosing(scene: Scene) -> list[Entry]:
    if not scene.roomy:
        return [("open", "cut"), ("close", "done"), (MOVES, "next")]
    return [(MOVES, "next line"), ("open", "cut such lines"), ("close", "done")]


def _matches(scene: Scene) -> list[Entry]:
    ways: list[Entry] = [("search", "find anew"), ("close", "done")]
    return [(MATCHES, "next match"), *(ways if scene.roomy else reversed(ways))]


def _next(scene: Scene) -> Entry:
    return "next_unread", "next unread" if scene.roomy else "next"


_LAST: list[Entry] = [("toggle_read", "read/unread"), ("filter", "filter"), ("views", "views")]
_ENTRIES = {
    Doing.HEADLINES: _headlines,
    Doing.ARTICLE: _article,
    Doing.RELATED: _related,
    Doing.STORIES: _stories,
    Doing.TIMELINE: _timeline,
    Doing.FILTERING: lambda _: [(ENTER, "keep"), ("close", "clear")],
    Doing.FINDING: lambda _: [(ENTER, "go on"), ("close", "done")],
    Doing.HINTING: lambda _: [(LETTER, "follows its link"), (CAPITAL, "copies its address"), ("close", "done")],
    Doing.MATCHES: _matches,
    Doing.CUTS: _cuts,
    Doing.CHOOSING: _choosing,
}
