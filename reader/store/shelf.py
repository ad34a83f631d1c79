"""The Shelf: what the user made, in one small JSON file that survives kills, full disks and other writers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from tinydb import TinyDB, where
from tinydb.table import Document, Table

from reader.model import Bookmark, LineRule, RuleAction, Source, SourceKind
from reader.store.atomic import make_folder, sweep
from reader.store.row import read_day, stored_day
from reader.store.storage import AtomicStorage, ShelfFile
from reader.text import safe, safe_lines

__all__ = ["Shelf"]

T = TypeVar("T")
_Row = Mapping[str, Any]
_NEVER = datetime.fromtimestamp(0, UTC)
"""When something was added whose date is not understood."""


class Shelf:
    """Bookmarks, sources, restored cuts, rules about lines, tags and the state of the session.

    When a method that changes something returns, the change is on the disk. May be used from several threads and
    processes at once. Every method may raise StoreError, with a message for a person.
    """

    notices: list[str]
    """What happened to the file, and what in it is not understood, that a person should know."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        make_folder(path.parent)
        self._file = ShelfFile(path.resolve(), now)  # replacing a link would cut it off from where it leads
        self._storage = AtomicStorage(self._file)
        self.notices = self._file.notices
        self._storage.read()
        self.notices.extend(self.check())

    def version(self) -> int:
        """Another number after anyone has changed something."""
        return hash(self._file.stamp())

    # bookmarks

    def bookmarks(self) -> list[Bookmark]:
        """All of them, newest first."""
        held = self._rows("bookmarks", _bookmark)[::-1]  # of two added at once the later comes first
        return sorted(held, key=lambda one: one.added, reverse=True)

    def bookmarked(self) -> frozenset[str]:
        """Ids of the articles kept."""
        return frozenset(one.article for one in self._rows("bookmarks", _textless))

    def bookmark(self, bookmark: Bookmark) -> bool:
        """Keep an article; False where it was kept already."""
        with self._changing("bookmarks") as table:
            if table.contains(where("article") == bookmark.article):
                return False
            table.insert(_bookmark_row(bookmark))
            return True

    def unbookmark(self, article: str) -> Bookmark | None:
        """Keep an article no more; what was removed, so that it can be put back as it was."""
        with self._changing("bookmarks") as table:
            held = [one for one in self._understood(table, _bookmark)[0] if one.article == article]
            if not held:
                return None
            table.remove(where("article") == article)
            return held[0]

    # sources

    def sources(self) -> list[Source]:
        """All of them, in the order they were added."""
        return self._rows("sources", _source)

    def remember(self, source: Source) -> None:
        """Keep a source, in the place of the one with its id if there is one."""
        with self._changing("sources") as table:
            table.upsert(_source_row(source), where("id") == source.id)

    def forget(self, source: str) -> None:
        """Keep the source with this id no more."""
        with self._changing("sources") as table:
            if table.contains(where("id") == source):
                table.remove(where("id") == source)

    # cuts that were put back

    def restored(self, article: str) -> frozenset[str]:
        """Texts of the cuts of an article that were put back for good."""
        pairs = self._rows("restored", lambda row: (str(row["article"]), str(row["text"])))
        return frozenset(text for held, text in pairs if held == article)

    def restore(self, article: str, text: str) -> bool:
        """Put a cut back; False where it was back already."""
        with self._changing("restored") as table:
            if table.contains((where("article") == article) & (where("text") == text)):
                return False
            table.insert({"article": article, "text": text})
            return True

    def hide(self, article: str, text: str) -> bool:
        """Undo `restore`; False where there was nothing to undo."""
        with self._changing("restored") as table:
            this = (where("article") == article) & (where("text") == text)
            if not table.contains(this):
                return False
            table.remove(this)
            return True

    # rules about lines

    def rules(self) -> list[LineRule]:
        """All of them, in the order they were made."""
        return self._rows("rules", _rule)

    def teach(self, rule: LineRule) -> LineRule | None:
        """Keep a rule in the place of the one with its id, if there is one; that one."""
        with self._changing("rules") as table:
            held = self._held_rule(table, rule.id)
            table.upsert(_rule_row(rule), where("id") == rule.id)
            return held

    def unteach(self, rule: str) -> LineRule | None:
        """Keep the rule with this id no more; what was removed, so that it can be put back as it was."""
        with self._changing("rules") as table:
            held = self._held_rule(table, rule)
            if held is not None:
                table.remove(where("id") == rule)
            return held

    def _held_rule(self, table: Table, rule: str) -> LineRule | None:
        return next((one for one in self._understood(table, _rule)[0] if one.id == rule), None)

    # tags

    def tags(self) -> dict[str, tuple[str, ...]]:
        """The tags of each article that has any, by its id."""
        return dict(self._rows("tags", _tags))

    def tagged(self, tags: Collection[str]) -> frozenset[str]:
        """Ids of the articles that have all of these tags, whatever their capitals."""
        wanted = {tag.casefold() for tag in tags}
        return frozenset(article for article, held in self.tags().items() if wanted <= {tag.casefold() for tag in held})

    # the session

    def value(self, name: str) -> str | None:
        """A small thing remembered between sessions, the theme for example."""
        return dict(self._rows("session", lambda row: (str(row["name"]), str(row["value"])))).get(name)

    def keep(self, name: str, value: str) -> None:
        """Remember a small thing."""
        if self.value(name) == value:
            return
        with self._changing("session") as table:
            table.upsert({"name": name, "value": value}, where("name") == name)

    # care

    def check(self) -> list[str]:
        """What is wrong with the Shelf, in words; nothing when all is well."""
        readers: dict[str, Callable[[_Row], object]] = {
            "bookmarks": _textless,
            "sources": _source,
            "tags": _tags,
            "restored": lambda row: (row["article"], row["text"]),
            "rules": _rule,
            "session": lambda row: (row["name"], row["value"]),
        }
        return [
            problem
            for table, read in readers.items()
            for problem in self._understood(_table(self._storage, table), read)[1]
        ]

    def _rows(self, table: str, read: Callable[[_Row], T]) -> list[T]:
        """The rows of a table; one that is not understood is kept, passed over and told about once."""
        rows, problems = self._understood(_table(self._storage, table), read)
        self.notices.extend(problem for problem in problems if problem not in self.notices)
        return rows

    def _understood(self, table: Table, read: Callable[[_Row], T]) -> tuple[list[T], list[str]]:
        rows, problems = [], []
        for row in table.all():
            try:
                rows.append(read(row))
            except (KeyError, TypeError, ValueError, AttributeError):
                problems.append(f"{self._where(row, table)} is not understood and was passed over")
            else:
                problems += [f"{self._where(row, table)} has a date that is not one: {name}" for name in _undated(row)]
        return rows, problems

    def _where(self, row: Document, table: Table) -> str:
        return f"{self._file.path}: row {row.doc_id} of {table.name}"

    @contextmanager
    def _changing(self, table: str) -> Iterator[Table]:
        """A table as it is on the disk now, that nobody else changes.

        A new Table each time: an old one would reuse row numbers that another process has given away since.
        """
        with self._file.locked():
            sweep(self._file.path)
            yield _table(AtomicStorage(self._file), table)


