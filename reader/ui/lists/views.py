"""What a list shows: a view chosen, narrowed by a filter typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from reader.errors import QueryError
from reader.model import SavedSearch, SourceStatus

__all__ = [
    "ALL",
    "BOOKMARKS",
    "INBOX",
    "STORIES",
    "View",
    "as_query",
    "complaint",
    "growing",
    "search_view",
    "source_view",
    "tag_views",
]


@dataclass(frozen=True, slots=True)
class View:
    """A named query; under another name it is the same."""

    name: str = field(compare=False)
    query: str = ""
    source: str | None = None
    """Id of the source it shows, if it shows one."""
    stories: bool = False
    """Whether it shows stories in place of articles."""
    search: str | None = None
    """Id of the search kept that it is, if it is one."""


ALL = View("All")
INBOX = View("Inbox", "is:unread")
BOOKMARKS = View("Bookmarks", "is:bookmarked")
STORIES = View("Stories", stories=True)


def complaint(query: str, today: date) -> str:
    """What is wrong with a query, nothing for all is well: somebody may have edited it."""
    from reader.query import parse_query

    try:
        parse_query(query, today)
    except QueryError as error:
        return str(error)
    return ""


def source_view(status: SourceStatus) -> View:
    """The view of one source."""
    return View(status.source.name, f"source:{status.source.id}", status.source.id)


def search_view(search: SavedSearch) -> View:
    """The view of a search kept."""
    return View(search.name, search.query, stories=search.stories, search=search.id)


def tag_views(sources: Iterable[SourceStatus], own: Iterable[str] = ()) -> list[tuple[View, list[SourceStatus]]]:
    """For every tag of sources, and those that articles have of their `own`, its view and the sources that have it.

    Capitals do not count. A query cannot name a tag with a quote in it.
    """
    names: dict[str, str] = {}
    found: dict[str, list[SourceStatus]] = {}
    for status in sources:
        for tag in (tag for tag in status.source.tags if '"' not in tag):
            folded = names.setdefault(tag.casefold(), tag).casefold()
            found.setdefault(folded, []).append(status)
    for tag in (tag for tag in own if '"' not in tag):
        found.setdefault(names.setdefault(tag.casefold(), tag).casefold(), [])
    return [(View(f"Tag: {names[tag]}", f'tag:"{names[tag]}"'), found[tag]) for tag in sorted(found)]


def growing(typed: str) -> str:
    """What was typed as a query while typing goes on: the last word may be the beginning of one."""
    last = typed.rpartition(" ")[2]
    return f"{typed}*" if last.isalnum() and len(last) > 1 else typed


def as_query(view: View, typed: str) -> str:
    """The query for a view and what was typed so far."""
    return f"{view.query} {growing(typed)}".strip()
