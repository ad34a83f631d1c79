"""What a list shows: a view chosen, narrowed by a filter typed."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import SourceStatus

__all__ = ["ALL", "BOOKMARKS", "INBOX", "STORIES", "View", "as_query", "growing", "source_view"]


@dataclass(frozen=True, slots=True)
class View:
    """A named query."""

    name: str
    query: str = ""
    source: str | None = None
    """Id of the source it shows, if it shows one."""


ALL = View("All")
INBOX = View("Inbox", "is:unread")
BOOKMARKS = View("Bookmarks", "is:bookmarked")
STORIES = View("Stories")
"""Shows stories in place of articles."""


def source_view(status: SourceStatus) -> View:
    """The view of one source."""
    return View(status.source.name, f"source:{status.source.id}", status.source.id)


def growing(typed: str) -> str:
    """What was typed as a query while typing goes on: the last word may be the beginning of one."""
    last = typed.rpartition(" ")[2]
    return f"{typed}*" if last.isalnum() and len(last) > 1 else typed


def as_query(view: View, typed: str) -> str:
    """The query for a view and what was typed so far."""
    return f"{view.query} {growing(typed)}".strip()
