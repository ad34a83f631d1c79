"""How a source is doing, in a mark and in words: pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from reader.address import masked
from reader.model import Pages, SourceKind, SourceStatus
from reader.ui.painting.marks import Marks
from reader.ui.wording.dates import since_words, until_words

__all__ = ["PAGES", "Fact", "ails", "asked", "facts", "mark_of", "note_of", "place_of"]

Fact = tuple[str, str]
"""What it is about, and what there is to say."""

PAGES = {
    Pages.AUTO: "where the feed has only a summary",
    Pages.ALWAYS: "of every new article",
    Pages.NEVER: "never; what the feed has is all there is",
}
"""When the pages that a feed links to are fetched."""
_ONLINE = (SourceKind.FEED, SourceKind.PAGE)


def asked(status: SourceStatus) -> bool:
    """Whether it is asked over the network."""
    return status.source.kind in _ONLINE


def ails(status: SourceStatus) -> bool:
    """Whether something is wrong with it. What is only odd about a feed that could be read is no trouble."""
    health = status.health
    return health.gone or health.failures > 0 or (not asked(status) and status.notice is not None)


def mark_of(status: SourceStatus, marks: Marks) -> tuple[str, str]:
    """One cell that says without a colour how it is doing, and its role."""
    if status.health.gone:
        return marks.gone, "bad"
    if status.source.paused:
        return marks.paused, "muted"
    return (marks.trouble, "bad") if ails(status) else (" ", "")


def note_of(status: SourceStatus, now: datetime, marks: Marks) -> str:
    """A line about it: what is wrong first, then how much it brings and what it is filed under; "" for nothing."""
    return f" {marks.dot} ".join([*_troubles(status, now), *_habits(status)])


def facts(status: SourceStatus, now: datetime) -> Iterator[Fact]:
    """Everything there is to say about it."""
    source, health = status.source, status.health
    if source.location:
        yield source.kind.value.capitalize(), place_of(status)
    weekly = f", {_weekly(health.weekly)}" if health.weekly else ""
    yield "Articles", f"{status.articles:,}, {status.unread:,} unread{weekly}"
    if asked(status):
        yield "Answered", since_words(health.succeeded, now) if health.succeeded else "never yet"
        yield "Next try", _next_try(status, now)
    elif status.checked is not None:
        yield "Looked at", since_words(status.checked, now)
    if health.gone:
        yield "Gone", "for good, its server says"
    if status.notice is not None:
        often = f" ({health.failures} times in a row)" if health.failures > 1 else ""
        yield "Trouble" if ails(status) else "Note", status.notice + often
    if source.tags:
        yield "Tags", ", ".join(source.tags)
    if source.kind is SourceKind.FEED:
        yield "Full pages", f"{source.pages.value}: {PAGES[source.pages]}"


def place_of(status: SourceStatus) -> str:
    """Where it is, as may be shown."""
    return masked(status.source.location) if asked(status) else status.source.location


def _troubles(status: SourceStatus, now: datetime) -> Iterator[str]:
    health = status.health
    if status.source.paused:
        yield "paused"
    if health.gone:
        yield "gone, its server says"
    elif status.notice is not None:
        yield status.notice
    elif health.failures:
        yield "failed"
    if health.failures > 1 and not health.gone:
        yield f"{health.failures} times in a row"
    if health.failures and health.next_try is not None and not status.source.paused:
        yield f"next try {until_words(health.next_try, now)}"


def _habits(status: SourceStatus) -> Iterator[str]:
    if status.health.weekly:
        yield _weekly(status.health.weekly)
    yield from (f"#{tag}" for tag in status.source.tags)


def _weekly(articles: float) -> str:
    return f"{round(articles):,} a week" if articles >= 1 else "less than 1 a week"


def _next_try(status: SourceStatus, now: datetime) -> str:
    if status.source.paused:
        return "when it is resumed"
    if status.health.gone or status.source.kind is SourceKind.PAGE:
        return "when you refresh it"
    return until_words(status.health.next_try, now) if status.health.next_try is not None else "with the next refresh"
