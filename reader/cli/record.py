"""What the library knows, as the fields that JSON Lines carry; names and order are a promise to scripts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from reader.address import masked
from reader.exporting import json_lines
from reader.exporting.clipping import Clipping, iso
from reader.exporting.json_lines import Record
from reader.model import (
    Article,
    Bookmark,
    Counts,
    Headline,
    LineVerdict,
    MuteStatus,
    Note,
    Related,
    Report,
    RuleStatus,
    SavedSearch,
    SourceStatus,
    Story,
)

__all__ = [
    "Record",
    "address",
    "article",
    "bookmark",
    "day",
    "headline",
    "iso",
    "mute",
    "note",
    "related",
    "rule",
    "search",
    "source",
    "story",
    "tags",
    "timeline",
    "unmarked",
    "verdict",
]


def headline(row: Headline, story: str | None = None) -> Record:
    """A row of `list` or `search`; `story` is the id of the article's story; `muted` only where it was asked for."""
    fields: Record = {
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "published": iso(row.published),
        "added": iso(row.added),
        "url": address(row.url),
        "path": row.path,
        "read": row.read,
        "bookmarked": row.bookmarked,
        "tags": list(row.tags),
        "words": row.words,
        "story": story,
        "copy_of": row.copy_of,
        "language": row.language,
        "dated": row.dated,
        "noted": row.noted,
    }
    return {**fields, "muted": True} if row.muted else fields


def article(shown: Article, tags: Sequence[str], note: Note | None) -> Record:
    """An article with its text, all that was cut from it, and what someone wrote about it."""
    fields = json_lines.article(Clipping(shown, tuple(tags), note.text if note else ""))
    return {name: _veiled(name, value) for name, value in fields.items()}


def related(target: str, row: Related) -> Record:
    """A row of `related`; `target` is the word it was asked for with."""
    return {
        "target": target,
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "published": iso(row.published),
        "group": row.group.value,
        "score": round(row.score, 4),
        "why": list(row.why),
        "new_sentences": row.new_sentences,
        "url": address(row.url),
    }


def story(told: Story, reports: Sequence[Report]) -> Record:
    """A row of `stories`: each report is followed by its copies."""
    return _story(told, [_member(one) for report in reports for one in (report.headline, *report.copies)])


def timeline(told: Story, reports: Sequence[Report]) -> Record:
    """What `story` prints: a story whose articles say more, reports how much they added."""
    articles: list[Record] = []
    for report in reports:
        sentences = {"added": report.added, "new": report.new}
        articles.append(_member(report.headline) | {"source": report.headline.source} | sentences)
        articles += [_member(one) | {"source": one.source} | dict.fromkeys(sentences) for one in report.copies]
    return _story(told, articles)


def _story(told: Story, articles: list[Record]) -> Record:
    return {
        "story": told.id,
        "name": told.name,
        "first": iso(told.first),
        "last": iso(told.last),
        "sources": list(told.sources),
        "articles": articles,
        "followed": told.followed,
        "new": told.new,
    }


def _member(row: Headline) -> Record:
    return {
        "id": row.id,
        "url": address(row.url),
        "title": row.title,
        "published": iso(row.published),
        "copy_of": row.copy_of,
    }


def bookmark(kept: Bookmark, tags: Sequence[str], note: Note | None) -> Record:
    """A row of `bookmarks`; `note` is null where there is none, `text` is there only where it was kept too."""
    fields: Record = {
        "id": kept.article,
        "title": kept.title,
        "source": kept.source,
        "published": iso(kept.published),
        "url": address(kept.url),
        "path": kept.path,
        "added": iso(kept.added),
        "tags": list(tags),
        "note": note.text if note else None,
    }
    return fields if kept.text is None else {**fields, "text": kept.text}


def tags(article: str, title: str, held: Sequence[str]) -> Record:
    """What `tag` says of an article."""
    return {"id": article, "title": title, "tags": list(held)}


def note(article: str, title: str, held: Note | None) -> Record:
    """What `note` says of an article; all but the first two are null where there is none."""
    return {
        "id": article,
        "title": title,
        "note": held.text if held else None,
        "written": iso(held.written) if held else None,
        "changed": iso(held.changed) if held else None,
        "url": address(held.url) if held else None,
    }


def search(saved: SavedSearch, counts: Counts | None, problem: str | None) -> Record:
    """A row of `searches`; nothing is counted for stories, and where there is a problem with its query."""
    return {
        "id": saved.id,
        "name": saved.name,
        "query": saved.query,
        "stories": saved.stories,
        "added": iso(saved.added),
        "articles": counts.all if counts else None,
        "unread": counts.unread if counts else None,
        "problem": problem,
    }


def source(status: SourceStatus) -> Record:
    """A row of `sources`."""
    return {
        "id": status.source.id,
        "kind": status.source.kind.value,
        "name": status.source.name,
        "location": masked(status.source.location),
        "articles": status.articles,
        "unread": status.unread,
        "checked": iso(status.checked),
        "notice": status.notice,
        "tags": list(status.source.tags),
        "paused": status.source.paused,
        "pages": status.source.pages.value,
        "succeeded": iso(status.health.succeeded),
        "next_try": iso(status.health.next_try),
        "failures": status.health.failures,
        "gone": status.health.gone,
        "weekly": None if status.health.weekly is None else round(status.health.weekly, 2),
    }


def mute(status: MuteStatus) -> Record:
    """A row of `sources mutes`; `source` is null where it is for all."""
    return {
        "id": status.mute.id,
        "query": status.mute.query,
        "source": status.mute.source,
        "name": status.source,
        "articles": status.articles,
        "added": iso(status.mute.added),
        "problem": status.problem,
    }


def rule(status: RuleStatus) -> Record:
    """A row of `rules`; `articles` is null where it is not counted."""
    return {
        "id": status.rule.id,
        "action": status.rule.action.value,
        "text": status.rule.text,
        "begins": status.rule.begins,
        "source": status.rule.source,
        "origin": status.rule.origin.value,
        "articles": status.articles,
        "added": iso(status.rule.added),
    }


def verdict(told: LineVerdict, source: str | None) -> Record:
    """A row of `rules test`; `source` is the one it was asked for with."""
    return {
        "text": told.text,
        "source": source,
        "action": told.action.value,
        "reason": told.reason.value if told.reason else None,
        "rule": told.rule,
        "why": told.why,
    }


def address(url: str | None) -> str | None:
    """An address as it may be shown, where there is one."""
    return masked(url) if url else url


def _veiled(name: str, value: object) -> object:
    """A field of a record as it may be shown, with all that is in it."""
    if isinstance(value, dict):
        return {inner: _veiled(inner, held) for inner, held in value.items()}
    if isinstance(value, list):
        return [_veiled("", held) for held in value]
    return address(value) if name == "url" and isinstance(value, str) else value


def day(when: date | datetime | None) -> str:
    """The day alone, as its publisher wrote it; "" where it is unknown."""
    return (iso(when) or "")[:10]


def unmarked(snippet: str | None) -> str:
    """A snippet without the marks around its matches."""
    return (snippet or "").replace("\ue000", "").replace("\ue001", "")
