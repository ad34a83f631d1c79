"""How what the user made lies in the Shelf's rows.

A person may have edited them: text is made safe again, and a date that is none costs only the date. A row that is
not understood raises KeyError, TypeError, ValueError or AttributeError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from reader.model import (
    Bookmark,
    Correction,
    Follow,
    LineRule,
    Mute,
    Note,
    Pages,
    RuleAction,
    SavedSearch,
    Source,
    SourceKind,
    Tagging,
)
from reader.store.row import read_day, stored_day
from reader.text import safe, safe_lines, safe_note

__all__ = [
    "Row",
    "bookmark_row",
    "correction_row",
    "follow_row",
    "mute_row",
    "note_row",
    "read_bookmark",
    "read_correction",
    "read_follow",
    "read_mute",
    "read_note",
    "read_noted",
    "read_rule",
    "read_search",
    "read_source",
    "read_tagging",
    "read_textless",
    "rule_row",
    "search_row",
    "source_row",
    "tagging_row",
    "undated",
]

T = TypeVar("T")
Row = Mapping[str, Any]

_TOGETHER = "together"
_APART = "apart"
_NEVER = datetime.fromtimestamp(0, UTC)
"""When something was added whose date is not understood."""


def bookmark_row(bookmark: Bookmark) -> dict[str, object]:
    """A bookmark as it is kept."""
    return {**_snapshot(bookmark), "added": bookmark.added.isoformat(), "text": bookmark.text}


def read_bookmark(row: Row) -> Bookmark:
    """Undo `bookmark_row`."""
    return Bookmark(
        article=safe(row["article"]),
        title=safe(row["title"]),
        added=_dated(_instant, row["added"]) or _NEVER,
        text=None if row.get("text") is None else safe_lines(row["text"]),
        **_read_snapshot(row),
    )


def read_textless(row: Row) -> Bookmark:
    """A bookmark without its text, which takes longest to read: 170 of 200 µs where there is one."""
    if not isinstance(row.get("text"), str | None):
        raise TypeError
    return read_bookmark({**row, "text": None})


def source_row(source: Source) -> dict[str, object]:
    """A source as it is kept."""
    return {
        "id": source.id,
        "kind": source.kind,
        "location": source.location,
        "name": source.name,
        "added": source.added.isoformat(),
        "tags": list(source.tags),
        "paused": source.paused,
        "pages": source.pages,
        "named": source.named,
        "site": source.site,
    }


def read_source(row: Row) -> Source:
    """Undo `source_row`; of what older versions did not write the usual stands in."""
    tags, paused, named = row.get("tags", []), row.get("paused", False), row.get("named", False)
    if not (isinstance(tags, list) and isinstance(paused, bool) and isinstance(named, bool)):
        raise TypeError
    return Source(
        safe(row["id"]),
        SourceKind(row["kind"]),
        str(row["location"]),
        safe(row["name"]),
        _dated(_instant, row["added"]) or _NEVER,
        tuple(safe(tag) for tag in tags),
        paused,
        Pages(row.get("pages", Pages.AUTO)),
        named,
        _safe(row.get("site")),
    )


def mute_row(mute: Mute) -> dict[str, object]:
    """A mute as it is kept."""
    return {"id": mute.id, "query": mute.query, "source": mute.source, "added": mute.added.isoformat()}


def read_mute(row: Row) -> Mute:
    """Undo `mute_row`."""
    return Mute(safe(row["id"]), safe(row["query"]), _safe(row.get("source")), _dated(_instant, row["added"]) or _NEVER)


def rule_row(rule: LineRule) -> dict[str, object]:
    """A rule about lines as it is kept."""
    return {
        "id": rule.id,
        "text": rule.text,
        "action": rule.action,
        "source": rule.source,
        "begins": rule.begins,
        "added": rule.added.isoformat() if rule.added else None,
    }


def read_rule(row: Row) -> LineRule:
    """Undo `rule_row`."""
    if not isinstance(row.get("begins", False), bool):
        raise TypeError
    return LineRule(
        safe(row["id"]),
        safe(row["text"]),
        RuleAction(row["action"]),
        _safe(row.get("source")),
        row.get("begins", False),
        added=_dated(_instant, row["added"]) or _NEVER,
    )


def follow_row(follow: Follow) -> dict[str, object]:
    """A followed story as it is kept."""
    return {
        "story": follow.story,
        "name": follow.name,
        "added": follow.added.isoformat(),
        "seen": follow.seen.isoformat(),
        "articles": list(follow.articles),
    }


def read_follow(row: Row) -> Follow:
    """Undo `follow_row`."""
    if isinstance(row["articles"], str):
        raise TypeError
    added = _dated(_instant, row["added"]) or _NEVER
    return Follow(
        safe(row["story"]),
        safe(row["name"]),
        added,
        _dated(_instant, row["seen"]) or added,
        tuple(safe(article) for article in row["articles"]),
    )


def correction_row(correction: Correction) -> dict[str, object]:
    """A word on two articles as it is kept."""
    first, second = correction.articles
    return {
        "first": first,
        "second": second,
        "verdict": _TOGETHER if correction.together else _APART,
        "added": correction.added.isoformat(),
    }


def read_correction(row: Row) -> Correction:
    """Undo `correction_row`."""
    first, second = sorted((safe(row["first"]), safe(row["second"])))
    if first == second or row["verdict"] not in (_TOGETHER, _APART):
        raise ValueError
    return Correction((first, second), row["verdict"] == _TOGETHER, _dated(_instant, row["added"]) or _NEVER)


def tagging_row(tagging: Tagging) -> dict[str, object]:
    """An article's tags as they are kept."""
    return {**_snapshot(tagging), "tags": list(tagging.tags)}


