"""The Shelf: what the user made, in one small JSON file that survives kills, full disks and other writers."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tinydb import where
from tinydb.table import Table

from reader.model import Bookmark, Correction, Follow, LineRule, Mute, SavedSearch, Source
from reader.query import Query
from reader.store.annotations import Annotations
from reader.store.atomic import make_folder
from reader.store.listing import Tagged
from reader.store.shelf_merge import Merged, understood
from reader.store.shelf_row import (
    Row,
    bookmark_row,
    correction_row,
    follow_row,
    mute_row,
    read_bookmark,
    read_correction,
    read_follow,
    read_mute,
    read_rule,
    read_search,
    read_source,
    read_textless,
    rule_row,
    search_row,
    source_row,
)
from reader.store.shelf_table import Kind, ShelfTables
from reader.store.storage import ShelfFile, Tables

__all__ = ["Shelf"]

_SEARCHES = Kind("searches", "id", read_search, search_row)


class Shelf:
    """Bookmarks, tags, notes, sources, searches, restored cuts, rules about lines, mutes, stories, the session.

    When a method that changes something returns, the change is on the disk. May be used from several threads and
    processes at once. Every method may raise StoreError, with a message for a person.
    """

    notices: list[str]
    """What happened to the file, and what in it is not understood, that a person should know."""
    annotations: Annotations
    """Tags and notes of articles."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        make_folder(path.parent)
        # Replacing a link would cut it off from where it leads; one that leads nowhere is told when it is read.
        self._file = ShelfFile(Path(os.path.realpath(path)), now)
        self.notices = self._file.notices
        self._tables = ShelfTables(self._file)
        self.annotations = Annotations(self._tables)
        self.notices.extend(self.check())

    @property
    def file(self) -> Path:
        """What it is kept in."""
        return self._file.path

    def version(self) -> int:
        """Another number after anyone has changed something."""
        return hash(self._file.stamp())

    # bookmarks

    def bookmarks(self) -> list[Bookmark]:
        """All of them, newest first."""
        held = self._tables.rows("bookmarks", read_bookmark)[::-1]  # of two added at once the later comes first
        return sorted(held, key=lambda one: one.added, reverse=True)

    def bookmarked(self) -> frozenset[str]:
        """Ids of the articles kept."""
        return frozenset(one.article for one in self._tables.rows("bookmarks", read_textless))

    def bookmark(self, bookmark: Bookmark) -> bool:
        """Keep an article; False where it was kept already."""
        with self._tables.changing("bookmarks") as table:
            if table.contains(where("article") == bookmark.article):
                return False
            table.insert(bookmark_row(bookmark))
            return True

    def unbookmark(self, article: str) -> Bookmark | None:
        """Keep an article no more; what was removed, so that it can be put back as it was."""
        with self._tables.changing("bookmarks") as table:
            held = [one for one in self._tables.understood(table, read_bookmark)[0] if one.article == article]
            if not held:
                return None
            table.remove(where("article") == article)
            return held[0]

    # sources

    def sources(self) -> list[Source]:
        """All of them, in the order they were added."""
        return self._tables.rows("sources", read_source)

    def remember(self, source: Source) -> None:
        """Keep a source, in the place of the one with its id if there is one."""
        self.revise(lambda _: [source])

    def revise(self, change: Callable[[list[Source]], Sequence[Source]]) -> None:
        """Keep the sources that `change` makes of those there are, each in the place of the one with its id, if any.

        Nobody else changes them meanwhile, and a thousand new ones cost two writes.
        """
        with self._tables.changing("sources") as table:
            rows = {source.id: source_row(source) for source in change(self._tables.understood(table, read_source)[0])}
            kept = [row for row in table.all() if isinstance(row.get("id"), str)]
            held = {row.doc_id: row["id"] for row in kept if row["id"] in rows}
            if held:
                table.update(lambda row: row.update(rows[row["id"]]), doc_ids=list(held))
            new = rows.keys() - held.values()
            if new:
                table.insert_multiple(row for ident, row in rows.items() if ident in new)

    def forget(self, *sources: str) -> None:
        """Keep the sources with these ids no more."""
        with self._tables.changing("sources") as table:
            these = where("id").one_of(list(sources))
            if table.contains(these):
                table.remove(these)

    # cuts that were put back

    def restored(self, article: str) -> frozenset[str]:
        """Texts of the cuts of an article that were put back for good."""
        pairs = self._tables.rows("restored", lambda row: (str(row["article"]), str(row["text"])))
        return frozenset(text for held, text in pairs if held == article)

    def restore(self, article: str, text: str) -> bool:
        """Put a cut back; False where it was back already."""
        with self._tables.changing("restored") as table:
            if table.contains((where("article") == article) & (where("text") == text)):
                return False
            table.insert({"article": article, "text": text})
            return True

    def hide(self, article: str, text: str) -> bool:
        """Undo `restore`; False where there was nothing to undo."""
        with self._tables.changing("restored") as table:
            this = (where("article") == article) & (where("text") == text)
            if not table.contains(this):
                return False
            table.remove(this)
            return True

    # rules about lines

    def rules(self) -> list[LineRule]:
        """All of them, in the order they were made."""
        return self._tables.rows("rules", read_rule)

    def teach(self, rule: LineRule) -> LineRule | None:
        """Keep a rule in the place of the one with its id, if there is one; that one."""
        with self._tables.changing("rules") as table:
            held = self._held_rule(table, rule.id)
            table.upsert(rule_row(rule), where("id") == rule.id)
            return held

    def unteach(self, rule: str) -> LineRule | None:
        """Keep the rule with this id no more; what was removed, so that it can be put back as it was."""
        with self._tables.changing("rules") as table:
            held = self._held_rule(table, rule)
            if held is not None:
                table.remove(where("id") == rule)
            return held

    def _held_rule(self, table: Table, rule: str) -> LineRule | None:
        return next((one for one in self._tables.understood(table, read_rule)[0] if one.id == rule), None)

    # mutes

    def mutes(self) -> list[Mute]:
        """All of them, in the order they were made."""
        return self._tables.rows("mutes", read_mute)

    def mute(self, mute: Mute) -> bool:
        """Keep a mute; False where it was kept already."""
        with self._tables.changing("mutes") as table:
            if table.contains(where("id") == mute.id):
                return False
            table.insert(mute_row(mute))
            return True

    def unmute(self, mute: str) -> Mute | None:
        """Keep the mute with this id no more; what was removed, so that it can be put back as it was."""
        with self._tables.changing("mutes") as table:
            held = next((one for one in self._tables.understood(table, read_mute)[0] if one.id == mute), None)
            if held is not None:
                table.remove(where("id") == mute)
            return held

    # stories that are followed

    def follows(self) -> list[Follow]:
        """All of them, in the order they were first followed."""
        return self._tables.rows("follows", read_follow)

    def follow(self, follow: Follow) -> Follow | None:
        """Keep a story followed, in the place of what was kept for its id; that."""
        with self._tables.changing("follows") as table:
            held = self._held_follow(table, follow.story)
            table.upsert(follow_row(follow), where("story") == follow.story)
            return held

    def unfollow(self, story: str) -> Follow | None:
        """Follow the story with this id no more; what was removed, so that it can be put back as it was."""
        with self._tables.changing("follows") as table:
            held = self._held_follow(table, story)
            if held is not None:
                table.remove(where("story") == story)
            return held

    def _held_follow(self, table: Table, story: str) -> Follow | None:
        return next((one for one in self._tables.understood(table, read_follow)[0] if one.story == story), None)

    # which articles belong together, whatever they say

    def corrections(self) -> list[Correction]:
        """All words on pairs, the last one last."""
        return self._tables.rows("links", read_correction)

    def correct(self, corrections: Sequence[Correction]) -> list[Correction]:
        """Keep words on pairs in the place of those before; what these were."""
        pairs = frozenset(one.articles for one in corrections)
        with self._tables.changing("links") as table:
            before = [one for one in self._tables.understood(table, read_correction)[0] if one.articles in pairs]
            old = _about(table, pairs)
            # The new first: of two words on a pair the later holds, should this be broken off between them.
            table.insert_multiple(correction_row(one) for one in corrections)
            if old:
                table.remove(doc_ids=old)
            return before

    def uncorrect(self, pairs: Collection[tuple[str, str]]) -> None:
        """Keep no word on these pairs of ids, the smaller first in each."""
        with self._tables.changing("links") as table:
            old = _about(table, frozenset(pairs))
            if old:
                table.remove(doc_ids=old)

    # what a query asks for that only the Shelf knows

    def asked(self, query: Query) -> list[Tagged]:
        """What each tag of a query stands on, whatever its capitals, and what `is:tagged` and `is:noted` mean."""
        found = [*self.tagged(query.tags)] if query.tags else []
        if query.tagged:
            found.append(Tagged(frozenset(self.annotations.tags())))
        if query.noted:
            found.append(Tagged(self.annotations.noted()))
        return found

    def tagged(self, tags: Sequence[str]) -> list[Tagged]:
        """What each of these tags stands on, whatever its capitals."""
        held_tags = self.annotations.tags()
        articles = [(article, {tag.casefold() for tag in held}) for article, held in held_tags.items()]
        sources = [(source.id, {tag.casefold() for tag in source.tags}) for source in self.sources() if source.tags]
        return [
            Tagged(
                *(frozenset(ident for ident, held in kept if tag.casefold() in held) for kept in (articles, sources))
            )
            for tag in tags
        ]

    def kept(self) -> frozenset[str]:
        """Ids of the articles someone made something of: they stay whatever becomes of their sources."""
        return self.bookmarked() | self.annotations.tags().keys() | self.annotations.noted()

    # searches

    def searches(self) -> list[SavedSearch]:
        """All of them, in the order they were added."""
        return sorted(self._tables.rows(_SEARCHES.table, read_search), key=lambda one: one.added)

    def revise_searches(self, change: Callable[[Mapping[str, SavedSearch]], Mapping[str, SavedSearch | None]]) -> None:
        """Let `change` say, of those there are by id, what is to stand there now; None takes one away."""
        self._tables.revise(_SEARCHES, change)

    # the session

    def value(self, name: str) -> str | None:
        """A small thing remembered between sessions, the theme for example."""
        return dict(self._tables.rows("session", lambda row: (str(row["name"]), str(row["value"])))).get(name)

    def keep(self, name: str, value: str) -> None:
        """Remember a small thing."""
        if self.value(name) == value:
            return
        with self._tables.changing("session") as table:
            table.upsert({"name": name, "value": value}, where("name") == name)

    # all of it

    def whole(self) -> tuple[int, Tables]:
        """The version of the file and all its tables, to be kept elsewhere."""
        return self._file.current, self._file.load() or {}

    def understood(self, version: int, tables: Tables) -> tuple[Tables, int]:
        """The tables of another Shelf as one of now would have them, and how many of their rows make no sense.

        Raises NewerStoreError, and StoreError where they are no tables.
        """
        return understood(self._file.brought_up(version, tables), self._readers)

    def take_in(self, change: Callable[[Tables], Merged]) -> Merged:
        """Keep what `change` makes of all tables there are, while nobody else changes them, and the file as it was."""
        with self._file.locked():
            result = change(self._file.load() or {})
            if result.added or result.changed:
                result.before = self._file.copied()
                self._file.save(result.tables)
            return result

    # care

    def check(self) -> list[str]:
        """What is wrong with the Shelf, in words; nothing when all is well."""
        return [problem for table, read in self._readers.items() for problem in self._tables.problems(table, read)]

    def has_copy(self) -> bool:
        """Whether all of it stands in a second file too, for when the first is damaged."""
        return self._file.has_copy()

    def copy_again(self) -> None:
        """Make the second file anew."""
        with self._file.locked():
            self._file.copy_again()

    @property
    def _readers(self) -> dict[str, Callable[[Row], object]]:
        """What reads the rows of each table."""
        return {
            "bookmarks": read_textless,
            "sources": read_source,
            **self.annotations.readers,
            "searches": read_search,
            "restored": lambda row: (row["article"], row["text"]),
            "rules": read_rule,
            "mutes": read_mute,
            "follows": read_follow,
            "links": read_correction,
            "session": lambda row: (row["name"], row["value"]),
        }


def _about(table: Table, pairs: frozenset[tuple[str, str]]) -> list[int]:
    """Numbers of the rows about pairs, in whichever order somebody has written them."""
    ways = pairs | {(second, first) for first, second in pairs}
    return [row.doc_id for row in table.all() if (row.get("first"), row.get("second")) in ways]
