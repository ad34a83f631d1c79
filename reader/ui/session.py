"""Where one was when the program ended, as it is kept and read again: pure, and tolerant of whatever was kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from reader.ui.arrangement import Pane
from reader.ui.lists.views import ALL, BOOKMARKS, INBOX, STORIES, View

__all__ = ["KEPT_AS", "Session", "kept", "session_of"]

KEPT_AS = "session"
"""The name it is kept under."""
_MOST = 4096
"""Characters kept at most; more is no session of ours."""
_LONG = 300
"""Characters of a view's name or query at most."""
_FAR = 1e12
"""Seconds from the epoch beyond which nothing was published."""
_PLAIN = {"all": ALL, "inbox": INBOX, "bookmarks": BOOKMARKS, "stories": STORIES}


@dataclass(frozen=True, slots=True)
class Session:
    """The view and its filter, the row in it, the pane, and the article that was open."""

    view: View = ALL
    filter: str = ""
    row: int | None = None
    """The selected row's number in the Archive."""
    moment: float | None = None
    """Where in time it stood, should it be there no more."""
    above: int = 0
    """Lines of the list that were in view above it."""
    pane: Pane = Pane.HEADLINES
    article: str | None = None
    """Id of the article one was in; None where one was in the list."""


def kept(session: Session) -> str:
    """A session as text to keep."""
    import json

    plain = next((name for name, view in _PLAIN.items() if view == session.view), None)
    values = asdict(session) | {"view": plain or asdict(session.view), "pane": session.pane.name.lower()}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text if len(text) <= _MOST else kept(Session())


def session_of(text: str | None) -> Session:
    """The session in a text that was kept; what is missing or makes no sense in it is as it is at the very start."""
    import json

    try:
        values = json.loads(text) if text and len(text) <= _MOST else {}
    except (ValueError, RecursionError):
        values = {}
    if not isinstance(values, dict):
        return Session()
    view = _view(values.get("view"))
    if view is None:
        return Session()
    article = _text(values.get("article"))
    pane = values.get("pane")
    named = {one.name.lower(): one for one in Pane}
    return Session(
        view,
        _text(values.get("filter")),
        _whole(values.get("row")),
        _number(values.get("moment")),
        _whole(values.get("above")) or 0,
        named.get(pane, Pane.HEADLINES) if isinstance(pane, str) and article else Pane.HEADLINES,
        article or None,
    )


def _view(value: object) -> View | None:
    if isinstance(value, str):
        return _PLAIN.get(value)
    if not isinstance(value, dict):
        return None
    name, query = _text(value.get("name")), _text(value.get("query"))
    if not name or not query:
        return None
    source, search = _text(value.get("source")), _text(value.get("search"))
    return View(name, query, source or None, value.get("stories") is True, search or None)


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _LONG and value.isprintable() else ""


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and abs(value) < _FAR else None
