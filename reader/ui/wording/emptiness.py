"""What stands where there is nothing: a sentence on why, and on what to press. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from reader.model import SourceStatus
from reader.ui.lists.views import BOOKMARKS, INBOX, STORIES, View
from reader.ui.wording.dates import since_words
from reader.ui.wording.health import ails, asked

__all__ = ["nothing_in", "nothing_of"]

_NO_STORIES = "No stories yet. Reports of the same event become a story as soon as two of them are held."


def nothing_in(view: View, typed: str, keys: Mapping[str, str], *, empty: bool, adding: bool) -> str:
    """Why a view, narrowed by a filter `typed`, shows nothing; `empty` is whether the whole library is."""
    others = f"{keys['views']} shows the other views."
    if typed:
        kind = "story" if view.stories else "article"
        return f"No {kind} matches “{typed}”. {keys['close']} clears the filter, {keys['filter']} changes it."
    if empty and adding:
        return "What was added is being read; its articles appear here."
    if empty:
        adds = f"{keys['add']} adds a feed, a page, a folder or a file."
        return f"Nothing here yet. {adds} {keys['tour']} shows the first steps."
    if view == STORIES:
        return f"{_NO_STORIES} {others}"
    if view == INBOX:
        return f"All read. {keys['refresh']} looks for what is new, {others}"
    if view == BOOKMARKS:
        return f"No bookmarks yet. {keys['bookmark']} keeps the article you are on. {others}"
    return f"{view.name}: nothing here. {others}"


def nothing_of(status: SourceStatus | None, keys: Mapping[str, str], now: datetime) -> str:
    """Why a source has no articles; None for one that is no longer there."""
    if status is None:
        return f"This source is no longer there. {keys['views']} shows the others."
    if status.articles:
        why = "they are muted, or copies of others"
        return f"None of its {status.articles:,} articles is listed: {why}. {keys['source']} tells more."
    again = f"{keys['refresh_source']} looks at it now"
    if status.source.paused:
        return f"This source is paused. {keys['source']} resumes it."
    if status.health.gone:
        return f"This source is gone for good, its server says. {keys['source']} removes it."
    if ails(status):
        why = f": {status.notice}" if status.notice else ""
        return f"This source could not be read{why}. {again}, {keys['source']} tells more."
    seen = status.health.succeeded if asked(status) else status.checked
    if seen is None:
        return f"This source has not been looked at yet. {again}."
    return f"There was no article in it when it was last looked at ({since_words(seen, now)}). {again}."