def read_tagging(row: Row) -> Tagging:
    """Undo `tagging_row`; older versions kept an article's id and its tags."""
    if not isinstance(row["tags"], list):
        raise TypeError
    tags = tuple(safe(tag) for tag in row["tags"])
    return Tagging(article=safe(row["article"]), tags=tags, title=safe(row.get("title", "")), **_read_snapshot(row))


def note_row(note: Note) -> dict[str, object]:
    """A note as it is kept."""
    times = {"written": note.written.isoformat(), "changed": note.changed.isoformat()}
    return {**_snapshot(note), "text": note.text, **times}


def read_note(row: Row) -> Note:
    """Undo `note_row`."""
    written = _dated(_instant, row["written"]) or _NEVER
    return Note(
        article=safe(row["article"]),
        text=safe_note(row["text"]),
        written=written,
        changed=_dated(_instant, row["changed"]) or written,
        title=safe(row.get("title", "")),
        **_read_snapshot(row),
    )


def read_noted(row: Row) -> str:
    """The id of the article that a note is about."""
    if not isinstance(row["text"], str):
        raise TypeError
    return safe(row["article"])


def search_row(search: SavedSearch) -> dict[str, object]:
    """A saved search as it is kept."""
    return {
        "id": search.id,
        "name": search.name,
        "query": search.query,
        "added": search.added.isoformat(),
        "stories": search.stories,
    }


def read_search(row: Row) -> SavedSearch:
    """Undo `search_row`."""
    if not isinstance(row.get("stories", False), bool):
        raise TypeError
    added = _dated(_instant, row["added"]) or _NEVER
    return SavedSearch(safe(row["id"]), safe(row["name"]), safe(row["query"]), added, row.get("stories", False))


def _snapshot(kept: Bookmark | Note | Tagging) -> dict[str, object]:
    """What is kept of an article itself with what someone made of it."""
    return {
        "article": kept.article,
        "title": kept.title,
        "source": kept.source,
        "published": stored_day(kept.published),
        "url": kept.url,
        "path": kept.path,
    }


def _read_snapshot(row: Row) -> dict[str, Any]:
    """Undo `_snapshot`, as far as a row may lack it."""
    return {
        "source": _safe(row.get("source")),
        "published": _dated(read_day, row.get("published")),
        "url": _safe(row.get("url")),
        "path": None if row.get("path") is None else str(row["path"]),
    }


def _safe(text: str | None) -> str | None:
    return None if text is None else safe(text)


def _dated(read: Callable[[str], T], text: object) -> T | None:
    """A date as far as it is one: what was kept with it must not be lost to a slip of the pen."""
    try:
        return read(text) if isinstance(text, str) else None
    except ValueError:
        return None


def undated(row: Row) -> list[str]:
    """Which of a row's dates are none; when it was published need not be known."""
    found = {name: row[name] for name in _DATES if name in row}
    if found.get("published", "") is None:
        del found["published"]
    return [name for name, text in found.items() if _dated(_DATES[name], text) is None]


def _instant(text: str) -> datetime:
    """A time without a zone, written by hand, counts as UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_DATES: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("added", "seen", "written", "changed"), _instant),
    "published": read_day,
}