def _table(storage: AtomicStorage, name: str) -> Table:
    return TinyDB(storage=lambda: storage).table(name, cache_size=0)


def _bookmark_row(bookmark: Bookmark) -> dict[str, object]:
    return {
        "article": bookmark.article,
        "title": bookmark.title,
        "source": bookmark.source,
        "published": stored_day(bookmark.published),
        "url": bookmark.url,
        "path": bookmark.path,
        "added": bookmark.added.isoformat(),
        "text": bookmark.text,
    }


def _bookmark(row: _Row) -> Bookmark:
    return Bookmark(
        safe(row["article"]),
        safe(row["title"]),
        _safe(row.get("source")),
        _dated(read_day, row.get("published")),
        _safe(row.get("url")),
        None if row.get("path") is None else str(row["path"]),
        _dated(_instant, row["added"]) or _NEVER,
        None if row.get("text") is None else safe_lines(row["text"]),
    )


def _textless(row: _Row) -> Bookmark:
    """A bookmark without its text, which takes longest to read: 170 of 200 µs where there is one."""
    if not isinstance(row.get("text"), str | None):
        raise TypeError
    return _bookmark({**row, "text": None})


def _source_row(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "kind": source.kind,
        "location": source.location,
        "name": source.name,
        "added": source.added.isoformat(),
    }


def _source(row: _Row) -> Source:
    return Source(
        safe(row["id"]),
        SourceKind(row["kind"]),
        str(row["location"]),
        safe(row["name"]),
        _dated(_instant, row["added"]) or _NEVER,
    )


def _rule_row(rule: LineRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "text": rule.text,
        "action": rule.action,
        "source": rule.source,
        "begins": rule.begins,
        "added": rule.added.isoformat() if rule.added else None,
    }


def _rule(row: _Row) -> LineRule:
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


def _tags(row: _Row) -> tuple[str, tuple[str, ...]]:
    return safe(row["article"]), tuple(safe(tag) for tag in row["tags"])


def _safe(text: str | None) -> str | None:
    return None if text is None else safe(text)


def _dated(read: Callable[[str], T], text: object) -> T | None:
    """A date as far as it is one: what was kept with it must not be lost to a slip of the pen."""
    try:
        return read(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _undated(row: _Row) -> list[str]:
    """Which of a row's dates are none; when it was published need not be known."""
    found = {name: row[name] for name in _DATES if name in row}
    if found.get("published", "") is None:
        del found["published"]
    return [name for name, text in found.items() if _dated(_DATES[name], text) is None]


def _instant(text: str) -> datetime:
    """A time without a zone, written by hand, counts as UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_DATES: dict[str, Callable[[str], object]] = {"added": _instant, "published": read_day}
